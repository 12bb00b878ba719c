"""The text below a short heading takes up none of its words (WCAG 2.4.6; ACT b49b2e)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Element, Page, Problem, Text, bare_words, passage_of

_HEADINGS: Final = "h1, h2, h3, h4, h5, h6, [role=heading]"
_WORD: Final = re.compile(r"[^\W\d_]+")
_STEM: Final = 4
_MOST_IN_HEADING: Final = 2  # words
_FEWEST_BELOW: Final = 8  # words
_NOT_TEXT: Final = frozenset("nav ul ol table form figure aside footer script style button select".split())


def check(page: Page) -> Iterator[Problem]:
    most = page.option("words", int)
    elements = page.document.elements
    headings = [each for each in page.select(_HEADINGS) if not page.accessibility.is_hidden(each)]
    for number, heading in enumerate(headings):
        name = page.accessibility.name(heading).text
        words = _WORD.findall(name)
        if not 0 < len(words) <= _MOST_IN_HEADING or not all(len(word) >= _STEM for word in words):
            continue
        stop = headings[number + 1].index if number + 1 < len(headings) else len(elements)
        below = _below(page, heading, stop)
        if below is None or not _FEWEST_BELOW <= len(below) <= most:
            continue
        if {word[:_STEM] for word in _WORD.findall(bare_words(name))}.isdisjoint(word[:_STEM] for word in below):
            yield Problem(
                passage_of(heading) or heading,
                f"Nothing below takes up a word of this heading, “{name}”. Let it say what the text below is about.",
            )


def _below(page: Page, heading: Element, stop: int) -> list[str] | None:
    """The first paragraph after a heading in its section; None where something else than text follows."""
    section = heading.parent
    end = min(stop, section.end if section is not None else stop)
    for element in page.document.elements[heading.end : end]:
        if element.tag in _NOT_TEXT:
            return None
        if element.tag == "p" and not page.accessibility.is_hidden(element):
            return [
                word.casefold()
                for piece in element.texts()
                if isinstance(piece, Text)
                for word in _WORD.findall(piece.data)
            ]
    return None
