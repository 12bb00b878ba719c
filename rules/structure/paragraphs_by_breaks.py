"""Two line breaks in a row part two paragraphs (HTML, 4.5.27)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Comment, Element, Page, Problem, Text

_FEWEST: Final = 20  # characters of a paragraph


def check(page: Page) -> Iterator[Problem]:
    parents = {br.parent: None for br in page.document.find("br") if br.parent is not None}
    for parent in parents:
        place = None if page.document.is_hidden(parent) else _between_paragraphs(parent)
        if place is not None:
            yield Problem(
                place,
                "Line breaks part paragraphs here: to a screen reader it is all one. Put each paragraph into <p>.",
            )


def _between_paragraphs(parent: Element) -> Element | None:
    """The first of two breaks in a row that have longer text on both sides."""
    before, breaks, first = 0, 0, None
    for child in parent.children:
        if isinstance(child, Element) and child.tag == "br":
            breaks += 1
            if breaks == 1:
                first = child
            continue
        words = "" if isinstance(child, Comment) else child.data.strip() if isinstance(child, Text) else child.text
        if not words:
            continue
        if breaks > 1 and before >= _FEWEST and len(words) >= _FEWEST:
            return first
        before = before + len(words) if not breaks else len(words)
        breaks = 0
    return None
