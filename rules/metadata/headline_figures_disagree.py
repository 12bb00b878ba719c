"""A figure in the headline and another in the metadata, the words around being the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem, differing_figures

_MOST_TITLES: Final = 20


def check(page: Page) -> Iterator[Problem]:
    headline = page.article.headline
    if headline is None:
        return
    for part in page.article.headlines[1:_MOST_TITLES]:
        figures = differing_figures(headline.value, part.value)
        if figures is not None:
            yield Problem(
                part.span,
                f"The headline says {figures[0]} where this title, otherwise in the same words, says {figures[1]}. "
                "Give both the right figure.",
                ((headline.span, "The headline."),),
            )
