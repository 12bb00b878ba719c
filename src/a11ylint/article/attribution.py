"""Who wrote it and whose reporting it rests on: bylines, agency lines, the dateline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from a11ylint.article.model import AgencyLine, Byline, Part
from a11ylint.article.regions import Regions
from a11ylint.article.structured import StructuredData, names_in, string_span
from a11ylint.document import Document, Element
from a11ylint.passage import Passage, passage_of

_BYLINE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:bylines?|authors?|author-?names?|by-?author|writers?|reporters?|journalists?|contributors?|autor(?:es|a|en|i)?|"
    r"auteurs?|redacteur|redaktor|skribent|forfatter|firma|signature|penulis|yazar|kirjoittaja|toimittaja|verfasser|"
    r"avtor|avtory|byname|opinion-author)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BY: Final = re.compile(
    r"^(?:(?:(?:written|story|words|text|texte|texto|testo|tekst|reporting|report|posted|published|reviewed|produced|article)\s+)?"
    r"(?:by|von|par|por|di|da|door|av|af|przez|oleh|bởi|de)|autor(?:in|en|es|a|zy|ka)?|author|authors|auteur|авторы?|автор|"
    r"yazan|yazar|penulis|tekst|text|texte|foto|pisze|piše|fra|от|з|skrevet av|publicerad av|από|av)\s*[:：]?\s+(?=\S)",
    re.IGNORECASE,
)
_BY_ALONE: Final = re.compile(r"^(?:by|von|par|por|di|av|af|door|autor|author|byline)[:：]?$", re.IGNORECASE)
_PARTS: Final = re.compile(
    r"\s*(?:[,;|•·/]|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bi\b|\bog\b|\boch\b|\ben\b|\bи\b|\bта\b|\bve\b|\bdan\b|\bwith\b|、|，)\s*",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(
    r"\b(?:reporter|editor|correspondent|writer|staff|columnist|contributor|journalist|producer|redakt\w*|chief|bureau|desk|"
    r"special to|for the|team lead|analyst|photographer|fotograf\w*|illustration|wirtschaft|ressort|head of|senior|updated|published|"
    r"follow|share|comments?|min(?:ute)?s? read|read more|view|profile|more|email|e-mail|twitter|bio|articles?|"
    r"корреспондент|редактор|gazeteci|journaliste|periodista|corresponsal)\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"^[^\d@#:/<>{}|?!]{2,60}$")
_DATEISH: Final = re.compile(
    r"\d{1,2}[:.]\d{2}|\b(?:19|20)\d\d\b|\d+\s*(?:hours?|minutes?|days?|min)\b|^\d", re.IGNORECASE
)
_DATELINE: Final = re.compile(
    r"^(?P<place>[A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁ .,'’/-]{1,60}(?:,\s[A-Z][\w. ]{1,30})?)\s*"
    r"(?P<agency>\((?:[A-Z]{2,}|[A-Z][a-z]+)[^)]{0,40}\))?\s*(?:--|[—–:-])\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Words that begin or end an agency line, as one pattern each, and the agencies by their names."""

    opening: re.Pattern[str]
    closing: re.Pattern[str]
    agencies: dict[str, str]
    agency: re.Pattern[str]


@cache
def _phrases() -> _Phrases:
    data = json.loads(files("a11ylint.data").joinpath("attribution.json").read_text("utf-8"))
    names = {alias: name for name, aliases in data["agencies"].items() for alias in (name, *aliases)}

    def either(words: Sequence[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    opening = [phrase for phrases in data["opening"].values() for phrase in phrases]
    closing = [phrase for phrases in data["closing"].values() for phrase in phrases]
    return _Phrases(
        re.compile(rf"^[(\[*—–-]*\s*(?P<phrase>{either(opening)})[:：]?(?:\s+|$)", re.IGNORECASE),
        re.compile(rf"(?P<phrase>{either(closing)})[\s.)\]]*$", re.IGNORECASE),
        {alias.casefold(): name for alias, name in names.items()},
        re.compile(rf"(?<!\w)(?:{either(list(names))})(?!\w)"),
    )


def agencies_in(text: str) -> tuple[str, ...]:
    """The agencies that words name, each under its usual name, in order."""
    known = _phrases()
    return tuple(known.agencies[match.group().casefold()] for match in known.agency.finditer(text))


def is_agency(name: str) -> bool:
    """Whether a name in a byline is an agency's."""
    return name.strip(" .,").casefold() in _phrases().agencies


# Bylines


def find_bylines(
    document: Document, data: StructuredData, regions: Regions, headline: Element | None
) -> tuple[Byline, ...]:
    """Every statement of who wrote the article; what a reader meets comes before what machines are told."""
    found = [*_visible_bylines(document, regions, headline)]
    for block, value in [*data.values("author"), *data.values("creator")]:
        names = tuple(name for each in names_in(value) for name in _names(each)) or tuple(names_in(value))
        if names:
            found.append(
                Byline(
                    names,
                    ", ".join(names),
                    "json-ld",
                    string_span(block, next(names_in(value))),
                    block.element,
                )
            )
    for key in (
        "author",
        "article:author",
        "byl",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "dc.contributor",
        "article.author",
        "cxenseparse:author",
        "vr:author",
        "twitter:creator:name",
        "mrf:authors",
    ):
        for part in data.meta.get(key, ()):
            if re.match(r"https?:|//|www\.|@", part.value):
                continue
            names = names_of(part.value)
            if names:
                found.append(Byline(names, part.value, "meta", part.span, part.element))
    return tuple(found)


def names_of(text: str) -> tuple[str, ...]:
    """The names in the words of a byline, without "By", roles, places and dates."""
    text = " ".join(text.split()).strip(" |•·,-–—")
    return tuple(dict.fromkeys(_names(_BY.sub("", text))))


def _names(text: str) -> Iterator[str]:
    for piece in _PARTS.split(text):
        name = _BY.sub("", piece.strip(" .:|•·-–—*()")).strip()
        if (
            _NAME.match(name)
            and not _BY_ALONE.match(name)
            and not _ROLE.search(name)
            and not _DATEISH.search(name)
        ):
            yield name


def _visible_bylines(document: Document, regions: Regions, headline: Element | None) -> Iterator[Byline]:
    start, end = regions.scope
    near_start = max(0, (headline.index - 60) if headline is not None else start)
    taken = -1
    for element in document.elements[min(start, near_start) : end]:
        if element.index < taken or element.tag in (
            "script",
            "style",
            "meta",
            "link",
            "img",
            "svg",
            "path",
            "body",
            "main",
            "article",
        ):
            continue
        where = _byline_evidence(element)
        if (
            where is None
            or document.is_hidden(element)
            or element.closest("figure", "figcaption", "nav", "footer") is not None
        ):
            continue
        if regions.body is not None and element.contains(regions.body):
            continue
        if regions.is_furniture(element) and not _beside_headline(element, headline):
            continue
        passage = passage_of(element)
        if not 2 < len(passage.text) < 200:
            continue
        names = _linked_names(element) or names_of(passage.text)
        if names:
            taken = element.end
            yield Byline(names, passage.text, where, passage.span, element)
    yield from _spoken_bylines(regions, headline)


def _linked_names(element: Element) -> tuple[str, ...]:
    """Names that are links or marked up one by one inside a byline."""
    marked = [
        inner
        for inner in element.find("a", "span", "strong", "b")
        if inner.tag == "a" or _byline_evidence(inner)
    ]
    names: list[str] = []
    end = -1
    for inner in marked:
        if inner.index >= end and not inner.document.is_hidden(inner):
            found = names_of(passage_of(inner).text)
            if found:
                names.extend(found)
                end = inner.end
    return tuple(dict.fromkeys(names))


def _byline_evidence(element: Element) -> str | None:
    attr = element.raw.attr
    rel = attr("rel")
    if rel and "author" in rel.lower().split():
        return "rel=author"
    if "author" in (attr("itemprop") or "").lower().split():
        return "itemprop=author"
    classes = attr("class")
    if classes and _BYLINE_CLASS.search(_CAMEL.sub("-", classes)):
        return "byline class"
    test = attr("data-testid") or attr("data-component") or attr("data-qa")
    if test and _BYLINE_CLASS.search(_CAMEL.sub("-", test)):
        return "byline class"
    return None


def _beside_headline(element: Element, headline: Element | None) -> bool:
    return headline is not None and -25 <= element.index - headline.end <= 80


def _spoken_bylines(regions: Regions, headline: Element | None) -> Iterator[Byline]:
    """A short paragraph "By Jane Doe" at the head of the article, without any markup that says so."""
    if headline is None:
        return
    document = headline.document
    first = regions.paragraphs[0][0].index if regions.paragraphs else headline.end + 80
    for element in document.elements[headline.end : min(first + 12, headline.end + 160)]:
        if element.tag in (
            "p",
            "div",
            "span",
            "address",
            "li",
            "strong",
            "em",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
        ) and not document.is_hidden(element):
            if len(element.text) > 150:
                continue
            passage = passage_of(element)
            if (
                re.match(
                    r"(?:by|von|par|por|di|av|af|door|автор|oleh)[:：]?\s+[A-ZÀ-ÞА-ЯЁ]",
                    passage.text,
                    re.IGNORECASE,
                )
                and len(passage.text) < 100
            ):
                names = names_of(passage.text)
                if names and all(re.match(r"[A-ZÀ-ÞА-ЯЁ]", name) for name in names):
                    yield Byline(names, passage.text, "visible text", passage.span, element)


# Agency lines and datelines


def find_agency_lines(paragraphs: Sequence[tuple[Element | None, Passage]]) -> tuple[AgencyLine, ...]:
    """Lines such as "With reporting by AFP and Reuters" and "Jane Doe contributed to this report"."""
    return tuple(
        line for element, passage in paragraphs if (line := _agency_line(element, passage)) is not None
    )


def _agency_line(element: Element | None, passage: Passage) -> AgencyLine | None:
    if len(passage.text) > 400:
        return None
    known = _phrases()
    match = known.opening.match(passage.text)
    if match is not None:
        start, end = match.end(), len(passage.text)
    else:
        match = known.closing.search(passage.text)
        if match is None or re.search(r"[.!?]\s+\S", passage.text[: match.start()]):
            return None
        start, end = 0, match.start()
    listed = passage.text[start:end]
    if len(re.findall(r"\w+", listed)) > 40 or re.search(r"[.!?]\s+[A-Z]\w+\s+[a-z]+\s+[a-z]+", listed):
        return None
    names = tuple(_listed_names(passage, start, end))
    agencies = agencies_in(listed)
    if not agencies and not names:
        return None
    if (
        not agencies
        and match.re is known.opening
        and not any(re.match(r"[A-ZÀ-ÞА-ЯЁ]", name.text) for name in names)
    ):
        return None
    return AgencyLine(passage, " ".join(match.group("phrase").split()), names, agencies, element)


_LIST_GAP: Final = re.compile(
    r"\s*(?:[,;،、]\s*(?:(?:and|und|et|y|e|i|и|та|і|va|dan|og|och|och|en|ve|dhe|és|and|sowie|with|as well as)\s+)?|\s(?:and|und|et|y|e|i|и|та|і|dan|og|och|en|ve|dhe|és|sowie|with|as well as|&)\s)\s*"
)


def _listed_names(passage: Passage, start: int, end: int) -> Iterator[Passage]:
    place = start
    for gap in [*_LIST_GAP.finditer(passage.text, start, end), None]:
        stop = gap.start() if gap is not None else end
        words = passage.text[place:stop]
        trimmed = len(words.rstrip(" .:;,)]*"))
        if words.strip(" .:;,()[]*"):
            yield passage.part(place, place + trimmed)
        if gap is not None:
            place = gap.end()


def find_dateline(first: Passage | None) -> Part[str] | None:
    """The place, and the agency, that open the first paragraph: "MOSCOW (Reuters) —"."""
    if first is None:
        return None
    match = _DATELINE.match(first.text)
    if match is None or sum(letter.isupper() for letter in match.group("place")) < 2:
        return None
    part = first.part(*match.span())
    return Part(match.group().strip(" -—–:"), "first paragraph", part.span)
