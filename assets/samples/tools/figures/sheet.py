"""The white sheet on which every figure is drawn: strokes, contacts, parts and ladder symbols that the figures share.

Symbols follow GB/T 4728 (IEC 60617). A symbol knows nothing of the question that shows it.
"""
import math

import cairo

WIDTH, HEIGHT = 928, 696
STROKE, THIN = 4.0, 3.0
INK = (0.082, 0.125, 0.169)
FONT = "Noto Sans CJK SC"
LABEL, SMALL = 36, 32
CONTACT = 45  # half the length of a contact with its two stubs
FIGURES = {}


def figure(name):
    """Registers a drawing function under the name of its PNG."""

    def register(draw):
        FIGURES[name] = draw
        return draw

    return register


class Sheet:
    """A white sheet with the strokes and symbols that the figures share. Units are pixels, y grows downwards."""

    def __init__(self):
        self.surface = cairo.ImageSurface(cairo.FORMAT_RGB24, WIDTH, HEIGHT)
        self.pen = cairo.Context(self.surface)
        self.pen.set_source_rgb(1, 1, 1)
        self.pen.paint()
        self.pen.set_source_rgb(*INK)
        smooth = cairo.FontOptions()
        smooth.set_antialias(cairo.ANTIALIAS_GRAY)
        smooth.set_hint_style(cairo.HINT_STYLE_NONE)
        smooth.set_hint_metrics(cairo.HINT_METRICS_OFF)
        self.pen.set_font_options(smooth)
        self.pen.set_line_width(STROKE)
        self.pen.set_line_cap(cairo.LINE_CAP_ROUND)
        self.pen.set_line_join(cairo.LINE_JOIN_ROUND)

    # Strokes -----------------------------------------------------------------------------------------------------------------
    def line(self, *points, width=STROKE, dash=None):
        self.pen.set_line_width(width)
        self.pen.set_dash(dash or [])
        self.pen.move_to(*points[0])
        for point in points[1:]:
            self.pen.line_to(*point)
        self.pen.stroke()
        self.pen.set_dash([])

    def dashed(self, *points):
        self.line(*points, width=THIN, dash=[10, 9])

    def shape(self, points, fill=None, stroke=True, width=STROKE):
        self.pen.set_line_width(width)
        self.pen.move_to(*points[0])
        for point in points[1:]:
            self.pen.line_to(*point)
        self.pen.close_path()
        self._finish(fill, stroke)

    def rect(self, x, y, w, h, fill=None, stroke=True, width=STROKE):
        self.shape([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], fill, stroke, width)

    def circle(self, x, y, radius, fill=None, stroke=True, width=STROKE):
        self.pen.set_line_width(width)
        self.pen.new_sub_path()
        self.pen.arc(x, y, radius, 0, 2 * math.pi)
        self._finish(fill, stroke)

    def arc(self, x, y, radius, start_degrees, end_degrees, width=STROKE):
        self.pen.set_line_width(width)
        self.pen.new_sub_path()
        self.pen.arc(x, y, radius, math.radians(start_degrees), math.radians(end_degrees))
        self.pen.stroke()

    def _finish(self, fill, stroke):
        if fill:
            self.pen.set_source_rgb(*fill)
            self.pen.fill_preserve()
            self.pen.set_source_rgb(*INK)
        if stroke:
            self.pen.stroke()
        else:
            self.pen.new_path()

    def dot(self, x, y):
        self.circle(x, y, 7, fill=INK, stroke=False)

    def terminal(self, x, y):
        self.circle(x, y, 9, fill=(1, 1, 1), width=THIN)

    def arrow(self, tail, head, size=18, width=STROKE):
        self.line(tail, head, width=width)
        angle = math.atan2(head[1] - tail[1], head[0] - tail[0])
        wings = [(head[0] - size * math.cos(angle + turn), head[1] - size * math.sin(angle + turn)) for turn in (0.42, -0.42)]
        self.shape([head, *wings], fill=INK, width=1)

    def text(self, x, y, words, size=LABEL, anchor="middle", bold=False):
        """Writes one line whose middle height is y; anchor is start, middle or end."""
        self.pen.select_font_face(FONT, cairo.FONT_SLANT_NORMAL, cairo.FONT_WEIGHT_BOLD if bold else cairo.FONT_WEIGHT_NORMAL)
        self.pen.set_font_size(size)
        advance = self.pen.text_extents(words).x_advance
        left = {"start": x, "middle": x - advance / 2, "end": x - advance}[anchor]
        self.pen.move_to(left, y + size * 0.36)
        self.pen.show_text(words)
        self.pen.new_path()

    # Contacts, on a horizontal wire, centred at x, y ----------------------------------------------------------------------------
    def normally_open(self, x, y, name="", label_y=-32):
        self.line((x - CONTACT, y), (x - 22, y), (x + 20, y + 24))
        self.line((x + 22, y), (x + CONTACT, y))
        self.text(x, y + label_y, name)

    def normally_closed(self, x, y, name="", label_y=-52):
        self.line((x - CONTACT, y), (x - 22, y), (x + 30, y - 24))
        self.line((x + 22, y - 30), (x + 22, y), (x + CONTACT, y))
        self.text(x, y + label_y, name)

    def push(self, x, y, blade_y):
        """The push button below a contact: dashed link from the blade down to its cap."""
        self.dashed((x, blade_y), (x, y + 50))
        self.line((x - 20, y + 40), (x - 20, y + 52), (x + 20, y + 52), (x + 20, y + 40))

    def button_open(self, x, y, name):
        self.normally_open(x, y, name)
        self.push(x, y, y + 14)

    def button_closed(self, x, y, name):
        self.normally_closed(x, y, name)
        self.push(x, y, y - 10)

    def overload(self, x, y, name="FR"):
        self.normally_closed(x, y, name)
        self.dashed((x, y - 10), (x, y + 28))
        self.line((x - 24, y + 28), (x, y + 28), (x, y + 50), (x + 24, y + 50))

    def delay(self, x, y, blade_y):
        """The cap of a contact that is late when its coil is switched on: hollow upwards, below the contact."""
        self.line((x - 7, blade_y), (x - 7, y + 48), width=THIN)
        self.line((x + 7, blade_y), (x + 7, y + 48), width=THIN)
        self.arc(x, y + 20, 34, 25, 155)

    def delayed_open(self, x, y, name):
        self.normally_open(x, y, name)
        self.delay(x, y, y + 14)

    def delayed_closed(self, x, y, name):
        self.normally_closed(x, y, name)
        self.delay(x, y, y - 8)

    def coil(self, x, y, name, label_y=-48):
        self.rect(x - 28, y - 24, 56, 48)
        self.text(x, y + label_y, name)

    def timer_coil(self, x, y, name):
        self.coil(x, y, name)
        self.rect(x - 28, y + 24, 56, 22)
        self.line((x - 28, y + 24), (x + 28, y + 46), width=THIN)
        self.line((x + 28, y + 24), (x - 28, y + 46), width=THIN)

    def rails(self, left, right, top, bottom, names=("L", "N")):
        for x, name in zip((left, right), names):
            self.line((x, top), (x, bottom))
            self.text(x, top - 32, name)

    def run(self, y, *stops):
        """A wire at height y that is interrupted where the next symbol sits: pairs of (from, to)."""
        for start, end in zip(stops[::2], stops[1::2]):
            self.line((start, y), (end, y))

    # Parts -------------------------------------------------------------------------------------------------------------------------
    def resistor(self, x, y, vertical=False, length=92, breadth=34):
        w, h = (breadth, length) if vertical else (length, breadth)
        self.rect(x - w / 2, y - h / 2, w, h, fill=(1, 1, 1))

    def capacitor(self, x, y, vertical=False, polar=False):
        """Plates across the wire; vertical means that the wire runs up and down."""
        if vertical:
            self.rect(x - 12, y - 9, 24, 18, fill=(1, 1, 1), stroke=False)
            self.line((x - 32, y - 9), (x + 32, y - 9))
            self.line((x - 32, y + 9), (x + 32, y + 9))
        else:
            self.rect(x - 9, y - 12, 18, 24, fill=(1, 1, 1), stroke=False)
            self.line((x - 9, y - 32), (x - 9, y + 32))
            self.line((x + 9, y - 32), (x + 9, y + 32))
        if polar:
            self.text(x - 34, y - 26, "+", SMALL)

    def diode(self, start, end, size=24, zener=False):
        """A diode in the middle of a wire; current flows from start to end."""
        self.line(start, end)
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)

        def place(along, across):
            return (
                middle[0] + along * math.cos(angle) - across * math.sin(angle),
                middle[1] + along * math.sin(angle) + across * math.cos(angle),
            )

        self.shape([place(-size * 0.8, size), place(-size * 0.8, -size), place(size * 0.8, 0)], fill=(1, 1, 1))
        self.line(place(size * 0.8, -size), place(size * 0.8, size))
        if zener:
            self.line(place(size * 0.8, size), place(size * 0.8 - 14, size))
        return place

    def meter(self, x, y, letter, radius=38):
        self.circle(x, y, radius, fill=(1, 1, 1))
        self.text(x, y, letter)

    def lamp(self, x, y, radius=34):
        self.circle(x, y, radius, fill=(1, 1, 1))
        reach = radius * 0.7
        self.line((x - reach, y - reach), (x + reach, y + reach))
        self.line((x - reach, y + reach), (x + reach, y - reach))

    def earth(self, x, y):
        for step, half in enumerate((30, 19, 8)):
            self.line((x - half, y + 12 * step), (x + half, y + 12 * step))

    def number(self, x, y, digit):
        """One of the marks by which a question speaks of a part of the picture."""
        self.text(x, y, "①②③④⑤"[digit - 1], 44, bold=True)

    # Ladder diagrams ---------------------------------------------------------------------------------------------------------------
    def ladder_contact(self, x, y, name, closed=False):
        self.rect(x - 15, y - 6, 30, 12, fill=(1, 1, 1), stroke=False)
        self.line((x - 16, y - 28), (x - 16, y + 28))
        self.line((x + 16, y - 28), (x + 16, y + 28))
        if closed:
            self.line((x - 24, y + 26), (x + 24, y - 26))
        self.text(x, y - 54, name)

    def ladder_coil(self, x, y, name):
        self.rect(x - 26, y - 6, 52, 12, fill=(1, 1, 1), stroke=False)
        self.arc(x + 14, y, 42, 140, 220)
        self.arc(x - 14, y, 42, -40, 40)
        self.text(x, y - 54, name)
