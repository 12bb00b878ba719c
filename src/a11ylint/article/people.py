"""Names of people compared with one another, as bylines give them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from a11ylint.article import words
from a11ylint.article.agencies import agencies_in
from a11ylint.article.words import Lexicon

if TYPE_CHECKING:
    from a11ylint.article import Article
    from a11ylint.article.model import Byline

_PARTS: Final = range(2, 5)  # words in a person's name
_SHORTEST: Final = 3  # letters that tell one name from another


@cache
def _newsroom_words() -> Lexicon:
    return Lexicon([*words.data("bylines")["newsrooms"], *words.data("bylines")["roles"]])


def people_in(byline: Byline, article: Article) -> tuple[str, ...]:
    """The names in a byline that are surely people's: no agency, no newsroom, not the publication, no single word."""
    sites = [" ".join(name.casefold().split()) for name in _publications(article)]
    return tuple(name for name in byline.names if _is_person(name, article) and not _names_site(name, sites))


def may_be_same_person(first: str, second: str) -> bool:
    """Whether two names can be one person's: they share a name, or cannot be compared.

    "Doe Jane" is "Jane Doe", and "J. Doe" may be; names in two scripts, or written with and without accents, are not
    told apart.
    """
    mine, other = set(_parts(first)), set(_parts(second))
    if not mine or not other or mine & other or _script(first) != _script(second):
        return True
    # One may be a form of the other: "Müller" and "Mueller", "Sergey" and "Sergei".
    return any(_alike(a, b) for a in mine for b in other)


def _is_person(name: str, article: Article) -> bool:
    parts = name.split()
    if len(parts) not in _PARTS or agencies_in(name, article.house) or _newsroom_words().names(name):
        return False
    return all(part[0].isalpha() and not any(map(str.isdigit, part)) for part in parts) and "." not in name[-4:-1]


def _publications(article: Article) -> Iterator[str]:
    yield from (part.value for part in article.structured.meta.get("og:site_name", ()))
    for _, value in article.structured.values("publisher"):
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and isinstance(item.get("name"), str):
                yield str(item["name"])


def _names_site(name: str, sites: Iterable[str]) -> bool:
    said = " ".join(name.casefold().split())
    return any(said in site or (site and site in said) for site in sites)


def _parts(name: str) -> Iterator[str]:
    """A name's words without accents and capitals, those long enough to tell people apart."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(each))
    return (part for part in "".join(c if c.isalpha() else " " for c in plain).split() if len(part) >= _SHORTEST)


def _alike(first: str, second: str) -> bool:
    """Whether two words differ so little that they may be two spellings of one name."""
    shorter = min(len(first), len(second))
    shared = next((at for at in range(shorter) if first[at] != second[at]), shorter)
    return shared >= max(_SHORTEST, shorter - 2)


def _script(name: str) -> str:
    letter = next(filter(str.isalpha, name), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""
