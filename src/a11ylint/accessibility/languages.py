"""Language tags: well-formed by BCP 47 (RFC 5646, 2.1), and known by the IANA Language Subtag Registry.

The registry's primary languages are in ``data/language_subtags.json``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_WELL_FORMED: Final = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})"
    r"(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*+)"
    r"(?P<extensions>(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})++)*+)"
    r"(?:-x(?:-[a-z0-9]{1,8})++)?\Z"
)
_PRIVATE: Final = re.compile(r"x(?:-[a-z0-9]{1,8})++\Z")
_GRANDFATHERED: Final = frozenset(
    "en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay i-tsu "
    "sgn-be-fr sgn-be-nl sgn-ch-de art-lojban cel-gaulish no-bok no-nyn zh-guoyu zh-hakka zh-min zh-min-nan "
    "zh-xiang".split()
)  # RFC 5646, 2.1: irregular and regular


@dataclass(frozen=True, slots=True)
class LanguageTag:
    """A well-formed tag, in lower case. `primary` is the primary language subtag; "" for private use."""

    primary: str
    script: str = ""
    region: str = ""

    @property
    def is_registered(self) -> bool:
        """Whether the primary language is in the registry, in its private-use range, or of a private tag."""
        return self.primary in registered_languages() or "qaa" <= self.primary <= "qtz" or not self.primary


def parse_language(tag: str) -> LanguageTag | None:
    """The tag's parts; None where it is not well-formed. White space is no part of a tag."""
    lower = tag.lower()
    if len(lower) > 200 or not lower.isascii():
        return None
    if lower in _GRANDFATHERED:
        return LanguageTag("" if lower.startswith("i-") else lower.partition("-")[0])
    if _PRIVATE.match(lower):
        return LanguageTag("")
    match = _WELL_FORMED.match(lower)
    if match is None:
        return None
    variants = match["variants"].split("-")[1:]
    singletons = [part for part in match["extensions"].split("-") if len(part) == 1]
    if len(set(variants)) < len(variants) or len(set(singletons)) < len(singletons):
        return None  # RFC 5646, 2.2.9: neither comes twice
    return LanguageTag(match["language"].partition("-")[0], match["script"] or "", match["region"] or "")


@cache
def registered_languages() -> frozenset[str]:
    """Every primary language subtag of the registry but the private-use range."""
    path = Path(__file__).parent.parent / "data" / "language_subtags.json"
    languages: str = json.loads(path.read_text("utf-8"))["languages"]
    return frozenset(languages.split())
