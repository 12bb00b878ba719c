"""No heading that everybody meets stands behind the repeated content (WCAG 2.4.1; ACT 047fe0)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, content_heading, first_element, repeated_block


def check(page: Page) -> Iterator[Problem]:
    block = repeated_block(page.article)
    if block is None or content_heading(page.article, block) is not None:
        return
    yield Problem(
        first_element(page.article) or block,
        "No heading that everybody meets leads to the article past what stands before it. Mark up its headline as a "
        "heading.",
        ((block, "This stands before it."),),
    )
