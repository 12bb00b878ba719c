"""What readability formulas are made of, counted once a text and only what is asked for, exactly as textstat does.

textstat 0.7.8 is the reference: its words are what is between white space once punctuation is gone, its sentences end
at ``. ! ?`` and count from three words on. Where that is crude it is at least what every figure published with the
tool rests on; the sentences that a reader sees are found in `a11ylint.readability.sentences`.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, cached_property
from typing import Final

from a11ylint import patterns as re
from a11ylint.data import read_data
from a11ylint.readability.syllables import syllables, vowels

LONG: Final = 6  # a long word has more letters than this (Björnsson 1968)
POLYSYLLABLE: Final = 3  # the least syllables of a polysyllabic word (McLaughlin 1969)

# Punctuation goes, but for the apostrophe of a contraction and what ends a sentence.
_WORDS_AND_STOPS: Final = re.compile(r"[\w\s.!?]+|'(?=[tsd]|ve|ll|re)")
_PUNCTUATION_ALL: Final = re.compile(r"[^\w\s]+")
_NO_LETTER: Final = re.compile(r"\W+")
_TASHKEEL: Final = re.compile("[\u064b-\u0653\u0657\u0658]")
_STRESS: Final = re.compile("[\u064b\u064c\u064d\u0651]")
_NOT_SHORT: Final = re.compile(r"[\u0627\u0649?.!,\s*]")
_FASEEH: Final = re.compile("[\u0626\u0621\u0624\u0630\u0638]|\u0648[\u0627\u0646]")


class Counts:
    """The counts of one text. `locale` is a textstat language: "en_US", "de"; a hyphen will do as well."""

    def __init__(self, text: str, locale: str) -> None:
        self.text = text
        self.locale = locale.replace("-", "_")
        self.language = self.locale.partition("_")[0]

    @cached_property
    def _bare(self) -> str:
        return _words_and_stops(self.text)

    @cached_property
    def word_list(self) -> list[str]:
        """The words in lower case, free of punctuation but for the apostrophe of a contraction."""
        return _without_stops(self._bare).lower().split()

    @cached_property
    def words(self) -> int:
        return len(self.word_list)

    @cached_property
    def pieces(self) -> list[str]:
        """What stands between white space, a lone dash as well."""
        return self.text.split()

    @cached_property
    def characters(self) -> int:
        """Characters that are not white space."""
        return sum(map(len, self.pieces))

    @cached_property
    def letters(self) -> int:
        """Letters, digits and underscores."""
        return len(_NO_LETTER.sub("", self.text))

    @cached_property
    def sentences(self) -> int:
        """Stretches up to ``. ! ?`` that have more than two words; at least one, if there is any text at all."""
        if not self.text:
            return 0
        stretches = self._bare.replace("!", ".").replace("?", ".").split(".")
        return max(1, sum(len(stretch.split(None, 2)) > 2 for stretch in stretches))

    @cached_property
    def distinct(self) -> Counter[str]:
        return Counter(self.word_list)

    @cached_property
    def syllables_of(self) -> dict[str, int] | None:
        """The syllables of every distinct word; None where the language has no dictionary."""
        found: dict[str, int] = {}
        for word in self.distinct:
            number = syllables(word, self.locale)
            if number is None:
                return None
            found[word] = number
        return found

    @cached_property
    def syllables(self) -> int | None:
        if not self.text:
            return 0
        of = self.syllables_of
        return None if of is None else sum(of[word] * number for word, number in self.distinct.items())

    def words_of_syllables(self, least: int, most: int | None = None) -> int | None:
        """How many words have from `least` to `most` syllables."""
        of = self.syllables_of
        if of is None:
            return None
        return sum(
            number for word, number in self.distinct.items() if of[word] >= least and (most is None or of[word] <= most)
        )

    @cached_property
    def vowels_of(self) -> dict[str, int]:
        """The syllables of every distinct word by its vowels; KeyError in a language not made for it."""
        return {word: vowels(word, self.language) for word in self.distinct}

    @cached_property
    def vowels(self) -> int:
        of = self.vowels_of
        return sum(of[word] * number for word, number in self.distinct.items())

    @cached_property
    def long_words(self) -> int:
        """Words of more than six letters, any apostrophe taken out."""
        return sum(len(word) > LONG for word in _PUNCTUATION_ALL.sub("", self.text).split())

    def difficult_words(self, least: int) -> int | None:
        """Words of at least `least` syllables that are not among the 3,000 easy ones of Dale and Chall."""
        easy = _easy_words()
        total = 0
        for word, number in self.distinct.items():
            if word in easy:
                continue
            found = 0
            for part in words_in(word):  # some letters fall apart in lower case: "İ"
                count = syllables(part, self.locale)
                if count is None:
                    return None
                found += count
            total += number * (found >= least)
        return total

    @cached_property
    def arabic_syllables(self) -> int:
        return _arabic_syllables(self.text)

    @cached_property
    def arabic_long_words(self) -> int:
        """Arabic words of more than five letters, vowel marks left out."""
        bare = _PUNCTUATION_ALL.sub("", _TASHKEEL.sub("", self.text))
        return sum(len(word) > 5 for word in bare.split())

    @cached_property
    def faseeh(self) -> int:
        """Arabic words of the high register: long ones that have one of its marks."""
        return sum(
            _arabic_syllables(word) > 5 and _FASEEH.search(word) is not None
            for word in _PUNCTUATION_ALL.sub("", self.text).split()
        )


def words_in(text: str) -> list[str]:
    """textstat's words of a text."""
    return _without_stops(_words_and_stops(text)).split()


def _words_and_stops(text: str) -> str:
    return "".join(_WORDS_AND_STOPS.findall(text))


def _without_stops(text: str) -> str:
    return text.replace(".", "").replace("!", "").replace("?", "")


def _arabic_syllables(text: str) -> int:
    """As textstat counts them: every letter but alef, less two; a stressed one thrice."""
    return len(_NOT_SHORT.sub("", text)) - 2 + 2 * len(_STRESS.findall(text))


@cache
def _easy_words() -> frozenset[str]:
    data = read_data("easy_words")
    return frozenset(data["words"])
