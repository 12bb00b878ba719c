"""The article of a page printed as text: its lines told apart by what they say and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from a11ylint.article.attribution import find_agency_lines, names_of
from a11ylint.article.captions import plain_key, read_caption, split_caption
from a11ylint.article.links import is_skip_heading, says_skip
from a11ylint.article.model import AgencyLine, Byline, Caption, Part, Photo
from a11ylint.document import Document
from a11ylint.passage import Passage, plain_passage

_SHORT: Final = 60  # characters in a line that is a link
_LINE: Final = re.compile(r"[^\n\r]*\S[^\n\r]*")
_FILE_PHOTO: Final = re.compile(
    r"\((?:(?:undated|combination|illustrative|composite)\s+)?(?:file(?:\s+photo)?|archive(?:\s+photo)?|handout|photo|screenshot|"
    r"illustration|left|right|архивное фото|архивна снимка|фото из архива|архівне фото)[^)]*\)\.?$|"
    r"\b(?:photo|foto|фото)\s*[:：]",
    re.IGNORECASE,
)
_ENDS_SENTENCE: Final = re.compile(r"[.!?…。！？։۔؟।][\"'”’»)\]]*$")
_KICKER: Final = re.compile(r"^[\w&'’/ -]{2,30}$")
_BYLINE: Final = re.compile(r"^(?:by|von|par|por|di|автор|oleh)[:：]?\s+\S", re.IGNORECASE)


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


def read_plain(document: Document) -> PlainParts:
    """Tell a printed page's lines apart."""
    text = document.source.text
    lines = [plain_passage(text, *match.span()) for match in _LINE.finditer(text)]
    skip, lines = _take_skip_link(lines)
    head, rest = _head(lines)
    bylines = tuple(byline for line in head if (byline := _byline(line)) is not None)
    titles = [line for line in head if not _BYLINE.match(line.text) and not _FILE_PHOTO.search(line.text)]
    captions_in_head = [line for line in head if _FILE_PHOTO.search(line.text)]
    headline, kicker = _headline(titles)
    doubled = _doubled_lines(rest)
    captions = [
        *captions_in_head,
        *(line for line in rest if _FILE_PHOTO.search(line.text) and len(line.text) < 300 or id(line) in doubled),
    ]
    agency_lines = find_agency_lines([(None, line) for line in rest[-6:]])
    told = {id(line) for line in captions} | {id(line.text) for line in agency_lines}
    return PlainParts(
        skip,
        kicker,
        headline,
        bylines,
        tuple(_photos(captions)),
        tuple(line for line in rest if id(line) not in told),
        agency_lines,
    )


def _take_skip_link(lines: list[Passage]) -> tuple[Part[str] | None, list[Passage]]:
    if lines and (is_skip_heading(lines[0].text) or _is_skip_line(lines[0])):
        rest = lines[1:]
        while rest and _is_skip_line(rest[0]):
            rest = rest[1:]
        return Part(lines[0].text, "first line", lines[0].span), rest
    return None, lines


def _is_skip_line(line: Passage) -> bool:
    return len(line.text) < _SHORT and says_skip(line.text)


def _head(lines: list[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The lines before the first paragraph: short, or not a sentence."""
    for number, line in enumerate(lines):
        if len(line.text) > 90 and _ENDS_SENTENCE.search(line.text) and not _FILE_PHOTO.search(line.text):
            return lines[:number], lines[number:]
    return (lines[:1], lines[1:]) if lines else ([], [])


def _byline(line: Passage) -> Byline | None:
    if not _BYLINE.match(line.text) or len(line.text) > 100:
        return None
    names = names_of(line.text)
    return Byline(names, line.text, "visible text", line.span) if names else None


def _headline(lines: Sequence[Passage]) -> tuple[Part[str] | None, Part[str] | None]:
    """The longest of the first lines is the headline; a short line over it is its kicker."""
    if not lines:
        return None, None
    best = max(lines[:4], key=lambda line: (len(line.text.split()) >= 4, len(line.text)))
    place = lines.index(best)
    above = lines[place - 1] if place else None
    kicker = Part(above.text, "line above", above.span) if above is not None and _KICKER.match(above.text) else None
    return Part(best.text, "first lines", best.span), kicker


def _doubled_lines(lines: Sequence[Passage]) -> set[int]:
    """Lines printed twice in a row: how a page printed as text shows a photo with its caption."""
    found: set[int] = set()
    for first, second in zip(lines, lines[1:], strict=False):
        key = plain_key(first.text)
        if key and key == plain_key(second.text) and len(first.text) > 15:
            found |= {id(first), id(second)}
    return found


def _photos(lines: Sequence[Passage]) -> Iterator[Photo]:
    for line in lines:
        text, credit = split_caption(line)
        caption = Caption(text, credit, line, "caption line")
        yield Photo(None, None, (caption,), credit)
