"""The share of long words, as Björnsson's LIX counts them (C. H. Björnsson, "Läsbarhet", 1968)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    found = page.article.measures
    if found is None or not found.hardest or found.words < page.option("minimum-words", int):
        return
    share, most = 100 * found.long_word_share, page.option("share", float)
    if share > most:
        hardest = found.hardest[0]
        yield Problem(
            page.article.paragraphs[hardest.paragraph].part(hardest.start, hardest.end),
            f"Of the article's words {share:.0f} % are long, more than {most:g} %. Begin with this sentence.",
        )
