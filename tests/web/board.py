#!/usr/bin/python3
"""The staff's board in Chromium against a bureau on loopback: board.py KAOGONG-BUREAU WRITE-BOARD-BUREAU [--pictures DIR]. Closes with the line of tests/run."""
import argparse
import pathlib
import subprocess
import sys
import tempfile

from page_trial import Served, Trial
from webdriver import Browser

FIGURES = {"running": 1, "expected": 60, "present": 42, "absent": 2, "silent": 2, "held": 1, "quarantined": 1, "notices": 1, "objections": 2, "overdue": 0, "alarms": 1, "low": 0}
FRESH = "return document.body.dataset.state === 'fresh'"
SIZES = ((1366, 768), (1920, 1080))


class Board(Served):
    def __init__(self, program, data, folder):
        staff_port = folder / "staff-port"
        super().__init__(program, data, folder, "--desk", "127.0.0.1:0", "--desk-port-file", staff_port)
        self.public, self.port = self.port, self.read_port(staff_port)
        self.address = f"http://127.0.0.1:{self.port}/"


class BoardTrial(Trial):
    def figures(self):
        read = "return Object.fromEntries([...document.querySelectorAll('#figures li')].map((each) => [each.id.slice(7), Number(each.querySelector('strong').textContent)]))"
        return self.browser.run(read)

    def apart(self, board):
        self.equal("the public address has no overview", board.ask("/v1/desk", port=board.public)[0].status, 404)
        self.equal("the staff's takes no parcels", board.ask("/v1/offer")[0].status, 404)
        self.equal("a foreign name gets nothing", board.ask("/v1/desk", headers={"Host": "rebound.example"})[0].status, 421)
        self.equal("nothing can be sent there", board.ask("/v1/desk", "POST")[0].status, 405)

    def shown(self, board):
        self.browser.open(board.address)
        self.browser.until("data", FRESH)
        self.equal("the figures are those of the day", self.figures(), FIGURES)
        text = self.browser.run("return document.body.innerText")
        for each in ("青禾职业技能评价中心", "星河技师学院", "江北实训基地", "从未上报", "进行中", "已结束", "K-0771", "K-0713", "K-0709", "身份核验未通过", "三级/高级工",
                     "院校", "用人单位", "演示", "公示中", "漏评", "实训楼一层公示栏"):
            self.check(f"the board says {each}", each in text, text[:400])
        self.check("markup in a name stays text", "东岭技能评价站 <b>一</b>" in text)

    def both_languages(self):
        for language in ("zh", "en"):
            for width, height in SIZES:
                self.browser.resize(width, height)
                wide = self.browser.run("return document.documentElement.scrollWidth")
                self.check(f"in {language} it fits {width}x{height}", wide <= width, str(wide))
                self.picture(f"board-{language}-{width}x{height}")
            self.browser.click("#language")
        self.browser.resize(1280, 800)
        missing = "return [...document.querySelectorAll('#board *, header *')].filter((each) => each.textContent.includes('undefined')).length"
        for _ in range(2):
            self.equal("no sentence is missing", self.browser.run(missing), 0)
            self.browser.click("#language")

    def keyboard(self):
        self.browser.run("document.querySelector('#integrity summary').focus()")
        self.browser.type("#integrity summary", "\ue007")  # Enter
        self.check("a centre's signals open with the keyboard", self.browser.run("return document.querySelector('#integrity details').open"))
        opened = self.browser.run("return document.querySelector('#integrity details').innerText")
        self.check("and are explained with their numbers", "时钟被调整" in opened and "拨慢 2 小时 0 分" in opened, opened)
        self.picture("board-signals")
        made = self.browser.run("return document.getElementById('freshness').textContent")
        self.browser.until("a new look", "return document.getElementById('freshness').textContent !== arguments[0]", made)
        self.check("what was opened stays open", self.browser.run("return document.querySelector('#integrity details').open"))
        self.equal("and the keyboard stays where it was", self.browser.run("return document.activeElement.tagName"), "SUMMARY")

    def lost(self, board):
        board.close()
        self.browser.until("a lost connection", "return document.body.dataset.state === 'lost'")
        said = self.browser.run("return document.getElementById('lost').innerText")
        self.check("a lost connection is said, with the time of what is shown", "失去连接" in said and "202" in said, said)
        self.equal("and the last figures stay", self.figures(), FIGURES)
        self.picture("board-lost")

    def run(self):
        subprocess.run([self.options.writer, self.folder], check=True)
        board = Board(self.options.bureau, self.folder / "data", self.folder)
        try:
            self.apart(board)
            with Browser(str(self.folder)) as self.browser:
                self.shown(board)
                self.both_languages()
                self.keyboard()
                self.asked_only(board.address, (board.address,))
                self.lost(board)
        finally:
            board.close()


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("bureau")
    arguments.add_argument("writer")
    arguments.add_argument("--pictures", help="folder for pictures of the board")
    options = arguments.parse_args()
    options.samples = "."
    with tempfile.TemporaryDirectory(prefix="kaogong_board_") as folder:
        trial = BoardTrial(options, pathlib.Path(folder))
        trial.run()
    print(f"{trial.passed} passed, {trial.failed} failed, 0 skipped")
    return 1 if trial.failed else 0


if __name__ == "__main__":
    sys.exit(main())
