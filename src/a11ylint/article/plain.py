"""The article of a page printed as text: its lines told apart by what they say and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from a11ylint import patterns as re
from a11ylint.article import words
from a11ylint.article.agencies import NO_HOUSE, House
from a11ylint.article.attribution import byline_names, find_agency_lines
from a11ylint.article.captions import plain_key, read_caption
from a11ylint.article.links import is_skip_heading, says_skip
from a11ylint.article.model import AgencyLine, Byline, Caption, Part, Photo
from a11ylint.document import Document
from a11ylint.passage import Passage, plain_passage
from a11ylint.records import dataclass

# A line with something on it that is printed: comments to the linter are not.
_LINE: Final = re.compile(r"(?<![^\n\r])(?![ \t]*<!--[ \t]*a11ylint-)[^\n\r]*\S[^\n\r]*")
_ENDS_SENTENCE: Final = re.compile(r"[.!?…。！？։۔؟।][\"'”’»)\]]*$")
_KICKER: Final = re.compile(r"[\w&'’/ -]{2,30}")
_TOKEN: Final = re.compile(r"\w+|©")
_SKIP_LINE: Final = 60  # characters at most
_PARAGRAPH: Final = 90  # characters at least, before the first one is known
_CAPTION: Final = 400  # characters at most
_REPEATED: Final = 15  # characters at least in a caption printed twice
_FOOT: Final = 6  # lines at the end among which an agency line stands
_HEAD: Final = 4  # lines at the top among which the headline stands


@dataclass(frozen=True, slots=True)
class PlainParts:
    """What the lines of a plain-text article turned out to be."""

    skip_link: Part[str] | None
    kicker: Part[str] | None
    headline: Part[str] | None
    bylines: tuple[Byline, ...]
    photos: tuple[Photo, ...]
    paragraphs: tuple[Passage, ...]
    agency_lines: tuple[AgencyLine, ...]


def read_plain(document: Document, house: House = NO_HOUSE) -> PlainParts:
    """Tell a printed page's lines apart."""
    text = document.source.text
    lines = [plain_passage(text, *match.span()) for match in _LINE.finditer(text)]
    skip, lines = _take_skip_link(lines)
    photos = tuple(_photos(lines))
    told = {_place(caption.whole) for photo in photos for caption in photo.captions}
    lines = [line for line in lines if _place(line) not in told]
    head, rest = _head(lines)
    bylines = {_place(line): byline for line in head if (byline := _byline(line)) is not None}
    headline, kicker = _headline([line for line in head if _place(line) not in bylines])
    agency_lines = find_agency_lines([(None, line) for line in rest[-_FOOT:]], house)
    told = {_place(line.text) for line in agency_lines}
    return PlainParts(
        skip,
        kicker,
        headline,
        tuple(bylines.values()),
        photos,
        tuple(line for line in rest if _place(line) not in told),
        agency_lines,
    )


def _place(line: Passage) -> int:
    return line.span.start


def _take_skip_link(lines: list[Passage]) -> tuple[Part[str] | None, list[Passage]]:
    """The line where a page's skip links were, and the lines behind them."""
    if not lines or not (is_skip_heading(lines[0].text) or _is_skip_line(lines[0])):
        return None, lines
    end = next((number for number, line in enumerate(lines[1:], 1) if not _is_skip_line(line)), len(lines))
    return Part(lines[0].text, "first line", lines[0].span), lines[end:]


def _is_skip_line(line: Passage) -> bool:
    return len(line.text) < _SKIP_LINE and says_skip(line.text)


def _photos(lines: Sequence[Passage]) -> Iterator[Photo]:
    """A photo for each caption; the same caption printed twice running is one photo with both."""
    number = 0
    doubled = {_place(first) for first, second in pairwise(lines[1:]) if _repeats(first, second)}
    while number < len(lines):
        line = lines[number]
        number += 1
        again = _place(line) in doubled
        if not again and not _is_caption(line):
            continue
        captions = [read_caption(line, "caption line")]
        while number < len(lines) and _repeats(line, lines[number]):
            captions.append(read_caption(lines[number], "caption line"))
            number += 1
        credit = next((caption.credit for caption in captions if caption.credit), captions[0].credit)
        yield Photo(None, None, tuple(captions), credit)


def _repeats(first: Passage, second: Passage) -> bool:
    if not _REPEATED < len(first.text) < _CAPTION:
        return False
    key = plain_key(first.text)
    return bool(key) and key == plain_key(second.text)


def _is_caption(line: Passage) -> bool:
    """Whether a line says itself that it is a caption: "(file photo)", "(Photo: Jane Doe)"."""
    if len(line.text) > _CAPTION:
        return False
    caption: Caption = read_caption(line, "caption line")
    return bool(caption.bare and caption.courtesy) or (
        bool(caption.text) and any(word in _credit_words() for word in _TOKEN.findall(caption.credit.text.casefold()))
    )


@cache
def _credit_words() -> frozenset[str]:
    listed = words.data("captions")["credit_words"]
    return frozenset({"©", "getty", *(word for each in listed for word in _TOKEN.findall(each.casefold()))})


def _head(lines: list[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The lines before the first paragraph: short, or not a sentence."""
    for number, line in enumerate(lines):
        if number and len(line.text) > _PARAGRAPH and _ENDS_SENTENCE.search(line.text):
            return lines[:number], lines[number:]
    return (lines[:1], lines[1:]) if lines else ([], [])


def _byline(line: Passage) -> Byline | None:
    names = byline_names(line.text)
    return Byline(names, line.text, "visible text", line.span) if names else None


def _headline(lines: Sequence[Passage]) -> tuple[Part[str] | None, Part[str] | None]:
    """The longest of the first lines is the headline; a short line over it is its kicker."""
    if not lines:
        return None, None
    best = max(lines[:_HEAD], key=lambda line: (len(line.text.split()) >= 4, len(line.text)))
    place = next(number for number, line in enumerate(lines) if line is best)
    above = lines[place - 1] if place else None
    kicker = Part(above.text, "line above", above.span) if above and _KICKER.fullmatch(above.text) else None
    return Part(best.text, "first lines", best.span), kicker
