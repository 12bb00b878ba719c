"""Small pages of our own for the article model, each in one way of marking up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from a11ylint.article import Article, read_article
from a11ylint.document import parse
from a11ylint.source import Source

PROSE = (
    "The ferry company said on Monday that it would keep the early crossing through the winter, after the island's "
    "only baker told the council that flour and yeast no longer reached her in time to open before school.",
    "Most of the forty people in the hall had come on foot. They were told that a second boat costs more than the "
    "fares bring in, and that the county has promised to look at its share once the new budget is through.",
    "A vote was put off until the spring. Until then the crew will work an hour longer on two days of the week, and "
    "the harbour master keeps the gate open for whoever comes down the hill with a cart.",
)

ReadPage = Callable[..., Article]


@pytest.fixture
def read() -> Callable[[str], Article]:
    """Read markup, or plain text where the path says so, as it stands."""

    def reading(markup: str, path: str = "page.html") -> Article:
        return read_article(parse(Source.from_bytes(markup.encode(), path)))

    return reading


@pytest.fixture
def page(read: Callable[[str], Article]) -> ReadPage:
    """Build a page around an article: `under` its headline, `inside` its body, and so on."""

    def building(
        inside: str = "",
        *,
        under: str = "",
        after: str = "",
        before: str = "",
        head: str = "",
        headline: str = "Island keeps its early ferry",
        lang: str = "en",
        prose: tuple[str, ...] = PROSE,
    ) -> Article:
        first, *rest = (f"<p>{paragraph}</p>" for paragraph in prose)
        return read(
            f'<!doctype html><html lang="{lang}"><head><title>{headline} - The Sound</title>{head}</head><body>{before}'
            f"<main><article><h1>{headline}</h1>{under}<div>{first}{inside}{''.join(rest)}</div>{after}</article></main>"
            "</body></html>"
        )

    return building
