"""Metadata name an author whom the page does not show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Byline, Page, Problem, is_agency, text_of

_FEWEST_PARAGRAPHS: Final = 3


def check(page: Page) -> Iterator[Problem]:
    article = page.article
    told = _told(page)
    if told is None or article.headline_element is None or len(article.paragraphs) < _FEWEST_PARAGRAPHS:
        return
    if any(byline.visible for byline in article.bylines) or page.document.body is None:
        return
    words = " ".join(text_of(page.document.body).casefold().split())
    if not any(_last_name(name) in words for name in told.names):
        yield Problem(
            told.span,
            f"Machines are told that {told.names[0]} wrote this, but readers are not. Show the byline on the page.",
            ((article.headline_element, "A byline belongs beside this headline."),),
        )


def _told(page: Page) -> Byline | None:
    """The JSON-LD byline, where it names persons and not the publication."""
    people = {name.casefold() for _, value in page.article.structured.values("author") for name in _people(value)}
    for byline in page.article.bylines:
        if byline.where == "json-ld" and any(name.casefold() in people for name in byline.names):
            return byline if not all(is_agency(name, page.article.house) for name in byline.names) else None
    return None


def _people(value: object) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and item.get("@type") == "Person" and isinstance(item.get("name"), str):
            yield " ".join(item["name"].split())


def _last_name(name: str) -> str:
    """The part of a name that even a shortened byline shows."""
    return name.casefold().split()[-1]
