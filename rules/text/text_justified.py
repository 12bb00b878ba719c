"""Paragraphs are justified (WCAG 1.4.8, failure F88)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

_LONG: Final = 60  # characters: shorter text stands on one line
_MESSAGE: Final = (
    "This text is justified: the spaces between its words differ, and make lines hard to follow. Leave the right edge "
    "ragged."
)


def check(page: Page) -> Iterator[Problem]:
    styles = page.accessibility.styles
    styled = styles.declares("text-align")
    told = False
    for element in page.document.find("p", "div", "td", "li", "blockquote"):
        attribute = element.attribute("align") if element.has("align") else None
        by_attribute = attribute is not None and attribute.value.strip().lower() == "justify"
        if not by_attribute and not (styled and element.tag in ("p", "li", "blockquote")):
            continue
        if len(element.text.strip()) <= _LONG or page.document.is_hidden(element):
            continue
        if by_attribute and attribute is not None:
            yield Problem(attribute, _MESSAGE)
        elif not told and styles.value(element, "text-align") == "justify":
            told = True
            yield Problem(element, _MESSAGE)
