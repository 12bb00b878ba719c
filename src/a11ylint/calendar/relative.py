"""Days named by their distance from the day of writing: "yesterday", "over the weekend", "на прошлой неделе".

The phrases are data, ``data/relative_dates.json``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from a11ylint import patterns as re
from a11ylint.data import read_data
from a11ylint.records import dataclass

_ALIASES: Final = {
    "no": "nb", "nn": "nb", "me": "cnr", "sh": "sr", "iw": "he", "in": "id", "ms": "id", "mo": "ro", "azj": "az",
    "uzn": "uz", "pes": "fa",
}  # fmt: skip
_APOSTROPHE: Final = "['’‘ʻ]"


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A phrase that counts from the day of writing: ``text[start:end]``."""

    start: int
    end: int
    text: str


def find_relative_dates(text: str, language: str) -> Iterator[RelativeDate]:
    """Such phrases in reading order, the longest at each place; none in a language that has no list."""
    pattern = _pattern(_code(language))
    if pattern is not None:
        yield from (RelativeDate(*match.span(), match.group()) for match in pattern.finditer(text))


def _code(language: str) -> str:
    code = re.split(r"[-_]", language.strip().lower())[0]
    return _ALIASES.get(code, code)


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, Mapping[str, list[str]]]:
    found: Mapping[str, Mapping[str, list[str]]] = read_data("relative_dates")["languages"]
    return found


@lru_cache(maxsize=16)
def _pattern(code: str) -> re.Pattern[str] | None:
    lists = _phrases().get(code)
    if lists is None:
        return None
    phrases = sorted({*lists["cldr"], *lists["added"]}, key=len, reverse=True)
    written = (re.sub("['’‘ʻ]", _APOSTROPHE, re.escape(phrase)) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)
