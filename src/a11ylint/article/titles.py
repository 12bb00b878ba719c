"""Headlines compared with one another: the same words, the same subject, the same figures."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from a11ylint import patterns as re

_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+")
_LETTERS_OR_FIGURES: Final = re.compile(r"[^\W_]+")
_CAPITALS: Final = re.compile(r"[^\W\d_]{2,}")
_STEM: Final = 4  # letters that forms of one word share, in most languages
_FEWEST_SUBJECTS: Final = 2  # a title of fewer long words does not say what it is about
_FEWEST_TOKENS: Final = 4
_MOST_TEXTS: Final = 256  # titles and descriptions remembered: each is compared with several others of its page
_MOST_TOKENS: Final = 200  # in a title; a longer text is none
_HIRAGANA: Final = range(0x3040, 0x30A0)  # particles and endings, which say nothing of a subject
# Scripts beyond these blocks part words by spaces seldom, or build them with marks that no pattern calls a letter.
_ALPHABETS: Final = ((0x0000, 0x08FF), (0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x1E00, 0x1FFF), (0xFF21, 0xFF5A))


def same_words(first: str, second: str) -> bool:
    """Whether two titles differ in nothing but capitals, punctuation and spaces."""
    return bool(words := _words(first)) and words == _words(second)


@lru_cache(maxsize=_MOST_TEXTS)
def subjects_of(text: str) -> frozenset[str]:
    """What a title speaks of: the first letters of its longer words, its figures and abbreviations; pairs of letters
    in scripts that set no spaces."""
    return frozenset(_subjects(unicodedata.normalize("NFKC", text.replace("\xad", ""))))


def shares_no_subject(first: str, second: str) -> bool:
    """Whether two titles of some length in one script have no word in common, nor the beginning of one."""
    mine, other = subjects_of(first), subjects_of(second)
    if min(len(mine), len(other)) < _FEWEST_SUBJECTS or mine & other:
        return False
    return _script(first) == _script(second)


def differing_figures(headline: str, title: str) -> tuple[str, str] | None:
    """The first figure of a headline and what a title says in its place, where the words around are all the same.

    The title may have more words before or behind. None where the figures agree, or the words do not.
    """
    mine, other = _words(headline), _words(title)
    if len(mine) < _FEWEST_TOKENS or len(mine) > len(other) or not any(map(str.isdecimal, mine)):
        return None
    if len(other) > _MOST_TOKENS:
        return None
    for offset in range(len(other) - len(mine) + 1):
        differing = None
        for word, said in zip(mine, other[offset:], strict=False):
            if word == said:
                continue
            if not (word.isdecimal() and said.isdecimal()):
                break
            differing = differing or (word, said)
        else:
            return differing
    return None


@lru_cache(maxsize=_MOST_TEXTS)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(unicodedata.normalize("NFKC", text).casefold().replace("\xad", "")))


def _subjects(text: str) -> Iterator[str]:
    for match in _LETTERS_OR_FIGURES.finditer(text):
        word = match.group()
        if not all(_is_alphabetic(letter) for letter in word):
            pairs = (word[at : at + 2] for at in range(len(word) - 1))
            yield from (pair for pair in pairs if not any(ord(letter) in _HIRAGANA for letter in pair))
        elif len(word) >= _STEM or word.isdecimal() or (word.isupper() and _CAPITALS.fullmatch(word)):
            yield word.casefold()[:_STEM]


def _is_alphabetic(letter: str) -> bool:
    return letter.isascii() or any(first <= ord(letter) <= last for first, last in _ALPHABETS)


def _script(text: str) -> str:
    """The script of most letters, as Unicode's names begin: LATIN, CYRILLIC, CJK."""
    scripts = Counter(
        unicodedata.name(letter, "").partition(" ")[0]
        for letter in unicodedata.normalize("NFKC", text)
        if letter.isalpha()
    )
    return scripts.most_common(1)[0][0] if scripts else ""
