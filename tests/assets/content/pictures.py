"""Whether every picture is there and used, and whether the typeface has every character."""
import ast
import shutil
import struct
import subprocess

from content.source import FOLDER, SAMPLES, Skip, all_items, all_stimuli, check


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
    scripts = sorted((SAMPLES / "tools" / "figures").glob("*.py"))
    drawn = set()
    for node in (node for script in scripts for node in ast.parse(script.read_text(encoding="utf-8")).body):
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
