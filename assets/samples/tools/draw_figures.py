#!/usr/bin/python3
"""Draws the pictures of the sample bank: one small function a picture, one PNG of 928 x 696 each.

The scripts are the source of the pictures; nobody edits a PNG. They need Debian's python3-cairo and fonts-noto-cjk. Contacts lie on
horizontal wires, a normally open blade below its wire and a normally closed one above it, and every operating device pushes upwards.
A picture must never hint at an answer.

    draw_figures.py OUT_FOLDER [NAME...]
"""
import sys
from pathlib import Path

from figures import automation, basics, control, electronics, safety  # noqa: F401  they register their figures
from figures.sheet import FIGURES, Sheet


def main(arguments):
    if not arguments:
        print("usage: draw_figures.py OUT_FOLDER [NAME...]", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    for name in arguments[1:] or sorted(FIGURES):
        sheet = Sheet()
        FIGURES[name](sheet)
        sheet.surface.write_to_png(str(folder / f"{name}.png"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
