#!/usr/bin/python3
"""The page's modules in a JavaScript engine against `kaogong verify`: every bit of one small proof turned over, and bits of every other kind of file, each with
the same verdict and the same reason. Also the two ways in which the page checks Ed25519, on traps of signatures and keys.

Usage: verdicts.py KAOGONG FOLDER_OF_THE_PAGE SAMPLES. Prints the closing line of tests/run.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
AT_ONCE = 2_000  # files that one call of the program verifies
FILES = {"plain.kgproof": 1, "operation.kgproof": 37, "emergency.kgproof": 29, "void.kgproof": 17, "submission.kgr": 17, "examiner.kgr": 19, "device.cwt": 3, "bundle": 23}


def page_says(page, bundle, path, step):
    command = ["node", HERE / "verdicts.mjs", page, bundle, path, str(step)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def programs_say(kaogong, bundle, path, step):
    data, reasons = path.read_bytes(), []
    bits = range(0, len(data) * 8, step)
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, len(bits), AT_ONCE):
            paths = []
            for bit in bits[start : start + AT_ONCE]:
                copy = bytearray(data)
                copy[bit // 8] ^= 1 << bit % 8
                paths.append(pathlib.Path(folder) / str(bit))
                paths[-1].write_bytes(copy)
            said = subprocess.run([kaogong, "verify", "--json", "--bundle", bundle, *paths], capture_output=True, text=True).stdout
            reasons += [row["reason"] or "good" for row in json.loads(said)]
            for path_done in paths:
                path_done.unlink()
    return reasons


def main():
    kaogong, page, samples = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    bundle, passed, failed = samples / "bundle", 0, 0
    for name, step in FILES.items():
        page_, programs = page_says(page, bundle, samples / name, step), programs_say(kaogong, bundle, samples / name, step)
        differ = [(index * step, *pair) for index, pair in enumerate(zip(page_, programs)) if pair[0] != pair[1]]
        holds = not differ and len(page_) == len(programs) > 100 and "good" not in page_ and len(set(page_)) > 3
        passed, failed = passed + holds, failed + (not holds)
        print(f"{'ok' if holds else 'FAILED'}: {name}, {len(page_)} bits turned over, {len(set(page_))} reasons, differ: {differ[:5]}")
    said = subprocess.run(["node", HERE / "signatures.mjs", page], capture_output=True, text=True)
    print(said.stdout + said.stderr, end="")
    passed, failed = passed + (said.returncode == 0), failed + (said.returncode != 0)
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
