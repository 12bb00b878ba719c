"""Pages made to take long: time grows with their size, whatever they nest or repeat."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a11ylint.article import Article, read_article
from a11ylint.article.describe import as_json, describe
from a11ylint.document import parse
from a11ylint.source import Source

PROSE = "<p>" + "The ferry leaves at six and comes back at nine, as it always has. " * 4 + "</p>"
STORY = '{"@type":"Article","author":"Jane Doe"}'
FIGURE = "<figure><img src=a.jpg alt=x><figcaption>The ferry (AP)</figcaption></figure>"

SHAPES: dict[str, Callable[[int], str]] = {
    "nested boxes": lambda n: "<div class='share'>" * n + PROSE,
    "nested text": lambda n: ("<div>" + "Bare text that is long enough to be taken for prose, or is it not? ") * n,
    "nested figures": lambda n: "<h1>Ferry</h1>" + PROSE + "<figure><img src=a.jpg><div class=caption>" * n,
    "nested titles": lambda n: "<div class=title>" * n + "x" + PROSE,
    "paragraphs": lambda n: "<h1>Ferry</h1>" + PROSE * n,
    "figures": lambda n: "<h1>Ferry</h1>" + PROSE + FIGURE * n,
    "one figure": lambda n: "<h1>Ferry</h1>" + PROSE + "<figure>" + FIGURE[8:-9] * n + "</figure>",
    "captions in a box": lambda n: "<h1>Ferry</h1>" + PROSE + "<img src=a.jpg><b class=caption>x</b>" * n + PROSE,
    "fallbacks": lambda n: "<h1>Ferry</h1>" + PROSE + "<noscript><img src=a.jpg></noscript><img src=a.jpg>" * n,
    "bylines": lambda n: "<h1>Ferry</h1>" + "<span class=author>Jane Doe" * n + PROSE,
    "links": lambda n: "".join(f"<a href='#m{i}'>Skip to content</a>" for i in range(n)) + PROSE,
    "headings": lambda n: "<h1>Ferry sails</h1>" * n + PROSE,
    "class names": lambda n: "".join(f"<div class='a{i} nav-{i}'>t</div>" for i in range(n)) + PROSE,
    "one class name": lambda n: f"<div class='{'read-' * n}'>t</div>" + PROSE,
    "metadata": lambda n: "<meta name=author content='Jane Doe'>" * n + PROSE,
    "data": lambda n: f"<script type='application/ld+json'>[{','.join([STORY] * n)}]</script>" + PROSE,
    "agency lines": lambda n: "<h1>Ferry</h1>" + PROSE + "<p>With reporting by AFP, Reuters, and x, y, z</p>" * n,
    "lists": lambda n: "<ul>" * n + "<a href=/x>y</a>" + PROSE,
}  # fmt: skip


def seconds(markup: str) -> float:
    document = parse(Source.from_bytes(markup.encode(), "page.html"))
    started = time.process_time()
    article = read_article(document)
    for part in ("headlines", "regions", "photos", "paragraphs", "bylines", "links", "navigation", "deck", "kicker"):
        getattr(article, part)
    return time.process_time() - started


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_page_takes_about_four_times_as_long(shape: str) -> None:
    small, large = (min(seconds(SHAPES[shape](number)) for _ in range(2)) for number in (1_000, 4_000))
    # Sixteen times would be quadratic; what takes no time at all cannot be compared.
    assert large < 9 * small + 0.05


PIECES = (
    "<h1>", "</h1>", "<p>", "</p>", "<div class=caption>", "</div>", "<figure>", "</figure>", "<figcaption>",
    "<img src=a.jpg>", "<img alt='x y z'>", "<picture>", "<noscript>", "</noscript>", "<a href='#a'>", "<a href=/x>",
    "</a>", "<article>", "</article>", "<nav>", "<span class=byline>", "By Jane Doe", "Photo: AP", "Some words. ",
    "(file photo)", "<table>", "<td>", "<svg>", "<template>", "<title>", "</title>", "<b id=a>", "&amp;", "\r\n",
    "With reporting by AFP", "Skip to content", "<meta name=author content=x>", "<time>",
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_whatever_the_markup_the_model_stands_and_its_places_are_in_the_source(pieces: list[str]) -> None:
    source = Source.from_bytes(" ".join(("<p>", *pieces)).encode(), "page.html")
    article: Article = read_article(parse(source))
    for row in describe(article):
        assert 0 <= row.span.start <= row.span.end <= len(source.text)
    as_json(article)
