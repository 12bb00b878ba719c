"""Emoticons, rows of signs and drawings made of characters (WCAG 1.1.1, failures F71 and F72)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Element, Page, Problem, passage_of

_FACE: Final = re.compile(r"(?<![\w/:.])(?:[:;=8][-o^']?[)(DPp|/\\\]\[]|<3|\^_\^|[xX]D|\(\^[._]\^\))(?![\w/])")
_ROW: Final = re.compile(r"([*=~#_+<>^|\\/.-])\1{9,}")
_FEWEST_LINES: Final = 3
_SIGNS: Final = 0.6  # the share of signs among what is no white space


def check(page: Page) -> Iterator[Problem]:
    for element in page.document.find("p", "li", "td", "dd", "blockquote", "h2", "h3"):
        if any(element.find("p", "li", "td")) or page.document.is_hidden(element) or _is_named(element):
            continue
        if element.closest("pre", "code") is not None:
            continue
        words = passage_of(element)
        for found in (*words.matches(_FACE), *words.matches(_ROW)):
            what = "face" if len(found.text) < 10 else "line"
            yield Problem(found, f"A screen reader says these signs one by one: only the eye sees a {what} in them.")
    for drawing in page.document.find("pre"):
        if not page.document.is_hidden(drawing) and not _is_named(drawing) and _is_drawing(drawing.text):
            yield Problem(
                drawing,
                "A screen reader says the signs of this drawing one by one. Give it role=“img” and an aria-label that "
                "says what it shows.",
            )


def _is_named(element: Element) -> bool:
    return any(each.get("role") == "img" for each in (element, *element.ancestors))


def _is_drawing(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < _FEWEST_LINES:
        return False
    visible = [character for character in text if not character.isspace()]
    return sum(not character.isalnum() for character in visible) >= _SIGNS * len(visible)
