"""The style sheet takes away the mark of the focus (ACT rule oj04fd; WCAG 2.4.7)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    if "outline" not in page.document.normalised.lower():
        return
    tree = page.accessibility
    if not tree.unmarked or sum(map(tree.in_focus_order, page.document.elements)) < 2:
        return
    for taken in tree.unmarked:
        yield Problem(
            taken.span,
            "This takes away the outline that shows where the keyboard is, and nothing takes its place. Leave the "
            "outline, or give :focus-visible a mark of its own.",
            tuple((element, "This gets no mark.") for element in taken.elements[:3]),
        )
