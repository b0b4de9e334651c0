"""Figures of basic knowledge: networks, waves, meters, contact symbols."""
import math

from figures.sheet import INK, SMALL, STROKE, THIN, WIDTH, figure


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
    s.line((448, 240), (330, 330), (330, 560), (420, 560))
    s.line((480, 240), (598, 330), (598, 560), (508, 560))
    s.text(300, 330, "K1", anchor="end")
    s.text(628, 330, "K2", anchor="start")
    s.meter(464, 560, "A", 46)
    s.text(464, 640, "1 A")
    s.dot(598, 440)
    s.line((598, 440), (740, 440), (740, 480))
    s.earth(740, 480)
