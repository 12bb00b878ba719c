"""No skip link, heading, landmark or control leads past repeated content (WCAG 2.4.1; ACT cf77f2 and its parts)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import (
    Page,
    Problem,
    content_heading,
    content_landmark,
    may_be_skipped,
    may_collapse,
    repeated_block,
)


def check(page: Page) -> Iterator[Problem]:
    article = page.article
    block = repeated_block(article)
    if block is None or may_be_skipped(article) or may_collapse(article, block):
        return
    if content_landmark(article, block) is None and content_heading(article, block) is None:
        yield Problem(
            block,
            "Whoever uses a keyboard or a screen reader must pass all of this before the article: there is no skip "
            "link, no heading and no landmark to jump to. Put <main> around the article and a heading at its head.",
        )
