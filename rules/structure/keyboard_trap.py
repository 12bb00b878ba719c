"""The Tab key does not get out of here (ACT rule a1b64e; WCAG 2.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for trap in page.accessibility.traps.found:
        yield Problem(
            trap.handler,
            "This keeps the focus from going on: whoever uses the Tab key goes in circles here. Let the focus go where "
            "the key takes it.",
        )
