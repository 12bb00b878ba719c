"""The proof of a page: the article as it was read and the source round its findings, for reports that show both.

As in a newsroom, a proof is the page with marks on it. It is taken where the page is linted, so that nobody need send
or keep the page itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from a11ylint.findings import Finding
from a11ylint.source import Source, Span

if TYPE_CHECKING:
    from a11ylint.article import Article
    from a11ylint.article.model import DateClaim, Part, Photo

MOST_PROOFED: Final = 100  # findings of a page whose source is kept, the worst first
_REACH: Final = 100  # characters kept to each side of a place
_LONGEST: Final = 400  # characters kept of a place itself
_GAP: Final = 40  # characters between two excerpts that are not worth a gap
_MOST_SOURCE: Final = 48_000  # characters of source kept of one page
_MOST_WORDS: Final = 600  # characters of one thing that the article says
_MOST_PHOTOS: Final = 40


class Excerpt(NamedTuple):
    """A piece of the source: `text` begins at the offset `start`, on line `line`.

    Its first line is `whole` if it begins where the piece does, and its last one is `ended` if it ends there.
    """

    start: int
    line: int
    whole: bool
    ended: bool
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Picture(NamedTuple):
    """A photo as readers meet it: the name of its `file`, its `captions` without credit, and its `credit`.

    `alt` is None where none is written. `heard` is what a screen reader says of it: None where it passes it by
    because the image is hidden from it or declared decoration, "" where the image has no name.
    """

    file: str
    alt: str | None
    captions: tuple[str, ...]
    credit: str
    heard: str | None
    line: int


class Card(NamedTuple):
    """What the article says of itself. What is not known is empty; dates are ISO 8601, else as they are written."""

    kicker: str = ""
    headline: str = ""
    deck: str = ""
    dateline: str = ""
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    declared_language: str = ""
    pictures: tuple[Picture, ...] = ()
    more_pictures: int = 0


class Proof(NamedTuple):
    """An article's card, and the excerpts of its source in order, apart from one another."""

    card: Card
    excerpts: tuple[Excerpt, ...]

    def excerpt(self, span: Span) -> Excerpt | None:
        """The excerpt in which a place begins."""
        number = bisect_right(self.excerpts, span.start, key=lambda each: each.start) - 1
        found = self.excerpts[number] if number >= 0 else None
        return found if found is not None and span.start <= found.end else None


def proof(article: Article, findings: Sequence[Finding]) -> Proof:
    """The proof of a page."""
    return Proof(_card(article), tuple(excerpts(article.document.source, findings)))


def proof_from(data: Sequence[Any]) -> Proof:
    """A proof that went through JSON. Raises `TypeError` or `ValueError` for anything else."""
    (*words, authors, agencies, published, modified, language, pictures, more), kept = data
    kicker, headline, deck, dateline = words
    return Proof(
        Card(
            *(kicker, headline, deck, dateline, tuple(authors), tuple(agencies), published, modified, language),
            tuple(
                Picture(file, alt, tuple(captions), credit, heard, line)
                for file, alt, captions, credit, heard, line in pictures
            ),
            more,
        ),
        tuple(Excerpt(*each) for each in kept),
    )


def excerpts(source: Source, findings: Sequence[Finding]) -> Iterator[Excerpt]:
    """The source round findings and their fixes, a piece for all that stand close together."""
    worst = sorted(findings, key=lambda finding: finding.severity.rank)[:MOST_PROOFED]
    kept: list[Span] = []
    room = _MOST_SOURCE
    for finding in worst:
        spans = [_surroundings(source, span) for span in _places(finding)]
        room -= sum(span.end - span.start for span in spans)
        if room < 0:
            break
        kept += spans
    for span in _joined(sorted(kept)):
        line = source.position(span.start).line
        text = source.cut(span)
        ended = span.end == len(source.text) or text.endswith(("\n", "\r"))
        yield Excerpt(span.start, line, source.line_starts[line - 1] == span.start, ended, text)


def _places(finding: Finding) -> Iterator[Span]:
    yield finding.span
    yield from (edit.span for fix in finding.fixes[:1] for edit in fix.edits)


def _surroundings(source: Source, span: Span) -> Span:
    """A place with what stands round it: to the ends of its lines and a line more, as far as they are near."""
    end = min(span.end, span.start + _LONGEST)
    starts = source.line_starts
    first, last = bisect_right(starts, span.start) - 1, bisect_right(starts, end)
    before = [starts[line] for line in (first - 1, first) if line >= 0 and span.start - starts[line] <= _REACH]
    ends = [starts[line] if line < len(starts) else len(source.text) for line in (last + 1, last)]
    behind = [line_end for line_end in ends if line_end - end <= _REACH]
    if end < span.end:
        behind = [end]
    return Span(
        before[0] if before else _at_word(source.text, span.start - _REACH, span.start),
        behind[0] if behind else min(end + _REACH, len(source.text)),
    )


def _at_word(text: str, start: int, end: int) -> int:
    """Where the first whole word begins, if one soon does."""
    space = text.find(" ", start, min(start + _GAP, end))
    return space + 1 if space >= 0 else start


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    current: Span | None = None
    for span in spans:
        if current is not None and span.start <= current.end + _GAP:
            current = Span(current.start, max(current.end, span.end))
        else:
            if current is not None:
                yield current
            current = span
    if current is not None:
        yield current


def _card(article: Article) -> Card:
    return Card(
        kicker=_words(article.kicker),
        headline=_words(article.headline),
        deck=_words(article.deck),
        dateline=_words(article.dateline),
        authors=tuple(map(_clipped, article.authors[:20])),
        agencies=tuple(dict.fromkeys(_clipped(name) for line in article.agency_lines for name in line.agencies))[:20],
        published=_moment(article.published),
        modified=_moment(article.modified),
        declared_language=_words(article.declared_language),
        pictures=tuple(_picture(photo, article) for photo in article.photos[:_MOST_PHOTOS]),
        more_pictures=max(len(article.photos) - _MOST_PHOTOS, 0),
    )


def _words(part: Part[str] | None) -> str:
    return _clipped(part.value) if part is not None else ""


def _picture(photo: Photo, article: Article) -> Picture:
    return Picture(
        _file(photo.address),
        _clipped(photo.alt.value) if photo.alt is not None else None,
        tuple(_clipped(caption.text.text) for caption in photo.captions if caption.text),
        _clipped(photo.credit.text),
        _heard(photo, article),
        article.document.source.position(photo.span.start).line,
    )


def _heard(photo: Photo, article: Article) -> str | None:
    """What a screen reader says of a photo: the name of the first of its images that it meets."""
    images = [each for each in (photo.image, *photo.twins) if each is not None]
    met = [each for each in images if article.accessibility.is_exposed(each)]
    if images and not met:
        return None
    return next(filter(None, (_clipped(article.accessibility.name(each).text) for each in met)), "")


def _moment(claim: DateClaim | None) -> str:
    if claim is None:
        return ""
    return str(claim.moment) if claim.moment is not None else _clipped(claim.text)


def _file(address: str) -> str:
    """The file that an address names: its last part that is no query."""
    if address.startswith("data:"):
        return "in the page itself"
    path = address.partition("?")[0].partition("#")[0].rstrip("/")
    return _clipped(path.rpartition("/")[2] or address)


def _clipped(text: str) -> str:
    text = " ".join(text[: 2 * _MOST_WORDS].split())
    return text if len(text) <= _MOST_WORDS else text[: _MOST_WORDS - 1] + "…"
