"""Word lists: names in classes, and phrases in texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.article import words
from a11ylint.article.words import Lexicon, marks_of

DATA = Path(words.__file__).parents[1] / "data"


@pytest.mark.parametrize("names", ["read-more", "readMore", "c-read_more--wide", "READ-MORE box", "readmore"])
def test_a_listed_name_is_known_in_every_spelling(names: str) -> None:
    assert marks_of(names) & words.FURNITURE


@pytest.mark.parametrize(
    "names", ["headline", "readmore2", "thread-morel", "", "css-1x9ab", "navy-blue", "shareholder"]
)
def test_a_part_of_a_word_is_not_the_word(names: str) -> None:
    assert not marks_of(names) & words.FURNITURE


def test_one_name_may_mark_several_things() -> None:
    marks = marks_of("author")
    assert marks & words.BYLINE
    assert marks & words.CREDIT


def test_phrases_are_found_as_whole_words_the_longest_first() -> None:
    lexicon = Lexicon(["AP", "AP Photo", "RFE/RL", "d'archives"], fold=False)
    found = [
        (each.start, each.end, each.phrase) for each in lexicon.find("AP  Photo, RFE/RL; MAP; ap; photo d'archives")
    ]
    assert [phrase for _, _, phrase in found] == ["AP Photo", "RFE/RL", "d'archives"]
    assert "AP  Photo, RFE/RL"[found[0][0] : found[0][1]] == "AP  Photo"


def test_case_counts_where_it_is_asked_to() -> None:
    assert Lexicon(["By"]).begins("BY Jane") is not None
    assert Lexicon(["By"], fold=False).begins("BY Jane") is None
    assert "associated  PRESS" in Lexicon(["Associated Press"])


@given(st.lists(st.text("ab /.", min_size=1).filter(str.strip), min_size=1, max_size=6), st.text("ab /.", max_size=40))
def test_what_is_found_stands_there(phrases: list[str], text: str) -> None:
    lexicon = Lexicon(phrases)
    end = 0
    for found in lexicon.find(text):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] in lexicon
        end = found.end


@pytest.mark.parametrize("path", sorted(DATA.glob("*.json")), ids=lambda path: path.stem)
def test_every_data_file_says_what_it_is(path: Path) -> None:
    written = json.loads(path.read_text("utf-8"))
    if path.stem in ("attribution", "bylines", "captions", "class_words", "skip_links"):
        assert len(written["about"]) > 40
