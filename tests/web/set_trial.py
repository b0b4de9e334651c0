"""Several files at once on the public page: corrections with what they correct, acts of the bureau with their receipts, and that nothing of persons is shown."""
import base64
import json
import shutil
import subprocess

from page_trial import SETTLED, Trial
from verdicts import SETS

P, C, R = ".kgproof", ".cose", ".receipt"
PAIR = ("first" + P, "review" + P)
# What the page says of some sets, in each language.
SAID = {
    "pair": (PAIR, {"zh": ["并非都仍有效", "文件真实，但已被取代", "成绩复核", "原因代码 TALLY", "在所给文件中以本件为准", "文件 2：更正记录"],
                    "en": ["not all of which still count", "Genuine, but replaced", "Basis: review", "reason code TALLY", "the one that stands", "File 2: Superseding record"]}),
    "chain": (("void" + P, *PAIR), {"zh": ["文件真实，但已被宣布无效", "违纪认定", "所给文件中最新的是"], "en": ["Genuine, but declared void", "misconduct", "The newest among the files given is"]}),
    "alone": (("review" + P,), {"zh": ["未提供，无从比对"], "en": ["not given, so not compared"]}),
    "rivals": (("first" + P, "review" + P, "rival" + P), {"zh": ["3 份文件中有 2 份未通过", "另有文件主张同一位置", "K-0287"], "en": ["2 of 3 files did not pass", "claims the same place"]}),
    "forged": (("first" + P, "foreign" + P), {"zh": ["它不能取代所指的文件", "K-0286"], "en": ["It cannot take the place"]}),
    "proposal": (("first" + P, "review.kgr"), {"zh": ["有文件主张取代它"], "en": ["its place is claimed"]}),
    "decision": (("first" + P, "release" + C, "release" + R), {"zh": ["决定：放行成绩", "B-03", "Statement 2026/17", "已放行", "中心接收"], "en": ["Decision: result released", "intake of the bureau"]}),
    "refused": (("refused.kgr", "refuse" + C), {"zh": ["未被采纳", "未提供登记回执"], "en": ["not accepted", "no receipt was given"]}),
    "notice": (("first" + P, "opened" + C, "opened" + R, "objection" + C, "objection" + R, "answer" + C, "answer" + R),
               {"zh": ["公示开始", "Notice board", "受理异议", "统分核分", "答复异议", "成绩有变动", "此处不显示"], "en": ["Objection taken", "tally", "result changed", "left out here"]}),
    "draft": (("draft" + C, "draft" + R, "outcome2" + C, "outcome2" + R, "review" + P, "checkpoint"),
              {"zh": ["拟发证数据", "Y000144000001264000001", "职业技能等级证书", "理论 80.00 分：合格", "与所给检查点"], "en": ["Draft of a certificate", "skill level certificate", "Theory 80.00: passed", "same size and root"]}),
    "ended": (("draft" + C, "withdrawn" + C), {"zh": ["文件真实，但已终止", "拟发证数据撤销"], "en": ["Genuine, but ended", "Draft withdrawn"]}),
    "appointment": (("appointment" + C, "appointment" + R, "appointment_end" + C),
                    {"zh": ["文件真实，但已终止", "聘任终止", "Moved to another works"], "en": ["Genuine, but ended", "End of an appointment", "It was ended"]}),
    "receipt": (("draft" + R,), {"zh": ["只有回执", "K-0289"], "en": ["without the act"]}),
}
PRIVATE = ["13800138000", "question 3 and 4", "Two items were not counted", "张三"]  # in the files, or their names


class SetTrial(Trial):
    def acts(self, names, folder="acts"):
        return [self.samples / folder / name for name in names]

    def show_all(self, paths, field="#file"):
        self.browser.run("document.body.dataset.verdict = 'none'")
        self.browser.type(field, "\n".join(map(str, paths)))
        self.browser.until(f"verdict of {len(paths)} files", SETTLED)
        return self.of_set()

    def of_set(self):
        found = self.browser.run("return {...document.body.dataset}")
        return found["reasons"].split(), found["standings"].split()

    def programs_say_of_set(self, paths):
        command = [self.options.kaogong, "verify", "--json", "--bundle", self.samples / "acts" / "bundle", *paths]
        rows = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
        return [row["reason"] or "good" for row in rows], [row.get("standing", "-") for row in rows]

    def sets(self):
        self.load_bundle("acts/bundle")
        for names in SETS:
            paths = self.acts(names)
            self.equal(f"verdict on {', '.join(names)} together", self.show_all(paths), self.programs_say_of_set(paths))
        for what, (names, texts) in SAID.items():
            self.show_all(self.acts(names))
            for language in ("zh", "en"):
                text = self.text()
                for each in texts[language]:
                    self.check(f"{what} in {language} says {each}", each in text, text[:400])
                for each in PRIVATE:
                    self.check(f"{what} in {language} keeps {each!r} to itself", each not in text)
                self.check(f"{what} fits a phone in {language}", self.fits_a_phone())
                self.picture(f"set-{what}-{language}")
                self.browser.click("#language")
        self.real_sets()
        self.load_bundle("acts/bundle")

    def real_sets(self):
        self.load_bundle("acts_real/bundle")
        names = ("draft" + C, "draft" + R, "outcome2" + C, "outcome2" + R, "outcome" + C, "outcome" + R)
        self.show_all(self.acts(names[:2], "acts_real"))
        self.equal("an act with its receipt looks good", self.browser.run("return document.body.dataset.look"), "good")
        self.picture("set-real-draft")
        self.show_all(self.acts(PAIR, "acts_real"))
        self.equal("a replaced result does not", self.browser.run("return document.body.dataset.look"), "caution")
        self.picture("set-real-pair")

    def more_files(self, site):
        """Files that come one after the other, pasted or in a link."""
        first, review = self.acts(PAIR)
        self.show_all([first])
        self.equal("one more file joins the first", self.show_all([review], "#more"), (["good", "good"], ["replaced", "stands"]))
        self.equal("a new choice begins anew", self.show_all([review]), (["good"], ["stands"]))
        texts = [base64.encodebytes(path.read_bytes()).decode() for path in (first, review)]
        self.paste("\n".join(texts))
        self.browser.until("verdict of what was pasted", SETTLED)
        self.equal("two pasted texts are two files", self.of_set(), (["good", "good"], ["replaced", "stands"]))
        self.paste(texts[0])
        self.browser.run("document.getElementById('paste').value = arguments[0]; document.getElementById('add-paste').click()", texts[1])
        self.browser.until("two files", "return document.body.dataset.reasons === 'good good'")
        self.paste((self.samples / "acts" / "checkpoint").read_text())
        self.browser.until("verdict of a checkpoint", SETTLED)
        self.equal("a checkpoint is pasted as it is", self.of_set(), (["good"], ["-"]))
        named = self.folder / "张三.kgproof"
        shutil.copy(first, named)
        self.show_all([named, review])
        self.check("a file's name is not shown", "张三" not in self.browser.run("return document.body.textContent"))
        self.show_all([self.samples / "acts" / "bundle", first, review])
        self.equal("a bundle among the files is what they are judged by", self.browser.run("return document.body.dataset.bundle + ' ' + document.body.dataset.standings"), "from_file replaced stands")
        too_many = []
        for number in range(65):
            too_many.append(self.folder / f"many{number}")
            shutil.copy(first, too_many[-1])
        self.browser.type("#file", "\n".join(map(str, too_many)))
        self.browser.until("65 files are too many", "return document.getElementById('input-fault').textContent.includes('64')")
        link = ".".join(base64.urlsafe_b64encode(path.read_bytes()).decode().rstrip("=") for path in (first, review))
        self.paste(f"{site.address}#{link}")
        self.browser.until("verdict of a link with two files", SETTLED)
        self.equal("a link holds several files", self.of_set(), (["good", "good"], ["replaced", "stands"]))

    def sets_offline(self):
        """On the page that was saved, which is open."""
        self.load_bundle("acts/bundle")
        for names in (("void" + P, *PAIR), ("draft" + C, "draft" + R), ("first" + P, "foreign" + P)):
            paths = self.acts(names)
            self.equal(f"{', '.join(names)} from disk", self.show_all(paths), self.programs_say_of_set(paths))
        self.picture("set-offline")
