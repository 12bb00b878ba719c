"""What on a page is the article: its paragraphs, and the furniture around and inside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from a11ylint.article import Article

Read = Callable[[str], Article]
Page = Callable[..., Article]
LINE = "The bell tower was shut on Tuesday after a stone the size of a loaf came down in the night. "
OTHER = "Readers who liked this also liked our long report on the towers of the coast and their keepers. "


def texts(article: Article) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs]


@pytest.mark.parametrize(
    "furniture",
    [
        f"<aside><p>{OTHER}</p></aside>",
        f'<div class="related-stories"><p>{OTHER}</p></div>',
        f'<div class="newsletterSignup"><p>{OTHER}</p></div>',
        f'<div id="most_read"><p>{OTHER}</p></div>',
        f'<div role="complementary"><p>{OTHER}</p></div>',
        f'<div class="leia-mais"><p>{OTHER}</p></div>',
        f"<nav><p>{OTHER}</p></nav>",
        f"<noscript><p>{OTHER}</p></noscript>",
        f"<div hidden><p>{OTHER}</p></div>",
        f"<form><p>{OTHER}</p></form>",
    ],
)
def test_furniture_inside_the_body_is_no_paragraph(page: Page, furniture: str) -> None:
    article = page(furniture)
    assert len(article.paragraphs) == 3
    assert not any(OTHER.strip() in text for text in texts(article))


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('<div class="sidebar-grid__content">', "</div>"),
        ('<form id="page">', "</form>"),
        ('<div class="with-comments has-ads">', "</div>"),
        ('<table role="presentation"><tr><td>', "</td></tr></table>"),
    ],
)
def test_what_holds_the_whole_article_is_no_furniture_whatever_it_is_called(
    read: Read, opening: str, closing: str
) -> None:
    paragraphs = "".join(f"<p>{LINE * 2}{number}</p>" for number in range(4))
    article = read(f"<title>Bell tower shut</title><body>{opening}<h1>Bell tower shut</h1>{paragraphs}{closing}</body>")
    assert len(article.paragraphs) == 4


def test_text_between_line_breaks_is_prose_too(read: Read) -> None:
    article = read(f"<h1>Bell tower shut</h1><div>{LINE}<br><br>{LINE}</div>")
    assert texts(article) == [f"{LINE}{LINE}".strip()]


def test_bare_text_around_inserted_blocks_is_prose_without_them(read: Read) -> None:
    article = read(f"<h1>Bell tower shut</h1><div>{LINE * 2}<div class=ad>Buy a bell</div>{LINE}</div>")
    assert texts(article) == [(LINE * 3).strip()]


def test_cells_of_a_data_table_are_no_paragraphs(page: Page) -> None:
    article = page(f"<table><tr><th>Tower</th></tr><tr><td><p>{LINE}</p></td></tr></table>")
    assert len(article.paragraphs) == 3


def test_a_paragraph_of_links_is_no_prose(page: Page) -> None:
    article = page('<p><a href="/a">All about the ferries of the sound</a> <a href="/b">All about the towers</a></p>')
    assert len(article.paragraphs) == 3


def test_captions_and_agency_lines_are_no_paragraphs(page: Page) -> None:
    article = page(
        '<img src="a.jpg" alt="The early ferry at the quay"><p>The early ferry at the quay</p>'
        "<p>With reporting by Reuters</p>"
    )
    assert len(article.paragraphs) == 3


def test_a_programs_words_are_not_the_articles(read: Read) -> None:
    prose = "<p>The town will close the old bridge near the station, and buses will stop on the other bank.</p>"
    code = "<pre><code>The bridge opened on Thursday, June 28, 2023, and the log says nothing of it.</code></pre>"
    article = read(f"<h1>Bridge closes</h1>{prose * 3}{code}")
    assert len(texts(article)) == 3
    assert not any("Thursday" in text for text in texts(article))
