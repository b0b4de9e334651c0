"""A demo centre for scripts that try the real programs: a bureau, enrolled terminals with a session's package, and what a candidate presses there."""
import datetime
import io
import pathlib
import re
import shutil
import subprocess

import cbor2

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "assets/samples/electrician-l4"
STAFF, PIN = "QH-J-0207", "480316"

HAND_IN = 'tap "###hand_in_first"\ntap "###hand_in_second"\nwait "###release_seat"\nsignal done\n'
SIGN_STAFF = f'tap "###staff_number"\ntype {STAFF}\ntap "###staff_pin"\ntype {PIN}\ntap "###staff_confirm"\n'
# The invigilator compares person and document, then gives the word.
WORD = f'tap "###staff"\n{SIGN_STAFF}tap "###act_identity"\ntap "###identity_match"\ntap "###act_start"\ntap "###start_confirm"\n'
RELEASE = f'tap "###release_candidate"\n{SIGN_STAFF}tap "###release_confirm"\nwait "###flag"\nsignal resumed\n'


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{command[0]} {command[1]}: {done.stderr[-600:]}\n0 passed, 1 failed, 0 skipped")
    return done.stdout


def roster():
    rows = (SAMPLE / "roster.csv").read_text(encoding="utf-8-sig").splitlines()
    head = rows[0].split(",")
    return {int(row["seat"]): row for row in (dict(zip(head, line.split(","))) for line in rows[1:])}


def report(checks):
    """Prints each check and the closing line of tests/run; gives the exit status."""
    for name, good in checks:
        print(("passed: " if good else "failed: ") + name)
    failed = sum(not good for _, good in checks)
    print(f"{len(checks) - failed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


class DemoCentre:
    """A demo bureau, and an enrolled terminal with the session's package for each seat."""

    def __init__(self, preset, work, seats):
        self.bin = ROOT / "build" / preset / "bin"
        self.work = work
        self._open_bureau()
        self.start = self._write_session()
        terminals = [self._enrol(seat) for seat in seats]
        content = work / "content"
        run(self.bin / "kaogong-bureau", "issue", "package", "--data", work / "bureau", "--session", content / "session.toml", "--bank", work / "bank.db",
            "--pins", content / "demo-pins.toml", "--terminal", *terminals, "--out", work / "session.kgpk")
        for seat in seats:
            (self.data(seat) / "spool/in").mkdir(parents=True, exist_ok=True)
            shutil.copy(work / "session.kgpk", self.data(seat) / "spool/in/")

    def data(self, seat):
        return self.work / f"seat{seat}"

    def kiosk(self, seat, script):
        return [str(self.bin / "kaogong-kiosk"), "--data", str(self.data(seat)), "--offscreen", "--size", "1280", "720", "--script", str(script)]

    def begin_script(self, row):
        """From the first screen to the first question, and 31 minutes on, when handing in is allowed."""
        ahead = int((self.start - datetime.datetime.now(datetime.timezone.utc)).total_seconds()) + 3
        return (f'tap "###begin_sign_in"\ntype {row["ticket"]}\ntype {row["id_number"]}\ntap "###next"\ntap "###confirm"\n'
                f'tap "###next_text"\ntap "###next_text"\ntap "###accept"\nadvance {ahead}s\n{WORD}wait "###flag"\nadvance 31m\n')

    def payload(self, seat):
        """The signed record in the terminal's ledger, decoded with another CBOR library."""
        out = self.work / f"export{seat}"
        run(self.bin / "kaogong-kiosk", "--data", self.data(seat), "--export", out)
        stream = io.BytesIO((out / f"{seat}-ledger.kgp").read_bytes()[5:])
        cbor2.load(stream)
        while stream.tell() < len(stream.getbuffer()):
            body = cbor2.loads(cbor2.loads(cbor2.load(stream)).value[2])
            if body[8] == 30:
                return cbor2.loads(cbor2.loads(body[9][2])[0])
        raise SystemExit("no result in the ledger\n0 passed, 1 failed, 0 skipped")

    def verify_ledger(self, seat):
        return subprocess.run([str(self.bin / "kaogong"), "verify", str(self.work / f"export{seat}/{seat}-ledger.kgp"), "--bundle", str(self.work / "bureau/bundle")],
                              capture_output=True, text=True)

    def _open_bureau(self):
        run(self.bin / "kaogong-bureau", "init", "--data", self.work / "bureau", "--environment", "demo", "--bureau-id", "demo-999999", "--roots-out",
            self.work / "root1", self.work / "root2", self.work / "root3")
        run(self.bin / "kaogong", "bank", "import", *sorted((SAMPLE / "bank").glob("*.toml")), "--bank", self.work / "bank.db")

    def _write_session(self):
        content = self.work / "content"
        shutil.copytree(SAMPLE, content)
        start = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=12)).replace(second=0, microsecond=0)
        session = (content / "session.toml").read_text(encoding="utf-8")
        session = re.sub(r"^start = .*$", f"start = {start.isoformat()}", session, flags=re.M)
        session = re.sub(r"^end = .*$", f"end = {(start + datetime.timedelta(minutes=90)).isoformat()}", session, flags=re.M)
        (content / "session.toml").write_text(session, encoding="utf-8")
        return start

    def _enrol(self, seat):
        kit, certificate = self.work / f"{seat}.kge", self.work / f"{seat}.kgc"
        terminal = run(self.bin / "kaogong-bureau", "enrol", "--data", self.work / "bureau", "--centre", "青禾职业技能评价中心", "--room", "理论第二考场",
                       "--seat", seat, "--kit-out", kit).strip()
        run(self.bin / "kaogong-kiosk", "--data", self.data(seat), "--enrol", kit)
        run(self.bin / "kaogong-bureau", "issue", "certificate", "--data", self.work / "bureau", "--request", self.data(seat) / "enrolment/request.kgq", "--out",
            certificate)
        run(self.bin / "kaogong-kiosk", "--data", self.data(seat), "--enrol", certificate)
        return terminal


def write_plan(path):
    """Single choice and true-false alone: one touch an answer, so that a touch that is made again after a kill means the same."""
    lines = []
    for bank in sorted((SAMPLE / "bank").glob("*.toml")):
        for item in bank.read_text(encoding="utf-8").split("[[item]]")[1:]:
            name = re.search(r'^id = "(.+?)"', item, re.M).group(1)
            kind = re.search(r'^type = "(.+?)"', item, re.M).group(1)
            if kind == "single":
                lines.append(f"{name} {'abcd'[sum(map(ord, name)) % 4]}")
            elif kind == "true_false":
                lines.append(f"{name} {'tf'[sum(map(ord, name)) % 2]}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
