"""A headless Chromium for tests of what a page does in one: keys in, what scripts and readers meet out.

It is spoken to over a pipe (the Chrome DevTools Protocol), so that nothing but the browser has to be installed.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

CHROMIUM: Final = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
_QUIET: Final = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --disable-extensions --disable-dev-shm-usage --remote-debugging-pipe"
).split()
# The browser reads from descriptor 3 and writes to 4; no shell that is everywhere moves descriptors of two digits.
_START: Final = "import os, sys; a = sys.argv; os.dup2(int(a[1]), 3); os.dup2(int(a[2]), 4); os.execv(a[3], a[3:])"
_PATIENCE: Final = 20.0  # seconds until something must have happened
_KEYS: Final = {
    "Tab": ("Tab", 9, ""),
    "Enter": ("Enter", 13, "\r"),
    "Escape": ("Escape", 27, ""),
    " ": ("Space", 32, " "),
    "ArrowDown": ("ArrowDown", 40, ""),
    "End": ("End", 35, ""),
}
_SHIFT: Final = 8


class Page:
    """One page in the browser. `errors` are what its scripts, or its policy, complained of."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser = browser
        self._session = session
        self.errors: list[str] = []
        for domain in ("Page", "Runtime", "Log"):
            self._call(f"{domain}.enable")

    def open(self, address: str) -> None:
        """Go somewhere and wait until all is loaded."""
        self._call("Page.navigate", url="about:blank")
        self._call("Page.navigate", url=address)
        self.wait("document.readyState === 'complete' && location.href !== 'about:blank'")

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401 (what JSON holds)
        """What a JavaScript expression is, awaited where it is a promise. Raises `AssertionError` where it fails."""
        answer = self._call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True, userGesture=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, expression: str) -> None:
        """Wait until an expression is true."""
        until = time.monotonic() + _PATIENCE
        while not self.evaluate(f"Boolean({expression})"):
            assert time.monotonic() < until, f"it never came that {expression}"
            time.sleep(0.02)

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press a key and let it go."""
        code, number, text = _KEYS[key]
        told = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": _SHIFT if shift else 0}
        self._call("Input.dispatchKeyEvent", type="keyDown", text=text, **told)
        self._call("Input.dispatchKeyEvent", type="keyUp", **told)

    def type(self, text: str) -> None:
        """Write into what has the focus."""
        self._call("Input.insertText", text=text)

    def tab_to(self, selector: str, *, most: int = 60) -> None:
        """Press Tab until the focus is on what a selector names."""
        for _ in range(most):
            self.press("Tab")
            if self.evaluate(f"document.activeElement.matches({json.dumps(selector)})"):
                return
        raise AssertionError(f"the Tab key never came to {selector}")

    def look(self, *, width: int, height: int = 800, dark: bool = False) -> None:
        """Be as wide as a screen, in light or dark, and without motion."""
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        features = {"prefers-color-scheme": "dark" if dark else "light", "prefers-reduced-motion": "reduce"}
        self._call(
            "Emulation.setEmulatedMedia", features=[{"name": key, "value": value} for key, value in features.items()]
        )

    def without_scripts(self) -> None:
        self._call("Emulation.setScriptExecutionDisabled", value=True)

    def _call(self, method: str, **parameters: Any) -> Any:  # noqa: ANN401 (what the protocol holds)
        return self._browser.call(method, parameters, self._session, self._hear)

    def _hear(self, event: dict[str, Any]) -> None:
        if event.get("sessionId") != self._session:
            return
        told = event.get("params", {})
        if event["method"] == "Runtime.exceptionThrown":
            self.errors.append(str(told["exceptionDetails"].get("exception", told["exceptionDetails"])))
        elif event["method"] == "Log.entryAdded" and told["entry"]["level"] in ("error", "warning"):
            self.errors.append(told["entry"]["text"])


class Browser:
    """A running Chromium with a profile of its own."""

    def __init__(self, profile: Path) -> None:
        assert CHROMIUM is not None
        ours, theirs = os.pipe(), os.pipe()
        read, write = (fcntl.fcntl(each, fcntl.F_DUPFD, 64) for each in (ours[0], theirs[1]))
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, str(read), str(write), CHROMIUM, *_QUIET, f"--user-data-dir={profile}"],
            pass_fds=(read, write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for each in (ours[0], theirs[1], read, write):
            os.close(each)
        self._to, self._from = os.fdopen(ours[1], "wb", buffering=0), os.fdopen(theirs[0], "rb", buffering=0)
        self._rest = b""
        self._number = 0

    def page(self) -> Page:
        """A new page."""
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        return Page(self, session)

    def call(
        self,
        method: str,
        parameters: dict[str, Any],
        session: str | None = None,
        hear: Callable[[dict[str, Any]], None] | None = None,
    ) -> Any:  # noqa: ANN401 (what the protocol holds)
        """What the browser answers; what it tells meanwhile is heard."""
        self._number += 1
        asked = {"id": self._number, "method": method, "params": parameters}
        self._to.write(json.dumps(asked | ({"sessionId": session} if session else {})).encode() + b"\0")
        for message in self._messages():
            if message.get("id") == self._number:
                assert "error" not in message, (method, message["error"])
                return message["result"]
            if "method" in message and hear is not None:
                hear(message)
        raise AssertionError(f"the browser went away at {method}")

    def close(self) -> None:
        self.call("Browser.close", {})
        self._process.wait(_PATIENCE)
        self._to.close()
        self._from.close()

    def _messages(self) -> Iterator[dict[str, Any]]:
        while True:
            while b"\0" not in self._rest:
                read = self._from.read(1 << 16)
                if not read:
                    return
                self._rest += read
            message, _, self._rest = self._rest.partition(b"\0")
            yield json.loads(message)


@contextmanager
def chromium(profile: Path) -> Iterator[Browser]:
    """A Chromium that runs as long as the block does."""
    browser = Browser(profile)
    try:
        yield browser
    finally:
        browser.close()


def axe() -> str | None:
    """The source of axe-core, where it is installed: named in AXE, or in a folder ``node_modules`` above the tests."""
    named = os.environ.get("AXE")
    beside = (each / "node_modules/axe-core/axe.min.js" for each in Path(__file__).parents)
    found = next((each for each in ([Path(named)] if named else beside) if each.is_file()), None)
    return found.read_text("utf-8") if found is not None else None
