"""A long article has no heading between its paragraphs (WCAG 2.4.10)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    paragraphs = page.article.paragraphs
    if len(paragraphs) < 2:
        return
    words = sum(len(paragraph.text.split()) for paragraph in paragraphs)
    if words < page.option("words", int):
        return
    first, last = paragraphs[0].span.end, paragraphs[-1].span.start
    headings = page.select("h1, h2, h3, h4, h5, h6, [role=heading]")
    if not any(first <= heading.span.start <= last for heading in headings):
        yield Problem(
            paragraphs[0],
            f"The article runs to {words} words without a heading inside. Headings let readers find their way.",
        )
