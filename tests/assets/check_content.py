#!/usr/bin/python3
"""Checks the sample content in assets/samples against its FORMAT.md: shapes, sums, keys, stock of the bank, pictures, roster.

It reads files only and needs nothing but the standard library (tomllib, so Python 3.11 or later); fontconfig is used where it is there.
It must never correct anything: a wrong file is a failed check with the place named. Closing line: `N passed, N failed, N skipped`.
"""
import sys

sys.dont_write_bytecode = True  # a check leaves nothing behind in the source tree

from content import items, people, pictures, shapes, specs  # noqa: E402,F401  they register their checks
from content.source import CHECKS, Skip  # noqa: E402


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
        except Exception as fault:  # a shape so wrong that the check could not go on: that too is a finding, and the others still run
            problems = [f"could not go on: {fault!r}"]
        passed += not problems
        failed += bool(problems)
        print(f"{'FAIL' if problems else 'pass'}  {title}")
        for problem in problems:
            print(f"      {problem}")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
