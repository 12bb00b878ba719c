"""Who wrote it and whose reporting it rests on: bylines, agency lines, the dateline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from a11ylint import patterns as re
from a11ylint.article import words
from a11ylint.article.agencies import NO_HOUSE, House, agencies_in, agency_names, is_agency
from a11ylint.article.marks import (
    HIDDEN,
    IN_BIOGRAPHY,
    IN_CAPTION,
    IN_COMMENTS,
    IN_FIGURE,
    IN_FOOTER,
    IN_NAVIGATION,
    NOT_RENDERED,
    Marks,
    inside,
)
from a11ylint.article.model import AgencyLine, Byline, Part
from a11ylint.article.regions import Regions
from a11ylint.article.structured import StructuredData, content_part, names_in, string_span
from a11ylint.article.words import Lexicon
from a11ylint.document import Document, Element
from a11ylint.passage import Passage, passage_of, text_of
from a11ylint.records import dataclass

_AUTHOR_META: Final = (
    "author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "dc.contributor", "article.author", "cxenseparse:author", "vr:author", "twitter:creator:name", "mrf:authors",
)  # fmt: skip
_BYLINE_ATTRIBUTES: Final = ("data-testid", "data-component", "data-qa")  # whose words may call it a byline
_ADDRESS: Final = re.compile(r"https?:|//|www\.|@")
_NOT_BYLINE_TAGS: Final = frozenset("script style meta link img svg path html body main article input".split())
_SPOKEN_TAGS: Final = frozenset("p div span address li strong em b i h2 h3 h4 h5 h6".split())
_BEFORE_HEADLINE: Final = 60  # elements
_AFTER_HEADLINE: Final = 160
_BESIDE: Final = 8  # elements between the lines of one byline
_AROUND_NAME: Final = " .:;,()[]*—–-"
_LONGEST_LINE: Final = 400  # characters in an agency line
_WORDS_OF_AGENCY: Final = 4
_MOST_WORDS: Final = 40  # in the names of an agency line
_LARGEST: Final = 60  # elements in a byline
_LONG_PARAGRAPH: Final = 80  # characters; what is longer is prose
_LONGEST: Final = 200  # characters in a byline
_CAPITAL: Final = r"A-ZÀ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĻĽŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚƏΆ-ΏΑ-ΫЀ-ЯҐ"
_STARTS_CAPITAL: Final = re.compile(rf"[{_CAPITAL}\u0531-\u0556]|[^\W\da-zß-öø-ÿа-џ\u0100-\u052f]")
_NAME: Final = re.compile(r"[^\d@#:/<>{}|?!=+*_\[\]\"“”]{2,60}")
_DATEISH: Final = re.compile(
    r"\d{1,2}[:.]\d{2}|\b(?:19|20)\d\d\b|\d+\s*(?:hours?|minutes?|days?|min)\b|^\d", re.IGNORECASE
)
_BY_GAP: Final = re.compile(r"(?:\s*[:：՝]\s*|\s+)(?=\S)")
_COLON: Final = re.compile(r"\s*[:：]\s*(?=\S)")
_COLON_OR_SPACE: Final = re.compile(r"[:：]?(?:\s|$)|[:：]")
_HOST: Final = re.compile(r"(?:[a-z][a-z0-9+.-]{0,30}:)?//[^/?#]*")
_SEGMENT: Final = re.compile(r"[/?&=#]+")
_IN_SEGMENT: Final = re.compile(r"[._-]+")
_NEXT_SENTENCE: Final = re.compile(r"[.!?]\s+\S")
_PROSE: Final = re.compile(r"[.!?]\s+[A-Z]\w*\s+[a-z]+\s+[a-z]+")
_IN_BRACKETS: Final = re.compile(r"\s*[(（]([^()（）]{0,80})(?:[)）]|$)")
_DATELINE: Final = re.compile(
    rf"(?P<place>[{_CAPITAL}][{_CAPITAL} .,'’/-]{{1,60}}(?:,\s[A-Z][\w. ]{{1,30}})?)\s*"
    r"(?P<agency>\((?:[A-Z]{2,}|[A-Z][a-z]+)[^)]{0,40}\))?\s*(?:--|[—–:-])\s+(?=\S)"
)

_DATELINE_LENGTH: Final = 120  # characters
_PLACE_WORDS: Final = 9
_QUOTE: Final = '[«»„“”"]?'
_AGENCY_OPENED: Final = re.compile(rf"\s?[(/\[]\s?(?:[^\W\d]{{2,12}}\.?\s)?{_QUOTE}$")
_AGENCY_CLOSED: Final = re.compile(r"[^()/\[\]]{0,40}[)/\]]\s?[.:,]?\s?(?P<dash>--|[—–:-]|(?<=[.:]\s))?\s?")
_BRACKET_CLOSED: Final = re.compile(rf"{_QUOTE}\s?\)\s?[.:—–-]\s?")
_PLACE_GAP: Final = re.compile(rf"\s?[.,:–—-]\s?{_QUOTE}$")
_DASH_AFTER: Final = re.compile(rf"{_QUOTE}\s?(?:--|[—–:.․-])\s")


@cache
def _line_opening(house: House) -> Lexicon:
    return Lexicon(
        [*words.phrases("attribution", "opening"), *words.phrases("attribution", "opening_of_agencies"), *house.opening]
    )


@cache
def _line_closing(house: House) -> Lexicon:
    return Lexicon(
        [*words.phrases("attribution", "closing"), *words.phrases("attribution", "closing_of_agencies"), *house.closing]
    )


@cache
def _only_of_agencies() -> frozenset[str]:
    """The phrases that begin or end sentences of prose too."""
    keys = ("opening_of_agencies", "closing_of_agencies")
    return frozenset(phrase for key in keys for phrase in words.phrases("attribution", key))


@cache
def _editing() -> Lexicon:
    return Lexicon(words.data("attribution")["editing"])


@cache
def _by() -> Lexicon:
    """ "By" in every language, as a byline begins."""
    return Lexicon(words.phrases("bylines", "by"))


@cache
def _by_with_colon() -> Lexicon:
    return Lexicon(words.data("bylines")["by_with_colon"])


@cache
def _separator() -> re.Pattern[str]:
    joined = words.either([*words.phrases("bylines", "and")])
    return re.compile(rf"\s*[,;|•·/&、，]+\s*(?:(?:{joined})\s+)?|\s+(?:{joined})\s+|\s+[–—-]+\s+")


@cache
def _roles() -> Lexicon:
    return Lexicon(words.data("bylines")["roles"])


@cache
def _role_ending() -> re.Pattern[str]:
    listed = words.data("bylines")
    endings, said_after = words.either(listed["role_endings"]), words.either(listed["said_after"])
    return re.compile(rf"\s*(?:{endings})(?:\s.*)?$|\s+(?:{said_after})(?:\s.*)?$")


@cache
def _not_names() -> frozenset[str]:
    return frozenset(words.data("bylines")["not_names"])


@cache
def _stops() -> frozenset[str]:
    return frozenset(words.data("bylines")["stops"])


@cache
def _author_addresses() -> frozenset[str]:
    return frozenset(words.data("bylines")["author_addresses"])


def _after_by(text: str) -> int:
    """Where the names begin behind "By": 0 where there is no "By"."""
    for said, gap in ((_by(), _BY_GAP), (_by_with_colon(), _COLON)):
        found = said.begins(text)
        if found is not None and (match := gap.match(text, found.end)):
            return match.end()
    return 0


# Bylines


def find_bylines(
    document: Document, marks: Marks, data: StructuredData, regions: Regions, headline: Element | None
) -> tuple[Byline, ...]:
    """Every statement of who wrote the article; what a reader meets comes before what machines are told."""
    visible: list[Byline] = []
    for byline in _visible_bylines(document, marks, regions, headline):
        if not any(set(byline.names) <= set(earlier.names) for earlier in visible):
            visible.append(_without_site(byline, data))
    return (*visible, *_structured_bylines(data), *_meta_bylines(data))


def _structured_bylines(data: StructuredData) -> Iterator[Byline]:
    for block, value in [*data.values("author"), *data.values("creator")]:
        given = tuple(names_in(value))
        names = tuple(dict.fromkeys(name for each in given for name in names_of(each) or (each,)))
        if names:
            yield Byline(names, ", ".join(given), "json-ld", string_span(block, given[0]), block.element)


def _meta_bylines(data: StructuredData) -> Iterator[Byline]:
    for key in _AUTHOR_META:
        for part in data.meta.get(key, ()):
            if not _ADDRESS.match(part.value) and (names := names_of(part.value)):
                yield Byline(names, part.value, "meta", content_part(part).span, part.element)


def _without_site(byline: Byline, data: StructuredData) -> Byline:
    """Leave the publication's own name out where people are named beside it ("Jane Doe, The Post")."""
    site = {part.value.casefold() for part in data.meta.get("og:site_name", ())}
    people = tuple(name for name in byline.names if name.casefold() not in site)
    if not people or len(people) == len(byline.names):
        return byline
    return Byline(people, byline.text, byline.where, byline.span, byline.element)


def names_of(text: str) -> tuple[str, ...]:
    """The names in the words of a byline, without "By", roles, places and dates."""
    text = " ".join(text.split()).strip(" |•·,-–—")
    return tuple(dict.fromkeys(_names(text[_after_by(text) :])))


def _names(text: str) -> Iterator[str]:
    beside = [match.group(1) for match in _IN_BRACKETS.finditer(text)]
    yield from _listed(_IN_BRACKETS.sub(" ", text))
    for each in beside:
        # "(with Jane Doe)" names people, "(Brussels, European office)" does not.
        begun = _separator().match(f" {each}")
        if begun is not None and begun.group().strip():
            yield from _listed(each[begun.end() - 1 :])
        elif is_agency(each):
            yield each.strip()


def _listed(text: str) -> Iterator[str]:
    for piece in _separator().split(text):
        if piece.partition(" ")[0] in _stops():
            return
        name = piece[_after_by(piece) :].strip(" .:|•·-–—*()\u200b")
        name = _role_ending().sub("", name)
        if is_name(name):
            yield name


def is_name(name: str) -> bool:
    """Whether words can be the name of a person, a newsroom or an agency."""
    if is_agency(name):
        return True
    parts = name.split()
    if not parts or len(parts) > 6 or not _NAME.fullmatch(name) or _DATEISH.search(name):
        return False
    if not _STARTS_CAPITAL.match(parts[0]) and not any(map(_STARTS_CAPITAL.match, parts[1:])):
        return False
    lowered = [part.casefold().strip(".,") for part in parts]
    if lowered[0] in _not_names() or lowered[-1] in _by() or name.casefold() in _not_names() or _roles().names(name):
        return False
    return sum(map(bool, map(_STARTS_CAPITAL.match, parts))) * 2 >= len(parts)


@dataclass(frozen=True, slots=True)
class _Zone:
    """A stretch of elements where a byline may stand: ``[start, end)`` by index."""

    start: int
    end: int


def _zones(document: Document, regions: Regions, headline: Element | None) -> Iterator[_Zone]:
    """Where bylines stand: the head of the article, then its foot."""
    total = len(document.elements)
    paragraphs = [element for element, passage in regions.paragraphs if len(passage.text) > _LONG_PARAGRAPH]
    if headline is None:
        start = regions.scope[0]
        yield _Zone(max(start - _BEFORE_HEADLINE, 0), min(regions.scope[1], start + 2 * _AFTER_HEADLINE))
    else:
        third = next((e.index for e in paragraphs[2:] if e.index > headline.index), headline.end + _AFTER_HEADLINE)
        end = max(min(third, headline.end + 2 * _AFTER_HEADLINE), min(headline.end + 40, total))
        yield _Zone(max(headline.index - _BEFORE_HEADLINE, 0), min(end, total))
    if paragraphs:
        yield _Zone(
            paragraphs[-1].end, min(max(regions.scope[1], paragraphs[-1].end + 40), total, paragraphs[-1].end + 300)
        )


def _visible_bylines(document: Document, marks: Marks, regions: Regions, headline: Element | None) -> Iterator[Byline]:
    for zone in _zones(document, regions, headline):
        found = [*_marked_bylines(document, marks, regions, headline, zone)]
        found.extend(_spoken_bylines(document, marks, regions, headline, zone, found))
        if found:
            yield from sorted(found, key=lambda byline: byline.span)
            return
    yield from _signatures(regions)


_ELSEWHERE: Final = (
    IN_FIGURE | IN_CAPTION | IN_NAVIGATION | IN_FOOTER | IN_COMMENTS | IN_BIOGRAPHY | NOT_RENDERED | HIDDEN
)


def _can_be_byline(element: Element, marks: Marks, regions: Regions, headline: Element | None) -> bool:
    if element.tag in _NOT_BYLINE_TAGS or marks.inside(element, _ELSEWHERE):
        return False
    if element.end - element.index > _LARGEST:
        return False
    if headline is not None and (element.contains(headline) or headline.contains(element)):
        return False
    return not regions.is_furniture(element) or _beside_headline(element, headline, regions)


def _marked_bylines(
    document: Document, marks: Marks, regions: Regions, headline: Element | None, zone: _Zone
) -> Iterator[Byline]:
    taken = -1
    for element in _candidates(document, marks, zone):
        index = element.index
        if index < taken or (where := _byline_evidence(element, marks)) is None:
            continue
        if where == "author link" and ((headline is not None and index < headline.index) or _is_in_prose(element)):
            continue
        if not _can_be_byline(element, marks, regions, headline):
            continue
        text = text_of(element)
        if not 2 < len(text) < _LONGEST or text.startswith(("Foto", "Photo")) or marks.named(element, words.CAPTION):
            continue
        names = _marked_names(element, marks) or (names_of(text) if _speaks_names(text) else ())
        if names:
            taken = element.end
            yield Byline(names, text, where, passage_of(element).span, element)


def _candidates(document: Document, marks: Marks, zone: _Zone) -> Iterator[Element]:
    """The elements of a zone that have anything `_byline_evidence` looks at, in document order."""
    having = (document.by_attribute.get(name, ()) for name in ("rel", "itemprop", *_BYLINE_ATTRIBUTES))
    found = {element.index for listed in (*having, document.by_tag.get("a", ())) for element in listed}
    found.update(marks.called(words.BYLINE))
    return (document.elements[index] for index in sorted(found) if zone.start <= index < zone.end)


def _is_in_prose(link: Element) -> bool:
    """Whether a link stands in a sentence of a paragraph: pages about people have such addresses too."""
    paragraph = link.closest("p")
    if paragraph is None or len(around := text_of(paragraph)) <= _LONG_PARAGRAPH:
        return False
    return not _after_by(around) and not around.startswith(text_of(link))


def _speaks_names(text: str) -> bool:
    """Whether words can be a byline and not a sentence about the author."""
    return len(text.split()) <= 30 and not re.search(r"[.!?]\s+[A-Z]\w*\s+\w+\s+\w+", text)


def _marked_names(element: Element, marks: Marks) -> tuple[str, ...]:
    """Names that a byline marks up one by one: links to authors' pages, ``itemprop=name``, classed elements."""
    names: list[str] = []
    end = -1
    for inner in inside(element, "a", "span", "strong", "b", "em", "div", "p", "li", "cite", "h3", "h4"):
        if inner.index < end or inner.document.is_hidden(inner):
            continue
        if not _marks_name(inner, marks):
            continue
        text = text_of(inner)
        if len(text) < _LONGEST and (found := names_of(text)):
            names.extend(found)
            end = inner.end
    return tuple(dict.fromkeys(names or _sibling_names(element)))


def _sibling_names(element: Element) -> Iterator[str]:
    """Names in a row of like elements, without a comma between them."""
    rows: dict[tuple[int, str, str], list[str]] = {}
    for inner in inside(element, "a", "span", "li"):
        if inner.parent is not None and inner.end - inner.index <= 2:
            text = " ".join(inner.text.split())
            rows.setdefault((inner.parent.index, inner.tag, inner.get("class") or ""), []).append(text)
    for row in rows.values():
        if len(row) > 1 and all(map(is_name, row)):
            yield from row
            return


def _marks_name(element: Element, marks: Marks) -> bool:
    if element.tag == "a":
        return _leads_to_author(element)
    if "name" in (element.get("itemprop") or "").split():
        return True
    return element.end - element.index <= 3 and marks.named(element, words.BYLINE)


def _leads_to_author(link: Element) -> bool:
    if "author" in (link.get("rel") or "").lower().split():
        return True
    return _is_author_address((link.get("href") or "")[:300].lower())


def _is_author_address(address: str) -> bool:
    """Whether a part of a path says that what follows is a person: ``/authors/jane-doe``, ``/our-team/jane-doe``,
    ``/autor-jane-doe.html``. In the middle of a part, the words are a story's: ``/jailed-by-mistake/``."""
    host = _HOST.match(address)
    *parts, last = [part for part in _SEGMENT.split(address[host.end() if host else 0 :]) if part] or [""]
    words_of = _IN_SEGMENT.split
    known = _author_addresses()
    first, *more = words_of(last)
    return (bool(more) and first in known) or any(
        not known.isdisjoint((one[0], one[-1])) for one in map(words_of, parts)
    )


def _byline_evidence(element: Element, marks: Marks) -> str | None:
    attr = element.raw.attr
    rel = attr("rel")
    if rel and "author" in rel.lower().split():
        return "rel=author"
    if "author" in (attr("itemprop") or "").lower().split():
        return "itemprop=author"
    if marks.named(element, words.BYLINE):
        return "byline class"
    for name in _BYLINE_ATTRIBUTES:
        value = attr(name)
        if value and words.marks_of(value) & words.BYLINE:
            return "byline class"
    if element.tag == "a" and _leads_to_author(element):
        return "author link"
    return None


def _beside_headline(element: Element, headline: Element | None, regions: Regions) -> bool:
    """Whether a box that is called furniture stands right at the headline, before the first paragraph."""
    if headline is None or not -25 <= element.index - headline.end <= 80:
        return False
    return not regions.paragraphs or element.index < regions.paragraphs[-1][0].index


def _spoken_bylines(
    document: Document,
    marks: Marks,
    regions: Regions,
    headline: Element | None,
    zone: _Zone,
    marked: Sequence[Byline],
) -> Iterator[Byline]:
    """A short line "By Jane Doe" or "AFP, MANILA" without any markup that says what it is."""
    taken = max((byline.element.end for byline in marked if byline.element is not None), default=-1)
    start = headline.end if headline is not None and zone.start < headline.end else zone.start
    stop = zone.end
    for index in range(start, zone.end):
        if index > stop:
            return
        element = document.elements[index]
        if element.tag not in _SPOKEN_TAGS or element.end - element.index > 12 or index < taken:
            continue
        if len(element.raw.text) > 400 or not _can_be_byline(element, marks, regions, headline):
            continue
        text = text_of(element)
        if not 2 < len(text) < 100:
            continue
        names = _spoken_names(text, begins=headline is not None and zone.start <= headline.index)
        if names:
            taken = element.end
            stop = element.end + _BESIDE
            yield Byline(names, text, "visible text", passage_of(element).span, element)


def byline_names(text: str) -> tuple[str, ...]:
    """The names in a line that says itself that it is a byline: "By Jane Doe and John Roe"."""
    start = _after_by(text)
    if not start or len(text) > 100 or not _STARTS_CAPITAL.match(text, start):
        return ()
    return names_of(text) if _speaks_names(text) else ()


def _spoken_names(text: str, *, begins: bool) -> tuple[str, ...]:
    said = byline_names(text)
    if said:
        return said
    first = _separator().split(text)[0].strip(" ()")
    if begins and len(text) < 40 and is_agency(first):
        return (first,)
    return (text,) if begins and _is_name_in_capitals(text) else ()


def _is_name_in_capitals(text: str) -> bool:
    """Whether a line is a name alone, in capitals: how some newsrooms open an article. Their boxes are headed so, too:
    "RELATED ARTICLES"."""
    parts = text.split()
    if not 2 <= len(parts) <= 3 or not all(part.isupper() and len(part) > 2 for part in parts):
        return False
    return _not_names().isdisjoint(map(str.casefold, parts)) and is_name(text)


def _signatures(regions: Regions) -> Iterator[Byline]:
    """A name set off as the article's last line."""
    for element, passage in reversed(regions.paragraphs[-4:]):
        text = passage.text.strip(" ()—–-")
        if len(text) > 60 or (text.endswith((".", "!", "?", ":")) and not is_agency(text)):
            continue
        if not _is_set_off(element, passage):
            continue
        names = names_of(text)
        if names and all(len(name.split()) >= 2 or is_agency(name) or "-" in name for name in names):
            yield Byline(names, passage.text, "last line", passage.span, element)
            return


def _is_set_off(element: Element, passage: Passage) -> bool:
    """Whether a paragraph is in another face, at the right edge, in brackets, or begins with a dash."""
    if passage.text.startswith(("(", "—", "–", "-")) or is_agency(passage.text):
        return True
    if (
        re.search(r"text-align\s*:\s*right", element.get("style") or "", re.IGNORECASE)
        or element.get("align") == "right"
    ):
        return True
    face = next(inside(element, "strong", "em", "b", "i"), None)
    return face is not None and " ".join(face.text.split()) == passage.text


# Agency lines and datelines


def find_agency_lines(
    paragraphs: Sequence[tuple[Element | None, Passage]], house: House = NO_HOUSE
) -> tuple[AgencyLine, ...]:
    """Lines such as "With reporting by AFP and Reuters" and "Jane Doe contributed to this report"."""
    lines = (_agency_line(element, passage, house) for element, passage in paragraphs)
    return tuple(line for line in lines if line is not None)


def _agency_line(element: Element | None, passage: Passage, house: House) -> AgencyLine | None:
    text = passage.text
    if len(text) > _LONGEST_LINE:
        return None
    begin = len(text) - len(text.lstrip(_AROUND_NAME))
    opening = _line_opening(house).begins(text[begin:])
    if opening is not None and _COLON_OR_SPACE.match(text, begin + opening.end):
        start, end = begin + opening.end, len(text)
        phrase = opening.phrase
    else:
        closing = [found for found in _line_closing(house).find(text) if not text[found.end :].strip(_AROUND_NAME)]
        if not closing or _NEXT_SENTENCE.search(text[: closing[-1].start]):
            return None
        opening, phrase = None, closing[-1].phrase
        start, end = begin, closing[-1].start
    listed = text[start:end]
    if len(listed.split()) > _MOST_WORDS or _PROSE.search(listed):
        return None
    names = tuple(_listed_names(passage, start, end, house))
    agencies = tuple(agency for name in names for agency in agencies_in(name.text, house))
    if phrase in _only_of_agencies() and not _are_agencies(names, house, opens=opening is not None):
        return None
    if not names:
        # A phrase with nothing after it is a line whose names were forgotten.
        forgotten = opening is not None and not listed.strip(_AROUND_NAME)
        return AgencyLine(passage, phrase, (), (), element) if forgotten else None
    if opening is not None and not agencies and not any(_STARTS_CAPITAL.match(name.text) for name in names):
        return None
    return AgencyLine(passage, phrase, names, agencies, element)


def _are_agencies(names: Sequence[Passage], house: House, *, opens: bool) -> bool:
    """Whether a list names agencies and nothing else; a phrase behind it leaves room for case words."""
    most = _WORDS_OF_AGENCY if opens else 2 * _WORDS_OF_AGENCY
    return bool(names) and all(agencies_in(name.text, house) and len(name.text.split()) <= most for name in names)


@cache
def _list_gap() -> re.Pattern[str]:
    """What stands between two names of an agency line."""
    joined = words.either([*words.phrases("bylines", "and"), "as well as", "sowie"])
    return re.compile(rf"\s*[,;،、]\s*(?:(?:{joined})\s+)?|\s+(?:{joined}|&)\s+")


def _listed_names(passage: Passage, start: int, end: int, house: House) -> Iterator[Passage]:
    """The names in a list, without what introduces a further one; editors are no sources."""
    place = start
    for gap in [*_list_gap().finditer(passage.text, start, end), None]:
        stop = gap.start() if gap is not None else end
        piece = passage.text[place:stop]
        begun = len(piece) - len(piece.lstrip(_AROUND_NAME))
        again = _line_opening(house).begins(piece[begun:])
        if again is not None:
            begun += again.end
        if _editing().begins(piece[begun:]) is not None:
            return
        if piece[begun:].strip(_AROUND_NAME):
            yield passage.part(place + begun, place + len(piece.rstrip(_AROUND_NAME)))
        if gap is not None:
            place = gap.end()


def find_dateline(first: Passage | None, house: House = NO_HOUSE) -> Part[str] | None:
    """The place, the day and the agency that open the first paragraph: "MOSCOW, June 5 (Reuters) —"."""
    if first is None:
        return None
    text = first.text[:_LONGEST]
    end = _agency_dateline(text, house)
    around = " -—–:.․" if end else " -—–:"
    end = end or _place_dateline(text)
    if not end:
        return None
    part = first.part(0, end)
    return Part(part.text.strip(around), "first paragraph", part.span)


def _place_dateline(text: str) -> int:
    """Where a dateline ends that is a place in capitals; 0 where there is none."""
    match = _DATELINE.match(text)
    if match is None or sum(letter.isupper() for letter in match.group("place")) < 2:
        return 0
    return match.end()


def _agency_dateline(text: str, house: House) -> int:
    """Where a dateline ends that names an agency; 0 where there is none.

    "MOSCOW (Reuters) —", "Beograd, 5. jun /Tanjug/ -", "(Казан, 5 июнь, «Татар-информ»).", "Bakı – APA.",
    "ԵՐԵՎԱՆ, 5 ՀՈՒՆԻՍԻ, ԱՐՄԵՆՊՐԵՍ.".
    """
    for found in agency_names(house).find(text[:_DATELINE_LENGTH]):
        before = text[: found.start]
        opened = _AGENCY_OPENED.search(before)
        if before.startswith("(") and (closed := _BRACKET_CLOSED.match(text, found.end)):
            place, end, certain = before[1:], closed.end(), True
        elif opened is not None and (closed := _AGENCY_CLOSED.match(text, found.end)):
            place, end = before[: opened.start()], closed.end()
            certain = closed.group("dash") is not None or place.isupper() or any(map(str.isdigit, place))
        elif (gap := _PLACE_GAP.search(before)) and (closed := _DASH_AFTER.match(text, found.end)):
            place, end, certain = before[: gap.start()], closed.end(), True
        else:
            continue
        if certain and _is_place_and_day(place):
            return end
    return 0


def _is_place_and_day(text: str) -> bool:
    """Whether words can be a place and a day: names, figures, and small words only beside figures."""
    parts = text.replace(",", " ").replace("/", " ").split()
    if len(parts) > _PLACE_WORDS or (parts and parts[0][0].islower()):
        return False
    return all(
        not part[0].islower()
        or len(part) <= 3
        or any(other[:1].isdigit() for other in parts[max(number - 1, 0) : number + 2])
        for number, part in enumerate(parts)
    )
