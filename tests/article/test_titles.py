"""Headlines compared: the same words, the same subject, the same figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.article.titles import differing_figures, same_words, shares_no_subject, subjects_of

TITLES = st.text(max_size=80)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("“The dam held”", '"the dam held"'),
        ("Staudamm\xadbruch: was nun?", "Staudammbruch – was nun"),
        ("停戦「最も合意に近い」\u3000最終案", "停戦「最も合意に近い」 最終案"),
    ],
)
def test_punctuation_capitals_and_spaces_make_no_difference(first: str, second: str) -> None:
    assert same_words(first, second)


def test_titles_without_words_do_not_say_the_same() -> None:
    assert not same_words("…", "!")


@given(TITLES, TITLES)
def test_the_order_of_two_titles_does_not_matter(first: str, second: str) -> None:
    assert same_words(first, second) == same_words(second, first)
    assert shares_no_subject(first, second) == shares_no_subject(second, first)


@given(TITLES)
def test_a_title_shares_its_subject_with_itself(title: str) -> None:
    assert not shares_no_subject(title, title)


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("Сборная обыграла Сербию в Белграде", "Цены на хлеб выросли вдвое за год"),
        ("US and UN agree on grain", "Harvest festival draws many visitors"),
        ("東京女子医大元理事長逮捕", "新型無線機能発売開始"),
    ],
)
def test_titles_of_two_stories_share_nothing(headline: str, title: str) -> None:
    assert shares_no_subject(headline, title)


@pytest.mark.parametrize(
    ("headline", "title", "why"),
    [
        ("Президент посетил Астану", "В Астане встретили президента Казахстана", "forms of one word"),
        ("Why neon is the symbol of a century", "The modern ambitions behind neon", "one word"),
        ("US to leave the talks", "What the US wants from Iran", "an abbreviation"),
        ("Vote 2024: the results", "All of 2024 in pictures", "a figure"),
        ("Дамба выдержала ночной паводок", "Northport dam holds after flood", "another script"),
        ("Live", "Harvest festival draws many visitors", "too short to tell"),
    ],
)
def test_what_may_be_one_story_is_taken_for_one(headline: str, title: str, why: str) -> None:
    assert not shares_no_subject(headline, title), why


def test_subjects_are_beginnings_of_words_figures_and_abbreviations() -> None:
    assert subjects_of("The EU spent 12 on it, say auditors") == {"eu", "spen", "12", "audi"}
    assert subjects_of("停戦に合意") == {"停戦", "合意"}


def test_a_figure_that_differs_is_named_in_both_forms() -> None:
    assert differing_figures("At least 12 hurt in fire", "At least 10 hurt in fire | Echo") == ("12", "10")


@pytest.mark.parametrize(
    "title",
    [
        "At least 12 hurt in fire – Northport Echo",
        "At least ten hurt in fire",
        "At least 10 hurt in blaze",
        "12 hurt",
        "At least 12,000 hurt in fire",
    ],
)
def test_other_words_are_another_title_not_another_figure(title: str) -> None:
    assert differing_figures("At least 12 hurt in fire", title) is None


@given(TITLES)
def test_no_figure_differs_from_itself(title: str) -> None:
    assert differing_figures(title, title) is None


def test_a_text_too_long_for_a_title_is_not_compared() -> None:
    assert differing_figures("At least 12 hurt in fire", "1 " * 100_000) is None
