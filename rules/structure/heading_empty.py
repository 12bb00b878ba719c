"""A heading has no words (ACT rule ffd0e9; WCAG 1.3.1)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Element, Page, Problem, removal_of

# Boxes that open when something happens; what is to stand in them is put there then.
_OPENED_LATER: Final = re.compile(r"modal|lightbox|overlay|pop-?up|dialog|toast|tooltip", re.IGNORECASE)


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    boxes: list[Element] | None = None  # looked for once a heading is empty
    for element in page.select("h1, h2, h3, h4, h5, h6, [role~=heading i]"):
        if tree.has_words(element) or tree.role(element) != "heading" or not tree.is_nameless(element):
            continue
        boxes = _opened_later(page) if boxes is None else boxes
        if not _is_in(element, boxes):
            yield Problem(
                element,
                "This heading has no words: whoever goes from heading to heading comes to a gap. Put the words in, or "
                "take it away.",
                fixes=removal_of(element, "Take the empty heading away.", safe=False),
            )


def _opened_later(page: Page) -> list[Element]:
    """The outermost boxes that open later, in document order."""
    found: list[Element] = []
    for element in page.select("[class]"):
        if (not found or element.index >= found[-1].end) and _OPENED_LATER.search((element.get("class") or "")[:500]):
            found.append(element)
    return found


def _is_in(element: Element, boxes: list[Element]) -> bool:
    place = bisect_right(boxes, element.index, key=lambda box: box.index) - 1
    return place >= 0 and boxes[place].contains(element)
