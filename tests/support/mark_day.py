#!/usr/bin/python3
"""The bureau marks a played day again: mark_day.py PROGRAMS DAY [IDENTITY...]. DAY is what `kaogong demo day` left; nothing in it is changed. The store is copied
to a machine of its own, as it were, where the response key is; what the markers sign is entered into a copy of the bureau. Prints the closing line of tests/run.
Identities are further keys for packages that were sealed to terminals alone."""
import csv
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import cbor2

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
from tests.support import demo_centre

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHECKER = pathlib.Path(__file__).resolve().parents[1] / "interop/verify_result.py"
PIN = "480316"


class Day:
    def __init__(self, programs, day, identities, folder):
        self.bureau, self.kaogong = programs / "kaogong-bureau", programs / "kaogong"
        self.work, self.folder, self.identities = day / "work", folder, identities
        self.checks = []
        self.serving = folder / "bureau"
        shutil.copytree(self.work / "bureau", self.serving)
        self.bundle = day / "bundle"
        self.results = [cbor2.loads(cbor2.loads(cbor2.loads(path.read_bytes())[0])[0]) for path in sorted((day / "results").glob("*.kgproof"))]

    def check(self, what, good):
        self.checks.append((what, bool(good)))

    def offline(self, name):
        """A copy of the store, and of nothing else."""
        copy = self.folder / name
        copy.mkdir()
        source, target = sqlite3.connect(self.serving / "bureau.db"), sqlite3.connect(copy / "bureau.db")
        source.backup(target)
        source.close()
        target.close()
        return copy

    def make_markers(self):
        self.markers = []
        for number in ("B-07", "B-11"):
            home = self.folder / number
            home.mkdir()
            (home / "pin").write_text(PIN + "\n")
            demo_centre.run(self.kaogong, "key", "make", "--number", number, "--pin-file", home / "pin", "--token", home, "--out", home / "key",
                            "--request-out", home / "request")
            demo_centre.run(self.bureau, "issue", "person", "--data", self.serving, "--request", home / "request", "--role", "bureau_marker", "--out",
                            home / "certificate")
            self.markers += ["--marker-key", home / "key", "--marker-certificate", home / "certificate", "--token", home, "--pin-file", home / "pin"]

    def marking(self, command, store, *more, key=None):
        keys = [key] if key else [self.work / "roots-1/response.age", *self.identities]
        arguments = [self.bureau, command, "--data", store, "--package", self.work / "session.kgpk", "--json", *more]
        for each in keys:
            arguments += ["--response-key", each]
        done = subprocess.run([str(part) for part in arguments], capture_output=True, text=True)
        return done.returncode, json.loads(done.stdout) if done.stdout.strip() else done.stderr

    def try_marking(self):
        store = self.offline("offline-1")
        status, rows = self.marking("mark", store, *self.markers)
        stated = {bytes(record[5]).hex(): record[15][:2] for record in self.results}
        self.check("every candidate's score is found exactly", status == 0 and len(rows) == len(stated) and all(
            row["outcome"] == "agrees" and [row["found"]["points"], row["found"]["points_max"]] == stated[row["candidate"]] for row in rows))
        print("marked:", {row["candidate"][:8]: row["found"]["points"] for row in rows})
        status, _ = self.marking("mark", store, key=next(self.work.glob("terminal-*/keys/device.age")))
        self.check("a key that is not the bureau's opens no answers", status == 1)
        database = sqlite3.connect(store / "bureau.db")
        database.execute("delete from blob where rowid = (select min(rowid) from blob)")
        database.commit()
        database.close()
        status, rows = self.marking("mark", store)
        self.check("a lost answer file is told, and the others are marked", status == 1 and sorted(row["outcome"] for row in rows) == ["agrees"] * 4 + ["failed"]
                   and [row["code"] for row in rows if row["outcome"] == "failed"] == ["answers_missing"])

    def try_where_it_serves(self):
        real = self.folder / "real"
        roots = [part for number in (1, 2, 3) for part in ("--roots-out", self.folder / f"real-roots-{number}")]
        demo_centre.run(self.bureau, "init", "--data", real, "--environment", "real", *roots)
        _, refusal = self.marking("mark", real, key=self.folder / "real-roots-1/response.age")
        self.check("no real bureau marks where it serves", "K-0794" in refusal)

    def write_rule(self):
        """An item that somebody had wrong is given in full, and one that somebody had right is left out."""
        worst = min(self.results, key=lambda record: record[15][0])
        lost = next(item for item, _, points, _ in worst[7] if points == 0)
        kept = next(item for item, _, points, _ in worst[7] if points > 0)
        self.rule = self.folder / "decision.remark.toml"
        self.rule.write_text(f"""format = 1
kind = "remark"
paper = "{worst[6][3].hex()}"
basis = "item_defect"
reason = {{ zh-CN = "试题有误", en = "Faulty items" }}
decided_by = "B-01"
reference = "2026-17"
decided = 2026-11-25T10:00:00+08:00
[[item]]
id = "{kept}"
action = "void"
[[item]]
id = "{lost}"
action = "full"
""")
        return kept, lost

    def draw_up(self):
        """Outcomes by the theory test alone, as they stand now."""
        rules = ROOT / "assets/samples/electrician-l4/theory.outcome.toml"
        demo_centre.run(self.bureau, "outcome", "rules", "--data", self.serving, "--add", rules, "--by", "B-01")
        return {row["candidate"]: row for row in json.loads(demo_centre.run(self.bureau, "outcome", "make", "--data", self.serving, "--all", "--json"))}

    def try_remarking(self):
        kept, lost = self.write_rule()
        before = self.draw_up()
        status, rows = self.marking("remark", self.offline("offline-2"), *self.markers, "--rule", self.rule, "--out", self.folder / "out")
        made = [row for row in rows if "made" in row]
        self.check("the decision is put on everybody who had the paper", status == 0 and len(rows) == len(self.results))
        points = {bytes(record[5]).hex(): {row[0]: row[2:] for row in record[7]} for record in self.results}

        def delta(candidate):
            mine = points[candidate]
            return mine[lost][1] - mine[lost][0] - mine[kept][0]

        self.check("each delta is what the two items come to", all(row["delta"] == delta(row["candidate"]) for row in rows))
        table = list(csv.DictReader((self.folder / "out/deltas.csv").open()))
        self.check("the table says the same", [row["earlier"] for row in table] == [row["earlier"] for row in rows])
        entered = self.enter()
        self.check("what was made is entered", [line.endswith("  entered") for line in entered] == [True] * len(made))
        after, changed = self.draw_up(), {row["candidate"] for row in made}
        self.check("whoever was marked again has a new outcome, and nobody else", len(before) == len(self.results) and all(
            row["version"] == (2 if candidate in changed else 1) and (row["outcome"] != before[candidate]["outcome"]) == (candidate in changed) for candidate, row in after.items()))
        self.check("entering twice changes nothing", [line.endswith("  there") for line in self.enter()] == [True] * len(made))
        proofs = sorted((self.folder / "proofs").glob("*.kgproof"))
        verified = subprocess.run([str(self.kaogong), "verify", "--bundle", str(self.bundle), *map(str, proofs)], capture_output=True, text=True)
        self.check("our verifier takes each proof", len(proofs) == len(made) and verified.returncode == 0)
        others = subprocess.run(["/usr/bin/python3", str(CHECKER), "--bundle", str(self.bundle), "--spoil", "50", *map(str, proofs)], capture_output=True, text=True)
        self.check("another library takes them too, and none with a bit turned over", others.returncode == 0)
        status, rows = self.marking("remark", self.offline("offline-3"), *self.markers, "--rule", self.rule)
        self.check("the same decision again makes nothing", status == 0 and not [row for row in rows if "made" in row])

    def enter(self):
        said = demo_centre.run(self.bureau, "enter", "--data", self.serving, "--from", self.folder / "out", "--proofs", self.folder / "proofs")
        return said.splitlines()

    def notice(self, what, *more):
        session = self.results[0][4].hex()
        return subprocess.run([str(part) for part in (self.bureau, "notice", what, "--data", self.serving, "--session", session, *more)], capture_output=True, text=True)

    def try_notice(self):
        opened = self.notice("open", "--by", "B-01", "--text", "site", "--working-days", "5")
        self.check("the results are put up", opened.returncode == 0)
        listed = json.loads(self.notice("list").stdout)
        self.check("all of them are provisional", [row["state"] for row in listed["results"]] == ["provisional"] * len(self.results))
        record = listed["results"][0]["record"]
        objected = self.notice("object", "--by", "B-01", "--text", "item 12", "--record", record, "--scope", "tally", "--working-days", "3")
        self.check("an objection is taken", objected.returncode == 0)
        closed = self.notice("close", "--by", "B-01", "--text", "over")
        self.check("nobody closes the notice before its time", closed.returncode == 1 and "K-0799" in closed.stderr)
        answered = self.notice("answer", "--by", "B-02", "--text", "sums are right", "--objection", objected.stdout.strip(), "--end", "unchanged")
        self.check("the objection is answered", answered.returncode == 0)


def main():
    programs, day, *identities = map(pathlib.Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        played = Day(programs, day, identities, pathlib.Path(folder))
        played.make_markers()
        played.try_marking()
        played.try_where_it_serves()
        played.try_remarking()
        played.try_notice()
        return demo_centre.report(played.checks)


sys.exit(main())
