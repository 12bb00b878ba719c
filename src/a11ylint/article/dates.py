"""When the article says it was published and changed: to machines and to readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time
from functools import cache
from itertools import islice
from typing import Final

from a11ylint import patterns as re
from a11ylint.article.model import DateClaim, DateRole
from a11ylint.article.regions import Regions
from a11ylint.article.structured import StructuredData, string_span
from a11ylint.article.words import data as word_data
from a11ylint.article.words import either, phrases
from a11ylint.calendar import Moment, TextDate, TextTime, find_dates, find_times, read_machine, valid_datetime
from a11ylint.document import Document, Element, Text
from a11ylint.passage import Passage, passage_of

VISIBLE: Final = "visible text"

_DURATION: Final = re.compile(r"P[T\d]")
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_FIGURE: Final = re.compile(r"\d")
_LETTERS: Final = re.compile(r"[^\W\d_]")
_SENTENCE_END: Final = re.compile(r"(?<!\.\w)[.!?…。！？।]$")
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NEVER: Final = frozenset("script style svg head title select option template noscript iframe textarea".split())
_TOO_LARGE: Final = frozenset("html body main article".split())
_BEFORE_HEADLINE: Final = 80  # elements: a date further up is the page's, not the article's
_AFTER_HEADLINE: Final = 160
_AFTER_BODY: Final = 40
_LABEL: Final = 160  # characters: a longer passage is prose, and its dates are the story's
_WORDS_BESIDE: Final = 45  # letters beside a date that no template marks: a name, a reading time
_JSON_LD: Final = (
    (DateRole.PUBLISHED, ("datePublished", "dateCreated", "uploadDate")),
    (DateRole.MODIFIED, ("dateModified",)),
)
_EPOCH_YEARS: Final = range(1, 1600)  # what programs print for "no date": 0001-01-01


def find_date_claims(
    document: Document,
    data: StructuredData,
    regions: Regions,
    headline: Element | None,
    languages: Sequence[str],
) -> tuple[DateClaim, ...]:
    """Every statement of when the article was published or changed, those for machines first.

    The head of the article is read, and what follows its last paragraph; dates of other stories' cards are left out.
    `languages` are those in which dates may be written, the likeliest first.
    """
    place = _Place(document, regions, headline)
    machine = (
        *_json_ld_claims(data, languages),
        *_meta_claims(data, place, languages),
        *_element_claims(document, place),
    )
    return tuple(dict.fromkeys((*machine, *_visible_claims(document, place, languages, machine))))


def best_published(claims: Sequence[DateClaim]) -> DateClaim | None:
    """The publication date to believe: the most explicit one for machines that makes sense, else what a reader sees;
    one with the time of day before one for the same day without it."""
    published = [
        claim for claim in claims if claim.role is DateRole.PUBLISHED and claim.moment and _is_sane(claim.moment)
    ]
    if not published:
        return None
    first = published[0].moment
    assert first is not None
    if first.clock is not None:
        return published[0]
    fuller = (c for c in published if c.moment and c.moment.clock and c.moment.may_be_same_day(first))
    return next(fuller, published[0])


def _is_sane(moment: Moment) -> bool:
    """Whether a moment is more than what a program prints for none."""
    return moment.day.year not in _EPOCH_YEARS and (moment.day.year, moment.day.month, moment.day.day) != (1970, 1, 1)


# For machines


def _json_ld_claims(data: StructuredData, languages: Sequence[str]) -> Iterator[DateClaim]:
    for role, keys in _JSON_LD:
        found = False
        for key in keys:
            for block, value in data.values(key):
                if isinstance(value, str):
                    found = True
                    place = string_span(block, value, key)
                    yield DateClaim(role, value, _read(value, languages), "json-ld", place, block.element)
            if found:
                break  # dateCreated says when it was written, and is asked only where nothing else is


def _meta_claims(data: StructuredData, place: _Place, languages: Sequence[str]) -> Iterator[DateClaim]:
    for role, key in ((DateRole.PUBLISHED, "published_meta"), (DateRole.MODIFIED, "modified_meta")):
        for name in word_data("date_words")[key]:
            for part in data.meta.get(name, ()):
                element = part.element
                if element is not None and element.closest("head") is None and place.is_elsewhere(element):
                    continue
                attribute = element.attribute("content") if element is not None else None
                span = attribute.value_span if attribute is not None else part.span
                yield DateClaim(role, part.value, _read(part.value, languages), name, span, element)


def _element_claims(document: Document, place: _Place) -> Iterator[DateClaim]:
    """``<time datetime>``, and microdata and microformats that keep the date in an attribute."""
    marked = [(element, "datetime", "time datetime") for element in document.find("time")]
    marked += [(element, "title", "abbr title") for element in document.find("abbr")]
    for element in document.select('[itemprop="datePublished"],[itemprop="dateModified"]'):
        if element.tag not in ("time", "meta"):
            marked.append((element, "content", "itemprop"))
    for element, name, where in marked:
        attribute = element.attribute(name)
        if attribute is None or document.is_hidden(element) or not place.is_ours(element):
            continue
        moment = read_machine(attribute.value)
        if moment is None and (where == "abbr title" or _is_no_day(attribute.value)):
            continue
        role = DateRole.MODIFIED if _is_update(element) else DateRole.PUBLISHED
        yield DateClaim(role, attribute.value, moment, where, attribute.value_span, element)


def _is_no_day(value: str) -> bool:
    """Whether a machine's value means something else than a day: a duration, a year, a time of day."""
    return valid_datetime(value) is None or bool(_DURATION.match(value.strip()))


def _read(text: str, languages: Sequence[str]) -> Moment | None:
    """A machine's date, or one in words where a machine's should stand."""
    moment = read_machine(text)
    if moment is not None or len(text) > _LABEL:
        return moment
    dated = next(_dated(text, languages), None)
    return dated.moment(()) if dated is not None else None


# For readers


class _Dated:
    """A date in words with its clock time: the characters ``[start, end)`` of a text."""

    __slots__ = ("clock", "date", "end", "start")

    def __init__(self, date: TextDate, clock: TextTime | None) -> None:
        self.date = date
        self.clock = clock
        self.start = date.start if clock is None else min(date.start, clock.start)
        self.end = date.end if clock is None else max(date.end, clock.end)

    def moment(self, known: Sequence[Moment]) -> Moment | None:
        """What it says; `known` moments settle which way round "06/05/2018" is read, if one agrees."""
        clock = time(self.clock.hour, self.clock.minute, self.clock.second) if self.clock is not None else None
        offset = self.clock.offset if self.clock is not None else None
        readings = [Moment(day, clock, offset) for day in self.date.readings()]
        agreeing = (each for each in readings if any(each.may_be_same_day(other) for other in known))
        return next(agreeing, readings[0] if readings else None)


def _dated(text: str, languages: Sequence[str]) -> Iterator[_Dated]:
    """Dates with a year, each with the time of day that stands by it."""
    dates = [date for date in find_dates(text, languages) if date.year is not None]
    if not dates:
        return
    times = list(find_times(text, languages))
    floor = 0
    for number, date in enumerate(dates):
        stop = dates[number + 1].start if number + 1 < len(dates) else len(text)
        after = next((each for each in times if date.end <= each.start < stop), None)
        before = next((each for each in reversed(times) if floor <= each.start and each.end <= date.start), None)
        clock = None
        if after is not None and _close(text[date.end : after.start], 14):
            clock = after
        elif before is not None and _close(text[before.end : date.start], 6):
            clock = before
        yield _Dated(date, clock)
        floor = max(date.end, clock.end if clock else 0)


def _close(between: str, most: int) -> bool:
    """Whether no more than a comma, a stroke or a short word parts a date from its time."""
    return len(between) <= most and not _FIGURE.search(between)


def visible_moments(
    passage: Passage, languages: Sequence[str], known: Sequence[Moment] = ()
) -> Iterator[tuple[Passage, Moment | None, str]]:
    """Dates in words, each with the time of day that stands by it, what it says, and the words before it."""
    place = 0
    for dated in _dated(passage.text, languages):
        yield (
            passage.part(dated.start, dated.end),
            dated.moment(known),
            passage.text[place : dated.start],
        )
        place = dated.end


def _visible_claims(
    document: Document, place: _Place, languages: Sequence[str], machine: Sequence[DateClaim]
) -> Iterator[DateClaim]:
    """Dates that a reader meets in the head of the article, or under its end with a word such as "published"."""
    known = [claim.moment for claim in machine if claim.moment is not None]
    taken = -1
    for element, is_head in place.zone():
        if element.index < taken or element.tag in _NEVER or not _has_figure(element):
            continue
        if len(element.text) > 4 * _LABEL:
            continue  # prose: white space included, no label is so long
        holder = place.holder(element)
        taken = max(taken, holder.end)
        if document.is_hidden(element) or not place.is_ours(element):
            continue
        passage = passage_of(holder)
        if not passage or len(passage.text) > _LABEL:
            continue
        marked = _is_marked(element, holder)
        for part, moment, before in visible_moments(passage, languages, known):
            named = _says(before)
            after = passage.text[passage.text.find(part.text) + len(part.text) :][:12]
            if _pattern("issue").match(after.strip()):
                continue
            labelled = named is not None and (_opens_with_label(before) or not _is_sentence(passage))
            if not labelled and not (is_head and (marked or place.is_label(element, passage, languages))):
                continue
            inner = _inner(part, holder)
            role = named or (DateRole.MODIFIED if not before.strip() and _is_update(inner) else DateRole.PUBLISHED)
            yield DateClaim(role, part.text, moment, VISIBLE, part.span, inner)


def _has_figure(element: Element) -> bool:
    own = [child.data for child in element.children if isinstance(child, Text)]
    return _FIGURE.search("".join(own)) is not None


def _is_alone(passage: Passage, languages: Sequence[str]) -> bool:
    """Whether a passage is little more than dates."""
    rest, floor = "", 0
    if len(passage.text) > _LABEL or _is_sentence(passage):
        return False
    for dated in _dated(passage.text, languages):
        rest += passage.text[floor : dated.start]
        floor = dated.end
    return len(_LETTERS.findall(rest + passage.text[floor:])) <= _WORDS_BESIDE


def _inner(part: Passage, holder: Element) -> Element:
    """The element that a part stands in: its ``<time>``, if it has one."""
    origin = part.pieces[0][1] if part.pieces else None
    if not isinstance(origin, Text):
        return holder
    timed = origin.parent.closest("time")
    return timed if timed is not None and holder.contains(timed) else origin.parent


def _says(before: str) -> DateRole | None:
    """What the words before a date say of it; the nearer word counts."""
    words = before[-60:]
    updated = max((match.end() for match in _pattern("updated").finditer(words)), default=-1)
    published = max((match.end() for match in _pattern("published").finditer(words)), default=-1)
    if updated < 0 and published < 0:
        return None
    return DateRole.MODIFIED if updated > published else DateRole.PUBLISHED


def _is_sentence(passage: Passage) -> bool:
    """Whether a passage ends as a sentence does, and not with "p.m."."""
    return bool(_SENTENCE_END.search(passage.text))


def _opens_with_label(before: str) -> bool:
    """Whether words such as "Published" open the words before a date: a label, where "The book, published" is prose."""
    words = before.strip(" |•·-–—(:,")
    return any(_pattern(key).match(words) is not None for key in ("published", "updated"))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    """A pattern for the words of a list of ``date_words.json``."""
    if key in ("classes", "issue"):
        words: Sequence[str] = word_data("date_words")[key]
        ends = (r"(?:^|[\s_-])", r"(?=$|[\s_-])") if key == "classes" else (r"", r"(?!\w)")
        return re.compile(rf"{ends[0]}(?:{either(words)}){ends[1]}", re.IGNORECASE)
    spaced: list[str] = []
    unspaced: list[str] = []
    for word in phrases("date_words", key):
        (unspaced if "\u0e00" <= word[0] <= "\u0eff" or word[0] >= "\u2e80" else spaced).append(word)
    return re.compile(rf"\b(?:{either(spaced)})(?!\w)|{either(unspaced)}", re.IGNORECASE)


def _classes(element: Element) -> str:
    """The words of `class`, `id` and `itemprop`, humps parted."""
    names = " ".join(element.get(name) or "" for name in ("class", "id", "itemprop"))
    return _CAMEL.sub("-", names[:500])


def _is_marked(element: Element, holder: Element) -> bool:
    """Whether the template marks an element as holding a date, on itself or on what is around it up to `holder`."""
    inner: Element | None = element
    while inner is not None:
        if inner.tag == "time" or _pattern("classes").search(_classes(inner)):
            return True
        if inner is holder:
            break
        inner = inner.parent
    return holder.parent is not None and bool(_pattern("classes").search(_classes(holder.parent)))


_UPDATE_CLASS: Final = re.compile(r"(?:^|[\s_-])(?:updated?|modified|revised|changed)(?=$|[\s_-])", re.IGNORECASE)


def _is_update(element: Element) -> bool:
    """Whether the names on an element, or the words in or just before it, say that its date is that of a change."""
    if _UPDATE_CLASS.search(_classes(element)):
        return not _pattern("published").search(element.text[:_LABEL])
    if _says(element.text[:_LABEL]) is not None:
        return _says(element.text[:_LABEL]) is DateRole.MODIFIED
    around = element.parent
    if around is None or around.tag in _TOO_LARGE or len(around.text) > _LABEL:
        return False
    before = around.text.partition(element.text)[0] if element.text else around.text
    return _says(before) is DateRole.MODIFIED


def _is_linked(heading: Element, box: Element) -> bool:
    """Whether a heading is a link's or holds one, within a box."""
    link = heading.closest("a") or next(heading.find("a"), None)
    return link is not None and link.index >= box.index - 1


class _Place:
    """Where the article's own dates stand on a page."""

    __slots__ = ("_document", "_first", "_headline", "_last", "_regions")

    def __init__(self, document: Document, regions: Regions, headline: Element | None) -> None:
        self._document = document
        self._regions = regions
        self._headline = headline
        paragraphs = regions.paragraphs
        self._first = paragraphs[min(2, len(paragraphs) - 1)][0].index if paragraphs else -1
        prose = [element for element, passage in paragraphs if len(passage.text) > _LABEL]
        self._last = prose[-1].end if prose else -1

    def zone(self) -> Iterator[tuple[Element, bool]]:
        """The elements around the headline and the first paragraphs (True), then those after the last one (False)."""
        elements = self._document.elements
        anchor = self._headline.index if self._headline is not None else self._regions.scope[0]
        start = max(anchor - _BEFORE_HEADLINE, 0)
        stop = anchor + _AFTER_HEADLINE
        if self._first > anchor:
            stop = min(stop, self._first)
        for element in elements[start:stop]:
            yield element, True
        if self._last >= 0:
            for element in elements[max(self._last, stop) : self._last + _AFTER_BODY]:
                yield element, False

    def is_ours(self, element: Element) -> bool:
        """Whether a date in this element is the article's own."""
        headline, index = self._headline, element.index
        near = headline is not None and (
            (
                headline.index < index <= headline.index + _AFTER_HEADLINE
                and (self._first < headline.index or index <= self._first)
            )
            or self._beside_headline(element)
        )
        after = 0 <= self._last <= index <= self._last + _AFTER_BODY
        if not near and not after and not self._regions.in_scope(element):
            return False
        if element.closest("figure", "figcaption") is not None:
            return False
        return not self.is_elsewhere(element)

    def is_elsewhere(self, element: Element) -> bool:
        """Whether an element belongs to another story or to the page around the article."""
        if self._regions.is_furniture(element) and not self._beside_headline(element):
            return True
        return self._in_card(element)

    def is_label(self, element: Element, passage: Passage, languages: Sequence[str]) -> bool:
        """Whether words that no template marks are a date's label, by being little more than the date."""
        if any(paragraph.contains(element) for paragraph, _ in self._regions.paragraphs[:4]):
            return False
        return _is_alone(passage, languages) or _is_alone(passage_of(element), languages)

    def _beside_headline(self, element: Element) -> bool:
        """Whether an element shares the headline's box."""
        if self._headline is None:
            return False
        boxes = (box for box in islice(self._headline.ancestors, 2) if box.tag not in _TOO_LARGE)
        return any(box.contains(element) for box in boxes)

    def _in_card(self, element: Element) -> bool:
        """Whether an element stands with the linked headline of another story, in a box with nothing of the article."""
        headline, body = self._headline, self._regions.body
        for box in element.ancestors:
            if box.tag in _TOO_LARGE - {"article"}:
                return False
            if (headline is not None and box.contains(headline)) or (body is not None and box.contains(body)):
                return False
            if box.end - box.index > 120:
                return False
            for inner in box.descendants:
                if inner.tag in _HEADINGS and _is_linked(inner, box) and not self._repeats_headline(inner):
                    return True
        return False

    def _repeats_headline(self, heading: Element) -> bool:
        return self._headline is not None and " ".join(heading.text.split()) == " ".join(self._headline.text.split())

    def holder(self, element: Element) -> Element:
        """The largest box around an element that is still a label: the date with its words and its time of day."""
        best = element
        for box in element.ancestors:
            if box.tag in _TOO_LARGE or (self._headline is not None and box.contains(self._headline)):
                break
            if box.end - box.index > 40 or len(" ".join(box.text.split())) > _LABEL:
                break
            best = box
        return best
