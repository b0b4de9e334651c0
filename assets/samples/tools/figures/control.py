"""Figures of relay control: contactor circuits on two rails, terminal boards, fault finding."""
from figures.sheet import CONTACT, SMALL, THIN, figure


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
