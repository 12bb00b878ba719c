"""News agencies and picture libraries by every name they go by, and what a newsroom adds to those that we know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final
from unicodedata import name as character_name

from a11ylint.article import words
from a11ylint.article.words import Lexicon
from a11ylint.records import dataclass

_AROUND_NAME: Final = " .,()«»\"“”„'"
_VOWELS: Final = frozenset("аеёиоуыэюяіїєәөүұ")


@dataclass(frozen=True, slots=True)
class House:
    """What a newsroom adds to our lists.

    `agencies`: for each, its usual name and then the other names it goes by. `opening` and `closing`: the words that
    an agency line begins or ends with, besides those we know.
    """

    agencies: tuple[tuple[str, ...], ...] = ()
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()


NO_HOUSE: Final = House()


def agencies_in(text: str, house: House = NO_HOUSE) -> tuple[str, ...]:
    """The agencies that words name, each under its usual name, in order."""
    usual = _usual_names(house)
    return tuple(usual[found.phrase] for found in agency_names(house).find(text))


def is_agency(name: str, house: House = NO_HOUSE) -> bool:
    """Whether a name in a byline is an agency's."""
    return name.strip(_AROUND_NAME) in _names_in_any_case(house)


def names_picture_source(text: str, house: House = NO_HOUSE) -> bool:
    """Whether words name a news agency, a picture agency or a picture library."""
    return picture_sources(house).names(text)


@cache
def agency_names(house: House = NO_HOUSE) -> Lexicon:
    """The agencies' names as they are written: capitals count."""
    return Lexicon(_usual_names(house), fold=False)


@cache
def picture_sources(house: House = NO_HOUSE) -> Lexicon:
    """News agencies, picture agencies and picture libraries, by every name they go by."""
    return Lexicon([*_usual_names(house), *words.data("attribution")["pictures"]], fold=False)


@cache
def also_words() -> frozenset[str]:
    """Names of agencies that are words or places too: "Fars", "Beta", "X"."""
    return frozenset(words.data("attribution")["also_words"])


@cache
def _names_in_any_case(house: House) -> Lexicon:
    return Lexicon(_usual_names(house))


@cache
def _usual_names(house: House) -> Mapping[str, str]:
    """The agencies' usual names by every name they go by, cases of inflected languages included."""
    listed = words.data("attribution")["agencies"]
    known = {alias: name for name, entry in listed.items() for alias in (name, *entry["names"])}
    known.update((alias, name) for name, *others in house.agencies for alias in (name, *others))
    inflected = ((form, name) for alias, name in known.items() for form in _cases(alias))
    return {**dict(inflected), **known}


def _cases(name: str) -> Iterator[str]:
    """The forms of a name in scripts whose languages join case endings to it."""
    last = name[-1:]
    if not last.isalpha() or last.isupper() or (last.isascii()):
        return
    script = character_name(last, "").partition(" ")[0]
    for rule in words.data("attribution")["inflections"]:
        if rule["script"] != script or not name.endswith(rule["drop"]):
            continue
        if script == "CYRILLIC" and (last in _VOWELS or last == "ь"):
            continue
        stem = name.removesuffix(rule["drop"])
        yield from (stem + ending for ending in rule["endings"])
