"""Texts compared with one another: alike but for a word or two, or one said again inside the other."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from a11ylint import patterns as re

# Scripts that set no spaces between words are compared letter by letter.
_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_TOKEN: Final = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_UNSPACED_RUN: Final = re.compile(f"[{_UNSPACED}]{{4}}")
_WORD: Final = re.compile(r"\w+")
_LETTERS_A_WORD: Final = 3  # in those scripts
_FEWEST: Final = 6  # words in texts that can be told to be alike
_A_DIFFERENCE_IN: Final = 6  # words: one in so many may differ
_MOST_ADDED: Final = 5  # words that one of the two may have more at its end or beginning
_RUN: Final = 5  # words in a row that two texts hardly share by chance
_FEWEST_RUNS: Final = 5
_SHARE: Final = 0.75  # of a text's runs that another must have


@lru_cache(maxsize=256)  # captions and paragraphs, each compared with several others
def tokens_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, without punctuation; letters in scripts without spaces."""
    text = text.casefold().replace("\xad", "")
    return tuple((_TOKEN if _may_be_unspaced(text) else _WORD).findall(text))


def length_in_words(text: str) -> int:
    """How many words a text has; for scripts without spaces, what would be about as many."""
    tokens = tokens_of(text)
    return sum(len(token) > 1 for token in tokens) if not _is_unspaced(text) else len(tokens) // _LETTERS_A_WORD


def nearly_same(first: str, second: str) -> bool:
    """Whether two texts of some length differ in a word or two in one place, or in a few words added at one end."""
    mine, other = tokens_of(first), tokens_of(second)
    shorter = min(len(mine), len(other))
    scale = _LETTERS_A_WORD if _is_unspaced(first) else 1
    if shorter < _FEWEST * scale or mine == other:
        return False
    begun = next((at for at in range(shorter) if mine[at] != other[at]), shorter)
    ended = next((at for at in range(shorter - begun) if mine[-1 - at] != other[-1 - at]), shorter - begun)
    left = (len(mine) - begun - ended, len(other) - begun - ended)
    if not min(left) and (not begun or not ended):
        return max(left) <= min(_MOST_ADDED * scale, shorter // 2)
    return max(left) <= max(scale, shorter // _A_DIFFERENCE_IN)


def says_again(text: str, other: str) -> bool:
    """Whether most of what a text says stands, word for word, in another one, which may say more."""
    runs, theirs = _runs(text), _runs(other)
    scale = _LETTERS_A_WORD if _is_unspaced(text) else 1
    return len(runs) >= _FEWEST_RUNS * scale and len(runs & theirs) >= _SHARE * len(runs)


def _runs(text: str) -> set[tuple[str, ...]]:
    tokens = tokens_of(text)
    return {tokens[at : at + _RUN] for at in range(len(tokens) - _RUN + 1)}


def _is_unspaced(text: str) -> bool:
    return _may_be_unspaced(text) and _UNSPACED_RUN.search(text) is not None


def _may_be_unspaced(text: str) -> bool:
    """Whether any character stands as high in Unicode as those scripts: patterns with whole scripts are slow to
    compile, and most pages never need them."""
    return not text.isascii() and max(text) >= _UNSPACED[0]
