"""Whether the specs are whole, their sums hold, and the bank can fill papers by them within the shares."""
import random
from collections import Counter
from decimal import Decimal

from content.source import ITEM_TYPES, LEVELS, SPECS, all_items, all_stimuli, check, keys_of

STOCK_FACTOR = Decimal("1.8")  # a bank that holds just one paper would give every session the same paper
SPEC_REQUIRED = "format kind id version title basis tools occupation standard time marks shuffle shares section area".split()
TOOLS = "calculator scratch_pad strike_out highlight magnifier contrast read_aloud leave_lock hide_time".split()
MODES = {"all_or_nothing": None, "partial_share": None, "partial_fixed": "partial_points", "negative": "wrong_points"}
AT_MOST_OFF = {"theory.spec.toml": 3, "theory-all-types.spec.toml": 5}  # percentage points that the bank must be able to keep to


def marks_shape(marks, place):
    more = []
    for rule in ("multiple", "open_multiple"):
        if marks[rule] not in MODES:
            yield f"{place}: {marks[rule]} is no marking mode"
        elif MODES[marks[rule]]:
            more.append(f"{rule}_{MODES[marks[rule]]}")
    yield from keys_of(marks, ("points_max", "points_pass", "multiple", "open_multiple", "release", *more), (), place)


@check
def every_spec_has_the_shape_of_the_format():
    for name, spec in SPECS.items():
        yield from keys_of(spec, SPEC_REQUIRED, ("enterprise",), name)
        yield from keys_of(spec["occupation"], ("code", "name", "level", "national_grade"), ("trade",), name)
        yield from keys_of(spec["standard"], ("code", "version", "name", "note"), (), name)
        yield from keys_of(spec["time"], "duration_min hand_in_after_min late_limit_min notices_min utc_offset".split(), (), name)
        yield from marks_shape(spec["marks"], name)
        yield from keys_of(spec["shuffle"], ("items", "options"), (), name)
        yield from keys_of(spec["shares"], ("importance", "difficulty"), (), name)
        for area in spec["area"]:
            yield from keys_of(area, ("id", "name", "weight"), (), name)
        for section in spec["section"]:
            yield from keys_of(section, ("type", "count", "points"), ("stimuli",), name)
        if spec["tools"] != [tool for tool in TOOLS if tool in spec["tools"]]:
            yield f"{name}: tools are unknown or out of order"
        if (spec["basis"] == "enterprise") != ("enterprise" in spec):
            yield f"{name}: the enterprise table belongs to an enterprise spec alone"
        if LEVELS.index(spec["occupation"]["level"]) + 1 + spec["occupation"]["national_grade"] != 7:
            yield f"{name}: level and national grade contradict each other"


@check
def the_sums_of_every_spec_hold():
    for name, spec in SPECS.items():
        total = sum(Decimal(section["points"]) * section["count"] for section in spec["section"])
        if total != Decimal(spec["marks"]["points_max"]):
            yield f"{name}: the sections make {total} points"
        if sum(area["weight"] for area in spec["area"]) != 100:
            yield f"{name}: the weights do not make 100"
        kinds = [section["type"] for section in spec["section"]]
        if len(set(kinds)) != len(kinds) or not set(kinds) <= set(ITEM_TYPES):
            yield f"{name}: a section's type is unknown or stands twice"
        for share in ("importance", "difficulty"):
            if sum(spec["shares"][share].values()) != 100:
                yield f"{name}: the shares of {share} do not make 100"


def alone(area_id, kind):
    """The items of a type in an area that belong to no stimulus."""
    return [item for _, area, item in all_items() if (area, item["type"]) == (area_id, kind) and "stimulus" not in item]


def stimulus_blocks(kind):
    blocks = {}
    for _, area, item in all_items():
        if item["type"] == kind and "stimulus" in item:
            blocks.setdefault((area, item["stimulus"]), []).append(item)
    return blocks


# How many of each type an area gives to a paper, as an examiner would lay it out by hand: area -> counts in the order of the sections.
TWO_WAY_TABLES = {
    "theory.spec.toml": {
        "ethics": (4, 1),
        "basics": (16, 4),
        "safety": (8, 2),
        "relay-control": (20, 5),
        "equipment": (12, 3),
        "automation": (12, 3),
        "electronics": (8, 2),
    },
    "theory-all-types.spec.toml": {  # with one stimulus each of relay-control and automation, not counted here
        "ethics": (2, 1, 1, 0, 0, 0),
        "basics": (6, 2, 1, 1, 3, 1),
        "safety": (4, 2, 1, 1, 0, 0),
        "relay-control": (5, 2, 2, 1, 1, 1),
        "equipment": (6, 1, 1, 1, 1, 1),
        "automation": (2, 1, 1, 0, 0, 1),
        "electronics": (3, 1, 1, 1, 1, 0),
    },
}


def cells_of(name, spec):
    """Yields area, type and count of every filled place of the two-way table."""
    for area, row in TWO_WAY_TABLES[name].items():
        for section, count in zip(spec["section"], row, strict=True):
            if count:
                yield area, section["type"], count


@check
def the_two_way_tables_meet_counts_and_weights():
    for name, spec in SPECS.items():
        points = {section["type"]: Decimal(section["points"]) for section in spec["section"]}
        cells = list(cells_of(name, spec))
        extra = {"relay-control": 4, "automation": 4} if name == "theory-all-types.spec.toml" else {}
        for area in spec["area"]:
            got = sum(points[kind] * count for where, kind, count in cells if where == area["id"])
            got += extra.get(area["id"], 0) * points.get("open_multiple", 0)
            if got * 100 != area["weight"] * Decimal(spec["marks"]["points_max"]):
                yield f"{name}: {area['id']} has {got} points"
        for section in spec["section"]:
            got = sum(count for _, kind, count in cells if kind == section["type"])
            got += sum(extra.values()) if section["type"] == "open_multiple" else 0
            if got != section["count"]:
                yield f"{name}: {got} of {section['type']}"


@check
def the_bank_holds_nearly_two_papers_of_every_area_and_type():
    for name, spec in SPECS.items():
        for area, kind, count in cells_of(name, spec):
            held = len(alone(area, kind))
            if held < STOCK_FACTOR * count:
                yield f"{name}: {area} holds {held} of {kind}, a paper needs {count}"
        for section in spec["section"]:
            blocks = stimulus_blocks(section["type"])
            if "stimuli" in section and len(blocks) < STOCK_FACTOR * section["stimuli"]:
                yield f"{name}: {len(blocks)} stimuli of {section['type']}"


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


def deviation(paper, shares, allowed):
    """The sum of what each share is off beyond the allowed percentage points."""
    beyond = 0
    for share in ("importance", "difficulty"):
        counts = Counter(str(item[share]) for item in paper)
        for value, percent in shares[share].items():
            beyond += max(0, abs(100 * counts[value] / len(paper) - percent) - allowed)
        beyond += 100 * sum(counts[value] for value in counts if value not in shares[share]) / len(paper)
    return beyond


def try_paper(name, spec, seed):
    """Draws a paper by its two-way table, then changes single items as long as the shares come nearer."""
    chance = random.Random(seed)
    fixed = []
    for section in spec["section"]:
        for area in ("relay-control", "automation") if "stimuli" in section else ():
            fixed += chance.choice([block for (where, _), block in stimulus_blocks(section["type"]).items() if where == area])
    cells = [(alone(area, kind), count) for area, kind, count in cells_of(name, spec)]
    drawn = [chance.sample(pool, count) for pool, count in cells]
    best = deviation(sum(drawn, fixed), spec["shares"], AT_MOST_OFF[name])
    for _ in range(4000):
        if best == 0:
            break
        cell = chance.randrange(len(cells))
        place, fresh = chance.randrange(len(drawn[cell])), chance.choice(cells[cell][0])
        if fresh in drawn[cell]:
            continue
        former, drawn[cell][place] = drawn[cell][place], fresh
        now = deviation(sum(drawn, fixed), spec["shares"], AT_MOST_OFF[name])
        if now <= best:
            best = now
        else:
            drawn[cell][place] = former
    return best


@check
def every_spec_can_be_assembled_with_its_shares_from_any_start():
    for name, spec in SPECS.items():
        for seed in (1, 2, 3, 20261121):
            beyond = try_paper(name, spec, seed)
            if beyond:
                yield f"{name}: no paper within the shares from start {seed}, {beyond:.1f} points beyond"
