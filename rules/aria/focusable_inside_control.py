"""A control stands inside another (ACT rule 307n5z; WCAG 4.1.2; ARIA 1.2, 5.2.8 Presentational children)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

_MAY_TAKE_FOCUS: Final = (
    "a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], "
    "[tabindex], [contenteditable]"
)


def check(page: Page) -> Iterator[Problem]:
    for element in page.select(_MAY_TAKE_FOCUS):
        tree = page.accessibility
        outer = tree.roles.presentational_parent(element)
        if outer is None or tree.is_hidden(element) or tree.is_hidden(outer) or not tree.is_focusable(element):
            continue
        if not tree.may_be_hidden(element):
            yield Problem(
                element,
                f"This takes the focus inside another control (role {tree.role(outer)}), which is one thing to a "
                "screen reader: nobody is told what this is. Put the two beside each other.",
                ((outer, "It stands inside this."),),
            )
