"""Figures of electrical safety and of installations: earthing, signs, a lamp with two switches."""
from figures.sheet import INK, SMALL, figure


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
