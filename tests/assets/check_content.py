#!/usr/bin/python3
"""Checks the sample content in assets/samples against its FORMAT.md: shapes, sums, keys, stock of the bank, pictures, roster.

It reads files only and needs nothing but the standard library (tomllib, so Python 3.11 or later); fontconfig is used where it is there.
It must never correct anything: a wrong file is a failed check with the place named. Closing line: `N passed, N failed, N skipped`.
"""
import ast
import csv
import datetime
import difflib
import random
import re
import shutil
import struct
import subprocess
import sys
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "assets" / "samples"
FOLDER = SAMPLES / "electrician-l4"
BLANK = "（　　）"
CHOICE_TYPES = ("single", "multiple", "open_multiple")
ITEM_TYPES = (*CHOICE_TYPES, "true_false", "numeric", "short_text")
LEVELS = (
    "apprentice junior intermediate senior technician senior_technician special_grade_technician chief_technician"
).split()
STOCK_FACTOR = Decimal("1.8")  # a bank that holds just one paper would give every session the same paper
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # ISO 7064 MOD 11-2, as GB 11643 writes it out
CHECKS = []


class Skip(Exception):
    """Raised with the reason when a check cannot run on this machine."""


def check(function):
    CHECKS.append(function)
    return function


def load(path):
    with open(path, "rb") as file:
        return tomllib.load(file)


BANK_FILES = sorted((FOLDER / "bank").glob("*.bank.toml"))
SPEC_FILES = sorted(FOLDER.glob("*.spec.toml"))
BANKS = {path.name: load(path) for path in BANK_FILES}
SPECS = {path.name: load(path) for path in SPEC_FILES}
SESSION = load(FOLDER / "session.toml")
STAFF = load(FOLDER / "staff.toml")
PINS = load(FOLDER / "demo-pins.toml")


def all_items():
    return [(name, bank["area"], item) for name, bank in BANKS.items() for item in bank["item"]]


def all_stimuli():
    return [(name, bank["area"], stimulus) for name, bank in BANKS.items() for stimulus in bank.get("stimulus", [])]


def sentences(value):
    return [value] if isinstance(value, str) else list(value.values())


def keys_of(table, required, optional=(), place=""):
    """Names every key that is missing or not known."""
    found = set(table)
    for key in sorted(set(required) - found):
        yield f"{place}: key {key} is missing"
    for key in sorted(found - set(required) - set(optional)):
        yield f"{place}: key {key} is not known"


# Shapes --------------------------------------------------------------------------------------------------------------------------------
ITEM_REQUIRED = ("id", "type", "knowledge", "stem", "importance", "difficulty", "consistency", "rationale", "source")
ITEM_OPTIONAL = ("figure", "figure_text", "points", "stimulus")
ITEM_BY_TYPE = {
    "single": (("options", "key"), ("pinned_last",)),
    "multiple": (("options", "key"), ("pinned_last",)),
    "open_multiple": (("options", "key"), ("pinned_last",)),
    "true_false": (("key",), ()),
    "numeric": (("unit", "value", "tolerance"), ()),
    "short_text": (("accepted",), ()),
}


def item_shape(item, place):
    more_required, more_optional = ITEM_BY_TYPE[item["type"]]
    yield from keys_of(item, (*ITEM_REQUIRED, *more_required), (*ITEM_OPTIONAL, *more_optional), place)
    if ("figure" in item) != ("figure_text" in item):
        yield f"{place}: figure and figure_text belong together"
    if item["importance"] not in ("X", "Y", "Z") or item["difficulty"] not in range(1, 6) or item["consistency"] not in range(1, 6):
        yield f"{place}: importance, difficulty or consistency out of range"
    if not 2 <= len(item["knowledge"].split("/")) <= 6:
        yield f"{place}: knowledge path has not 2 to 6 levels"
    if (item["type"] == "true_false") == (BLANK in item["stem"]):
        yield f"{place}: a true_false has no blank, every other stem has one"
    yield from key_shape(item, place)


def key_shape(item, place):
    kind = item["type"]
    if kind in CHOICE_TYPES:
        ids = [option["id"] for option in item["options"]]
        if ids != list("abcdefghijkl"[: len(ids)]) or len(ids) < 2:
            yield f"{place}: options are not a, b, ..."
        if len({option["text"] for option in item["options"]}) != len(ids):
            yield f"{place}: two options say the same"
        for option in item["options"]:
            yield from keys_of(option, ("id", "text"), ("figure", "figure_text"), place)
        keys = [item["key"]] if kind == "single" else item["key"]
        if not isinstance(keys, list) or not set(keys) <= set(ids) or keys != sorted(set(keys)):
            yield f"{place}: key is not among the options, or not rising"
        if kind == "multiple" and not 2 <= len(keys):
            yield f"{place}: a multiple needs two right options"
        if kind != "single" and not 1 <= len(keys) < len(ids):
            yield f"{place}: at least one option is right and one wrong"
    if kind == "true_false" and not isinstance(item["key"], bool):
        yield f"{place}: key is not true or false"
    if kind == "numeric" and Decimal(item["tolerance"]) < 0:
        yield f"{place}: tolerance is negative"
    if kind == "numeric":
        Decimal(item["value"])
    if kind == "short_text" and not (item["accepted"] and all(item["accepted"])):
        yield f"{place}: accepted is empty"


def bank_shape(bank, name):
    yield from keys_of(bank, ("format", "kind", "bank", "area", "item"), ("stimulus",), name)
    if (bank["format"], bank["kind"]) != (1, "bank"):
        yield f"{name}: not a bank of format 1"
    for stimulus in bank.get("stimulus", []):
        yield from keys_of(stimulus, ("id", "title", "text"), ("figure", "figure_text"), f"{name} {stimulus['id']}")
    for item in bank["item"]:
        yield from item_shape(item, f"{name} {item['id']}")


@check
def every_bank_file_has_the_shape_of_the_format():
    for name, bank in BANKS.items():
        yield from bank_shape(bank, name)


@check
def the_example_of_the_format_page_is_valid():
    text = (SAMPLES / "FORMAT.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", text, re.S)
    if len(blocks) != 1:
        yield "FORMAT.md has not exactly one TOML example"
    bank = tomllib.loads(blocks[0])
    yield from bank_shape(bank, "FORMAT.md")
    missing = set(ITEM_TYPES) - {item["type"] for item in bank["item"]}
    if missing:
        yield f"FORMAT.md shows no {', '.join(sorted(missing))}"


@check
def ids_are_unique_and_well_formed():
    ids = [entry["id"] for _, _, entry in all_items() + all_stimuli()]
    for one, times in Counter(ids).items():
        if times > 1:
            yield f"id {one} is used {times} times"
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,31}", one):
            yield f"id {one} is not well formed"


@check
def every_stimulus_has_its_items_and_every_item_its_stimulus():
    stimuli = {stimulus["id"]: area for _, area, stimulus in all_stimuli()}
    used = Counter()
    for name, area, item in all_items():
        if "stimulus" in item:
            used[item["stimulus"]] += 1
            if stimuli.get(item["stimulus"]) != area:
                yield f"{name} {item['id']}: its stimulus is not in this area"
    for one in stimuli:
        if used[one] != 4:
            yield f"stimulus {one} has {used[one]} items, the specs ask for 4"


# Specs ---------------------------------------------------------------------------------------------------------------------------------
SPEC_REQUIRED = "format kind id version title basis occupation standard time marks tools shuffle shares section area".split()
TOOLS = "calculator scratch_pad strike_out highlight magnifier read_aloud leave_screen hide_time".split()


def points_each(section):
    return Decimal(section["points"]) * section.get("items", 1)


@check
def every_spec_has_the_shape_of_the_format():
    for name, spec in SPECS.items():
        yield from keys_of(spec, SPEC_REQUIRED, ("enterprise",), name)
        yield from keys_of(spec["occupation"], ("code", "name", "level", "national_grade"), ("trade",), name)
        yield from keys_of(spec["standard"], ("code", "version", "name", "note"), (), name)
        yield from keys_of(spec["time"], "duration_min hand_in_after_min late_limit_min notices_min utc_offset".split(), (), name)
        marks = "points_max points_pass multiple open_multiple release".split()
        yield from keys_of(spec["marks"], marks, ("partial_points",), name)
        yield from keys_of(spec["tools"], TOOLS, (), name)
        yield from keys_of(spec["shuffle"], ("items", "options"), (), name)
        yield from keys_of(spec["shares"], ("importance", "difficulty", "tolerance"), (), name)
        for area in spec["area"]:
            yield from keys_of(area, ("id", "name", "weight"), ("counts",), name)
        for section in spec["section"]:
            more = ("items",) if section["type"] == "case" else ()
            yield from keys_of(section, ("type", "count", "points", *more), (), name)
        if (spec["basis"] == "enterprise") != ("enterprise" in spec):
            yield f"{name}: the enterprise table belongs to an enterprise spec alone"
        partial = "partial" in (spec["marks"]["multiple"], spec["marks"]["open_multiple"])
        if partial != ("partial_points" in spec["marks"]):
            yield f"{name}: partial_points belongs to partial marking alone"
        if LEVELS.index(spec["occupation"]["level"]) + 1 + spec["occupation"]["national_grade"] != 7:
            yield f"{name}: level and national grade contradict each other"


@check
def the_sums_of_every_spec_hold():
    for name, spec in SPECS.items():
        sections = {section["type"]: section for section in spec["section"]}
        total = sum(points_each(section) * section["count"] for section in sections.values())
        if total != Decimal(spec["marks"]["points_max"]):
            yield f"{name}: the sections make {total} points"
        if sum(area["weight"] for area in spec["area"]) != 100:
            yield f"{name}: the weights do not make 100"
        for area in spec["area"]:
            row = sum(points_each(sections[kind]) * count for kind, count in area["counts"].items())
            if row * 100 != area["weight"] * total:
                yield f"{name}: area {area['id']} has {row} points against a weight of {area['weight']}"
        for kind, section in sections.items():
            column = sum(area["counts"].get(kind, 0) for area in spec["area"])
            if column != section["count"]:
                yield f"{name}: the areas ask for {column} of {kind}, the section for {section['count']}"
        for share in ("importance", "difficulty"):
            if sum(spec["shares"][share].values()) != 100:
                yield f"{name}: the shares of {share} do not make 100"


def pool_of(area_id, kind):
    """The units that a section may take from an area: single items, or for case the lists of a stimulus's items."""
    items = [item for _, area, item in all_items() if area == area_id]
    if kind != "case":
        return [[item] for item in items if item["type"] == kind and "stimulus" not in item]
    groups = {}
    for item in items:
        if "stimulus" in item:
            groups.setdefault(item["stimulus"], []).append(item)
    return list(groups.values())


@check
def the_bank_holds_nearly_two_papers_of_every_area_and_type():
    for name, spec in SPECS.items():
        for area in spec["area"]:
            for kind, count in area["counts"].items():
                held = len(pool_of(area["id"], kind))
                if held < STOCK_FACTOR * count:
                    yield f"{name}: {area['id']} holds {held} of {kind}, a paper needs {count}"


@check
def the_bank_is_as_large_and_as_varied_as_promised():
    counts = Counter(item["type"] for _, _, item in all_items())
    for kind, least in (("multiple", 24), ("open_multiple", 14), ("numeric", 16), ("short_text", 10)):
        if counts[kind] < least:
            yield f"only {counts[kind]} items of {kind}, {least} were promised"
    if sum(counts.values()) < 280 or len(all_stimuli()) < 3:
        yield f"{sum(counts.values())} items and {len(all_stimuli())} stimuli are too few"
    if sum("figure" in entry for _, _, entry in all_items() + all_stimuli()) < 18:
        yield "fewer than 18 items with a picture"


def deviation(paper, shares):
    """The sum of what each share is beyond its tolerance, in percentage points."""
    beyond = 0
    for share in ("importance", "difficulty"):
        counts = Counter(str(item[share]) for unit in paper for item in unit)
        size = sum(counts.values())
        for value, percent in shares[share].items():
            beyond += max(0, abs(100 * counts[value] / size - percent) - shares["tolerance"])
        beyond += 100 * sum(counts[value] for value in counts if value not in shares[share]) / size
    return beyond


def try_paper(spec, seed):
    """Draws a paper by its two-way table, then changes single units as long as the shares come nearer."""
    chance = random.Random(seed)
    cells = [(pool_of(area["id"], kind), count) for area in spec["area"] for kind, count in area["counts"].items() if count]
    drawn = [chance.sample(pool, count) for pool, count in cells]
    best = deviation(sum(drawn, []), spec["shares"])
    for _ in range(4000):
        if best == 0:
            break
        cell = chance.randrange(len(cells))
        place, fresh = chance.randrange(len(drawn[cell])), chance.choice(cells[cell][0])
        if fresh in drawn[cell]:
            continue
        former, drawn[cell][place] = drawn[cell][place], fresh
        now = deviation(sum(drawn, []), spec["shares"])
        if now <= best:
            best = now
        else:
            drawn[cell][place] = former
    return best


@check
def every_spec_can_be_assembled_with_its_shares_from_any_start():
    for name, spec in SPECS.items():
        for seed in (1, 2, 3, 20261121):
            beyond = try_paper(spec, seed)
            if beyond:
                yield f"{name}: no paper within the shares from start {seed}, {beyond:.1f} points beyond"


# Quality of the items ------------------------------------------------------------------------------------------------------------------
def normalised(text):
    return re.sub(r"[\s，。、；：“”（）()？?,.]", "", text)


@check
def no_stem_stands_twice():
    seen = []
    for name, _, item in all_items():
        stem = normalised(item["stem"])
        for other_id, other, other_item in seen:
            same_options = item.get("options") == other_item.get("options") and item.get("figure") == other_item.get("figure")
            if stem == other and (same_options or "options" not in item):
                yield f"{item['id']} repeats {other_id}"
            elif len(stem) > 20 and difflib.SequenceMatcher(None, stem, other).quick_ratio() > 0.95:
                if difflib.SequenceMatcher(None, stem, other).ratio() > 0.92:
                    yield f"{item['id']} is nearly {other_id}"
        seen.append((item["id"], stem, item))


@check
def the_places_of_the_right_option_are_balanced():
    places = Counter(item["key"] for _, _, item in all_items() if item["type"] == "single")
    total = sum(places.values())
    for letter in "abcd":
        if not 0.22 <= places[letter] / total <= 0.28:
            yield f"{places[letter]} of {total} single items have the key {letter}"
    truths = Counter(item["key"] for _, _, item in all_items() if item["type"] == "true_false")
    if not 0.4 <= truths[True] / sum(truths.values()) <= 0.6:
        yield f"{truths[True]} statements are true and {truths[False]} false"


@check
def the_right_option_is_seldom_the_longest():
    singles = [item for _, _, item in all_items() if item["type"] == "single"]
    longest = 0
    for item in singles:
        right = next(len(option["text"]) for option in item["options"] if option["id"] == item["key"])
        longest += all(right > len(option["text"]) for option in item["options"] if option["id"] != item["key"])
    if longest > 0.40 * len(singles):
        yield f"the right option is the longest in {longest} of {len(singles)}"


@check
def options_of_an_item_are_of_similar_length():
    for name, _, item in all_items():
        lengths = [len(option["text"]) for option in item.get("options", [])]
        if lengths and max(lengths) > 2 * min(lengths) + 6:
            yield f"{name} {item['id']}: options of {min(lengths)} to {max(lengths)} characters"


@check
def every_rationale_explains_without_naming_letters():
    for name, _, item in all_items():
        if len(item["rationale"]) < 12:
            yield f"{name} {item['id']}: rationale is too short"
        if re.search(r"选项|[A-F]项|选[A-F]\b|故选", item["rationale"]):
            yield f"{name} {item['id']}: rationale names an option by its letter, and options are shuffled"


@check
def no_text_has_stray_characters():
    for name, _, entry in all_items() + all_stimuli():
        words = [entry.get("stem", ""), entry.get("text", ""), entry.get("rationale", ""), *(o["text"] for o in entry.get("options", []))]
        for text in words:
            if text != text.strip() or re.search(r"[\u00a0\ufeff\t]|  |[一-鿿][,;?!:]|[(][一-鿿]|。。", text):
                yield f"{name} {entry['id']}: stray character in 「{text}」"


# Pictures ------------------------------------------------------------------------------------------------------------------------------
def named_figures():
    for name, _, entry in all_items() + all_stimuli():
        for holder in (entry, *entry.get("options", [])):
            if "figure" in holder:
                yield name, holder["figure"]


@check
def every_picture_is_there_used_and_of_the_right_size():
    named = set()
    for name, figure in named_figures():
        path = FOLDER / "bank" / figure
        named.add(path)
        if ".." in figure or not path.is_file():
            yield f"{name}: {figure} is missing"
    for path in sorted((FOLDER / "bank" / "figures").glob("*")):
        if path not in named:
            yield f"{path.name} is used by no item"
        head = path.read_bytes()[:29]
        if head[:8] != b"\x89PNG\r\n\x1a\n":
            yield f"{path.name} is not a PNG"
            continue
        width, height, depth, colour = struct.unpack(">IIBB", head[16:26])
        if (width, height, depth, colour) != (928, 696, 8, 2):
            yield f"{path.name} is {width} x {height}, {depth} bit, colour type {colour}"


@check
def the_drawing_script_draws_exactly_these_pictures():
    tree = ast.parse((SAMPLES / "tools" / "draw_figures.py").read_text(encoding="utf-8"))
    drawn = set()
    for node in tree.body:
        for mark in getattr(node, "decorator_list", []):
            if isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "figure":
                drawn.add(mark.args[0].value)
    there = {path.stem for path in (FOLDER / "bank" / "figures").glob("*.png")}
    for name in sorted(drawn ^ there):
        yield f"{name} is {'drawn but not there' if name in drawn else 'there but not drawn'}"


def characters_of_the_font():
    if not shutil.which("fc-list"):
        raise Skip("fontconfig is not installed")
    listed = subprocess.run(["fc-list", "Noto Sans CJK SC:style=Regular", "charset"], capture_output=True, text=True, check=False).stdout
    if not listed.strip():
        raise Skip("Noto Sans CJK SC is not installed")
    covered = set()
    for part in listed.split("\n")[0].split("=", 1)[-1].split():
        first, _, last = part.partition("-")
        covered.update(range(int(first, 16), int(last or first, 16) + 1))
    return covered


@check
def the_font_covers_every_character():
    covered = characters_of_the_font()
    for path in sorted(FOLDER.rglob("*")):
        if path.suffix in (".toml", ".txt", ".csv"):
            for one in sorted(set(path.read_text(encoding="utf-8-sig")) - set("\n\u3000")):
                if ord(one) not in covered:
                    yield f"{path.name}: no glyph for {one} (U+{ord(one):04X})"


# Session, people, texts ----------------------------------------------------------------------------------------------------------------
ROSTER_COLUMNS = "ticket name id_type id_number occupation level session seat components exemption extra_minutes".split()


def roster_rows():
    with open(FOLDER / "roster.csv", encoding="utf-8-sig", newline="") as file:
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
def the_three_texts_are_there_in_both_languages():
    for name in ("rules", "notice", "pledge"):
        points = []
        for language in ("zh-CN", "en"):
            text = (FOLDER / "texts" / f"{name}.{language}.txt").read_text(encoding="utf-8")
            points.append(re.findall(r"^(\d+)\. ", text, re.M))
            if text.startswith("\ufeff") or "\r" in text or not text.endswith("\n") or "\n\n\n" in text:
                yield f"{name}.{language}: not plain UTF-8 with single empty lines"
            if language == "zh-CN" and not 400 <= len(text) <= 900:
                yield f"{name}.{language}: {len(text)} characters"
        if points[0] != points[1] or points[0] != [str(n + 1) for n in range(len(points[0]))]:
            yield f"{name}: the numbered points of the two languages differ"


def main():
    passed = failed = skipped = 0
    for function in CHECKS:
        title = function.__name__.replace("_", " ")
        try:
            problems = list(function())
        except Skip as reason:
            skipped += 1
            print(f"skip  {title}: {reason}")
            continue
        passed += not problems
        failed += bool(problems)
        print(f"{'FAIL' if problems else 'pass'}  {title}")
        for problem in problems:
            print(f"      {problem}")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
