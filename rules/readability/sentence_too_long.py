"""A sentence has more words than a reader can hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Page, Problem, default_for, split, words_in

# "…was fortunate.The report…": a break that only a style sheet shows; where such sentences end cannot be told.
_RUN_TOGETHER: Final = re.compile(r"[^\W\d_]{2}[.!?][^\W\d_a-z][^\W\d_]")


def check(page: Page) -> Iterator[Problem]:
    language = page.article.language
    if language is None or default_for(language) is None:
        return  # words are not written apart there, or not comparable in number
    most = page.option("words", int)
    for paragraph in page.article.paragraphs:
        if paragraph.text.count(" ") < most:
            continue
        for start, end in split(paragraph.text, language):
            if paragraph.text.count(" ", start, end) < most:
                continue
            words = len(words_in(paragraph.text[start:end]))
            if words > most and not _RUN_TOGETHER.search(paragraph.text, start, end):
                yield Problem(
                    paragraph.part(start, end), f"This sentence has {words} words, more than {most}. Split it."
                )
