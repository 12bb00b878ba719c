"""Words by which controls, labels and files are known, in many languages (``data/media.json``)."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from a11ylint import patterns as re
from a11ylint.data import read_data

_STEMS: Final = frozenset({"transcript", "description", "medium"})
_WIDE: Final = frozenset("WF")


@cache
def phrases(what: str) -> frozenset[str]:
    """One of the lists."""
    return frozenset(read_data("media")[what])


def mentions(text: str, what: str) -> bool:
    """Whether a phrase of a list stands in a text."""
    return _pattern(what).search(text) is not None


@cache
def _pattern(what: str) -> re.Pattern[str]:
    """Whole words, or their beginnings; where words are not parted by spaces, anywhere."""
    ordered = sorted(phrases(what), key=len, reverse=True)
    parted = "|".join(re.escape(phrase) for phrase in ordered if not is_wide(phrase[0]))
    joined = [re.escape(phrase) for phrase in ordered if is_wide(phrase[0])]
    end = "" if what in _STEMS else r"(?!\w)"
    return re.compile("|".join((rf"(?<!\w)(?:{parted}){end}", *joined)), re.IGNORECASE)


def is_wide(character: str) -> bool:
    """Whether a character is an ideograph, a kana or the like (Unicode, East Asian Width)."""
    return unicodedata.east_asian_width(character) in _WIDE
