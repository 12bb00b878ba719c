"""A page printed as text: each line is what its words and its place say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from a11ylint.article import Article

ReadText = Callable[[str, str], Article]

CAPTION = "Customs officers unload crates of tangerines at the eastern pier in Novara Bay in March."
ARTICLE = f"""Accessibility links

Trade Desk

Envoy Says Pier Talks Leave Room For 'A Calmer Spring'

Harbour commissioner Lena Brandt (file photo)

The envoy told reporters on April 9 that the talks about the eastern pier had left room for a calmer spring for both.

Brandt, who came to Novara Bay with two lawyers, spoke for ten minutes at the start of the meeting in the customs house.

{CAPTION}
{CAPTION}

She is to meet the dockers at 4:30 p.m. (1430 GMT/UTC) and then to sail home before the weather turns, her office said.

With reporting by dpa, Lusa, and the Associated Press
"""


@pytest.fixture
def article(read: ReadText) -> Article:
    return read(ARTICLE, "article.txt")


def test_the_line_where_skip_links_stood_comes_first(article: Article) -> None:
    assert article.skip_line is not None
    assert article.skip_line.value == "Accessibility links"
    assert article.skip_links == ()


def test_the_headline_and_the_kicker_over_it(article: Article) -> None:
    assert article.headline is not None
    assert article.headline.value == "Envoy Says Pier Talks Leave Room For 'A Calmer Spring'"
    assert article.kicker is not None
    assert article.kicker.value == "Trade Desk"


def test_captions_are_photos_without_an_image_or_an_alt(article: Article) -> None:
    portrait, crates = article.photos
    assert [photo.image for photo in (portrait, crates)] == [None, None]
    assert [photo.alt for photo in (portrait, crates)] == [None, None]
    assert portrait.caption is not None
    assert portrait.caption.bare.text == "Harbour commissioner Lena Brandt"
    assert portrait.caption.courtesy.text == "(file photo)"


def test_a_caption_printed_twice_is_one_photo_with_both_copies(article: Article) -> None:
    first, second = article.photos[1].captions
    assert first.key == second.key
    source = article.document.source
    assert [source.position(caption.span.start).line for caption in (first, second)] == [13, 14]
    assert source.cut(first.span) == source.cut(second.span) == CAPTION


def test_the_agency_line_names_its_agencies_where_they_stand(article: Article) -> None:
    (line,) = article.agency_lines
    assert line.agencies == ("dpa", "Lusa", "AP")
    assert [article.document.source.cut(name.span) for name in line.names] == ["dpa", "Lusa", "the Associated Press"]


def test_what_is_left_are_paragraphs(article: Article) -> None:
    assert [paragraph.text.split()[0] for paragraph in article.paragraphs] == ["The", "Brandt,", "She"]


def test_line_ends_and_indents_do_not_matter(read: ReadText) -> None:
    article = read(ARTICLE.replace("\n", "\r\n  "), "article.txt")
    assert len(article.photos) == 2
    assert len(article.photos[1].captions) == 2
    assert len(article.paragraphs) == 3


def test_a_byline_under_the_headline(read: ReadText) -> None:
    article = read(ARTICLE.replace("Harbour commissioner", "By Jane Doe and John Roe\n\nHarbour commissioner"), "a.txt")
    assert article.authors == ("Jane Doe", "John Roe")


@pytest.mark.parametrize(
    "line", ["Мэр Анна Петрова (архивное фото)", "The crane (Photo: Jane Doe)", "Der Hafen. Foto: Jana Muster"]
)
def test_lines_that_say_they_are_captions(read: ReadText, line: str) -> None:
    article = read(ARTICLE.replace("Harbour commissioner Lena Brandt (file photo)", line), "a.txt")
    assert len(article.photos) == 2


def test_a_paragraph_printed_twice_far_apart_is_no_caption(read: ReadText) -> None:
    sentence = (
        "The cranes stood still all day, and the gulls had the eastern pier to themselves until the evening came."
    )
    article = read(
        f"Cranes stand still\n\n{sentence}\n\nNobody had told them why, said one of the crew.\n\n{sentence}\n", "a.txt"
    )
    assert article.photos == ()


@pytest.mark.parametrize("text", ["One line", "Accessibility links", "By Jane Doe", "a\nb\nc"])
def test_hardly_any_text_is_no_trouble(read: ReadText, text: str) -> None:
    article = read(text, "a.txt")
    assert len(article.photos) + len(article.agency_lines) + len(article.skip_links) == 0
