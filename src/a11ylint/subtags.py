"""Language tags as the web knows them: whether a tag names a language, its English name, and what was meant.

The facts are those of the IANA Language Subtag Registry (RFC 5646), kept in ``data/language_subtags.json``.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from a11ylint.data import read_data
from a11ylint.records import dataclass

_PRIVATE: Final = ("qaa", "qtz")  # the registry's one range of languages


@dataclass(frozen=True, slots=True)
class _Registry:
    languages: frozenset[str]
    names: dict[str, str]
    instead: dict[str, str]


def is_language_tag(tag: str) -> bool:
    """Whether a tag begins with a registered language: "en", "FR-ca", "en-US-GB", but not "english", "eng", "en_US".

    Only the primary subtag counts, as in the "known primary language tag" of W3C's ACT rules.
    """
    subtag = tag.partition("-")[0].lower()
    return subtag in _registry().languages or (len(subtag) == 3 and _PRIVATE[0] <= subtag <= _PRIVATE[1])


def name_of_language(tag: str) -> str | None:
    """The English name of a tag's language, where it has a two-letter code or is one of the news."""
    return _registry().names.get(tag.partition("-")[0].lower())


def name_and_tag(tag: str) -> str:
    """A tag as a message names it: "Dutch (nl)", or the tag in quotation marks where its language has no name."""
    name = name_of_language(tag)
    return f"{name} ({tag})" if name else f"“{tag}”"


def intended_tag(tag: str) -> str | None:
    """The tag that was meant by one that names no language: "en" for "eng", "en-US" for "en_US"; None if unclear."""
    instead = _registry().instead
    whole = instead.get(tag.lower())
    if whole is not None:
        return whole
    hyphened = "-".join(part for part in tag.replace("_", "-").split("-") if part)
    primary, hyphen, rest = hyphened.partition("-")
    primary = instead.get(primary.lower(), primary)
    candidate = f"{primary}{hyphen}{rest}"
    return candidate if is_language_tag(candidate) and candidate != tag and candidate.isascii() else None


@cache
def _registry() -> _Registry:
    data = read_data("language_subtags")
    return _Registry(frozenset(data["languages"].split()), data["names"], data["instead"])
