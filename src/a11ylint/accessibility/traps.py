"""Keyboard traps that inline handlers build (WCAG 2.2, 2.1.2): where the Tab key leads from each element.

Read are ``onblur`` handlers that, whatever happens, put the focus somewhere, and ``onkeydown`` handlers that, whatever
happens, swallow the key. Scripts are not run: a handler with a condition in it is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from a11ylint import patterns as re
from a11ylint.accessibility.exposure import Exposure
from a11ylint.document import Attribute, Document, Element
from a11ylint.records import dataclass

_LONGEST: Final = 500  # characters of a handler; longer ones have conditions
_CONDITION: Final = re.compile(r"\bif\b|\?|&&|\|\||\bswitch\b|\bwhile\b|\bfor\b|\btry\b")
_FOCUS: Final = re.compile(r"([\w$]{1,60}(?:\.[\w$]{1,60}){0,3}|\))\.focus\(")
_BY_ID: Final = re.compile(r"(?:getElementById|querySelector|\$)\(\s?['\"]#?([^'\"]{1,100})['\"]\s?\)\.focus\(")
_MOVER: Final = re.compile(r"\b\w{0,60}focus\w{0,60}\(\s?['\"]#?([^'\"]{1,100})['\"]", re.IGNORECASE)
_SWALLOWS: Final = re.compile(r"\s*(?:(?:window\.)?event\.preventDefault\(\s?\)\s*;?\s*)?(?:return\s+false\s*;?\s*)?\Z")
_WORD: Final = re.compile(r"[\w-]+")
_SELF: Final = frozenset({"this", "event.target", "event.currentTarget"})
_KEYS: Final = ("onkeydown", "onkeyup", "onkeypress")


@dataclass(frozen=True, slots=True)
class Trap:
    """An element that takes the focus and does not let go of it.

    `handler` is what does so; `holds_itself` whether the focus comes straight back to the element.
    """

    element: Element
    handler: Attribute
    holds_itself: bool


class Traps:
    """The keyboard traps of one document. Read only."""

    def __init__(self, document: Document, exposure: Exposure) -> None:
        self.document = document
        self.exposure = exposure

    @cached_property
    def found(self) -> tuple[Trap, ...]:
        """The elements whose handlers keep the focus among them, in document order."""
        moves = self._moves
        if not moves:
            return ()
        order = self._order
        place = {element.index: number for number, element in enumerate(order)}
        free = self._free(order, place)
        return tuple(
            Trap(element, handler, target is element)
            for element, (target, handler) in moves.items()
            if element.index in place and place[element.index] not in free
        )

    @cached_property
    def _order(self) -> tuple[Element, ...]:
        """The elements that the Tab key reaches, as it does (HTML, 6.6.4)."""
        elements = [element for element in self.exposure.stops if self.exposure.in_focus_order(element)]
        return tuple(sorted(elements, key=lambda each: self.exposure.tabindex(each) or 1 << 20))

    def _free(self, order: tuple[Element, ...], place: Mapping[int, int]) -> frozenset[int]:
        """The places from which some way of pressing Tab and Shift+Tab leads out of the page."""
        moves = self._moves
        reached_from: dict[int, list[int]] = {}
        last = len(order) - 1
        out = -1
        for number, element in enumerate(order):
            if element in moves:
                # A target that cannot take the focus lets it go on.
                steps = [place.get(moves[element][0].index, out)]
            else:
                steps = [number - 1, number + 1 if number < last else out]
            for step in steps:
                reached_from.setdefault(max(step, out), []).append(number)
        free: set[int] = set()
        waiting = [out]
        while waiting:
            for number in reached_from.get(waiting.pop(), ()):
                if number not in free:
                    free.add(number)
                    waiting.append(number)
        return frozenset(free)

    @cached_property
    def _moves(self) -> Mapping[Element, tuple[Element, Attribute]]:
        """Where leaving an element leads by its own handler, with the handler."""
        found: dict[Element, tuple[Element, Attribute]] = {}
        for element in self.document.select("[onblur], [onkeydown]"):
            for name in ("onblur", "onkeydown"):
                handler = element.attribute(name)
                if handler is None:
                    continue
                target = self._target(element, handler.value) if name == "onblur" else _kept(element, handler.value)
                if target is not None:
                    found[element] = (target, handler)
                    break
        return found

    def _target(self, element: Element, code: str) -> Element | None:
        if len(code) > _LONGEST or _CONDITION.search(code):
            return None
        named = _BY_ID.search(code) or _MOVER.search(code)
        if named is not None:
            return next(iter(self.document.by_id.get(named.group(1), ())), None)
        match = _FOCUS.search(code)
        if match is None:
            return None
        whom = match.group(1)
        if whom in _SELF:
            return element
        if whom in ("this.nextElementSibling", "this.previousElementSibling"):
            return _sibling(element, 1 if "next" in whom else -1)
        return next(iter(self.document.by_id.get(whom, ())), None)

    def is_scripted(self, element: Element) -> bool:
        """Whether a script of the page has the element's id in it, and so may move the focus on from there."""
        return (element.get("id") or "") in self._words_of_scripts

    @cached_property
    def _words_of_scripts(self) -> frozenset[str]:
        return frozenset(word for script in self.document.find("script") for word in _WORD.findall(script.text))

    def may_be_left(self, trap: Trap) -> bool:
        """Whether some script may listen for another key that leads out."""
        around = (trap.element, *trap.element.ancestors)
        if any(element.has(name) for element in around for name in _KEYS if element.attribute(name) != trap.handler):
            return True
        return any(script.has("src") or "key" in script.text.lower() for script in self.document.find("script"))


def _kept(element: Element, code: str) -> Element | None:
    swallows = 0 < len(code.strip()) < _LONGEST and _SWALLOWS.match(code) is not None
    return element if swallows else None


def _sibling(element: Element, step: int) -> Element | None:
    siblings = element.parent.children if element.parent is not None else ()
    place = element.position + step
    while 0 <= place < len(siblings):
        sibling = siblings[place]
        if isinstance(sibling, Element):
            return sibling
        place += step
    return None
