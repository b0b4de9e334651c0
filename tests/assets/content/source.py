"""What all checks share: the loaded files, the list of checks, and small helpers. It reads files and never corrects one."""
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "assets" / "samples"
FOLDER = SAMPLES / "electrician-l4"
CHOICE_TYPES = ("single", "multiple", "open_multiple")
ITEM_TYPES = (*CHOICE_TYPES, "true_false", "numeric", "short_text")
LEVELS = (
    "apprentice junior intermediate senior technician senior_technician special_grade_technician chief_technician"
).split()
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
ELEMENTS = load(FOLDER / "elements.toml")


def all_items():
    return [(name, bank["area"], item) for name, bank in BANKS.items() for item in bank["item"]]


def all_stimuli():
    return [(name, bank["area"], stimulus) for name, bank in BANKS.items() for stimulus in bank.get("stimulus", [])]


def keys_of(table, required, optional=(), place=""):
    """Names every key that is missing or not known."""
    found = set(table)
    for key in sorted(set(required) - found):
        yield f"{place}: key {key} is missing"
    for key in sorted(found - set(required) - set(optional)):
        yield f"{place}: key {key} is not known"
