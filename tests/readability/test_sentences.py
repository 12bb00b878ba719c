"""Sentences end where a reader sees them end."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.readability import split

LABELLED: dict[str, list[str]] = json.loads(Path(__file__).with_name("sentences.json").read_text(encoding="utf-8"))
LABELLED.pop("about")
LANGUAGES = (*LABELLED, "kk", "th", "qq", "", "en-US")


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split(text, language)]


@pytest.mark.parametrize("language", LABELLED)
def test_labelled_news(language: str) -> None:
    """At least 98 of 100 boundaries are right, false and missed ones counted alike."""
    space = "" if language in ("zh", "ja") else " "
    right = wrong = 0
    for labelled in LABELLED[language]:
        parts = labelled.split("|")
        expected, at = set(), 0
        for part in parts[:-1]:
            expected.add(at + len(part))
            at += len(part) + len(space)
        found = {end for _, end in split(space.join(parts), language)[:-1]}
        right += len(expected & found)
        wrong += len(expected ^ found)
    assert right / (right + wrong) >= 0.98


def test_there_are_enough_labels_to_tell() -> None:
    boundaries = {language: sum(text.count("|") for text in texts) for language, texts in LABELLED.items()}
    assert boundaries["en"] >= 150
    assert sum(boundaries.values()) >= 400


def test_an_abbreviation_ends_a_sentence_only_before_what_opens_one() -> None:
    assert sentences("He flew to the U.S. The visit was short.") == [
        "He flew to the U.S.",
        "The visit was short.",
    ]
    assert sentences("He met the U.S. Secretary of State.") == ["He met the U.S. Secretary of State."]


def test_a_title_or_an_initial_ends_none() -> None:
    assert len(sentences("Gen. A. B. Lee and Dr. Ann Poe met St. John's mayor.")) == 1


def test_a_quoted_question_goes_on_with_its_speaker() -> None:
    assert len(sentences('"Why now?" Sen. Ada Lee, a Democrat, asked.')) == 1
    assert len(sentences('"Why now?" The room fell silent.')) == 2
    assert len(sentences("« Pourquoi ? » a demandé le maire.", "fr")) == 1


def test_numbers_and_addresses_are_left_whole() -> None:
    assert len(sentences("It cost $3.5 million (see www.example.org/a.b) in 2.0 form.")) == 1


def test_a_line_break_ends_a_sentence() -> None:
    assert sentences("A headline without a stop\nThe first sentence.") == [
        "A headline without a stop",
        "The first sentence.",
    ]


def test_quotation_marks_and_brackets_stay_with_their_sentence() -> None:
    assert sentences("(He left.) “She stayed.” They talked.") == ["(He left.)", "“She stayed.”", "They talked."]


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("hy", "Նա եկավ։ Նա գնաց։", 2),
        ("hi", "वह आया। वह गया।", 2),
        ("ar", "لماذا؟ لا أحد يعرف.", 2),
        ("ur", "وہ آیا۔وہ گیا۔", 2),
        ("el", "Γιατί; Δεν ξέρω.", 2),
        ("en", "One reason; Another reason.", 1),
        ("zh", "他来了。他走了！", 2),
        ("ja", "「行く。」と言った。", 1),
        ("de", "Am 3. Oktober 1990 war es so weit.", 1),
        ("cs", "Sešli se 3. května v Praze.", 1),
    ],
)
def test_stops_of_other_scripts(language: str, text: str, number: int) -> None:
    assert len(split(text, language)) == number


@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(st.sampled_from([*"aA1 .!?…\"'“”()\n।。 -:", "U.S.", "Dr.", "3.", "p.m."]), max_size=80).map("".join),
    ),
    st.sampled_from(LANGUAGES),
)
def test_the_ranges_are_ordered_and_hold_all_but_white_space(text: str, language: str) -> None:
    at = 0
    for start, end in split(text, language):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "piece",
    [".", ". ", '."', '?" ', "A.", "a. b", "Dr. ", "...x", "'", " -", '!"A', "A ", "1. ", "。」", "\n", "» "],
)
@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_hostile_text_takes_linear_time(piece: str, language: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            split(text, language)
            best = min(best, time.process_time() - start)
        return best

    split("warm up.", language)
    # Eight times the text: linear time is eightfold, quadratic 64-fold.
    assert seconds(160_000) < 24 * max(seconds(20_000), 0.002)
