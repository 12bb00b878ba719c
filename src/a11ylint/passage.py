"""Words with their places: readable text in which every character knows where it stands in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from a11ylint.document import Element, Text
from a11ylint.source import Span

# Elements whose edges part words: block-level ones, table cells, line breaks.
BLOCKS: Final = frozenset(
    "address article aside blockquote br caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol option p pre search section summary table "
    "tbody td tfoot th thead tr ul".split()
)
_WORD: Final = re.compile(r"\S+")
_PLAIN: Final = re.compile(r"\S+(?: \S+)*\Z")


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
    """Text as a reader meets it, white space collapsed; `pieces` tie it to the source.

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
        return Passage(
            text, tuple((at - start, origin, inner) for at, origin, inner in self.pieces[first:last])
        )

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
    """What a reader meets inside an element; `keep` says which descendants to read (default: all not hidden)."""
    return _collect(element.texts(keep or (lambda child: not child.hidden)))


def passage_of_texts(texts: Iterator[Text | Element]) -> Passage:
    """The same, over texts and elements in reading order."""
    return _collect(texts)


def plain_passage(text: str, start: int, end: int) -> Passage:
    """A passage of plain text: the characters ``[start, end)`` of a source, white space collapsed."""
    origin = Plain()
    words: list[str] = []
    pieces: list[tuple[int, Origin, int]] = []
    length = 0
    for match in _WORD.finditer(text, start, end):
        length += bool(words)
        pieces.append((length, origin, match.start()))
        words.append(match.group())
        length += len(match.group())
    return Passage(" ".join(words), tuple(pieces))


def _collect(texts: Iterator[Text | Element]) -> Passage:
    parts: list[str] = []
    pieces: list[tuple[int, Origin, int]] = []
    length = 0
    space = False  # a gap is due before the next word
    depth_end = -1  # the block that the last words were inside ends here
    for node in texts:
        if isinstance(node, Element):
            if node.tag in BLOCKS:
                space = True
                depth_end = max(depth_end, node.end)
            continue
        data = node.data
        if depth_end >= 0 and not space and _left_block(node, pieces):
            space = True
        if _PLAIN.match(data):
            found = [(0, data)]
            ends_in_space = False
        else:
            found = [(match.start(), match.group()) for match in _WORD.finditer(data)]
            ends_in_space = bool(data) and data[-1].isspace()
            space = space or data[:1].isspace()
        for number, (at, word) in enumerate(found):
            if (space or number) and length:
                parts.append(" ")
                length += 1
            pieces.append((length, node, at))
            parts.append(word)
            length += len(word)
            space = False
        space = space or ends_in_space
    return Passage("".join(parts), tuple(pieces))


def _left_block(node: Text, pieces: list[tuple[int, Origin, int]]) -> bool:
    """Whether a block ended between the last words and this text."""
    if not pieces:
        return False
    last = pieces[-1][1]
    assert isinstance(last, Text)
    inside = last.parent
    while inside is not None and not inside.contains(node.parent):
        if inside.tag in BLOCKS:
            return True
        inside = inside.parent  # type: ignore[assignment]
    return False
