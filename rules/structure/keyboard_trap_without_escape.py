"""No key gets out of here (ACT rule 80af7b; WCAG 2.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    traps = page.accessibility.traps
    for trap in traps.found:
        if trap.holds_itself and not traps.may_be_left(trap):
            yield Problem(
                trap.handler,
                "This takes the focus back as soon as it is left, and no key lets it go: whoever has no mouse is stuck "
                "here. Let the focus go where the Tab key takes it.",
            )
