"""A small WebDriver client (W3C WebDriver over HTTP) for Chromium's driver, with the standard library alone: what the browser test needs of it."""
import base64
import http.client
import json
import os
import shutil
import subprocess
import time

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
WAIT_S = 20


def programs():
    """(browser, driver), or None where one of them is not installed."""
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    return (browser, driver) if browser and driver else None


class Browser:
    """One window. `with Browser(folder) as browser:`; `folder` is for profile, downloads and logs."""

    def __init__(self, folder, width=1280, height=900, preferences=()):
        browser, driver = programs()
        self.log = open(os.path.join(folder, "chromedriver.log"), "wb")
        self.driver = subprocess.Popen([driver, "--port=0"], stdout=subprocess.PIPE, stderr=self.log, stdin=subprocess.DEVNULL)
        try:
            self.port = self.read_port()
            arguments = ["--headless=new", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                         "--disable-sync", "--disable-default-apps", "--disable-dev-shm-usage", f"--user-data-dir={folder}/profile",
                         f"--window-size={width},{height}", *preferences]
            if os.getuid() == 0:
                arguments.append("--no-sandbox")  # the sandbox cannot be made by root
            wanted = {"browserName": "chrome", "goog:chromeOptions": {"binary": browser, "args": arguments},
                      "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
            self.session = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        try:
            if getattr(self, "session", None):
                self.ask("DELETE", f"/session/{self.session}")
        finally:
            self.driver.terminate()
            try:
                self.driver.wait(10)
            except subprocess.TimeoutExpired:
                self.driver.kill()
                self.driver.wait()
            self.driver.stdout.close()
            self.log.close()

    def read_port(self):
        for line in self.driver.stdout:
            words = line.decode(errors="replace").split()
            if b"was started successfully on port" in line:
                return int(words[-1].rstrip("."))
        raise RuntimeError("chromedriver did not start")

    def ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request(method, path, None if body is None else json.dumps(body), {"Content-Type": "application/json"})
        answer = json.loads(connection.getresponse().read())
        connection.close()
        value = answer["value"]
        if isinstance(value, dict) and "error" in value:
            raise RuntimeError(f"{method} {path}: {value['error']}: {value['message'][:500]}")
        return value

    def command(self, path, body=None, method="POST"):
        return self.ask(method, f"/session/{self.session}{path}", {} if body is None and method == "POST" else body)

    def open(self, address):
        self.command("/url", {"url": address})

    def run(self, script, *arguments):
        """The value of a function body in the page."""
        return self.command("/execute/sync", {"script": script, "args": list(arguments)})

    def run_async(self, script, *arguments):
        """The same for a body that calls its last argument when it is done."""
        self.command("/timeouts", {"script": 110_000})
        return self.command("/execute/async", {"script": script, "args": list(arguments)})

    def find(self, selector):
        return self.command("/element", {"using": "css selector", "value": selector})[ELEMENT]

    def click(self, selector):
        self.command(f"/element/{self.find(selector)}/click")

    def type(self, selector, text):
        self.command(f"/element/{self.find(selector)}/value", {"text": text})

    def devtools(self, command, **parameters):
        return self.command("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def resize(self, width, height, is_phone=False):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=is_phone)

    def picture(self, path, whole=True):
        options = {"format": "png", "captureBeyondViewport": whole}
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.devtools("Page.captureScreenshot", **options)["data"]))

    def logged(self, kind):
        return self.command("/se/log", {"type": kind})

    def until(self, what, script, *arguments):
        """Waits until a function body in the page gives something true, and returns that."""
        end = time.monotonic() + WAIT_S
        while time.monotonic() < end:
            value = self.run(script, *arguments)
            if value:
                return value
            time.sleep(0.02)
        raise RuntimeError(f"waited in vain: {what}")
