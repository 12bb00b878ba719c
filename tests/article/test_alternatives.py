"""Alternative texts that are none."""

from __future__ import annotations

import json
from importlib.resources import files
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.article.alternatives import is_file_name, is_placeholder

PHRASES = sorted(
    {
        phrase
        for listed in json.loads(files("a11ylint.data").joinpath("alternatives.json").read_text("utf-8"))[
            "placeholders"
        ].values()
        for phrase in listed
    }
)


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_listed_phrase_is_a_placeholder(phrase: str) -> None:
    assert is_placeholder(phrase)


@given(st.sampled_from(PHRASES), st.integers(0, 99))
def test_case_numbers_and_spaces_do_not_save_a_placeholder(phrase: str, number: int) -> None:
    assert is_placeholder(f"  {phrase.upper() if phrase.upper().lower() == phrase else phrase} {number}. ")


@pytest.mark.parametrize("text", ["Map", "Photo: AFP", "A photo of the mayor", "Bildung", "Portrait", "", "  "])
def test_words_that_say_something_are_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    ["IMG_2031", "IMG_2031.JPG", "DSC0001", "photo-1.webp", "Plan neu.png", "_MG_4021", "PXL_20240503_081512345",
     "Screenshot 2024-05-03 at 11.02", "0f9a8b7c6d5e4f3a2b1c", "rain-1024x768", "AP24124567890123"],
)  # fmt: skip
def test_names_of_files(text: str) -> None:
    assert is_file_name(text)


@pytest.mark.parametrize(
    "text",
    ["COVID-19", "Saint-Martin", "A-10", "SAM 2020", "IMG Academy", "MG 500", "Boeing 737-800", "G20", "deadbeef",
     "The memorandum that was sent around as memo.jpg", "12", "Mercedes-Benz C 180"],
)  # fmt: skip
def test_words_that_only_look_like_a_file(text: str) -> None:
    assert not is_file_name(text)


def test_the_words_of_the_address_are_its_name() -> None:
    assert is_file_name("cold_rainy_day", "https://img.example/2024/Cold_Rainy_Day.jpg?w=800")
    assert is_file_name("mayor-opens-new-bridge", "https://img.example/mayor-opens-new-bridge.jpg")
    assert not is_file_name("Coca-Cola", "https://img.example/coca-cola.jpg")
    assert not is_file_name("Saint-Germain-en-Laye", "https://img.example/saint-germain-en-laye.jpg")
    assert not is_file_name("arc-en-ciel", "https://img.example/arc-en-ciel.jpg")


def test_a_newspaper_may_be_called_by_the_word_for_a_picture() -> None:
    assert not is_placeholder("BILD")
    assert is_placeholder("Bild")


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_judged(text: str, address: str) -> None:
    assert is_file_name(text, address) in (True, False)
    assert is_placeholder(text) in (True, False)


def test_long_texts_are_judged_at_once() -> None:
    began = perf_counter()
    for text in ("a-" * 500_000, "IMG_" * 500_000, "screen " * 500_000, "0" * 1_000_000):
        is_file_name(text, text)
        is_placeholder(text)
    assert perf_counter() - began < 1
