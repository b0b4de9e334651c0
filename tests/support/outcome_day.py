#!/usr/bin/python3
"""The bureau draws the outcomes of a played day up: outcome_day.py PROGRAMS DAY. DAY is what `kaogong demo day` left; nothing in it is changed, all is done on a copy of
the bureau. No notice is over within a day, so nothing is final here: what follows from that is looked at too. Prints the closing line of tests/run."""
import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import cbor2

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
from tests.interop import verify_result as other
from tests.support import demo_centre

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = ROOT / "assets/samples/electrician-l4/theory.outcome.toml"
BOTH = ROOT / "assets/samples/electrician-l4/electrician.outcome.toml"
PLAN = "QH-2026-0117"


class Day:
    def __init__(self, programs, day, folder):
        self.bureau, self.kaogong, self.folder = programs / "kaogong-bureau", programs / "kaogong", folder
        self.serving = folder / "bureau"
        shutil.copytree(day / "work/bureau", self.serving)
        self.bundle = day / "bundle"
        self.results = [cbor2.loads(cbor2.loads(cbor2.loads(path.read_bytes())[0])[0]) for path in sorted((day / "results").glob("*.kgproof"))]
        self.checks = []

    def check(self, what, good):
        self.checks.append((what, bool(good)))

    def ask(self, *arguments, store=True):
        data = ["--data", self.serving] if store else []
        done = subprocess.run([str(part) for part in (self.bureau, *arguments, *data)], capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    def read(self, *arguments, **options):
        status, out, _ = self.ask(*arguments, "--json", **options)
        return status, json.loads(out) if out.strip() else None

    def try_outcomes(self):
        status, _, said = self.ask("outcome", "make", "--all")
        self.check("without rules every outcome says which rules lack", status == 1 and "K-0830" in said)
        status, said, _ = self.ask("outcome", "rules", "--add", RULES, "--by", "B-01")
        self.check("rules are entered", status == 0 and said.endswith("entered\n"))
        self.check("once", self.ask("outcome", "rules", "--add", RULES, "--by", "B-01")[1].endswith("there\n"))
        status, rows = self.read("outcome", "make", "--plan", PLAN)
        stated = {bytes(record[5]).hex(): record[15] for record in self.results}
        self.check("each candidate has an outcome that is the record's", status == 0 and {row["candidate"]: row["verdict"] for row in rows} ==
                   {candidate: "pass" if score[2] == 1 else "fail" for candidate, score in stated.items()})
        self.check("in words of both languages", all(row["words"]["zh-CN"].startswith("理论 ") and row["words"]["en"].startswith("theory ") for row in rows))
        _, again = self.read("outcome", "make", "--all")
        self.check("drawing up again makes nothing", [row["state"] for row in again] == ["unchanged"] * len(rows))
        _, listed = self.read("outcome", "list")
        self.check("nothing is final without a notice", [row["state"] for row in listed] == ["provisional"] * len(rows))
        self.ask("outcome", "rules", "--add", BOTH, "--by", "B-01")
        _, both = self.read("outcome", "make", "--all")
        self.check("under rules with an operation test the operation lacks", [row["state"] for row in both] == ["incomplete"] * len(rows))
        self.check("wrong use is told as such", self.ask("outcome", "make")[0] == 2 and self.ask("outcome", "make", "--candidate", "x")[0] == 2)
        self.check("nobody's outcome is named", self.ask("outcome", "make", "--candidate", "0" * 32)[0] == 1)

    def try_certificates(self):
        centre = json.loads(self.ask("centre", "list", "--json")[1])[0]["name"]
        block = ("certificate", "block", "--centre", centre)
        self.check("a block is malformed by its length", self.ask(*block, "--prefix", "Y00", "--by", "B", "--basis", "1")[0] == 1)
        self.check("a block is assigned", self.ask(*block, "--prefix", "Y000144000001", "--by", "B-01", "--basis", "2026-4")[0] == 0)
        status, rows = self.read("certificate", "draft", "--plan", PLAN, "--by", "B-01")
        self.check("what is not final gets no number", status == 0 and rows and {row["code"] for row in rows} == {"outcome_not_final"})
        self.check("so there are no drafts", self.read("certificate", "list")[1] == [])
        self.check("an unknown number is told", self.ask("certificate", "show", "--number", "Y000144000001264000001")[0] == 1)

    def try_exports(self):
        out = self.folder / "bank.csv"
        self.check("an export is written", self.ask("export", "talent-bank", "--out", out)[0] == 0)
        self.check("with its head and, as nothing is final, no line", len(list(csv.reader(out.open(encoding="utf-8-sig")))) == 1)
        self.check("and is whole", self.ask("export", "check", out, store=False)[0] == 0)
        self.check("nothing is written over", self.ask("export", "talent-bank", "--out", out)[0] == 1)
        out.write_bytes(out.read_bytes() + b"x")
        self.check("a changed export is found", self.ask("export", "check", out, store=False)[0] == 1)

    def try_archive(self):
        out = self.folder / "archive"
        make = ("archive", "make", "--batch", PLAN, "--out", out)
        status, made = self.read(*make)
        self.check("the batch is archived", status == 0 and made["state"] == "archived" and made["records"] == len(self.results))
        self.check("a second run proves it equal", self.read(*make)[1]["state"] == "equal")
        self.check("it is checked without the store", self.read("archive", "check", out, store=False)[1]["content"] == made["content"])
        proofs = sorted((out / "records").glob("*.kgproof"))
        verified = subprocess.run([str(self.kaogong), "verify", "--bundle", str(out / "bundle"), *map(str, proofs)], capture_output=True, text=True)
        self.check("its records are verified by themselves", verified.returncode == 0)
        acts = [path for folder in ("outcomes", "certificates", "notices") for path in sorted((out / folder).glob("*.cose"))]
        self.check("another library takes its acts, and none with a bit turned over", acts and subprocess.run(
            ["/usr/bin/python3", other.__file__, "--bundle", str(out / "bundle"), "--spoil", "50", *map(str, acts)], capture_output=True).returncode == 0)
        bundle = other.Bundle((out / "bundle").read_bytes())
        self.check("and their receipts", all(
            other.verify_receipt(path.with_suffix(".receipt").read_bytes(), cbor2.dumps([3, other.sha256(path.read_bytes())]), bundle) for path in acts))
        proofs[0].write_bytes(proofs[0].read_bytes()[:-1] + b"\0")
        self.check("a changed record is found", self.ask("archive", "check", out, store=False)[0] == 1)
        self.check("a batch that nobody sat is none", self.ask("archive", "make", "--batch", "none", "--out", self.folder / "none")[0] == 1)

    def try_report(self):
        status, report = self.read("report", "--by", "quarter")
        self.check("the report counts what was drawn up", status == 0 and report["total"]["drawn"] == len(self.results) == report["total"]["provisional"])
        self.check("in Chinese too", "合成 " in self.ask("report", "--lang", "zh-CN")[1])


def main():
    programs, day = map(pathlib.Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        played = Day(programs, day, pathlib.Path(folder))
        played.try_outcomes()
        played.try_certificates()
        played.try_exports()
        played.try_archive()
        played.try_report()
        return demo_centre.report(played.checks)


sys.exit(main())
