"""A box that scrolls cannot be reached by keyboard (ACT rule 0ssw9k; WCAG 2.1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if "overflow" not in page.document.normalised:
        return
    for element in page.accessibility.unreachable:
        yield Problem(
            element,
            "This box is smaller than what is in it, and nothing in it takes the focus: without a mouse, the rest "
            'cannot be read in some browsers. Write tabindex="0", role="region" and a name on it, or let it grow.',
        )
