"""What the scripts that stand in the page tell of it: text that they change by themselves (WCAG 2.2, 2.2.2) and what
they do when the device is moved (2.5.4). Scripts are searched for calls, not run; those in other files are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from a11ylint import patterns as re
from a11ylint.accessibility.exposure import Exposure
from a11ylint.accessibility.names import Names
from a11ylint.accessibility.wordings import mentions
from a11ylint.document import Document, Element
from a11ylint.passage import text_of
from a11ylint.source import Span

_CALL: Final = re.compile(r"([A-Za-z_$][\w$]{0,80})\s{0,20}\(")
# A function's name that says that something is started which goes on.
_STARTS: Final = re.compile(r"start|begin|run|auto|init", re.IGNORECASE)
_GOES_ON: Final = re.compile(
    r"update|ticker|tick(?![a-z])|clock|count|timer|rotat|refresh|live|feed|headline|quotes|changes", re.IGNORECASE
)
_REPEATS: Final = re.compile(r"\bsetInterval\s{0,20}\(")
_WRITES: Final = re.compile(r"\.(?:textContent|innerText|innerHTML|nodeValue)\s{0,20}=(?!=)|\.(?:text|html)\(")
_MOVED: Final = re.compile(
    r"""\baddEventListener\s{0,20}\(\s{0,20}(["'`])(?:devicemotion|deviceorientation(?:absolute)?)\1"""
    r"|\bondevice(?:motion|orientation)\s{0,20}=(?!=)"
)
_LONGEST_SCRIPT: Final = 20_000  # characters; longer ones are libraries, in which anything stands
_LONGEST_HANDLER: Final = 1000
_MOST_CALLS: Final = 10
_LEAST_BESIDE: Final = 40  # characters of text, for something to change beside
_CONTROLS: Final = frozenset("button checkbox combobox link listbox radio slider spinbutton switch textbox".split())


class Scripted:
    """What the scripts of one document tell. Read only."""

    def __init__(self, document: Document, exposure: Exposure, names: Names) -> None:
        self.document = document
        self.exposure = exposure
        self.names = names

    @cached_property
    def controls(self) -> tuple[tuple[Element, str], ...]:
        """What people see and can operate, with its name; links count that lead nowhere else."""
        found = []
        for element in self.document.select("button, input, select, textarea, summary, a, [role]"):
            if self.names.roles.role(element) not in _CONTROLS or not self._is_usable(element):
                continue
            name = self.names.name(element).text.strip()
            if name:
                found.append((element, name))
        return tuple(found)

    def _is_usable(self, element: Element) -> bool:
        exposure = self.exposure
        if exposure.is_hidden(element) or exposure.is_disabled(element) or not exposure.is_visible(element):
            return False
        address = (element.get("href") or "#").strip().lower()
        return element.tag != "a" or address.startswith(("#", "javascript:"))

    # Text that changes

    @cached_property
    def changing(self) -> Span | None:
        """What makes text change again and again while there is other text to read; None where nothing does so."""
        body = self.document.body
        if body is None or len(text_of(body)) < _LEAST_BESIDE:
            return None
        handler = body.attribute("onload")
        called = _CALL.findall(handler.value[:_LONGEST_HANDLER])[:_MOST_CALLS] if handler is not None else []
        if handler is not None and any(map(self._goes_on, called)):
            return handler.span
        return None

    def _goes_on(self, function: str) -> bool:
        """Whether a function changes text again and again: by what is written of it, else by its name."""
        defined = re.passing(rf"\bfunction\s+{re.escape(function)}\b|\b{re.escape(function)}\s*=(?!=)")
        if any(defined.search(text) for _, text in self._scripts):
            return any(_REPEATS.search(text) and _WRITES.search(text) for _, text in self._scripts)
        elsewhere = any(script.get("src") for script in self.document.find("script"))
        return elsewhere and bool(_STARTS.match(function) and _GOES_ON.search(function))

    @cached_property
    def _scripts(self) -> tuple[tuple[Element, str], ...]:
        return tuple(
            (script, text)
            for script in self.document.find("script")
            if not script.get("src") and 0 < len(text := script.text) <= _LONGEST_SCRIPT
        )

    # Motion

    def moved(self) -> Iterator[Span]:
        """The calls that listen to the device's motion."""
        for script, text in self._scripts:
            for match in _MOVED.finditer(text):
                start = script.span.end + match.start()
                yield Span(start, start + len(match.group()))

    @cached_property
    def can_switch_motion_off(self) -> bool:
        """Whether a control's name speaks of motion, or of switching something off."""
        return any(mentions(name, "motion") for _, name in self.controls)
