"""Word lists of the article model: kept as data, read when first needed.

``data/class_words.json`` lists the words that templates put in `class` and `id`; each list is one bit here, so
that what an element's names mark is one number, worked out once for each distinct string.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Any, Final, NamedTuple

from a11ylint import patterns as re
from a11ylint.data import read_data

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
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_FIRST_TOKEN: Final = re.compile(r"\s*+(\w++|[^\w\s\0])[^\0]*+\0?")  # of each of some phrases with NULs between them
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LONGEST: Final = 3  # words in a listed name: "pie-de-foto"
_BETWEEN_NAMES: Final = "-/-"  # a part of its own, so that no word reaches from one name into the next


@cache
def data(name: str) -> Mapping[str, Any]:
    """One of the package's data files, by its name without ``.json``."""
    loaded: Mapping[str, Any] = read_data(name)
    return loaded


def either(words: Sequence[str]) -> str:
    """A pattern for any of a few words, the longest first; white space in a word stands for any white space."""
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)


class Found(NamedTuple):
    """Where a phrase stands in a text, ``[start, end)``, and which one it is."""

    start: int
    end: int
    phrase: str


class _Phrases(NamedTuple):
    """The phrases that begin with one token, by all of their tokens, and how many of these the longest has."""

    by_tokens: Mapping[tuple[str, ...], str]
    longest: int


class Lexicon:
    """Phrases found in a text by whole words.

    They are looked up, not compiled into a pattern: a thousand of them cost nothing to get ready, and the time is
    linear in the text. `fold` says whether upper and lower case are the same. Of phrases that nothing has been seen of
    yet, only the first word is known.
    """

    __slots__ = ("_beginnings", "_fold", "_known")

    def __init__(self, phrases: Iterable[str], *, fold: bool = True) -> None:
        self._fold = fold
        self._beginnings: dict[str, list[str]] = {}
        self._known: dict[str, _Phrases] = {}
        listed = list(phrases)
        for first, phrase in zip(self._firsts(listed), listed, strict=True):
            self._beginnings.setdefault(first, []).append(phrase)

    def _firsts(self, phrases: Sequence[str]) -> Sequence[str]:
        """The first token of each phrase."""
        text = "\0".join(phrases)
        firsts = _FIRST_TOKEN.findall(text.casefold() if self._fold else text)
        return firsts if len(firsts) == len(phrases) else [self._tokens(phrase)[0] for phrase in phrases]

    def _beginning(self, token: str) -> _Phrases:
        """The phrases that begin with a token."""
        if token not in self._known:
            phrases = {self._tokens(phrase): phrase for phrase in self._beginnings.get(token, ())}
            self._known[token] = _Phrases(phrases, max(map(len, phrases), default=0))
        return self._known[token]

    def _tokens(self, text: str) -> tuple[str, ...]:
        return tuple(_TOKEN.findall(text.casefold() if self._fold else text))

    def find(self, text: str) -> Iterator[Found]:
        """Every phrase in a text, the longest at each place, none inside another."""
        tokens = _TOKEN.findall(text)
        if self._fold:
            tokens = [*map(str.casefold, tokens)]
        if self._beginnings.keys().isdisjoint(tokens):
            return
        matches: Sequence[re.Match[str]] = ()  # the same with their places, which few texts need
        end = 0
        for place, token in enumerate(tokens):
            if token not in self._beginnings or place < end:
                continue
            found = self._at(tokens, place)
            if found:
                end = place + found
                matches = matches or [*_TOKEN.finditer(text)]
                phrase = self._beginning(token).by_tokens[tuple(tokens[place:end])]
                yield Found(matches[place].start(), matches[end - 1].end(), phrase)

    def _at(self, tokens: Sequence[str], place: int) -> int:
        """How many tokens the longest phrase has that begins at a place; 0 if none does."""
        by_tokens, longest = self._beginning(tokens[place])
        for length in range(min(longest, len(tokens) - place), 0, -1):
            if tuple(tokens[place : place + length]) in by_tokens:
                return length
        return 0

    def begins(self, text: str) -> Found | None:
        """The longest phrase that a text begins with."""
        match = _TOKEN.match(text)
        if match is None:
            return None
        first = match.group().casefold() if self._fold else match.group()
        if first not in self._beginnings:
            return None
        by_tokens, longest = self._beginning(first)
        matches = [*islice(_TOKEN.finditer(text), longest)]
        tokens = [match.group().casefold() if self._fold else match.group() for match in matches]
        found = self._at(tokens, 0)
        return Found(0, matches[found - 1].end(), by_tokens[tuple(tokens[:found])]) if found else None

    def names(self, text: str) -> bool:
        """Whether a text has one of the phrases anywhere."""
        return next(self.find(text), None) is not None

    def __contains__(self, text: str) -> bool:
        """Whether a text is one of the phrases."""
        tokens = self._tokens(text)
        return bool(tokens) and tokens in self._beginning(tokens[0]).by_tokens


@cache
def _marks() -> tuple[Mapping[str, int], frozenset[str]]:
    """The bits of each listed word, written as one; and the parts of names that may be the first of several."""
    marks: dict[str, int] = {}
    for name, bit in _LISTS.items():
        for word in data("class_words")[name]:
            key = word.replace("-", "")
            marks[key] = marks.get(key, 0) | bit
    parts = {*marks, *(word.split("-")[0] for name in _LISTS for word in data("class_words")[name])}
    ordered = sorted(marks)
    return marks, frozenset(part for part in parts if _begins_longer(part, ordered))


def _begins_longer(part: str, ordered: Sequence[str]) -> bool:
    """Whether one of some sorted words begins with a part and goes on."""
    place = bisect_right(ordered, part)
    return place < len(ordered) and ordered[place].startswith(part)


@lru_cache(maxsize=32768)  # the names in the templates of some hundred publishers
def marks_of(names: str) -> int:
    """What the words in a `class` or `id` mark, as the bits above."""
    marks, beginnings = _marks()
    if not names.islower():
        names = _CAMEL.sub("-", names).lower()
    parts = _BETWEEN_NAMES.join(names.replace("_", "-").split()).split("-")
    found = 0
    for place, part in enumerate(parts):
        if part in marks:
            found |= marks[part]
        if part in beginnings:
            for stop in range(place + 2, place + _LONGEST + 1):
                found |= marks.get("".join(parts[place:stop]), 0)
    return found


def last_word(name: str) -> str:
    """The last word of a name in a `class`: "captionCredit" is a credit."""
    return _CAMEL.sub("-", name).lower().replace("_", "-").rpartition("-")[2]


def phrases(name: str, key: str) -> Iterator[str]:
    """The phrases of a data file's list by language, all languages together."""
    for listed in data(name)[key].values():
        yield from listed
