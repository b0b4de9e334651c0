"""What the browser test of the public page stands on: a bureau of its own on loopback, and a visitor's hands on the page."""
import http.client
import importlib.util
import json
import os
import pathlib
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
SETTLED = "return document.body.dataset.verdict !== 'checking' && document.body.dataset.verdict !== 'none'"


def python_check():
    """tests/interop/verify_result.py as a module, or None without its libraries."""
    place = importlib.util.spec_from_file_location("verify_result", HERE.parent / "interop" / "verify_result.py")
    module = importlib.util.module_from_spec(place)
    try:
        place.loader.exec_module(module)
    except ImportError:
        return None
    return module


class Served:
    """A bureau's data folder, served on loopback until the end."""

    def __init__(self, program, data, folder, *more):
        port_file = folder / "port"
        self.server = subprocess.Popen([program, "serve", "--data", data, "--listen", "127.0.0.1:0", "--port-file", port_file, *more],
                                       stdout=subprocess.DEVNULL, stderr=open(folder / "bureau.log", "wb"))
        self.port = self.read_port(port_file)

    def read_port(self, port_file):
        for _ in range(500):
            if port_file.exists() and port_file.read_text().strip():
                break
            time.sleep(0.02)
        return int(port_file.read_text())

    def ask(self, path, method="GET", headers=None, port=None):
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=20)
        connection.request(method, path, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def close(self):
        self.server.terminate()
        self.server.wait(20)


class Site(Served):
    """A bureau of its own, with its public page."""

    def __init__(self, program, folder):
        self.data = folder / "bureau"
        roots = [str(folder / f"root{number}") for number in (1, 2, 3)]
        made = subprocess.run([program, "init", "--data", self.data, "--roots-out", *roots, "--environment", "demo", "--bureau-id", "bureau.page"],
                              capture_output=True, text=True, check=True)
        self.words = dict(zip(("zh", "en"), made.stdout.strip().splitlines()))
        super().__init__(program, self.data, folder)
        self.address = f"http://127.0.0.1:{self.port}/verify/"


class Trial:
    """Counts what holds, and drives the page as a visitor does. `browser` is set by who opens one."""

    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.samples = pathlib.Path(options.samples)
        self.passed = self.failed = 0
        self.python = python_check()

    def check(self, what, holds, said=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {what}{': ' if said else ''}{said}", flush=True)

    def equal(self, what, found, wanted):
        self.check(what, found == wanted, f"{found!r} instead of {wanted!r}")

    # ---- what the programs say

    def programs_say(self, paths, bundle="bundle"):
        """`good` or the name of the reason, for each file, by `kaogong verify`."""
        command = [self.options.kaogong, "verify", "--json", "--bundle", self.samples / bundle, *paths]
        rows = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
        return [row["reason"] or "good" for row in rows]

    def python_says(self, data, bundle="bundle"):
        try:
            self.python.verify_any(data, self.python.Bundle((self.samples / bundle).read_bytes()))
            return True
        except Exception:  # whatever a library says of spoilt bytes is a refusal
            return False

    # ---- the page

    def load_bundle(self, name):
        self.browser.run("document.body.dataset.words = 'none'")
        self.browser.type("#bundle-file", str(self.samples / name))
        self.browser.until("bundle", "return document.body.dataset.bundle === 'from_file' && document.body.dataset.words === 'known'")

    def show(self, name):
        self.browser.run("document.body.dataset.verdict = 'none'")
        self.browser.type("#file", str(self.samples / name))
        self.browser.until(f"verdict of {name}", SETTLED)
        found = self.browser.run("return {...document.body.dataset}")
        return "good" if found["verdict"] == "good" else found.get("reason", found["verdict"]), found.get("look")

    def paste(self, text):
        self.browser.run("document.getElementById('paste').value = arguments[0]; document.getElementById('check-paste').click()", text)
        time.sleep(0.1)
        return self.browser.run("return {...document.body.dataset, text: document.getElementById('verdict').innerText}")

    def text(self):
        return self.browser.run("return document.getElementById('verdict').textContent")

    def asked_only(self, own, allowed):
        """Every request of the browser's pages went where it may go, and the browser complained of nothing. Gives the addresses."""
        asked = [json.loads(row["message"])["message"] for row in self.browser.logged("performance")]
        addresses = [each["params"]["request"]["url"] for each in asked if each["method"] == "Network.requestWillBeSent"]
        self.check("the log of requests is not empty", any(each.startswith(own) for each in addresses))
        its_own = ("data:", "about:", "chrome://")  # the last: the window's own first page
        self.equal("no request leaves the page", [each[:200] for each in addresses if not each.startswith((*allowed, *its_own))], [])
        faults = [row["message"] for row in self.browser.logged("browser") if row["level"] == "SEVERE"]
        self.equal("the browser complains of nothing", faults, [])
        return addresses

    def picture(self, name):
        if self.options.pictures:
            self.browser.picture(os.path.join(self.options.pictures, name + ".png"))
