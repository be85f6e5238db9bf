"""A Firefox of this machine, driven over its own protocol, Marionette: JSON behind its length on a local port.

Playwright drives only a Firefox that it patches and downloads; this needs nothing but the browser and the
standard library.
"""

import contextlib
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

START = 60.0
"""Seconds that a first start may take."""
WAIT = 10.0
"""Seconds within which a page must come to what is asked of it."""

_PREFS = {
    "marionette.port": 0,  # any free one; the profile then tells which
    "browser.shell.checkDefaultBrowser": False,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.alwaysOpenPanel": False,
    "browser.startup.page": 0,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "app.update.disabledForTesting": True,
    "app.normandy.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "extensions.update.enabled": False,
    "layout.css.prefers-color-scheme.content-override": 1,
}
_SCHEMES = {"dark": 0, "light": 1}
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


def installed() -> str | None:
    """Return the path of this machine's Firefox, None where there is none."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """One window of a Firefox without a screen; ``folder`` takes its profile and what pages save.

    Raises OSError where that Firefox does not start.
    """

    def __init__(self, path: str, folder: Path) -> None:
        profile, self.saved = folder / "profile", folder / "saved"
        for made in (profile, self.saved):
            made.mkdir(parents=True)
        prefs = {**_PREFS, "browser.download.dir": str(self.saved)}
        (profile / "user.js").write_text(
            "".join(f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in prefs.items()), "utf-8")
        flags = ("--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", profile)
        self._process = subprocess.Popen([path, *map(str, flags)], stdout=subprocess.DEVNULL,
                                         stderr=subprocess.DEVNULL)
        self._sent = 0
        self._socket: socket.socket | None = None
        try:
            self._socket = socket.create_connection(("127.0.0.1", self._port(profile)), timeout=START)
            self._stream = self._socket.makefile("rwb")
            self._read()  # its greeting
            self.do("WebDriver:NewSession", {})
        except BaseException:
            self.close()
            raise

    def _port(self, profile: Path) -> int:
        """Return the port at which the browser listens; raises OSError where it ends, or is not ready in time."""
        end = time.monotonic() + START
        while self._process.poll() is None and time.monotonic() < end:
            with contextlib.suppress(OSError, ValueError):
                return int((profile / "MarionetteActivePort").read_text("ascii"))
            time.sleep(0.05)
        raise OSError(f"does not start here (exit code {self._process.poll()})")

    def close(self) -> None:
        """End the browser, gently where it still listens."""
        if self._socket:
            with contextlib.suppress(OSError, ValueError, RuntimeError):
                self.do("Marionette:Quit", {"flags": ["eForceQuit"]})
            self._stream.close()
            self._socket.close()
        else:
            self._process.terminate()
        try:
            self._process.wait(WAIT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def do(self, command: str, parameters: dict[str, Any]) -> Any:
        """Send one command and return its answer; raises RuntimeError with what Firefox says against it."""
        self._sent += 1
        message = json.dumps([0, self._sent, command, parameters]).encode()
        self._stream.write(b"%d:%s" % (len(message), message))
        self._stream.flush()
        _, number, error, answer = self._read()
        assert number == self._sent
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return answer

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            byte = self._stream.read(1)
            if not byte:
                raise RuntimeError("Firefox has closed the connection")
            length += byte
        return json.loads(self._stream.read(int(length[:-1])))

    def until(self, said: Callable[[], Any]) -> Any:
        """Call ``said`` until its answer is true, and return that; raises AssertionError after ``WAIT`` seconds."""
        end = time.monotonic() + WAIT
        while not (answer := said()):
            assert time.monotonic() < end, f"not within {WAIT} s"
            time.sleep(0.05)
        return answer

    def open(self, address: str) -> None:
        """Open the page anew, also where only what stands behind # differs."""
        self.do("WebDriver:Navigate", {"url": "about:blank"})
        self.privileged("Services.console.reset()")
        self.do("WebDriver:Navigate", {"url": address})
        self.until(lambda: self.run("return document.documentElement.dataset.ready === 'true'"))

    def run(self, script: str, *args: Any) -> Any:
        """Run a script's body in the page and return what it returns."""
        return self.do("WebDriver:ExecuteScript", {"script": script, "args": list(args)})["value"]

    def privileged(self, script: str) -> Any:
        """Run a script's body in the browser itself, outside of the page."""
        self.do("Marionette:SetContext", {"value": "chrome"})
        try:
            return self.run(script)
        finally:
            self.do("Marionette:SetContext", {"value": "content"})

    def errors(self, address: str) -> list[str]:
        """Return what the console has against the page since it was opened: its errors, and what its policy refused."""
        said = self.privileged("""return Services.console.getMessageArray().map((m) => {
          try { m.QueryInterface(Ci.nsIScriptError); } catch { return null; }
          return m.flags & 1 ? null : [m.sourceName, m.errorMessage];
        }).filter(Boolean)""")
        return [text for source, text in said if source.startswith(address.split("#")[0])]

    def text(self, selector: str) -> str:
        """Return the text of the first element, as one sees it."""
        return self.run("return document.querySelector(arguments[0]).innerText", selector)

    def texts(self, selector: str) -> list[str]:
        """Return the texts of all elements, as one sees them."""
        return self.run("return [...document.querySelectorAll(arguments[0])].map((e) => e.innerText)", selector)

    def click(self, selector: str, number: int = 0) -> None:
        """Click an element as a user does: scrolled into sight, and refused where another lies over it."""
        found = self.do("WebDriver:FindElements", {"using": "css selector", "value": selector})
        self.do("WebDriver:ElementClick", {"id": found[number][_ELEMENT]})

    def type(self, selector: str, keys: str) -> None:
        """Type into an element."""
        found = self.do("WebDriver:FindElement", {"using": "css selector", "value": selector})["value"]
        self.do("WebDriver:ElementSendKeys", {"id": found[_ELEMENT], "text": keys})

    def pointer(self, *points: tuple[float, float], drag: bool = False) -> None:
        """Click with the mouse at each of the points, or press at the first and let go at the last."""
        down, up = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y), "duration": 60} for x, y in points]
        actions = [moves[0], down, *moves[1:], up] if drag else [a for m in moves for a in (m, down, up)]
        self.do("WebDriver:PerformActions", {"actions": [
            {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions}]})

    def scheme(self, name: str) -> None:
        """Make the system light or dark, as pages are told."""
        self.privileged(
            f"Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {_SCHEMES[name]})")

    def size(self, width: int, height: int) -> None:
        """Give the window a size in pixels."""
        self.do("WebDriver:SetWindowRect", {"width": width, "height": height})

    def download(self, selector: str) -> tuple[str, bytes]:
        """Click what saves a file; return the file's name and bytes."""
        before = set(self.saved.iterdir())
        self.click(selector)

        def done() -> Path | None:
            new = set(self.saved.iterdir()) - before
            whole = [p for p in new if p.suffix != ".part" and p.stat().st_size]
            return whole[0] if len(new) == len(whole) == 1 else None

        path = self.until(done)
        return path.name, path.read_bytes()
