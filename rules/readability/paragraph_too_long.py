"""A paragraph has more words than fit on a screen."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, words_in


def check(page: Page) -> Iterator[Problem]:
    most = page.option("words", int)
    for paragraph in page.article.paragraphs:
        words = len(words_in(paragraph.text))
        if words > most:
            yield Problem(paragraph, f"This paragraph has {words} words, more than {most}. Begin a new one half-way.")
