"""Text without a role or handler is in the focus order (WCAG 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

_TEXT: Final = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd blockquote figcaption strong em b i td th time small".split())


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for element in page.select("[tabindex]"):
        number = tree.exposure.tabindex(element)
        if element.tag not in _TEXT or number is None or number < 0 or element.has("role") or not element.text.strip():
            continue
        if any(name.startswith(("on", "@", "v-on", "ng-", "data-", "aria-")) for name in element.attributes):
            continue
        attribute = element.attribute("tabindex")
        scrolls = element.has("style") and "overflow" in (element.get("style") or "")
        if (
            attribute is not None
            and not scrolls
            and not element.has("contenteditable")
            and tree.in_focus_order(element)
        ):
            yield Problem(
                attribute,
                "The Tab key stops at this text, which does nothing. Remove the tabindex; a screen reader reads text "
                "without it.",
            )
