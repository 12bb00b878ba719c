"""A date that was never filled in: a template's words, or what a program prints for "no date"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Element, Page, Passage, Problem, Span, find_placeholder, passage_of, read_machine

_DATE_PLACES: Final = "time," + ",".join(
    f"[class*={word} i]" for word in ("date", "time", "publish", "modified", "posted")
)
_DATE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:dates?|datetime|time|timestamp|published|updated|modified|posted|dateline)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BETWEEN: Final = re.compile(r"[\s:./,T-]{0,3}")
_LONGEST: Final = 160  # characters of a place that only gives a date
_ELEMENTS: Final = 20  # in such a place
_FRAMEWORK: Final = re.compile(r"(?:data-)?(?:ng|v|x|bind|wire|hx)-|[:@#*\[(]")
_STENCIL: Final = re.compile(r"template|tmpl|stencil|clone|skeleton", re.IGNORECASE)
_EARLIEST: Final = 1500  # what claims to have been published before is a program's zero, not a date
_ZERO_DAYS: Final = frozenset({date(1970, 1, 1), date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1)})


def check(page: Page) -> Iterator[Problem]:
    yield from _attributes(page)
    yield from _metadata(page)
    yield from _shown(page)


def _attributes(page: Page) -> Iterator[Problem]:
    for element in page.document.find("time", "ins", "del"):
        attribute = element.attribute("datetime")
        if attribute is not None and element.closest("template") is None:
            yield from _unfilled(page, attribute.value, attribute.value_span, element)


def _metadata(page: Page) -> Iterator[Problem]:
    for claim in page.article.date_claims:
        if claim.visible or claim.where == "time datetime":
            continue
        yield from _unfilled(page, claim.text, claim.span, claim.element)
        if _is_zero(claim.text):
            yield Problem(
                claim.span,
                f'Machines are told that this article was {claim.role.value} on "{claim.text[:40]}", which is what '
                "programs write for no date. Fill in the right one.",
            )


def _is_zero(text: str) -> bool:
    if text.startswith(("0000-", "-0001-")):
        return True
    moment = read_machine(text)
    if moment is None:
        return False
    at_midnight = moment.clock is None or moment.clock.replace(second=0) == time()
    return moment.day.year < _EARLIEST or (at_midnight and moment.day in _ZERO_DAYS)


def _shown(page: Page) -> Iterator[Problem]:
    """Places that a reader sees and that only give a date."""
    for element in page.select(_DATE_PLACES):
        if element.tag != "time" and not _DATE_CLASS.search(_CAMEL.sub("-", element.get("class") or "")):
            continue
        if (
            element.end - element.index > _ELEMENTS
            or len(element.raw.text) > _LONGEST
            or element.closest("template", "form", "label", "script", "style")
        ):
            continue
        if page.document.is_hidden(element):
            continue
        words = passage_of(element)
        if (found := _placeholder(words.text, element)) is not None:
            yield _problem(words.part(*found), words.text)


def _unfilled(page: Page, text: str, span: Span, element: Element | None) -> Iterator[Problem]:
    found = _placeholder(text, element)
    if found is not None:
        exact = page.source.cut(span) == text
        yield _problem(Span(span.start + found[0], span.start + found[1]) if exact else span, text)


def _placeholder(text: str, element: Element | None) -> tuple[int, int] | None:
    found = find_placeholder(text)
    if found is None:
        return None
    piece = text[found[0] : found[1]]
    if piece.casefold() == "nan" and piece != "NaN":
        return None
    # A page that a script framework renders has its braces filled in before anybody reads them.
    if "{" in piece and element is not None and _is_rendered_later(element):
        return None
    return _with_what_follows(text, *found)


def _with_what_follows(text: str, start: int, end: int) -> tuple[int, int]:
    """A template's pieces up to the last of a row: "[hour]:[minute] [AMPM]"."""
    while (more := find_placeholder(text[end : end + _LONGEST])) is not None:
        if not _BETWEEN.fullmatch(text, end, end + more[0]):
            break
        end += more[1]
    return start, end


def _is_rendered_later(element: Element) -> bool:
    return any(
        any(map(_FRAMEWORK.match, each.attributes)) or _STENCIL.search(each.get("class") or "")
        for each in (element, *element.ancestors)
    )


def _problem(place: Span | Passage, text: str) -> Problem:
    return Problem(
        place, f'This date was never filled in: it says "{" ".join(text.split())[:60]}". Give the date itself.'
    )
