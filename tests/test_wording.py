"""Words that say nothing by themselves, and addresses that do or do not serve one purpose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.article.addresses import differ_in_purpose
from a11ylint.article.wording import (
    announces_window,
    bare_words,
    has_words,
    is_vague_frame,
    is_vague_link,
    is_vague_title,
    names_format,
    says_required,
    tells_of_error,
)


@pytest.mark.parametrize(
    "text",
    [
        "Click here",
        "READ MORE…",
        "» Weiterlesen",
        "En savoir plus →",
        "Подробнее",
        "続きを読む",
        "اقرأ المزيد",
        "और पढ़ें",
    ],
)
def test_a_link_that_says_nothing(text: str) -> None:
    assert is_vague_link(text)


@pytest.mark.parametrize(
    "text", ["", "Read more about the dam", "Here comes the flood", "Mehr Wohnungen für Northport"]
)
def test_a_link_that_says_something(text: str) -> None:
    assert not is_vague_link(text)


def test_signs_at_the_ends_do_not_count() -> None:
    assert bare_words(" » Read  More!… ") == "read more"
    assert bare_words("और पढ़ें") == "और पढ़ें"  # a vowel sign is no punctuation


@given(st.text())
def test_bare_words_are_bare(text: str) -> None:
    assert bare_words(bare_words(text)) == bare_words(text)
    assert not has_words(text) or text.strip()


def test_formats_frames_titles() -> None:
    assert names_format("PDF") and not names_format("The report (PDF)")
    assert is_vague_frame("iframe") and not is_vague_frame("Film: the dam")
    assert is_vague_title("Untitled document") and not is_vague_title("The dam held")


def test_a_new_window_is_announced_in_words() -> None:
    assert announces_window("The report (opens in a new tab)")
    assert announces_window("レポート（新しいタブで開く）")
    assert not announces_window("The report of the window makers")


def test_required_is_a_star_or_a_word() -> None:
    assert says_required("Name *") and says_required("Name (Pflichtfeld)")
    assert not says_required("Name")


def test_an_error_message_tells_the_cause_or_the_cure() -> None:
    assert tells_of_error("Age must be at least 1.", "Age")
    assert not tells_of_error("Invalid value for age.", "Age")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/", "https://b.example/"),
        ("/contact?desk=news", "/contact?desk=ads"),
        ("mailto:a@a.example", "mailto:b@a.example"),
    ],
)
def test_addresses_that_differ(one: str, other: str) -> None:
    assert differ_in_purpose(one, other, "contact us")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/contact", "/contact/#form"),
        ("/contact", "/contact?utm_source=mail"),
        ("https://www.a.example/x", "http://a.example/x"),
        ("/contact", "/contact-copy"),
        ("/contact", "https://a.example/contact"),
        ("http://[", "/contact"),
    ],
)
def test_addresses_that_may_serve_one_purpose(one: str, other: str) -> None:
    assert not differ_in_purpose(one, other, "contact us")


def test_vague_words_mean_another_thing_each_time() -> None:
    assert differ_in_purpose("/dam", "/mayor", "Read more")
