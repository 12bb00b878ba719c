"""The article stands in no landmark, and repeated content before it (WCAG 2.4.1; ACT b40fd1)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, content_landmark, first_element, repeated_block


def check(page: Page) -> Iterator[Problem]:
    block = repeated_block(page.article)
    if block is None or content_landmark(page.article, block) is not None:
        return
    yield Problem(
        first_element(page.article) or block,
        "The article stands in no landmark, so a screen reader cannot jump to it past what stands before. Put <main> "
        "around it.",
        ((block, "This stands before it."),),
    )
