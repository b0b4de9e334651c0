"""Figures of basic electronics: device symbols, rectifier, amplifier, operational amplifier, regulator."""
from figures.sheet import SMALL, THIN, figure


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
