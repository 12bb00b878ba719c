"""A heading has no words (ACT rule ffd0e9; WCAG 1.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem

# Boxes that open when something happens; what is to stand in them is put there then.
_OPENED_LATER: Final = re.compile(r"modal|lightbox|overlay|pop-?up|dialog|toast|tooltip", re.IGNORECASE)


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("h1, h2, h3, h4, h5, h6, [role~=heading i]"):
        tree = page.accessibility
        if tree.role(element) == "heading" and tree.is_nameless(element) and not _is_opened_later(element):
            yield Problem(
                element,
                "This heading has no words: whoever goes from heading to heading comes to a gap. Put the words in, or "
                "take it away.",
            )


def _is_opened_later(element: Element) -> bool:
    return any(_OPENED_LATER.search((each.get("class") or "")[:500]) for each in (element, *element.ancestors))
