#!/usr/bin/python3
"""The public verification page in a real Chromium, served by the real bureau on loopback, and saved and opened from disk.

Usage: browser.py KAOGONG KAOGONG_BUREAU SAMPLES [--pictures DIR]. SAMPLES is what write_page_samples wrote. Each verdict of the page is compared with that of
`kaogong verify`, and, for proofs, of tests/interop/verify_result.py where its libraries are there. Prints the closing line of tests/run.
"""
import argparse
import base64
import os
import pathlib
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from page_trial import SETTLED, Site  # noqa: E402
from set_trial import SetTrial  # noqa: E402
from webdriver import Browser  # noqa: E402

FLIPS = 320
GOOD = ["theory.kgproof", "operation.kgproof", "plain.kgproof", "emergency.kgproof", "stopped.kgproof", "void.kgproof", "submission.kgr", "examiner.kgr",
        "theory.kgr", "device.cwt"]
BAD = {"late.kgproof": "certificate_not_valid_then", "stripped.kgproof": "signature_missing", "swapped_result.kgproof": "receipt_leaf_wrong",
       "swapped_receipt.kgproof": "signature_bad", "swapped_checkpoint.kgproof": "checkpoint_bad",
       "real.kgproof": "certificate_issuer_unknown"}
# Pastes each text and waits for its verdict, in the page itself, so that hundreds take seconds.
PASTE_ALL = """
const [texts, done] = arguments;
const state = document.body.dataset;
(async () => {
  const found = [];
  for (const text of texts) {
    document.getElementById("paste").value = text;
    document.getElementById("check-paste").click();
    for (let left = 2000; left > 0 && ["checking", "none"].includes(state.verdict); --left) await new Promise((resume) => setTimeout(resume, 5));
    found.push(state.verdict === "good" ? "good" : state.reason ?? state.verdict);
  }
  done(found);
})();
"""


class PageTrial(SetTrial):
    # ---- one test after the other

    def http(self, site):
        answer, body = site.ask("/verify/")
        self.equal("the page is served", (answer.status, answer.headers["Content-Type"]), (200, "text/html; charset=utf-8"))
        self.check("its policy allows nothing by default", answer.headers["Content-Security-Policy"].startswith("default-src 'none'; "))
        self.equal("nobody guesses types", answer.headers["X-Content-Type-Options"], "nosniff")
        again, nothing = site.ask("/verify/", headers={"If-None-Match": answer.headers["ETag"]})
        self.equal("a browser that has it is told so", (again.status, nothing), (304, b""))
        head, nothing = site.ask("/verify/", "HEAD")
        self.equal("HEAD says the length", (head.status, int(head.headers["Content-Length"]), nothing), (200, len(body), b""))
        self.equal("POST is not for pages", site.ask("/verify/", "POST")[0].status, 405)
        for path in ("/verify/../serve.cpp", "/verify/%2e%2e/serve.cpp", "/verify/index.html", "/verify/x.js"):
            self.equal(f"{path} is not there", site.ask(path)[0].status, 404)
        (self.folder / "served.bundle").write_bytes(site.ask("/verify/bundle")[1])
        said = subprocess.run([self.options.kaogong, "verify", "--roots", site.words["en"], self.folder / "served.bundle"], capture_output=True, text=True)
        self.equal("the bundle beside it is good under the words that init printed", said.returncode, 0)

    def start(self, site):
        self.browser.open(site.address)
        self.browser.until("words", "return document.body.dataset.words === 'known'")
        self.equal("the bundle comes from the site", self.browser.run("return document.body.dataset.bundle"), "from_site")
        words = "return [...document.querySelectorAll('#words li')].map((each) => each.textContent).join(' ')"
        self.equal("the six words are those that init printed, in Chinese", self.browser.run(words), site.words["zh"])
        self.browser.click("#language")
        self.equal("and in English", self.browser.run(words), site.words["en"])
        self.equal("the page says which language it is in", self.browser.run("return document.documentElement.lang"), "en")
        self.browser.click("#language")
        unnamed = """return [...document.querySelectorAll("input, textarea, button, a")].filter((each) => each.offsetParent !== null
            && !each.textContent.trim() && !each.labels?.length && !each.getAttribute("aria-label")).map((each) => each.outerHTML)"""
        self.equal("everything that can be used has a name", self.browser.run(unnamed), [])
        self.check("without QR reading the page says what to do instead", self.browser.run("return !document.getElementById('scan-unsupported').hidden"))

    def good_and_bad(self):
        self.load_bundle("bundle")
        paths = [self.samples / name for name in [*GOOD, *BAD]]
        wanted = [self.programs_say([path])[0] for path in paths]  # each by itself: some speak of others
        self.equal("the programs call the samples good and bad as meant", wanted, ["good"] * len(GOOD) + list(BAD.values()))
        for path, reason in zip(paths, wanted):
            found, look = self.show(path.name)
            self.equal(f"verdict on {path.name}", found, reason)
            self.check(f"{path.name} looks as it is", (look == "refused") == (reason != "good"), look)
            if self.python and path.suffix != ".cwt":
                self.equal(f"Python's verdict on {path.name}", self.python_says(path.read_bytes()), reason == "good")
        self.equal("a parcel is none of its business", self.show("parcel.kgp")[0], "other")

    def both_languages(self):
        wanted = {"theory.kgproof": {"zh": ["演示数据", "理论知识考试成绩", "合格", "分（满分 5.00 分）", "四级/中级工", "6-31-01-03", "S-0001", "2026-11-0042",
                                            "终端", "A-07", "bureau.test 的日志"],
                                     "en": ["DEMO DATA", "Theory test", "Points", "Grade 4 / Intermediate worker", "terminal", "Log of bureau.test"]},
                  "operation.kgproof": {"zh": ["操作技能考核成绩", "考评组长", "K-100a", "考评员", "K-100b", "质量督导员", "见证方"],
                                        "en": ["Operation test", "chief examiner", "K-100a", "supervisor", "witness.test"]},
                  "emergency.kgproof": {"zh": ["应急凭证", "J-0007", "H-0020", "D-0012"], "en": ["emergency credential", "confirmed"]},
                  "void.kgproof": {"zh": ["成绩无效记录", "违纪认定"], "en": ["declares an earlier result void", "misconduct"]},
                  "stripped.kgproof": {"zh": ["不可采信", "缺少应签人员的签名", "K-0223"], "en": ["Do not rely on this", "required signer is missing"]}}
        for name, texts in wanted.items():
            self.show(name)
            for language in ("zh", "en"):
                text = self.text()
                for each in texts[language]:
                    self.check(f"{name} in {language} says {each}", each in text, text[:300])
                self.check(f"{name} fits a phone in {language}", self.fits_a_phone())
                self.picture(f"{name}-{language}")
                self.browser.click("#language")

    def fits_a_phone(self):
        self.browser.resize(360, 740, True)
        fits = self.browser.run("document.querySelector('#verdict details').open = true; return document.documentElement.scrollWidth <= 360")
        self.browser.resize(1280, 900)
        return fits

    def flips(self, name):
        data = (self.samples / name).read_bytes()
        bits = random.Random(7)
        spoilt, paths = [], []
        for number in range(FLIPS // 2):
            bit = bits.randrange(len(data) * 8)
            copy = bytearray(data)
            copy[bit // 8] ^= 1 << bit % 8
            spoilt.append(bytes(copy))
            paths.append(self.folder / f"spoilt{number}")
            paths[-1].write_bytes(copy)
        found = self.browser.run_async(PASTE_ALL, [base64.b64encode(each).decode() for each in spoilt])
        wanted = self.programs_say(paths)
        self.check(f"every spoilt copy of {name} is refused", "good" not in found)
        self.equal(f"each for the reason that the programs name ({name})", [pair for pair in zip(found, wanted) if pair[0] != pair[1]], [])
        if self.python:
            self.check(f"and Python refuses each ({name})", not any(self.python_says(each) for each in spoilt))

    def other_trust(self):
        for bundle, reason in (("revoking.bundle", "certificate_revoked"), ("stranger.bundle", "certificate_issuer_unknown"), ("real.bundle", "certificate_issuer_unknown")):
            self.load_bundle(bundle)
            self.equal(f"theory.kgproof under {bundle}", self.show("theory.kgproof")[0], self.programs_say([self.samples / "theory.kgproof"], bundle)[0])
            self.check(f"{bundle} refuses it", self.show("theory.kgproof")[0] == reason, self.show("theory.kgproof")[0])
        self.equal("a real result under its own bundle is good and looks so", self.show("real.kgproof"), ("good", "good"))
        self.check("and nothing is shouted", "DEMO" not in self.text() and "演示" not in self.text())
        self.picture("real")
        self.load_bundle("stale.bundle")
        self.check("a stale bundle warns", "过有效期" in self.browser.run("return document.getElementById('trust').innerText"))
        self.equal("and still judges", self.show("theory.kgproof")[0], "good")
        spoilt = bytearray((self.samples / "bundle").read_bytes())
        spoilt[len(spoilt) // 2] ^= 1
        (self.folder / "spoilt.bundle").write_bytes(spoilt)
        self.browser.type("#bundle-file", str(self.folder / "spoilt.bundle"))
        self.browser.until("a spoilt bundle is refused", "return document.getElementById('bundle-fault').textContent !== ''")
        self.load_bundle("bundle")

    def words(self):
        words = "return [...document.querySelectorAll('#words li')].map((each) => each.textContent).join(' ')"
        right = self.browser.run(words)
        type_words = "const field = document.getElementById('words-typed'); field.value = arguments[0]; field.dispatchEvent(new Event('change'))"
        verdict = "return document.body.dataset.reason ?? document.body.dataset.verdict"
        self.show("theory.kgproof")
        for typed, wanted in ((right, "good"), (right.replace(" ", "、"), "good"), ("红马 " * 6, "roots_mismatch"), ("six words", "roots_mismatch"), ("", "good")):
            self.browser.run(type_words, typed)
            self.equal(f"with the words {typed!r}", self.browser.run(verdict), wanted)

    def pasted(self, site):
        data = (self.samples / "theory.kgproof").read_bytes()
        url = base64.urlsafe_b64encode(data).decode().rstrip("=")
        for form, text in (("base64", base64.encodebytes(data).decode()), ("base64url", url), ("hexadecimal", data.hex(" ")), ("a link", f"  {site.address}#{url}\n")):
            self.equal(f"pasted as {form}", self.paste(text)["verdict"], "good")
        hash_ = self.browser.run("""const rows = [...document.querySelectorAll("#verdict dd")].map((each) => each.textContent);
            return rows.find((text) => /^[0-9a-f]{64}$/.test(text))""")
        code = self.browser.run("return [...document.querySelectorAll('#verdict dd')].map((each) => each.textContent).find((text) => /^[2-9A-Z]{6}$/.test(text))")
        digest = base64.urlsafe_b64encode(bytes.fromhex(hash_)).decode().rstrip("=")
        other = ("B" if digest[0] == "A" else "A") + digest[1:]
        for what, text, said in (("the slip's QR code", f"KG1:{code}:{digest}", "编码与这份成绩一致"), ("its short code", code.lower(), "编码与这份成绩一致"),
                                 ("another short code", "222222", "编码属于另一份成绩"), ("a slip whose code is not that of its hash", f"KG1:{code}:{other}", None),
                                 ("a printed sheet's", f"KGR1/{'0' * 64}/80", "编码属于另一份成绩"), ("an unsigned sheet's", "KGS1/s/1/80/aa/bb", "不是从封存成绩打印的")):
            found = self.paste(text)
            if said is None:
                self.check(what, self.browser.run("return document.getElementById('input-fault').textContent !== ''"))
            else:
                self.check(what, said in found["text"], found["text"][:200])
        for text in ("hello", "<img src=x onerror=alert(1)>", "K" * 50):
            self.paste(text)
            self.check(f"nothing of {text!r} is taken for a proof", self.browser.run("return document.getElementById('input-fault').textContent !== ''"))
        big = self.folder / "big"
        with open(big, "wb") as file:
            file.truncate((16 << 20) + 1)
        self.browser.type("#file", str(big))
        self.browser.until("a file of more than 16 MiB is refused", "return document.getElementById('input-fault').textContent.includes('16 MiB')")

    def deep(self):
        """Hostile shapes: refused at once, and what they hold never becomes part of the page."""
        script = b"<script>document.title='x'</script><img src=x onerror=\"document.title='x'\">"
        shapes = [b"", b"\x81" * 100_000, b"\x84" + b"\x5b" + b"\xff" * 8, b"\x9f" * 10, b"\xd2" * 1000, b"\xbf", bytes([0x84, 0x78, len(script)]) + script]
        found = self.browser.run_async(PASTE_ALL, [each.hex() for each in shapes if each])
        paths = []
        for number, each in enumerate(shapes[1:]):
            paths.append(self.folder / f"shape{number}")
            paths[-1].write_bytes(each)
        self.equal("hostile shapes are refused for the programs' reasons", found, self.programs_say(paths))
        self.equal("nothing of a file becomes markup", self.browser.run("return [document.title, document.querySelectorAll('img, script:not([type])').length]"),
                   ["考工 · 成绩核验", 0])

    def link(self, site):
        data = (self.samples / "theory.kgproof").read_bytes()
        self.browser.open("about:blank")
        self.browser.open(site.address + "?lang=en#" + base64.urlsafe_b64encode(data).decode().rstrip("="))
        self.browser.until("verdict of a link", SETTLED)
        self.equal("a link is judged by the site's own bundle", self.browser.run("return document.body.dataset.reason"), "certificate_issuer_unknown")
        self.check("in the language that it asks for", "Do not rely" in self.text())

    def qr(self, site):
        """Chromium on Linux reads no QR codes; a stand-in for its detector shows that the page uses one where it is."""
        made = self.browser.devtools("Page.addScriptToEvaluateOnNewDocument", source="""
            globalThis.BarcodeDetector = class { static async getSupportedFormats() { return ["qr_code"]; }
              async detect() { return [{ rawValue: "KGS1/s/1/80/aa/bb" }]; } };""")
        self.browser.open("about:blank")
        self.browser.open(site.address)
        self.browser.until("QR buttons", "return !document.getElementById('picture-label').hidden && document.getElementById('scan-unsupported').hidden")
        picture = self.folder / "code.png"
        picture.write_bytes(base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="))
        self.browser.type("#picture", str(picture))
        self.browser.until("a QR picture is read", "return document.getElementById('verdict').textContent.includes('KGS1')")
        self.browser.devtools("Page.removeScriptToEvaluateOnNewDocument", identifier=made["identifier"])

    def old_browsers(self, site):
        """Where WebCrypto lacks Ed25519 the page's own arithmetic ends alike; where there is none at all, nothing is judged and the page says why."""
        for what, script in (("no Ed25519", "if (globalThis.SubtleCrypto) SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))"),
                             ("no WebCrypto", "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })")):
            made = self.browser.devtools("Page.addScriptToEvaluateOnNewDocument", source=script)
            self.browser.open("about:blank")
            self.browser.open(site.address)
            if what == "no WebCrypto":
                self.browser.until("an explanation", "return document.getElementById('verdict').innerText.includes('https')")
                self.equal("nothing is judged", self.browser.run("return document.body.dataset.verdict"), "none")
            else:
                self.browser.until("words", "return document.body.dataset.words === 'known'")
                self.load_bundle("bundle")
                self.equal("a good proof is good without WebCrypto's Ed25519", self.show("operation.kgproof")[0], "good")
                self.check("and the page says whose arithmetic it was", "本页自带运算" in self.text())
                self.flips("theory.kgproof")
            self.browser.devtools("Page.removeScriptToEvaluateOnNewDocument", identifier=made["identifier"])

    def offline(self, site):
        answer, page = site.ask("/verify/offline.html")
        self.check("the offline page comes as a file to keep", answer.headers["Content-Disposition"].startswith("attachment"))
        kept = self.folder / "kept page.html"
        kept.write_bytes(page)
        self.browser.open("about:blank")
        self.browser.open(kept.as_uri())
        self.browser.until("words", "return document.body.dataset.words === 'known'")
        self.equal("its bundle is inside", self.browser.run("return document.body.dataset.bundle"), "from_page")
        words = self.browser.run("return [...document.querySelectorAll('#words li')].map((each) => each.textContent).join(' ')")
        self.equal("and has the bureau's words", words, site.words["zh"])
        self.load_bundle("bundle")
        for name, wanted in (("theory.kgproof", "good"), ("operation.kgproof", "good"), ("stripped.kgproof", "signature_missing")):
            self.equal(f"{name} from disk", self.show(name)[0], wanted)
        self.flips("plain.kgproof")
        self.sets_offline()
        own = base64.b64encode(site.ask("/verify/bundle")[1])
        kept.write_bytes(page.replace(own, base64.b64encode((self.samples / "bundle").read_bytes())))
        self.browser.open("about:blank")
        self.browser.open(kept.as_uri())
        self.browser.until("words", "return document.body.dataset.words === 'known'")
        self.equal("a proof of its own bureau needs nothing else", self.show("operation.kgproof")[0], "good")
        self.picture("offline")

    def nothing_left(self, site):
        """Every request of the browser's pages went to this server, to a file or to nobody."""
        addresses = self.asked_only(site.address, (site.address, "file://"))
        self.check("no proof is in a request", not any("#" in each for each in addresses))
        self.equal("and its own entries say the same", self.browser.run("return performance.getEntriesByType('resource').map((each) => each.name)"), [])

    def run(self):
        site = Site(self.options.bureau, self.folder)
        try:
            self.http(site)
            with Browser(str(self.folder)) as self.browser:
                self.start(site)
                self.good_and_bad()
                self.both_languages()
                self.flips("theory.kgproof")
                self.flips("operation.kgproof")
                self.sets()
                self.more_files(site)
                self.load_bundle("bundle")
                self.other_trust()
                self.words()
                self.pasted(site)
                self.deep()
                self.link(site)
                self.qr(site)
                self.old_browsers(site)
                self.offline(site)
                self.nothing_left(site)
        finally:
            site.close()


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("kaogong")
    arguments.add_argument("bureau")
    arguments.add_argument("samples")
    arguments.add_argument("--pictures", help="folder for pictures of the page")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="kaogong_page_") as folder:
        trial = PageTrial(options, pathlib.Path(folder))
        trial.run()
    print(f"{trial.passed} passed, {trial.failed} failed, 0 skipped")
    return 1 if trial.failed else 0


if __name__ == "__main__":
    sys.exit(main())
