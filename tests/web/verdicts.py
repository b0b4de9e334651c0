#!/usr/bin/python3
"""The page's modules in a JavaScript engine against `kaogong verify`: every bit of one small proof turned over, and bits of every other kind of file, each with
the same verdict and the same reason; sets of files that speak of one another, each with the same standing and the same relations, and with bits of one of them
turned over. Also the two ways in which the page checks Ed25519, on traps of signatures and keys.

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
ACTS = {"release.cose": 1, "objection.cose": 5, "answer.cose": 11, "outcome2.cose": 5, "draft.cose": 5, "withdrawn.cose": 11, "appointment.cose": 5, "appointment_end.cose": 11, "round.cose": 11, "titles.cose": 11, "draft.receipt": 3, "checkpoint": 3}
FREE = {"checkpoint"}  # lines of unknown signers say nothing, so not every bit of one matters
P, C, R = ".kgproof", ".cose", ".receipt"
# Files of samples/acts that are given together, and the first reason or standing of each.
SETS = {
    ("first" + P, "review" + P): "replaced stands",
    ("void" + P, "first" + P, "review" + P): "stands replaced void",
    ("review" + P,): "stands",
    ("first" + P, "review.kgr"): "open stands",
    ("first" + P, "review.kgr", "review" + P): "replaced stands stands",
    ("first" + P, "review.kgr", "rival" + P): "replaced place_claimed_twice stands",
    ("first" + P, "review" + P, "rival" + P): "open place_claimed_twice place_claimed_twice",
    ("first" + P, "foreign" + P): "stands earlier_mismatch",
    ("first" + P, "short" + P): "stands amendment_signers",
    ("void" + P, "again" + P): "stands earlier_mismatch",
    ("submission" + P, "marked" + P): "marked stands",
    ("first" + P, "release" + C, "release" + R, "opened" + C, "objection" + C, "answer" + C, "closed" + C): "stands - - - - - -",
    ("refused.kgr", "refuse" + C, "refuse" + R): "refused - -",
    ("outcome" + C, "outcome2" + C, "outcome2" + R, "outcome" + R, "checkpoint"): "replaced stands - - -",
    ("outcome" + C, "first" + P, "review" + P): "outdated replaced stands",
    ("outcome_wrong" + C, "first" + P): "basis_mismatch stands",
    ("draft" + C, "outcome2" + C, "review" + P, "void" + P, "withdrawn" + C): "ended outdated void stands -",
    ("draft" + R,): "receipt_alone",
    ("appointment" + C, "round" + C, "titles" + C): "stands - -",
    ("appointment" + C, "appointment" + R, "appointment_end" + C, "round" + C, "titles" + C): "ended - - - -",
    ("appointment_end" + C, "appointment" + C, "outcome2" + C, "draft" + C): "- ended stands stands",
    ("appointment" + C, "draft" + C, "withdrawn" + C, "outcome2" + C): "outdated ended - stands",
    ("draft" + R, "outcome" + C): "signature_bad stands",
    ("draft" + R, "outcome" + C, "closed" + C): "receipt_leaf_wrong stands -",
}
SPOILT = [(("draft" + R, "draft" + C), 41), (("draft" + C, "draft" + R, "checkpoint"), 37), (("review" + P, "first" + P), 211), (("first" + P, "review" + P), 171),
          (("outcome2" + C, "outcome" + C, "review" + P), 41), (("checkpoint", "draft" + C, "draft" + R), 41)]


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


def set_rows(kaogong, bundle, paths):
    run = subprocess.run([kaogong, "verify", "--json", "--bundle", bundle, *paths], capture_output=True, text=True)
    said = json.loads(run.stdout)
    if run.returncode != (0 if all(row["ok"] for row in said) else 1):
        return [["exit status", run.returncode, None, []]]
    names = [str(path) for path in paths]
    place = lambda file: None if file is None else names.index(file)
    return [[row["reason"] or "good", row.get("standing"), row.get("newest"), [[each["link"], each["of"], place(each["file"])] for each in row["relations"]]]
            for row in said]


def spoilt_sets(kaogong, bundle, paths, step):
    data = paths[0].read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "spoilt"
        for bit in range(0, len(data) * 8, step):
            spoilt = bytearray(data)
            spoilt[bit // 8] ^= 1 << bit % 8
            copy.write_bytes(spoilt)
            yield set_rows(kaogong, bundle, [copy, *paths[1:]])


def try_sets(kaogong, page, acts):
    """Counts of what holds and what does not."""
    bundle = acts / "bundle"
    wanted, sets, counts = [], [], []
    for names, said in SETS.items():
        paths = [acts / name for name in names]
        wanted.append(set_rows(kaogong, bundle, paths))
        words = " ".join(row[0] if row[0] != "good" else row[1] or "-" for row in wanted[-1])
        if words != said:
            print(f"FAILED: {names} together: {words!r} instead of {said!r}")
        counts.append(words == said)
        sets.append({"files": [str(path) for path in paths], "step": 0})
    for names, step in SPOILT:
        paths = [acts / name for name in names]
        rows = list(spoilt_sets(kaogong, bundle, paths, step))
        counts.append(len(rows) > 50 and (names[0] in FREE or all(each[0][0] != "good" for each in rows)))
        if not counts[-1]:
            print(f"FAILED: every spoilt copy of {names[0]} beside {names[1:]} is refused")
        wanted += rows
        sets.append({"files": [str(path) for path in paths], "step": step})
    with tempfile.TemporaryDirectory() as folder:
        list_ = pathlib.Path(folder) / "sets.json"
        list_.write_text(json.dumps(sets))
        said = subprocess.run(["node", HERE / "together.mjs", page, bundle, list_], capture_output=True, text=True)
    found = [json.loads(line) for line in said.stdout.splitlines()]
    differ = [pair for pair in zip(found, wanted) if pair[0] != pair[1]]
    counts.append(not differ and len(found) == len(wanted))
    print(f"{'ok' if counts[-1] else 'FAILED'}: {len(found)} of {len(wanted)} sets of files, differ: {differ[:2]} {said.stderr[:500]}")
    return counts.count(True), counts.count(False)


def main():
    kaogong, page, samples = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    bundle, passed, failed = samples / "bundle", 0, 0
    rows = [(samples / name, bundle, step) for name, step in FILES.items()] + [(samples / "acts" / name, samples / "acts" / "bundle", step) for name, step in ACTS.items()]
    for path, of, step in rows:
        name, page_, programs = path.name, page_says(page, of, path, step), programs_say(kaogong, of, path, step)
        differ = [(index * step, *pair) for index, pair in enumerate(zip(page_, programs)) if pair[0] != pair[1]]
        holds = not differ and len(page_) == len(programs) > 100 and (name in FREE or "good" not in page_) and len(set(page_)) > 3
        passed, failed = passed + holds, failed + (not holds)
        print(f"{'ok' if holds else 'FAILED'}: {name}, {len(page_)} bits turned over, {len(set(page_))} reasons, differ: {differ[:5]}")
    together = try_sets(kaogong, page, samples / "acts")
    passed, failed = passed + together[0], failed + together[1]
    said = subprocess.run(["node", HERE / "signatures.mjs", page], capture_output=True, text=True)
    print(said.stdout + said.stderr, end="")
    passed, failed = passed + (said.returncode == 0), failed + (said.returncode != 0)
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
