"""Word lists of the article model: kept as data, read when first needed.

``data/class_words.json`` lists the words that templates put in `class` and `id`; each list is one bit here, so
that what an element's names mark is one number, worked out once for each distinct string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

FURNITURE: Final = 1
BYLINE: Final = 1 << 1
BIOGRAPHY: Final = 1 << 2
COMMENTS: Final = 1 << 3
HEADLINE: Final = 1 << 4
KICKER: Final = 1 << 5
DECK: Final = 1 << 6
CAPTION: Final = 1 << 7
CREDIT: Final = 1 << 8
CARD: Final = 1 << 9
ORNAMENT: Final = 1 << 10
EXCUSED: Final = 1 << 11
AVATAR: Final = 1 << 12
CAROUSEL: Final = 1 << 13
EMBED: Final = 1 << 14
PAYWALL: Final = 1 << 15
SKIP: Final = 1 << 16
ORNAMENT_FILE: Final = 1 << 17
BODY: Final = 1 << 18

_LISTS: Final[Mapping[str, int]] = {
    "furniture": FURNITURE, "byline": BYLINE, "biography": BIOGRAPHY, "comments": COMMENTS, "headline": HEADLINE,
    "kicker": KICKER, "deck": DECK, "caption": CAPTION, "credit": CREDIT, "card": CARD, "ornament": ORNAMENT,
    "excused": EXCUSED, "avatar": AVATAR, "carousel": CAROUSEL, "embed": EMBED, "paywall": PAYWALL, "skip": SKIP,
    "ornament_file": ORNAMENT_FILE, "body": BODY,
}  # fmt: skip
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LONGEST: Final = 3  # words in a listed name: "pie-de-foto"
_MOST_PARTS: Final = 40  # of one name; nobody writes longer ones


@cache
def data(name: str) -> Mapping[str, Any]:
    """One of the package's data files, by its name without ``.json``."""
    loaded: Mapping[str, Any] = json.loads(files("a11ylint.data").joinpath(f"{name}.json").read_text("utf-8"))
    return loaded


def either(words: Sequence[str]) -> str:
    """A pattern for any of some words, the longest first; white space in a word stands for any white space."""
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)


@cache
def _marks() -> tuple[Mapping[str, int], frozenset[str]]:
    """The bits of each listed word, and the words that one may begin with."""
    marks: dict[str, int] = {}
    beginnings: set[str] = set()
    for name, bit in _LISTS.items():
        for word in data("class_words")[name]:
            key = word.replace("-", "")
            marks[key] = marks.get(key, 0) | bit
            beginnings |= {key, word.split("-")[0]}
    return marks, frozenset(beginnings)


@lru_cache(maxsize=8192)
def marks_of(names: str) -> int:
    """What the words in a `class` or `id` mark, as the bits above."""
    found = 0
    for name in names.split():
        found |= _marks_of_name(name)
    return found


@lru_cache(maxsize=8192)
def _marks_of_name(name: str) -> int:
    marks, beginnings = _marks()
    if not name.islower():
        name = _CAMEL.sub("-", name).lower()
    parts = name.replace("_", "-").split("-")
    if len(parts) == 1:
        return marks.get(name, 0)
    found = 0
    for start, part in enumerate(parts[:_MOST_PARTS]):
        if part in beginnings:
            for stop in range(start + 1, start + _LONGEST + 1):
                found |= marks.get("".join(parts[start:stop]), 0)
    return found


def phrases(name: str, key: str) -> Iterator[str]:
    """The phrases of a data file's list by language, all languages together."""
    for listed in data(name)[key].values():
        yield from listed
