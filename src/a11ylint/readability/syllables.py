"""How many syllables a word has, counted as textstat 0.7.8 counts them.

English words by their first pronunciation in the CMU Pronouncing Dictionary; words not in it, and all other languages,
by the places where the word may be hyphenated, plus one. Hyphenation leaves single letters at a word's edges
together, so such counts run low ("идея": 2); formulas calibrated on that convention want them so. `vowels` counts
what the formulas for Turkish and Russian were made for: in these every vowel is a syllable.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from a11ylint import patterns as re
from a11ylint.readability.hyphenation import hyphenation_for
from a11ylint.readability.pronunciations import english

_CACHED: Final = 32_768  # words: those of some hundred articles
_LONGEST_CACHED: Final = 60  # letters: a longer one is no word, and hardly comes again
_LONGEST_LOOKED_UP: Final = 1_000  # letters: what is longer has as many syllables for its length as its beginning
_VOWELS: Final = {
    "ru": frozenset("аеёиоуыэюя"),
    "tr": frozenset("aeıioöuüâîû"),
}
# Polish "i" before a vowel only softens what comes before ("nie", "miasto").
_POLISH: Final = re.compile(r"[aąeęoóuy]|i(?![aąeęoóuy])")


def syllables(word: str, locale: str) -> int | None:
    """The syllables of one word without punctuation, in lower case.

    `locale` as textstat has it: "en_US", "de". None for a language without a dictionary.
    """
    return (_remembered if len(word) <= _LONGEST_CACHED else _counted)(word, locale)


def _counted(word: str, locale: str) -> int | None:
    if locale.partition("_")[0] == "en":
        spoken = english().syllables(word)
        if spoken is not None:
            return spoken
    patterns = hyphenation_for(locale)
    if patterns is None:
        return None
    if len(word) <= _LONGEST_LOOKED_UP:
        return patterns.hyphens(word) + 1
    return patterns.hyphens(word[:_LONGEST_LOOKED_UP]) * len(word) // _LONGEST_LOOKED_UP + 1


_remembered: Final = lru_cache(maxsize=_CACHED)(_counted)


def vowels(word: str, language: str) -> int:
    """The vowels that make syllables in a lower-case word of Russian, Turkish or Polish; KeyError for others."""
    if language == "pl":
        return len(_POLISH.findall(word))
    having = _VOWELS[language]
    return sum(letter in having for letter in word)
