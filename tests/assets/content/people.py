"""Whether session, roster, staff and the texts of the gate agree with each other."""
import csv
import datetime
import re
from collections import Counter

from content.source import FOLDER, PINS, SAMPLES, SESSION, SPECS, STAFF, check, keys_of, load

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # ISO 7064 MOD 11-2, as GB 11643 writes it out
ROSTER_COLUMNS = "ticket name id_type id_number occupation level session seat components exemption extra_minutes".split()


WORKSHOP = SAMPLES / "lathe-l4"


def roster_rows(folder=FOLDER):
    with open(folder / "roster.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    return rows[0], [dict(zip(ROSTER_COLUMNS, row)) for row in rows[1:]]


def resident_id_fault(number):
    if not re.fullmatch(r"\d{17}[\dX]", number):
        return "is not 18 characters"
    total = sum(int(digit) * weight for digit, weight in zip(number, ID_WEIGHTS))
    if "10X98765432"[total % 11] != number[17]:
        return "has a wrong check character"
    if not number.startswith("999999"):
        return "is not of the invented region 999999"
    try:
        datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return "has an impossible date of birth"
    return ""


@check
def the_roster_is_right_line_by_line():
    head, rows = roster_rows()
    spec = SPECS[SESSION["spec"]]
    if head != ROSTER_COLUMNS:
        yield "roster.csv: the heading is not as FORMAT.md says"
    if len(rows) != 20:
        yield f"roster.csv has {len(rows)} people"
    for line, row in enumerate(rows, 2):
        if not re.fullmatch(r"\d{12}", row["ticket"]):
            yield f"line {line}: ticket {row['ticket']}"
        if row["id_type"] == "resident_id" and resident_id_fault(row["id_number"]):
            yield f"line {line}: {row['id_number']} {resident_id_fault(row['id_number'])}"
        if row["id_type"] != "resident_id" and not re.fullmatch(r"[A-Z0-9]{1,20}", row["id_number"]):
            yield f"line {line}: {row['id_number']} is no document number"
        if (row["occupation"], row["level"]) != (spec["occupation"]["code"], spec["occupation"]["level"]):
            yield f"line {line}: occupation or level is not the spec's"
        if row["session"] != SESSION["code"] or int(row["seat"]) not in SESSION["room"]["seats"]:
            yield f"line {line}: session or seat is not of this session"
        if not re.fullmatch(r"theory(:resit)?", row["components"]) or not 0 <= int(row["extra_minutes"]) <= 180:
            yield f"line {line}: components or extra minutes"


@check
def nobody_on_the_roster_stands_twice():
    _, rows = roster_rows()
    for column in ("ticket", "seat", "id_number", "name"):
        for value, times in Counter(row[column] for row in rows).items():
            if times > 1:
                yield f"{column} {value} stands {times} times"


@check
def the_roster_has_the_cases_that_the_demo_needs():
    _, rows = roster_rows()
    if {17, 18, 19, 20, 21} - {int(row["seat"]) for row in rows}:
        yield "one of the seats 17 to 21 is empty"
    for what, found in (
        ("extra time of 30 minutes", any(row["extra_minutes"] == "30" for row in rows)),
        ("a check character X", any(row["id_number"].endswith("X") for row in rows)),
        ("a passport and a Latin name", any(row["id_type"] == "passport" and row["name"].isascii() for row in rows)),
        ("a name beyond the basic plane", any(ord(one) > 0xFFFF for row in rows for one in row["name"])),
    ):
        if not found:
            yield f"nobody has {what}"


@check
def session_and_staff_agree_with_each_other():
    yield from keys_of(SESSION, "format kind code id title spec texts roster staff start end batch plan form seed centre room".split(), (), "session")
    spec = SPECS[SESSION["spec"]]
    if SESSION["end"] - SESSION["start"] != datetime.timedelta(minutes=spec["time"]["duration_min"]):
        yield "session.toml: end is not start + duration"
    for one in (SESSION["id"], SESSION["centre"]["id"]):
        if not re.fullmatch(r"[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}", one):
            yield f"session.toml: {one} is not a UUID version 7"
    numbers = [person["number"] for person in STAFF["staff"]]
    if sorted(numbers) != sorted(pin["number"] for pin in PINS["pin"]) or len(set(numbers)) != len(numbers):
        yield "staff.toml and demo-pins.toml do not name the same people once each"
    if any(not re.fullmatch(r"\d{6}", pin["pin"]) for pin in PINS["pin"]):
        yield "demo-pins.toml: a PIN has not six digits"
    on_duty = [p for p in STAFF["staff"] if "invigilator" in p["roles"] and p["not_before"] <= SESSION["start"] <= p["not_after"]]
    if len(on_duty) < 2:
        yield "fewer than two invigilators may serve on the day"


@check
def the_workshop_has_invented_people_and_a_pin_for_each_who_acts_or_signs():
    _, rows = roster_rows(WORKSHOP)
    for line, row in enumerate(rows, 2):
        if row["id_type"] != "resident_id" or resident_id_fault(row["id_number"]):
            yield f"lathe-l4 line {line}: {row['id_number']} {resident_id_fault(row['id_number'])}"
    panel = load(WORKSHOP / "panel.toml")
    acting = {person["number"]: person["name"] for person in load(WORKSHOP / "staff.toml")["staff"]}
    for person in panel["examiner"] + panel["signer"]:
        if acting.setdefault(person["number"], person["name"]) != person["name"]:
            yield f"lathe-l4: {person['number']} has two names"
        for key, ending in (("certificate", "kgc"), ("key", "kgi")):
            if person[key] != f"people/{person['number']}.{ending}":
                yield f"lathe-l4: {key} of {person['number']} is {person[key]}"
    pins = [pin["number"] for pin in load(WORKSHOP / "demo-pins.toml")["pin"]]
    if sorted(pins) != sorted(acting):
        yield "lathe-l4: demo-pins.toml does not name staff and panel once each"
    if {row["name"] for row in rows} & set(acting.values()):
        yield "lathe-l4: a candidate is of the staff or the panel"


@check
def the_three_texts_are_there_in_both_languages():
    for folder, name in ((folder, name) for folder in (FOLDER, WORKSHOP) for name in ("rules", "notice", "pledge")):
        points = []
        for language in ("zh-CN", "en"):
            text = (folder / "texts" / f"{name}.{language}.txt").read_text(encoding="utf-8")
            points.append(re.findall(r"^(\d+)\. ", text, re.M))
            if text.startswith("\ufeff") or "\r" in text or not text.endswith("\n") or "\n\n\n" in text:
                yield f"{name}.{language}: not plain UTF-8 with single empty lines"
            if language == "zh-CN" and not 400 <= len(text) <= 900:
                yield f"{name}.{language}: {len(text)} characters"
        if points[0] != points[1] or points[0] != [str(n + 1) for n in range(len(points[0]))]:
            yield f"{name}: the numbered points of the two languages differ"
