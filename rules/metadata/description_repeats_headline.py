"""A description that says nothing but the headline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem, content_part, same_words

_MOST: Final = 20  # statements of one thing that are compared
_NAMES: Final = ("description", "og:description", "twitter:description")


def check(page: Page) -> Iterator[Problem]:
    headlines = page.article.headlines[:_MOST]
    for name in _NAMES:
        for part in page.article.structured.meta.get(name, ())[:_MOST]:
            same = next((each for each in headlines if same_words(each.value, part.value)), None)
            if same is not None:
                yield Problem(
                    content_part(part).span,
                    f"The description ({name}) only repeats the headline, so readers learn nothing more from a search "
                    "result or a shared link. Sum the article up in another sentence.",
                    ((same.span, "The headline."),),
                )
