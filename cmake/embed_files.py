#!/usr/bin/python3
"""Makes a C++ table of text files, so that a program carries them and serves nothing else: embed_files.py --function NAME --out FILE.cpp FILE..."""
import argparse
import pathlib

DELIMITER = "kaogong"  # of the raw strings


def row(path):
    text = path.read_text(encoding="utf-8")
    if f'){DELIMITER}"' in text:
        raise SystemExit(f"{path}: holds the delimiter of raw strings")
    return f'    {{"{path.name}", R"{DELIMITER}({text}){DELIMITER}"}},\n'


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--function", required=True, help="as sync/bureau/web_files.h declares it")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("files", type=pathlib.Path, nargs="+")
    options = parser.parse_args()
    rows = "".join(row(path) for path in sorted(options.files, key=lambda path: path.name))
    text = ("// Made by cmake/embed_files.py from the files of a page; change those.\n#include \"sync/bureau/web_files.h\"\n\nnamespace kaogong::bureau {\n"
            "namespace {\n\nconstexpr WebFile kFiles[] = {\n" + rows + "};\n\n} // namespace\n\nstd::span<const WebFile> " + options.function + "() {\n    return kFiles;\n}\n\n"
            "} // namespace kaogong::bureau\n")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
