"""A caption that is the headline again."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, length_in_words, nearly_same, plain_key


def check(page: Page) -> Iterator[Problem]:
    headline = page.article.headline
    if headline is None or length_in_words(headline.value) < page.option("minimum-words", int):
        return
    key = plain_key(headline.value)
    for photo in page.article.photos:
        if photo.in_embed:
            continue
        for caption in photo.captions:
            said = caption.bare
            if said and (plain_key(said.text) == key or nearly_same(headline.value, said.text)):
                yield Problem(
                    said,
                    "This caption only repeats the headline. Say who or what the photo shows, where and when.",
                    ((headline.span, "The headline."),),
                )
