"""A short bold line, or one whose class calls it a heading, before longer text (WCAG 1.3.1, failure F2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Element, Page, Problem, Text, passage_of, text_of

_BOLD: Final = frozenset({"b", "strong"})
_CALLED: Final = re.compile(r"(?:^|[-_])(?:sub)?(?:heading|headline|title|header)\d?\Z", re.IGNORECASE)
_ENDS: Final = (".", "!", "…", ":", ",", ";", "。", "।", "؟", "։", "”", '"', ")")
_INSIDE: Final = frozenset(
    "a button li table label h1 h2 h3 h4 h5 h6 figure nav header footer dt summary legend".split()
)
_FEWEST_AFTER: Final = 20  # characters of text that follows a heading


def check(page: Page) -> Iterator[Problem]:
    longest = page.option("longest", int)
    for element in page.document.find("p", "div"):
        if not _is_line(element) or not (_is_bold(element) or _is_called_so(element)):
            continue
        if page.document.is_hidden(element) or any(each.tag in _INSIDE for each in element.ancestors):
            continue
        words = passage_of(element)
        if not 1 < len(words.text) <= longest or words.text.endswith(_ENDS) or element.has("role"):
            continue
        if _text_follows(element):
            yield Problem(
                words,
                "These words look like a heading, but are marked up as plain text: whoever goes from heading to "
                "heading misses them. Mark them up as <h2> or <h3>.",
            )


def _is_line(element: Element) -> bool:
    """Whether it holds words and marks of emphasis alone."""
    return element.end - element.index <= 3 and all(
        each.tag in ("b", "strong", "em", "i", "u", "span", "font") for each in element.descendants
    )


def _is_bold(element: Element) -> bool:
    """Whether all the words stand in bold."""
    for piece in element.texts():
        if isinstance(piece, Text) and piece.data.strip() and piece.parent.closest(*_BOLD) is None:
            return False
    return any(each.tag in _BOLD for each in element.descendants)


def _is_called_so(element: Element) -> bool:
    return any(_CALLED.search(name) for name in element.classes)


def _text_follows(element: Element) -> bool:
    """Whether the next element is a longer plain paragraph."""
    parent = element.parent
    following = next((each for each in parent.elements if each.index >= element.end), None) if parent else None
    if following is None or following.tag not in ("p", "div", "ul", "ol") or _is_bold(following):
        return False
    return len(text_of(following)) >= max(_FEWEST_AFTER, len(text_of(element)))
