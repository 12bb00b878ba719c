"""The headline, its kicker and its deck: what a reader meets, and what machines are told beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from a11ylint.article import Article

Read = Callable[[str], Article]
Page = Callable[..., Article]
BODY = "<p>" + "The orchard has stood empty since the frost took the blossom in the second week of April. " * 3 + "</p>"


def test_the_h1_that_the_metadata_repeats_is_the_headline(read: Read) -> None:
    article = read(
        "<title>Frost takes the blossom | The Valley</title><h1>The Valley</h1>"
        f"<article><h1>Frost takes the blossom</h1>{BODY}</article>"
    )
    assert article.headline is not None
    assert article.headline.value == "Frost takes the blossom"
    assert article.document.source.cut(article.headline.span) == "Frost takes the blossom"


@pytest.mark.parametrize(
    "marked",
    [
        "<h2>Frost takes the blossom</h2>",
        '<div class="article-title">Frost takes the blossom</div>',
        '<p itemprop="headline">Frost takes the blossom</p>',
        '<span class="storyHeadline">Frost takes the blossom</span>',
    ],
)
def test_without_an_h1_what_the_title_repeats_is_the_headline(read: Read, marked: str) -> None:
    article = read(f"<title>Frost takes the blossom</title><div>{marked}{BODY}</div>")
    assert article.headline is not None
    assert article.headline.value == "Frost takes the blossom"
    assert article.headline_element is not None


def test_every_statement_of_the_headline_keeps_its_evidence(read: Read) -> None:
    article = read(
        '<title>Frost: what now?</title><meta property="og:title" content="Blossom gone">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Blossom lost to frost"}</script>'
        f"<h1>Frost takes the blossom</h1>{BODY}"
    )
    source = article.document.source
    assert [(part.where, part.value, source.cut(part.span)) for part in article.headlines[:3]] == [
        ("h1", "Frost takes the blossom", "Frost takes the blossom"),
        ("json-ld", "Blossom lost to frost", "Blossom lost to frost"),
        ("og:title", "Blossom gone", "Blossom gone"),
    ]


@pytest.mark.parametrize("hidden", ["hidden", 'aria-hidden="true"', 'style="display: none"'])
def test_a_hidden_heading_is_no_headline(read: Read, hidden: str) -> None:
    article = read(
        f"<title>Frost takes the blossom</title><h1 {hidden}>Subscribe now</h1><h1>Frost takes the blossom</h1>{BODY}"
    )
    assert article.headline is not None
    assert article.headline.value == "Frost takes the blossom"


def test_kicker_and_deck_stand_over_and_under_the_headline(page: Page) -> None:
    article = page(under='<p class="standfirst">A vote is put off until the spring.</p>')
    assert article.deck is not None
    assert article.deck.value == "A vote is put off until the spring."
    assert article.kicker is None


def test_a_page_without_any_heading_has_the_headline_of_its_metadata(read: Read) -> None:
    article = read(f"<title>Frost takes the blossom</title>{BODY}")
    assert article.headline is not None
    assert article.headline.where == "title"
    assert article.headline_element is None
