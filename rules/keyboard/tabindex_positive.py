"""A positive ``tabindex`` (HTML, 6.6.3; WCAG 2.4.3, failure F44)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, says_skip


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for element in page.select("[tabindex]"):
        number = tree.exposure.tabindex(element)
        attribute = element.attribute("tabindex")
        if number is None or number <= 0 or attribute is None or not tree.is_focusable(element):
            continue
        if says_skip(tree.name(element).text):  # is to be reached first
            continue
        yield Problem(
            attribute,
            f"The Tab key goes to what is numbered {number} before all the rest of the page, wherever it stands. Write "
            'tabindex="0", or none.',
        )
