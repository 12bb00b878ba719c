"""Words with their places: readable text in which every character knows where it stands in the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Final, Protocol

from a11ylint import patterns as re
from a11ylint.document import UNRENDERED, Element, Text
from a11ylint.records import dataclass
from a11ylint.source import Span

# Elements whose edges part words: block-level ones, table cells, line breaks, controls.
BLOCKS: Final = frozenset(
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup option p pre "
    "search section summary table tbody td tfoot th thead tr ul".split()
)
_ANNOTATION: Final = frozenset({"rp", "rt"})  # how ruby text is pronounced, beside the text itself
_PARTING: Final = BLOCKS | _ANNOTATION
_RUN: Final = re.compile(r"\S+(?: \S+)*+")  # words with one space between them
_WORD: Final = re.compile(r"\S+")
# Characters that nobody meets: soft hyphen, marks of direction, word joiner, byte order mark.
_UNSEEN: Final = re.compile("[\u00ad\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
_QUOTED: Final = re.compile(r"[\"“„«‘][^\"“”„«»‘]{0,600}[\"”“»’]")


class Origin(Protocol):
    """Where the characters of a piece come from."""

    def offset(self, index: int, /) -> int: ...

    def offset_after(self, index: int, /) -> int: ...


@dataclass(frozen=True, slots=True)
class Plain:
    """Characters that stand in the source as they are."""

    def offset(self, index: int) -> int:
        return index

    def offset_after(self, index: int) -> int:
        return index + 1


@dataclass(frozen=True, slots=True)
class Passage:
    """Text as a reader meets it, white space collapsed and unseen characters left out; `pieces` tie it to the source.

    Each piece is ``(index in text, origin, index in origin)`` and holds until the next begins.
    """

    text: str
    pieces: tuple[tuple[int, Origin, int], ...]

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def span(self) -> Span:
        """From the first character's place to the last one's."""
        if not self.text or not self.pieces:
            return Span(0, 0)
        start, end = self._place(0, after=False), self._place(len(self.text) - 1, after=True)
        return Span(start, max(start, end))

    @property
    def ends(self) -> tuple[Origin, int, Origin, int]:
        """Where the first and the last character come from: two passages with one span have the same.

        Where these stand in the source need not be worked out for it. Raises IndexError for a passage of nothing.
        """
        (_, first, start), (begin, last, inner) = self.pieces[0], self.pieces[-1]
        return first, start, last, inner + len(self.text) - begin

    @property
    def start(self) -> int:
        """The first character's place: ``span.start``, found in half the time."""
        return self._place(0, after=False) if self.text and self.pieces else 0

    def _place(self, index: int, *, after: bool) -> int:
        begin, origin, inner = self.pieces[max(bisect_right(self.pieces, index, key=_piece_start) - 1, 0)]
        return (origin.offset_after if after else origin.offset)(inner + max(index - begin, 0))

    def part(self, start: int, end: int) -> Passage:
        """The characters ``[start, end)``, without white space at the edges."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            return Passage("", ())
        first = max(bisect_right(self.pieces, start, key=_piece_start) - 1, 0)
        last = bisect_right(self.pieces, start + len(text) - 1, key=_piece_start)
        return Passage(text, tuple((at - start, origin, inner) for at, origin, inner in self.pieces[first:last]))

    def search(self, pattern: re.Pattern[str], group: int | str = 0) -> Passage | None:
        """The part that a pattern matches, or None."""
        match = pattern.search(self.text)
        return self.part(*match.span(group)) if match else None

    def matches(self, pattern: re.Pattern[str], group: int | str = 0) -> Iterator[Passage]:
        """Every part that a pattern matches."""
        return (self.part(*match.span(group)) for match in pattern.finditer(self.text))


EMPTY: Final = Passage("", ())


def _piece_start(piece: tuple[int, Origin, int]) -> int:
    return piece[0]


def passage_of(element: Element, keep: Callable[[Element], bool] | None = None) -> Passage:
    """What a reader meets inside an element.

    `keep` says which descendants to read; by default all that are not hidden and no ruby annotation.
    """
    return _collect(element.texts(keep or _is_met))


def text_of(element: Element) -> str:
    """The text of `passage_of`, much sooner: for words that need not be found again in the source."""
    if element.tag not in UNRENDERED and (
        element.end == element.index + 1
        or not any(inner.hidden or inner.tag in _PARTING for inner in element.descendants)
    ):
        data = element.text
        if data.isascii() or not _UNSEEN.search(data):
            return " ".join(data.split())
    return passage_of(element).text


def _is_met(element: Element) -> bool:
    return element.tag not in _ANNOTATION and not element.hidden


def passage_of_texts(texts: Iterator[Text | Element]) -> Passage:
    """The same, over texts and elements in reading order."""
    return _collect(texts)


def excerpt(text: str, limit: int = 60) -> str:
    """The beginning of a text for a message: white space collapsed, cut at `limit` characters."""
    text = " ".join(text[: 20 * limit].split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def without_quotations(text: str) -> str:
    """The text with spaces for what it quotes, every other character in its place."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted.group()), text)


def plain_passage(text: str, start: int, end: int) -> Passage:
    """A passage of plain text: the characters ``[start, end)`` of a source, white space collapsed."""
    collector = _Collector()
    collector.add(text[start:end], Plain(), start)
    return collector.passage()


class _Collector:
    """Joins runs of words, and remembers where each came from."""

    __slots__ = ("_length", "_parts", "gap", "pieces")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.pieces: list[tuple[int, Origin, int]] = []
        self.gap = False  # a space is due before the next word

    def add(self, data: str, origin: Origin, offset: int = 0) -> None:
        """Add character data that begins at `offset` of its origin."""
        words = data.split()
        if not words:
            self.gap = self.gap or bool(data)
            return
        seen = data.isascii() or not _UNSEEN.search(data)
        if seen and len(core := " ".join(words)) == len(data):  # as it stands: by far the commonest
            self._put(core, origin, offset)
            return
        for match in (_RUN if seen else _WORD).finditer(data):
            self.gap = self.gap or match.start() > 0
            self._add_run(match.group(), origin, offset + match.start(), seen)
        self.gap = self.gap or data[-1].isspace()

    def _add_run(self, run: str, origin: Origin, offset: int, seen: bool) -> None:
        if seen:
            self._put(run, origin, offset)
            return
        at = 0
        for match in _UNSEEN.finditer(run):
            self._put(run[at : match.start()], origin, offset + at)
            at = match.end()
        self._put(run[at:], origin, offset + at)

    def _put(self, text: str, origin: Origin, offset: int) -> None:
        if not text:
            return
        if self.gap and self._length:
            self._parts.append(" ")
            self._length += 1
        self.gap = False
        self.pieces.append((self._length, origin, offset))
        self._parts.append(text)
        self._length += len(text)

    def passage(self) -> Passage:
        return Passage("".join(self._parts), tuple(self.pieces))


def _collect(texts: Iterator[Text | Element]) -> Passage:
    collector = _Collector()
    blocks = False  # whether a block has begun: only then can one end
    last: Text | None = None
    for node in texts:
        if isinstance(node, Element):
            if node.tag in BLOCKS:
                collector.gap = blocks = True
            continue
        if blocks and last is not None and not collector.gap:
            collector.gap = _left_block(last, node)
        collector.add(node.data, node)
        last = node
    return collector.passage()


def _left_block(last: Text, node: Text) -> bool:
    """Whether a block ended between two texts."""
    inside: Element | None = last.parent
    while inside is not None and not inside.contains(node.parent):
        if inside.tag in BLOCKS:
            return True
        inside = inside.parent
    return False
