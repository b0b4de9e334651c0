#!/usr/bin/python3
"""Draws the pictures of the sample bank: one small function a picture, one PNG of 928 x 696 each.

The script is the source of the pictures; nobody edits a PNG. It needs Debian's python3-cairo and fonts-noto-cjk. Symbols follow
GB/T 4728 (IEC 60617): contacts lie on horizontal wires, a normally open blade below its wire and a normally closed one above it,
and every operating device pushes upwards. It must never draw a hint at the answer.

    draw_figures.py OUT_FOLDER [NAME...]
"""
import math
import sys
from pathlib import Path

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


# Electrical basics -------------------------------------------------------------------------------------------------------------------
@figure("wheatstone-bridge")
def wheatstone_bridge(s):
    left, right, top, bottom = (190, 300), (738, 300), (464, 70), (464, 530)
    for a, b, name, shift in (
        (left, top, "R1 20 Ω", (-100, -34)),
        (top, right, "R2 40 Ω", (104, -34)),
        (left, bottom, "R3 30 Ω", (-100, 38)),
        (bottom, right, "R4", (76, 38)),
    ):
        s.line(a, b)
        slanted_resistor(s, a, b)
        s.text((a[0] + b[0]) / 2 + shift[0], (a[1] + b[1]) / 2 + shift[1], name)
    s.arrow((577, 493), (625, 337))
    s.line(top, bottom)
    s.meter(464, 300, "G", 44)
    for point in (left, right, top, bottom):
        s.dot(*point)
    s.line(left, (90, 300), (90, 630), (430, 630))
    s.line(right, (838, 300), (838, 630), (498, 630))
    s.line((448, 592), (448, 668))
    s.line((480, 612), (480, 648), width=8)
    s.line((430, 630), (448, 630))
    s.line((480, 630), (498, 630))
    s.text(560, 596, "E")


def slanted_resistor(s, a, b):
    angle = math.atan2(b[1] - a[1], b[0] - a[0])
    middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
    corners = []
    for along, across in ((-48, -17), (48, -17), (48, 17), (-48, 17)):
        corners.append(
            (
                middle[0] + along * math.cos(angle) - across * math.sin(angle),
                middle[1] + along * math.sin(angle) + across * math.cos(angle),
            )
        )
    s.shape(corners, fill=(1, 1, 1))


@figure("resistor-network")
def resistor_network(s):
    s.terminal(70, 230)
    s.text(70, 180, "a")
    s.line((79, 230), (560, 230))
    s.resistor(210, 230)
    s.text(210, 180, "R1 4 Ω")
    s.dot(400, 230)
    s.text(400, 186, "c")
    s.line((400, 230), (400, 540))
    s.resistor(400, 385, vertical=True)
    s.text(376, 385, "R2 12 Ω", anchor="end")
    s.line((560, 230), (720, 230), (720, 540), (79, 540))
    s.resistor(590, 230)
    s.text(590, 180, "R3 16 Ω")
    s.resistor(720, 385, vertical=True)
    s.text(750, 385, "R4 8 Ω", anchor="start")
    s.dot(400, 540)
    s.terminal(70, 540)
    s.text(70, 590, "b")


@figure("phase-waves")
def phase_waves(s):
    left, middle, width, height = 110, 348, 700, 210
    s.arrow((left, 640), (left, 70))
    s.arrow((60, middle), (880, middle))
    s.text(left + 34, 82, "u")
    s.text(868, middle + 40, "ωt")
    for lag, stroke, dash in ((0, STROKE + 1, None), (60, STROKE + 1, [16, 10])):
        points = []
        for degrees in range(0, 401, 4):
            points.append((left + width * degrees / 400, middle - height * math.sin(math.radians(degrees - lag))))
        s.line(*points, width=stroke, dash=dash)
    s.text(left + width * 62 / 400, middle - height - 32, "u1")
    s.text(left + width * 150 / 400 + 40, middle - height - 32, "u2")
    for degrees, across, down in ((60, 34, 34), (180, -44, 34), (240, 46, -30), (360, 44, 34)):
        x = left + width * degrees / 400
        s.line((x, middle - 10), (x, middle + 10), width=THIN)
        s.text(x + across, middle + down, f"{degrees}°", SMALL)
    s.text(left - 26, middle + 30, "0", SMALL)


def dial(s, maximum, major, minor, value, unit):
    """A round-scale meter: major divisions are numbered, the pointer stands at value."""
    cx, cy, radius = 464, 560, 385
    s.rect(30, 30, 868, 636, width=STROKE)

    def at(reading, r):
        angle = math.radians(150 - 120 * reading / maximum)
        return (cx + r * math.cos(angle), cy - r * math.sin(angle))

    s.arc(cx, cy, radius, -150, -30)
    steps = major * minor
    for step in range(steps + 1):
        reading = maximum * step / steps
        if step % minor == 0:
            s.line(at(reading, radius), at(reading, radius - 42), width=5)
            x, y = at(reading, radius + 34)
            words = f"{reading:g}"
            s.text(x + (x - cx) * 0.02 * len(words), y, words)
        else:
            long = minor % 2 == 0 and step % (minor // 2) == 0
            s.line(at(reading, radius), at(reading, radius - (32 if long else 22)), width=THIN)
    s.line((cx, cy), at(value, radius - 12), width=5)
    s.circle(cx, cy, 20, fill=INK)
    s.text(cx, 400, unit, 72, bold=True)
    s.text(150, 620, "1.5", SMALL)


@figure("ammeter-face")
def ammeter_face(s):
    dial(s, 5, 5, 5, 3.6, "A")


@figure("voltmeter-face")
def voltmeter_face(s):
    dial(s, 500, 5, 10, 380, "V")


@figure("scope-square")
def scope_square(s):
    top, cell, columns, rows = 40, 66, 10, 8
    left = (WIDTH - columns * cell) / 2
    for column in range(columns + 1):
        s.line((left + column * cell, top), (left + column * cell, top + rows * cell), width=1.5)
    for row in range(rows + 1):
        s.line((left, top + row * cell), (left + columns * cell, top + row * cell), width=1.5)
    s.line((left, top + rows * cell / 2), (left + columns * cell, top + rows * cell / 2), width=THIN)
    s.line((left + 5 * cell, top), (left + 5 * cell, top + rows * cell), width=THIN)
    high, low = top + 2 * cell, top + 6 * cell
    wave = [(left, high)]
    for edge, level in ((2.5, low), (5, high), (7.5, low), (10, high)):
        x = left + edge * cell
        before = high if level == low else low
        wave += [(x, before), (x, level)]
    s.line(*wave[:-1], width=6)
    s.text(WIDTH / 2, 630, "扫描时间：0.1 ms/格")


@figure("insulation-tester")
def insulation_tester(s):
    s.rect(60, 60, 330, 210)
    s.text(225, 110, "绝缘电阻表")
    for x, name in ((120, "L"), (225, "G"), (330, "E")):
        s.terminal(x, 240)
        s.text(x, 190, name)
    cable(s)
    s.line((330, 249), (330, 330), (770, 330), (770, 420))
    s.arrow((770, 380), (770, 418))
    s.dashed((120, 249), (120, 390))
    s.text(120, 420, "?")
    s.dashed((225, 249), (225, 390))
    s.text(225, 420, "?")
    s.number(200, 610, 1)
    s.arrow((200, 580), (200, 512))
    s.number(440, 660, 2)
    s.arrow((440, 630), (440, 560))


def cable(s):
    """A cable end seen from the side: core, insulation with a bare wire around it, metal sheath."""
    s.rect(130, 488, 170, 24, fill=INK)
    s.rect(300, 450, 280, 100, fill=(0.88, 0.91, 0.94))
    for x in (428, 440, 452):
        s.line((x - 6, 446), (x + 6, 554), width=5)
    s.rect(580, 422, 300, 156, fill=(0.70, 0.75, 0.80))
    s.text(730, 500, "金属护套")
    s.text(360, 420, "绝缘层", SMALL)


@figure("contact-symbols")
def contact_symbols(s):
    scale = 2.0
    for index, draw in enumerate((s.normally_open, s.normally_closed, s.delayed_open, s.delayed_closed)):
        x, y = (232, 696)[index % 2], (170, 500)[index // 2]
        s.number(x, y - 115, index + 1)
        s.pen.save()
        s.pen.translate(x, y)
        s.pen.scale(scale, scale)
        draw(0, 0, "")
        s.pen.restore()
    s.line((464, 40), (464, 656), width=1.5)
    s.line((40, 330), (888, 330), width=1.5)


@figure("ct-ammeter")
def ct_ammeter(s):
    s.line((50, 150), (878, 150), width=14)
    s.text(110, 100, "母线")
    s.arrow((690, 100), (850, 100))
    s.text(770, 60, "I1")
    s.pen.save()
    s.pen.translate(464, 150)
    s.pen.scale(0.42, 1)
    s.pen.new_sub_path()
    s.pen.arc(0, 0, 96, 0, 2 * math.pi)
    s.pen.restore()
    s.pen.set_line_width(STROKE)
    s.pen.stroke()
    s.text(528, 222, "TA 50/5", anchor="start")
    s.line((440, 236), (330, 330), (330, 560), (420, 560))
    s.line((488, 236), (598, 330), (598, 560), (508, 560))
    s.text(300, 330, "K1", anchor="end")
    s.text(628, 330, "K2", anchor="start")
    s.meter(464, 560, "A", 46)
    s.text(464, 640, "1 A")
    s.dot(598, 440)
    s.line((598, 440), (740, 440), (740, 480))
    s.earth(740, 480)


# Safety --------------------------------------------------------------------------------------------------------------------------------
@figure("earthing-system")
def earthing_system(s):
    heights = dict(zip(("L1", "L2", "L3", "N", "PE"), (90, 160, 230, 300, 370)))
    for name, y in heights.items():
        s.line((250, y), (840, y))
        s.text(856, y, name, anchor="start")
    source_winding(s, heights)
    s.rect(480, 480, 260, 130)
    s.text(610, 545, "用电设备")
    for name, x in zip(("L1", "L2", "L3", "N"), (510, 550, 590, 630)):
        s.dot(x, heights[name])
        s.line((x, heights[name]), (x, 480))
    s.dot(700, 370)
    s.line((700, 370), (700, 480))
    s.text(712, 450, "外壳", SMALL, anchor="start")


def source_winding(s, heights):
    for name in ("L1", "L2", "L3"):
        y = heights[name]
        s.line((130, y), (250, y))
        for turn in range(3):
            s.arc(154 + 26 * turn, y, 13, 180, 360)
        s.rect(141, y - 2, 78, 6, fill=(1, 1, 1), stroke=False)
        for turn in range(3):
            s.arc(154 + 26 * turn, y, 13, 180, 360)
    s.line((130, 90), (130, 560))
    s.line((130, 300), (250, 300))
    s.line((130, 370), (250, 370))
    for y in (160, 230, 300, 370):
        s.dot(130, y)
    s.earth(130, 560)
    s.text(130, 630, "电源接地", SMALL)


@figure("safety-signs")
def safety_signs(s):
    red, yellow, blue, green = (0.78, 0.07, 0.12), (0.98, 0.80, 0.05), (0.05, 0.33, 0.65), (0.0, 0.50, 0.27)
    white = (1, 1, 1)
    for index, (x, y) in enumerate(((250, 180), (678, 180), (250, 520), (678, 520))):
        s.number(x - 190, y - 110, index + 1)
    s.circle(250, 180, 120, fill=red, stroke=False)
    s.circle(250, 180, 96, fill=white, stroke=False)
    s.pen.set_source_rgb(*red)
    s.line((182, 112), (318, 248), width=24)
    s.pen.set_source_rgb(*INK)
    s.shape([(678, 66), (806, 288), (550, 288)], fill=INK, width=14)
    s.shape([(678, 98), (780, 274), (576, 274)], fill=yellow, stroke=False)
    s.circle(250, 520, 120, fill=blue, stroke=False)
    s.rect(568, 410, 220, 220, fill=green, stroke=False)


# Relay control -------------------------------------------------------------------------------------------------------------------------
@figure("start-stop")
def start_stop(s):
    s.rails(60, 868, 130, 560)
    y = 260
    s.overload(165, y)
    s.button_closed(320, y, "SB1")
    s.button_open(500, y, "SB2")
    s.coil(745, y, "KM")
    s.run(y, 60, 120, 210, 275, 365, 455, 545, 717, 773, 868)
    s.line((405, y), (405, 450), (455, 450))
    s.normally_open(500, 450, "KM")
    s.line((545, 450), (600, 450), (600, y))
    s.number(500, 508, 1)
    for x, height in ((60, y), (405, y), (600, y), (868, y)):
        s.dot(x, height)


@figure("fwd-rev-control")
def forward_reverse_control(s):
    upper, lower = 220, 430
    s.rails(40, 890, 90, 650)
    s.overload(110, upper)
    s.button_closed(215, upper, "SB1")
    s.normally_open(385, upper, "SB2")
    s.normally_closed(565, upper, "SB3")
    s.normally_closed(715, upper, "KM2")
    s.coil(820, upper, "KM1")
    s.run(upper, 40, 65, 155, 170, 260, 340, 430, 520, 610, 670, 760, 792, 848, 890)
    holding(s, "KM1", 300, 385, 475, upper, 110)
    s.line((300, upper), (300, lower), (340, lower))
    s.normally_closed(385, lower)
    s.text(399, lower - 58, "SB2", anchor="start")
    s.normally_open(565, lower)
    s.text(579, lower - 36, "SB3", anchor="start")
    s.normally_closed(715, lower, "KM1")
    s.coil(820, lower, "KM2")
    s.run(lower, 430, 520, 610, 670, 760, 792, 848, 890)
    holding(s, "KM2", 475, 565, 655, lower, 580)
    for x, blades in ((385, (upper + 14, lower - 10)), (565, (upper - 10, lower + 14))):
        s.dashed((x, blades[0]), (x, blades[1]))
        s.push(x, lower, blades[1])
    for x, y in ((40, upper), (300, upper), (475, upper), (475, lower), (655, lower), (890, upper), (890, lower)):
        s.dot(x, y)


def holding(s, name, left, middle, right, wire_y, contact_y):
    """The holding contact across a start button: from left to right, on its own wire at contact_y."""
    s.line((left, wire_y), (left, contact_y), (middle - CONTACT, contact_y))
    s.normally_open(middle, contact_y, name)
    s.line((middle + CONTACT, contact_y), (right, contact_y), (right, wire_y))


@figure("interlock-plain")
def interlock_plain(s):
    upper, lower = 140, 430
    s.rails(40, 890, 80, 650)
    s.overload(115, upper)
    s.button_closed(235, upper, "SB1")
    for y, button, own, other in ((upper, "SB2", "KM1", "KM2"), (lower, "SB3", "KM2", "KM1")):
        s.button_open(420, y, button)
        s.normally_closed(645, y, other)
        s.coil(800, y, own)
        s.run(y, 465, 600, 690, 772, 828, 890)
        holding(s, own, 325, 420, 515, y, y + 140)
        for x in (325, 515, 890):
            s.dot(x, y)
    s.run(upper, 40, 70, 160, 190, 280, 375)
    s.line((325, upper), (325, lower), (375, lower))
    s.dot(325, upper + 140)
    s.dot(40, upper)


@figure("star-delta-control")
def star_delta_control(s):
    main, timer, star, delta = 100, 300, 430, 560
    s.rails(40, 890, 66, 670)
    s.overload(105, main)
    s.button_closed(205, main, "SB1")
    s.button_open(365, main, "SB2")
    s.coil(800, main, "KM")
    s.run(main, 40, 60, 150, 160, 250, 320, 410, 772, 828, 890)
    holding(s, "KM", 285, 365, 455, main, 210)
    s.line((455, main), (455, delta), (505, delta))
    for y, first in ((timer, "KMD"), (star, "KMD"), (delta, "KMY")):
        s.line((455, y), (505, y))
        s.normally_closed(550, y, first)
    s.timer_coil(800, timer, "KT")
    s.run(timer, 595, 772, 828, 890)
    s.delayed_closed(680, star, "KT")
    s.delayed_open(680, delta, "KT")
    for y, name in ((star, "KMY"), (delta, "KMD")):
        s.coil(800, y, name)
        s.run(y, 595, 635, 725, 772, 828, 890)
    s.line((612, delta), (612, 650), (635, 650))
    s.normally_open(680, 650, "")
    s.line((725, 650), (748, 650), (748, delta))
    s.text(600, 660, "KMD", anchor="end")
    for x, y in ((40, main), (285, main), (455, main), (455, timer), (455, star), (612, delta), (748, delta)):
        s.dot(x, y)
    for y in (main, timer, star, delta):
        s.dot(890, y)


@figure("star-delta-terminal")
def star_delta_terminal(s):
    for index, left in ((1, 50), (2, 508)):
        s.number(left + 185, 90, index)
        s.rect(left, 140, 370, 430)
        columns = [left + 75, left + 185, left + 295]
        if index == 1:
            s.line((columns[0], 270), (columns[2], 270), width=16)
        else:
            for x in columns:
                s.line((x, 270), (x, 440), width=16)
        for x, upper, lower in zip(columns, ("W2", "U2", "V2"), ("U1", "V1", "W1")):
            s.circle(x, 270, 22, fill=(1, 1, 1))
            s.circle(x, 440, 22, fill=(1, 1, 1))
            s.text(x, 212, upper)
            s.text(x, 500, lower)
    for left in (50, 508):
        for x, phase in zip((left + 75, left + 185, left + 295), ("L1", "L2", "L3")):
            s.line((x, 530), (x, 610))
            s.text(x, 646, phase)


@figure("seq-stop")
def sequence_stop(s):
    upper, lower = 120, 470
    s.rails(40, 890, 70, 670)
    s.button_closed(160, upper, "SB1")
    s.button_open(385, upper, "SB2")
    s.coil(795, upper, "KM1")
    s.run(upper, 40, 115, 205, 340, 430, 767, 823, 890)
    holding(s, "KM2", 80, 160, 240, upper, upper + 150)
    s.number(160, upper + 204, 1)
    holding(s, "KM1", 300, 385, 470, upper, upper + 150)
    s.button_closed(160, lower, "SB3")
    s.button_open(385, lower, "SB4")
    s.normally_open(620, lower, "KM1")
    s.coil(795, lower, "KM2")
    s.run(lower, 40, 115, 205, 340, 430, 575, 665, 767, 823, 890)
    holding(s, "KM2", 300, 385, 470, lower, lower + 150)
    for y in (upper, lower):
        for x in (40, 300, 470, 890):
            s.dot(x, y)
    s.dot(80, upper)
    s.dot(240, upper)


@figure("jog-run")
def jog_run(s):
    first, second, third = 130, 330, 530
    s.rails(60, 880, 80, 640)
    s.button_closed(180, first, "SB1")
    s.button_open(430, first, "SB2")
    s.coil(770, first, "KM")
    s.run(first, 60, 135, 225, 385, 475, 742, 798, 880)
    s.line((290, first), (290, third), (325, third))
    s.line((290, second), (505, second))
    s.normally_open(550, second, "SB3")
    s.line((595, second), (660, second), (660, first))
    s.normally_open(370, third, "KM")
    s.normally_closed(550, third, "SB3", label_y=-58)
    s.run(third, 415, 505)
    s.line((595, third), (660, third), (660, second))
    s.dashed((550, second + 14), (550, third - 84))
    s.dashed((550, third - 34), (550, third - 10))
    s.push(550, third, third - 10)
    for x, y in ((60, first), (290, first), (290, second), (660, first), (660, second), (880, first)):
        s.dot(x, y)


@figure("volt-trace")
def volt_trace(s):
    y = 170
    s.text(50, y - 50, "L")
    s.text(878, y - 50, "N")
    s.text(64, 400, "电源 220 V", SMALL, anchor="start")
    s.terminal(50, y)
    s.overload(170, y)
    s.button_closed(330, y, "SB1")
    s.button_open(490, y, "SB2")
    s.coil(680, y, "KM")
    s.run(y, 59, 125, 215, 285, 375, 445, 535, 652, 708, 868)
    s.terminal(878, y)
    for x, name in ((90, "1"), (250, "2"), (410, "3"), (575, "4"), (800, "0")):
        s.dot(x, y)
        s.text(x, y - 34 if name == "0" else y + 34, name, SMALL)
    s.text(490, y + 88, "按住", SMALL)
    s.line((800, y), (800, 380), (690, 380))
    s.meter(646, 380, "V", 44)
    s.line((602, 380), (430, 380))
    s.arrow((430, 380), (340, 310))
    table(s, 470, ("测量点", "1—0", "2—0", "3—0", "4—0"), ("读数", "220 V", "220 V", "0 V", "0 V"))


def table(s, top, head, row):
    left, column, height = 64, 160, 84
    for line in range(3):
        s.line((left, top + line * height), (left + 5 * column, top + line * height), width=THIN)
    for line in range(6):
        s.line((left + line * column, top), (left + line * column, top + 2 * height), width=THIN)
    for index, (above, below) in enumerate(zip(head, row)):
        s.text(left + column * (index + 0.5), top + height * 0.5, above)
        s.text(left + column * (index + 0.5), top + height * 1.5, below)


# Equipment -----------------------------------------------------------------------------------------------------------------------------
@figure("two-way-lamp")
def two_way_lamp(s):
    y, spread = 250, 90
    s.terminal(70, y)
    s.text(70, y - 46, "L")
    s.line((79, y), (200, y))
    s.line((340, y - spread), (520, y - spread))
    s.line((340, y + spread), (520, y + spread))
    s.line((660, y), (858, y), (858, 560), (464, 560))
    for x, side, name in ((200, 1, "S1"), (660, -1, "S2")):
        s.terminal(x, y)
        for height, digit in ((y - spread, "1"), (y + spread, "2")):
            s.terminal(x + side * 140, height)
            s.text(x + side * 140, height - 38, digit, SMALL)
        s.text(x - side * 20, y + 60, name)
    s.line((207, y - 6), (333, y - spread + 2))
    s.line((653, y + 6), (527, y + spread - 2))
    s.lamp(430, 560)
    s.text(430, 500, "EL")
    s.line((396, 560), (79, 560))
    s.terminal(70, 560)
    s.text(70, 514, "N")


# Automation ----------------------------------------------------------------------------------------------------------------------------
def rungs(s, *heights, top=50, bottom=650):
    for x in (90, 850):
        s.line((x, top), (x, bottom), width=6)
    for number, y in enumerate(heights, 1):
        s.text(48, y, str(number), SMALL)


def branch(s, left, right, wire_y, branch_y):
    s.line((left, wire_y), (left, branch_y), (right, branch_y), (right, wire_y))


@figure("ladder-start-stop")
def ladder_start_stop(s):
    y = 280
    rungs(s, y, top=150, bottom=550)
    s.line((90, y), (850, y))
    branch(s, 130, 290, y, 440)
    s.ladder_contact(210, y, "X0")
    s.ladder_contact(210, 440, "Y0")
    s.ladder_contact(410, y, "X1", closed=True)
    s.ladder_contact(570, y, "X2", closed=True)
    s.ladder_coil(740, y, "Y0")


@figure("ladder-double-coil")
def ladder_double_coil(s):
    rungs(s, 240, 470, top=120, bottom=580)
    for y, name in ((240, "X0"), (470, "X1")):
        s.line((90, y), (850, y))
        s.ladder_contact(260, y, name)
        s.ladder_coil(700, y, "Y0")


@figure("ladder-conveyor")
def ladder_conveyor(s):
    first, second, third = 110, 380, 600
    rungs(s, first, second, third, top=30, bottom=670)
    s.line((90, first), (850, first))
    branch(s, 130, 290, first, 250)
    s.ladder_contact(210, first, "I0.0")
    s.ladder_contact(210, 250, "Q0.0")
    s.ladder_contact(410, first, "I0.1", closed=True)
    s.ladder_contact(570, first, "I0.2", closed=True)
    s.ladder_coil(750, first, "Q0.0")
    s.line((90, second), (540, second))
    s.ladder_contact(210, second, "Q0.0")
    timer_box(s, 540, second)
    s.line((90, third), (850, third))
    s.ladder_contact(210, third, "Q0.0")
    s.ladder_contact(410, third, "T37")
    s.ladder_coil(750, third, "Q0.1")


def timer_box(s, x, y):
    s.rect(x, y - 60, 220, 140, fill=(1, 1, 1))
    s.text(x + 110, y - 88, "T37")
    s.text(x + 14, y, "IN", SMALL, anchor="start")
    s.text(x + 206, y - 32, "TON", SMALL, anchor="end")
    s.text(x + 14, y + 50, "PT", SMALL, anchor="start")
    s.text(x + 206, y + 50, "100 ms", SMALL, anchor="end")
    s.line((x - 30, y + 50), (x, y + 50), width=THIN)
    s.text(x - 40, y + 50, "50", SMALL, anchor="end")


@figure("npn-sensor")
def npn_sensor(s):
    s.rect(70, 200, 190, 260)
    s.shape([(165, 250), (205, 290), (165, 330), (125, 290)])
    s.line((145, 290), (185, 290), width=THIN)
    s.text(165, 372, "NPN")
    s.text(165, 420, "常开", SMALL)
    s.rect(660, 180, 210, 330)
    s.text(765, 470, "PLC")
    for y, name in ((250, "S/S"), (330, "X0")):
        s.terminal(660, y)
        s.text(686, y, name, anchor="start")
    for y, name in ((90, "+24 V"), (600, "0 V")):
        s.line((70, y), (760, y))
        s.text(776, y, name, anchor="start")
    s.line((260, 250), (400, 250), (400, 90))
    s.line((260, 330), (651, 330))
    s.line((260, 410), (400, 410), (400, 600))
    s.line((560, 90), (560, 250), (651, 250))
    for x, y in ((400, 90), (400, 600), (560, 90)):
        s.dot(x, y)
    for y, colour in ((250, "棕"), (330, "黑"), (410, "蓝")):
        s.text(310, y - 28, colour, SMALL)


# Electronics ---------------------------------------------------------------------------------------------------------------------------
def transistor(s, x, y, pnp=False, size=1.0):
    """Base on the left, collector up, emitter down; returns the three ends of the leads."""
    bar, reach, drop = 44 * size, 62 * size, 74 * size
    s.line((x, y - bar), (x, y + bar), width=7)
    base, collector, emitter = (x - 80 * size, y), (x + reach, y - drop - 30 * size), (x + reach, y + drop + 30 * size)
    s.line(base, (x, y))
    s.line((x, y - 20 * size), (x + reach, y - drop), collector)
    s.line((x, y + 20 * size), (x + reach, y + drop), emitter)
    tail, head = (x, y + 20 * size), (x + reach * 0.8, y + 20 * size + (drop - 20 * size) * 0.8)
    if pnp:
        tail, head = head, (x + reach * 0.22, y + 20 * size + (drop - 20 * size) * 0.22)
    s.arrow(tail, head, size=24 * size)
    return base, collector, emitter


@figure("semiconductor-symbols")
def semiconductor_symbols(s):
    s.line((464, 40), (464, 656), width=1.5)
    s.line((40, 348), (888, 348), width=1.5)
    for index, (x, y) in enumerate(((90, 80), (524, 80), (90, 410), (524, 410))):
        s.number(x, y, index + 1)
    transistor(s, 240, 190)
    transistor(s, 680, 190, pnp=True)
    place = s.diode((130, 520), (390, 520), size=34)
    s.line(place(27, 0), place(60, 48), place(100, 48))
    s.diode((580, 520), (840, 520), size=34, zener=True)


@figure("ce-amplifier")
def common_emitter_amplifier(s):
    top, bottom, base_y = 90, 620, 350
    s.line((250, top), (820, top))
    s.terminal(829, top)
    s.text(820, top - 40, "+12 V")
    s.line((250, top), (250, bottom))
    s.resistor(250, 200, vertical=True)
    s.text(226, 200, "RB1 20 kΩ", SMALL, anchor="end")
    s.resistor(250, 490, vertical=True)
    s.text(226, 500, "RB2 10 kΩ", SMALL, anchor="end")
    _, collector, emitter = transistor(s, 420, base_y, size=0.8)
    s.line((69, base_y), (420, base_y))
    s.capacitor(150, base_y)
    s.text(150, base_y - 60, "C1", SMALL)
    s.terminal(60, base_y)
    s.text(60, base_y + 44, "ui", SMALL)
    amplifier_output(s, collector, emitter, top, bottom)
    s.line((69, bottom), (851, bottom))
    s.terminal(60, bottom)
    s.terminal(860, bottom)
    for x, y in ((250, base_y), (250, bottom), (collector[0], top), (emitter[0], bottom)):
        s.dot(x, y)


def amplifier_output(s, collector, emitter, top, bottom):
    x = collector[0]
    s.line(collector, (x, top))
    s.resistor(x, 170, vertical=True)
    s.text(x + 28, 170, "RC 2 kΩ", SMALL, anchor="start")
    s.line((x, 256), (851, 256))
    s.dot(x, 256)
    s.capacitor(720, 256)
    s.text(720, 196, "C2", SMALL)
    s.terminal(860, 256)
    s.text(860, 300, "uo", SMALL)
    s.line(emitter, (x, bottom))
    s.resistor(x, 530, vertical=True)
    s.text(x + 28, 530, "RE 1.65 kΩ", SMALL, anchor="start")
    s.line((x, 450), (750, 450), (750, bottom))
    s.capacitor(750, 530, vertical=True)
    s.text(794, 530, "CE", SMALL, anchor="start")
    s.dot(x, 450)
    s.dot(750, bottom)


@figure("bridge-rectifier")
def bridge_rectifier(s):
    north, east, south, west = (450, 120), (620, 290), (450, 460), (280, 290)
    for a, b in ((north, east), (south, east), (west, north), (west, south)):
        s.diode(a, b, size=20)
    s.line((130, 120), north)
    s.line((130, 460), south)
    for turn in range(4):
        s.arc(130, 222 + 45 * turn, 22, -90, 90)
    s.line((130, 120), (130, 200))
    s.line((130, 380), (130, 460))
    s.text(86, 290, "u2")
    s.line(east, (800, 290), (800, 580), (220, 580), (220, 290), west)
    s.resistor(800, 435, vertical=True, length=110)
    s.text(830, 435, "RL", anchor="start")
    for (x, y), (dx, dy), name in zip((north, south, east, west), ((0, -40), (0, 40), (22, -40), (-22, -40)), "1234"):
        s.dot(x, y)
        s.text(x + dx, y + dy, name, 40, bold=True)


@figure("opamp-inverting")
def opamp_inverting(s):
    s.rect(470, 230, 200, 240)
    s.shape([(540, 262), (540, 306), (578, 284)], width=THIN)
    s.text(622, 284, "∞")
    s.text(498, 300, "−")
    s.text(498, 410, "+")
    s.text(644, 350, "+")
    s.line((79, 300), (470, 300))
    s.terminal(70, 300)
    s.text(70, 252, "ui")
    s.resistor(220, 300)
    s.text(220, 346, "R1 10 kΩ", SMALL)
    s.line((360, 300), (360, 130), (760, 130), (760, 350))
    s.resistor(570, 130)
    s.text(570, 84, "Rf 100 kΩ", SMALL)
    s.line((670, 350), (841, 350))
    s.terminal(850, 350)
    s.text(850, 302, "uo")
    s.line((470, 410), (360, 410), (360, 600))
    s.resistor(360, 500, vertical=True)
    s.text(390, 530, "R2", SMALL, anchor="start")
    s.earth(360, 600)
    s.dot(360, 300)
    s.dot(760, 350)


@figure("zener-regulator")
def zener_regulator(s):
    top, bottom = 180, 540
    s.line((79, top), (780, top), (780, bottom), (79, bottom))
    s.terminal(70, top)
    s.terminal(70, bottom)
    s.text(70, top - 44, "+")
    s.text(70, bottom + 40, "−")
    s.text(64, 360, "UI = 15 V", SMALL, anchor="start")
    s.resistor(330, top)
    s.text(330, top - 56, "R 500 Ω")
    s.diode((560, bottom), (560, top), size=26, zener=True)
    s.text(524, 300, "VZ", anchor="end")
    s.text(524, 420, "6 V", anchor="end")
    s.resistor(780, 360, vertical=True)
    s.text(754, 300, "RL", anchor="end")
    s.text(754, 420, "600 Ω", SMALL, anchor="end")
    s.dot(560, top)
    s.dot(560, bottom)


def main(arguments):
    if not arguments:
        print("usage: draw_figures.py OUT_FOLDER [NAME...]", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    for name in arguments[1:] or sorted(FIGURES):
        sheet = Sheet()
        FIGURES[name](sheet)
        sheet.surface.write_to_png(str(folder / f"{name}.png"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
