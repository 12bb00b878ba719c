"""When the article says it was published and changed: to machines and to readers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import time
from typing import Final

from a11ylint.article.model import DateClaim, DateRole
from a11ylint.article.regions import Regions
from a11ylint.article.structured import StructuredData, string_span
from a11ylint.calendar import Moment, TextDate, find_dates, find_times, read_machine
from a11ylint.document import Document, Element
from a11ylint.passage import Passage, passage_of

_PUBLISHED_META: Final = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "article.published",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
    "cxenseparse:recs:publishtime",
    "ptime",
    "date",
    "pdate",
    "vr:published_time",
    "article:post_date",
    "originalpublicationdate",
    "iso-8601-publish-date",
    "published-date",
    "date.issued",
    "dcsext.pub_date",
    "rnews:datepublished",
)
_MODIFIED_META: Final = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
    "article:updated_time",
    "revision_date",
    "utime",
)
_DATE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:dates?|datetime|timestamp|time|published|publish(?:ed)?-?(?:date|time|at|on)|pub-?date|posted(?:-on)?|dateline|"
    r"updated|modified|datum|fecha|data|meta|byline|entry-date|article-?info|zeit|heure|created)(?=$|[\s_-])",
    re.IGNORECASE,
)
_UPDATED: Final = re.compile(
    r"\b(?:updated?|last updated|modified|edited|revised|aktualisiert|aktualizováno|aktualizace|aktualizacja|mis à jour|mise à jour|"
    r"modifié|actualizado|actualizada|aggiornat[oa]|atualizad[oa]|bijgewerkt|oppdatert|opdateret|uppdaterad|güncelleme|"
    r"обновлено|оновлено|diperbarui|päivitetty|updates)\b|更新|수정|最終更新|अपडेटेड",
    re.IGNORECASE,
)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ROLES: Final = (
    (DateRole.PUBLISHED, ("datePublished", "dateCreated", "uploadDate"), _PUBLISHED_META),
    (DateRole.MODIFIED, ("dateModified",), _MODIFIED_META),
)


def find_date_claims(
    document: Document,
    data: StructuredData,
    regions: Regions,
    headline: Element | None,
    languages: Sequence[str],
) -> tuple[DateClaim, ...]:
    """Every statement of a publication or modification date, machine-readable ones first."""
    return (
        *_machine_claims(data),
        *_time_elements(document, regions, headline, languages),
        *_visible_claims(document, regions, headline, languages),
    )


def _machine_claims(data: StructuredData) -> Iterator[DateClaim]:
    for role, keys, names in _ROLES:
        for key in keys:
            for block, value in data.values(key):
                if isinstance(value, str):
                    yield DateClaim(
                        role,
                        value,
                        read_machine(value),
                        "json-ld",
                        string_span(block, value, key),
                        block.element,
                    )
        for name in names:
            for part in data.meta.get(name, ()):
                attribute = part.element.attribute("content") if part.element is not None else None
                place = attribute.value_span if attribute is not None else part.span
                yield DateClaim(role, part.value, read_machine(part.value), name, place, part.element)


def _near(element: Element, regions: Regions, headline: Element | None) -> bool:
    """Whether an element stands in the head of the article: around its headline, or before its first paragraphs."""
    if headline is not None and -80 <= element.index - headline.index <= 160:
        first = regions.paragraphs[2][0].index if len(regions.paragraphs) > 2 else headline.index + 160
        return element.index <= max(first, headline.index + 40)
    return regions.in_scope(element)


def _time_elements(
    document: Document, regions: Regions, headline: Element | None, languages: Sequence[str]
) -> Iterator[DateClaim]:
    for element in document.find("time"):
        written = element.attribute("datetime")
        if written is None or document.is_hidden(element) or not _near(element, regions, headline):
            continue
        if regions.is_furniture(element) and not _in_headline_box(element, headline):
            continue
        itemprop = (element.get("itemprop") or "").lower()
        role = DateRole.MODIFIED if "modified" in itemprop or _says_updated(element) else DateRole.PUBLISHED
        yield DateClaim(
            role, written.value, read_machine(written.value), "time datetime", written.value_span, element
        )


def _in_headline_box(element: Element, headline: Element | None) -> bool:
    return (
        headline is not None
        and headline.parent is not None
        and any(
            ancestor.contains(element)
            for ancestor in list(headline.ancestors)[:2]
            if ancestor.tag not in ("body", "html", "main")
        )
    )


def _says_updated(element: Element) -> bool:
    """Whether the words on or just before an element say that it is the time of a change."""
    classes = _CAMEL.sub("-", element.get("class") or "")
    if re.search(r"(?:^|[\s_-])(?:updated?|modified)(?=$|[\s_-])", classes, re.IGNORECASE):
        return True
    around = element.parent
    if around is None or around.tag in ("body", "article", "main", "header"):
        return bool(_UPDATED.search(element.text))
    if len(around.text) > 160:
        return bool(_UPDATED.search(element.text))
    before = around.text.partition(element.text)[0]
    return bool(_UPDATED.search(element.text) or _UPDATED.search(before[-30:]))


def _visible_claims(
    document: Document, regions: Regions, headline: Element | None, languages: Sequence[str]
) -> Iterator[DateClaim]:
    """Dates that a reader meets in the head of the article."""
    start = max(regions.scope[0], (headline.index - 80) if headline is not None else 0, 0)
    taken = -1
    for element in document.elements[start : start + 600]:
        if element.index < taken or element.tag in (
            "script",
            "style",
            "svg",
            "body",
            "main",
            "article",
            "html",
        ):
            continue
        is_time = element.tag == "time"
        classes = element.get("class")
        if not is_time and not (classes and _DATE_CLASS.search(_CAMEL.sub("-", classes))):
            continue
        if document.is_hidden(element) or not _near(element, regions, headline):
            continue
        if regions.is_furniture(element) and not _in_headline_box(element, headline):
            continue
        if len(element.text) > 400 or (regions.body is not None and element.contains(regions.body)):
            continue
        passage = passage_of(element)
        if not passage or len(passage.text) > 160:
            continue
        found = list(visible_moments(passage, languages))
        for part, moment, before in found:
            updated = _UPDATED.search(before) if before.strip() else _says_updated(element)
            role = DateRole.MODIFIED if updated else DateRole.PUBLISHED
            yield DateClaim(role, part.text, moment, "visible text", part.span, element)
        if found:
            taken = element.end


def visible_moments(
    passage: Passage, languages: Sequence[str]
) -> Iterator[tuple[Passage, Moment | None, str]]:
    """Dates in words, each with the clock time that follows it, and the words before it."""
    dates = [date for date in find_dates(passage.text, languages) if date.year is not None]
    times = list(find_times(passage.text, languages))
    place = 0
    for number, date in enumerate(dates):
        stop = dates[number + 1].start if number + 1 < len(dates) else len(passage.text)
        clock = next((each for each in times if date.end <= each.start < stop), None)
        end = clock.end if clock is not None and clock.start - date.end < 12 else date.end
        yield (
            passage.part(date.start, end),
            _moment(date, clock.hour if clock else None, clock.minute if clock else 0),
            (passage.text[place : date.start]),
        )
        place = end


def _moment(date: TextDate, hour: int | None, minute: int) -> Moment | None:
    day = date.date()
    if day is None:
        return None
    return Moment(day, time(hour, minute) if hour is not None and hour < 24 else None, None)


def best_published(claims: Sequence[DateClaim]) -> DateClaim | None:
    """The publication date to believe: the most explicit machine-readable one, else what a reader sees."""
    published = [claim for claim in claims if claim.role is DateRole.PUBLISHED and claim.moment is not None]
    return next(iter(published), None)
