"""Whether the items are good questions by what a program can see: balance, lengths, repeats, stray characters."""
import difflib
import re
from collections import Counter

from content.source import all_items, all_stimuli, check


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
