#!/usr/bin/python3
"""Makes the key constants and the tables of the terminal's sentences from assets/strings/*.toml.

Fails when a key is missing in a language, when two languages name different places, when bold marks do not pair, and when no source uses a key:
a sentence that nobody says is a sentence that nobody reviews.
"""
import argparse
import pathlib
import re
import sys
import tomllib

LANGUAGES = ("zh-CN", "en")  # in the order of kaogong::Language
BOLD_ON, BOLD_OFF = "\x01", "\x02"  # line_break.h: kBoldOn, kBoldOff


def places(sentence):
    return sorted(set(re.findall(r"\{(\w+)\}", sentence)))


def faults(tables):
    first, *others = LANGUAGES
    for other in others:
        for key in sorted(tables[first].keys() ^ tables[other].keys()):
            missing = other if key in tables[first] else first
            yield f"{missing}.toml: {key} is missing"
        for key in sorted(tables[first].keys() & tables[other].keys()):
            if places(tables[first][key]) != places(tables[other][key]):
                yield f"{other}.toml: {key} names other places than {first}.toml"
    for language, table in tables.items():
        for key, sentence in table.items():
            if not re.fullmatch(r"[a-z][a-z0-9_]*", key) or not isinstance(sentence, str) or not sentence:
                yield f"{language}.toml: {key} is not a flat key with a sentence"
            elif sentence.count("**") % 2:
                yield f"{language}.toml: {key} opens a bold mark without closing it"


def unused(tables, sources):
    used = set(re.findall(r"\bKey::([a-z0-9_]+)", "\n".join(p.read_text(encoding="utf-8") for p in sources)))
    for key in sorted(tables[LANGUAGES[0]].keys() - used):
        yield f"{LANGUAGES[0]}.toml: nobody says {key}"


def c_string(sentence):
    parts = sentence.split("**")
    marked = "".join(part + (BOLD_ON if i % 2 == 0 else BOLD_OFF) for i, part in enumerate(parts[:-1])) + parts[-1]
    escaped = marked.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace(BOLD_ON, '\\001""').replace(BOLD_OFF, '\\002""') + '"'


def write_if_changed(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def header(keys):
    constants = "".join(f"    {key},\n" for key in keys)
    return ("// Made by cmake/generate_strings.py from assets/strings; change those.\n#pragma once\n\nnamespace kaogong::kiosk::ui {\n\n"
            f"enum class Key {{\n{constants}}};\ninline constexpr int kKeyCount = {len(keys)};\n\n}} // namespace kaogong::kiosk::ui\n")


def table_source(keys, tables):
    rows = "".join("    {" + ", ".join(c_string(tables[language][key]) for language in LANGUAGES) + f"}}, // {key}\n" for key in keys)
    return ('// Made by cmake/generate_strings.py from assets/strings; change those.\n#include "kiosk/ui/strings.h"\n\n'
            "namespace kaogong::kiosk::ui {\n\nconst StringRow kStringTable[kKeyCount] = {\n" + rows + "};\n\n} // namespace kaogong::kiosk::ui\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strings", type=pathlib.Path, required=True, help="folder with zh-CN.toml and en.toml")
    parser.add_argument("--sources", type=pathlib.Path, nargs="+", required=True, help="folders whose sources may say a sentence")
    parser.add_argument("--unused-allowed", action="store_true", help="while screens are being written")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    tables = {language: tomllib.loads((options.strings / f"{language}.toml").read_text(encoding="utf-8")) for language in LANGUAGES}
    sources = [path for folder in options.sources for pattern in ("*.cpp", "*.h") for path in sorted(folder.rglob(pattern))]
    found = list(faults(tables)) + ([] if options.unused_allowed else list(unused(tables, sources)))
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        return 1
    keys = sorted(tables[LANGUAGES[0]])
    write_if_changed(options.out / "string_keys.h", header(keys))
    write_if_changed(options.out / "string_table.cpp", table_source(keys, tables))
    return 0


if __name__ == "__main__":
    sys.exit(main())
