"""Figures of automatic control: ladder diagrams and a sensor at an input."""
from figures.sheet import SMALL, THIN, figure


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
