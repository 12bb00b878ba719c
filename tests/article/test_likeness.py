"""Texts that are alike but for a little, and names that may be one person's."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.article.captions import ends_in_stop, names_places, says_composite
from a11ylint.article.likeness import length_in_words, nearly_same, says_again, tokens_of
from a11ylint.article.people import may_be_same_person

TEXT = "The choir of Skalna rehearses on the new stage in the old mill on Tuesday evening."


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("Tuesday", "Thursday"),
        TEXT.replace("new ", ""),
        TEXT.replace("the new stage", "a stage"),
        f"{TEXT} Taken by Ana Hill",
        f"Skalna: {TEXT}",
    ],
)
def test_a_word_or_two_in_one_place_or_a_few_at_one_end_make_two_texts_nearly_the_same(other: str) -> None:
    assert nearly_same(TEXT, other)
    assert nearly_same(other, TEXT)


@pytest.mark.parametrize(
    "other",
    [
        TEXT,
        TEXT.upper().replace("'", "’"),
        TEXT.replace("choir", "band").replace("Tuesday", "Thursday"),
        f"{TEXT} It has not sung there since the flood of last summer.",
        "The choir of Skalna",
        "",
    ],
)
def test_the_same_words_and_quite_other_words_are_not(other: str) -> None:
    assert not nearly_same(TEXT, other)


def test_scripts_without_spaces_are_compared_by_their_letters() -> None:
    text = "古い水車小屋の新しい舞台で火曜日の夜に練習する合唱団"
    assert nearly_same(text, text.replace("火曜日", "木曜日"))
    assert not nearly_same(text, "水車小屋は昨年の夏の洪水から空いたままになっていたという")
    assert 6 <= length_in_words(text) <= 12


def test_a_text_is_said_again_where_most_of_its_runs_of_words_stand() -> None:
    paragraph = f"On Monday nobody came. {TEXT} The doors open at seven, the mayor said."
    assert says_again(TEXT, paragraph)
    assert says_again("On Tuesday, the choir of Skalna rehearses on the new stage in the old mill", paragraph)
    assert not says_again("The choir of Skalna, which nobody knew, will not be heard on Tuesday evening", paragraph)
    assert not says_again("The choir of Skalna", paragraph)


WORDS = st.lists(st.sampled_from(["mill", "choir", "stage", "the", "old"]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_likeness_is_mutual_and_no_text_is_nearly_itself(first: str, second: str) -> None:
    assert nearly_same(first, second) == nearly_same(second, first)
    assert not nearly_same(first, first)


@pytest.mark.parametrize("unit", ["a ", "word word2 ", "水", "Jane/"])
def test_long_texts_take_no_longer_than_their_length(unit: str) -> None:
    text = unit * 100_000
    started = time.process_time()
    nearly_same(text, f"{text}end")
    says_again(text, f"{text}end")
    tokens_of(text)
    assert time.process_time() - started < 4


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Jane Doe", "Doe Jane"),
        ("Jane Doe", "J. Doe"),
        ("José Núñez", "Jose Nunez"),
        ("Sergei Müller", "Sergey Mueller"),
        ("Jane Doe", "Джейн Доу"),
        ("Jane Doe-Hill", "Jane Hill"),
        ("Li Xu", "Xu Bo"),
    ],
)
def test_names_that_may_be_one_persons(first: str, second: str) -> None:
    assert may_be_same_person(first, second)
    assert may_be_same_person(second, first)


@pytest.mark.parametrize(
    ("first", "second"), [("Jane Doe", "John Roe"), ("Анна Горная", "Иван Речной"), ("მარი მთიელი", "გია გორელი")]
)
def test_names_of_two_people(first: str, second: str) -> None:
    assert not may_be_same_person(first, second)


@pytest.mark.parametrize(
    "text",
    ["It ends.", "It ends!”", "It ends (here.)", "Այն ավարտվում է։", "यह समाप्त होता है।", "終わる。", "یہ ختم ہوتا ہے۔"],
)
def test_a_sentence_ends_in_the_stop_of_its_script(text: str) -> None:
    assert ends_in_stop(text)
    assert not ends_in_stop(text.rstrip("”)").rstrip(".!։।。۔"))


@pytest.mark.parametrize(
    ("text", "words", "photos"),
    [
        ("Clockwise from top left: the choir, the mill, the street, the mayor.", "Clockwise from", 3),
        ("The choir (top left), the mill (top right) and the street (bottom left)", "top left", 3),
        ("The left photo shows the mill, the right photo the street.", "left photo", 2),
        ("Хор (вверху слева) и мельница (внизу справа)", "вверху слева", 2),
        ("Oben links der Chor, unten rechts die Mühle", "Oben links", 2),
    ],
)
def test_captions_tell_photos_apart_by_their_places(text: str, words: str, photos: int) -> None:
    places = names_places(text)
    assert places is not None
    assert (text[places.start : places.end], places.photos) == (words, photos)


@pytest.mark.parametrize("text", ["Ana Hill, left, and Jan Berg, right", "The mill, top left", "The choir", ""])
def test_people_in_one_photo_are_not_told_apart_so(text: str) -> None:
    assert names_places(text) is None


def test_a_picture_put_together_of_several_says_so() -> None:
    assert says_composite("This combination of photos shows the choir and the mill")
    assert not says_composite("The choir on the stage")
