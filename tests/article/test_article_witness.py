"""The model against a plain BeautifulSoup script, over real pages that stand beside the project."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from a11ylint.article import Article, read_article
from a11ylint.document import parse
from a11ylint.source import Source

CORPUS = Path(os.environ.get("A11YLINT_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
PAGES = sorted(CORPUS.glob("*/*.html.gz")) if CORPUS.is_dir() else []


@pytest.fixture(scope="module")
def pages() -> list[tuple[Article, BeautifulSoup]]:
    """Every page as the model and as the witness see it; both read the same decoded text."""
    if not PAGES:
        pytest.skip(f"no pages in {CORPUS}; A11YLINT_CORPUS names the folder")
    return [*map(_both, PAGES)]


def _both(path: Path) -> tuple[Article, BeautifulSoup]:
    source = Source.from_bytes(gzip.decompress(path.read_bytes()), path.name)
    return read_article(parse(source)), BeautifulSoup(source.text, "lxml")


def _squeezed(text: str) -> str:
    return "".join(character for character in text if character.isprintable() and not character.isspace())


def _captions(soup: BeautifulSoup) -> Iterator[str]:
    for caption in soup.find_all("figcaption"):
        yield _squeezed(caption.get_text())


def test_the_title_is_the_witness_s_title(pages: list[tuple[Article, BeautifulSoup]]) -> None:
    for article, soup in pages:
        found = article.structured.title
        expected = soup.find("title")
        assert (found is None) == (expected is None)
        if found is not None and expected is not None:
            assert _squeezed(found.value) == _squeezed(expected.get_text())


def test_the_headline_is_one_of_the_witness_s_headings(pages: list[tuple[Article, BeautifulSoup]]) -> None:
    compared = 0
    for article, soup in pages:
        if article.headline is not None and article.headline.where == "h1":
            headings = {_squeezed(heading.get_text()) for heading in soup.find_all("h1")}
            assert any(_squeezed(article.headline.value) in heading for heading in headings)
            compared += 1
    assert compared > len(pages) // 2


def test_every_alt_is_one_the_witness_reads(pages: list[tuple[Article, BeautifulSoup]]) -> None:
    compared = 0
    for article, soup in pages:
        known = {image.get("alt") for image in soup.find_all("img")}
        written = [photo.alt.value for photo in article.photos if photo.alt is not None]
        assert {_squeezed(alt) for alt in written} <= {_squeezed(str(alt)) for alt in known if alt is not None}
        compared += len(written)
    assert compared > len(pages)


def test_every_figcaption_of_the_model_is_one_of_the_witness_s(pages: list[tuple[Article, BeautifulSoup]]) -> None:
    compared = 0
    for article, soup in pages:
        known = [*_captions(soup)]
        for caption in (each for photo in article.photos for each in photo.captions if each.where == "figcaption"):
            # A credit that is marked up in the middle of a caption is left out of its text.
            first, last = caption.text.text[:20], caption.text.text[-8:]
            assert any(_squeezed(first) in each and _squeezed(last) in each for each in known), caption.text.text
            compared += 1
    assert compared > len(pages)


def test_no_caption_is_given_to_two_photos(pages: list[tuple[Article, BeautifulSoup]]) -> None:
    for article, _ in pages:
        places = [caption.whole.span for photo in article.photos for caption in photo.captions]
        assert len(places) == len(set(places))


def test_every_part_selects_its_words(pages: list[tuple[Article, BeautifulSoup]]) -> None:
    for article, _ in pages:
        source = article.document.source
        for caption in (each for photo in article.photos for each in photo.captions):
            if caption.text and "<" not in (cut := source.cut(caption.text.span)) and "&" not in cut:
                assert _squeezed(cut) == _squeezed(caption.text.text)
