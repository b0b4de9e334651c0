"""Whether banks, their items and the element table have the shape that FORMAT.md gives them."""
import re
import tomllib
from collections import Counter

from content.source import BANKS, CHOICE_TYPES, ELEMENTS, ITEM_TYPES, SAMPLES, all_items, all_stimuli, check, keys_of

BLANK = "（　　）"
ITEM_REQUIRED = ("id", "type", "knowledge", "stem", "importance", "difficulty", "consistency", "rationale", "source")
ITEM_OPTIONAL = ("figure", "figure_text", "stimulus")
ITEM_BY_TYPE = {
    "single": (("options", "key"), ("pinned_last",)),
    "multiple": (("options", "key"), ("pinned_last",)),
    "open_multiple": (("options", "key"), ("pinned_last",)),
    "true_false": (("key",), ()),
    "numeric": (("unit", "value", "tolerance"), ()),
    "short_text": (("accepted",), ()),
}


def is_decimal(value):
    return isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value) is not None


def item_shape(item, place):
    more_required, more_optional = ITEM_BY_TYPE[item["type"]]
    yield from keys_of(item, (*ITEM_REQUIRED, *more_required), (*ITEM_OPTIONAL, *more_optional), place)
    if ("figure" in item) != ("figure_text" in item):
        yield f"{place}: figure and figure_text belong together"
    if item["importance"] not in ("X", "Y", "Z") or item["difficulty"] not in range(1, 6) or item["consistency"] not in range(1, 6):
        yield f"{place}: importance, difficulty or consistency out of range"
    if not re.fullmatch(r"[A-Z](\.[1-9]\d?){1,5}", item["knowledge"]):
        yield f"{place}: knowledge is no code of 2 to 6 levels"
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
    if kind == "numeric" and not (is_decimal(item["value"]) and is_decimal(item["tolerance"]) and item["tolerance"][0] != "-"):
        yield f"{place}: value or tolerance is no decimal string"
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
    types = {one: [] for one in stimuli}
    for name, area, item in all_items():
        if "stimulus" in item:
            types.setdefault(item["stimulus"], []).append(item["type"])
            if stimuli.get(item["stimulus"]) != area:
                yield f"{name} {item['id']}: its stimulus is not in this area"
    for one, found in types.items():
        if not 2 <= len(found) <= 5 or len(set(found)) != 1:
            yield f"stimulus {one} has {len(found)} items of {len(set(found))} types"


@check
def every_knowledge_point_is_a_leaf_of_the_element_table():
    codes = [element["code"] for element in ELEMENTS["element"]]
    inner = {code.rpartition(".")[0] for code in codes}
    seen = {""}
    for code in codes:
        if code in seen or code.rpartition(".")[0] not in seen:
            yield f"elements.toml: {code} stands twice or before its parent"
        seen.add(code)
    named = {item["knowledge"] for _, _, item in all_items()}
    for code in sorted(named - (set(codes) - inner)):
        yield f"{code} is not a leaf of elements.toml"
    for code in sorted(set(codes) - inner - named):
        yield f"elements.toml: no item asks for {code}"
