"""Places in a text as an editor counts them, and changes to a text at such places.

Lines count from 0 and end at LF, CRLF or a lone CR and nowhere else; columns count UTF-16 units, unless editor and
server agree on bytes of UTF-8 or on characters (LSP 3.17, Text Documents, Position).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from lsprotocol import types

from a11ylint.source import Span, line_starts

_UNITS: Final = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2)}  # a codec, and the bytes in one of its units


@dataclass(frozen=True)
class Text:
    """A text and the encoding that its columns are counted in: ``utf-8``, ``utf-16`` or ``utf-32``."""

    text: str
    encoding: str = "utf-16"

    @cached_property
    def _starts(self) -> Sequence[int]:
        return line_starts(self.text)

    def position(self, offset: int) -> types.Position:
        """The place of a character offset (0 to ``len(text)``); between CR and LF there is none but the line's end."""
        line = bisect_right(self._starts, offset) - 1
        content = self._line(line)
        return types.Position(line, self._units(self.text[content.start : min(offset, content.end)]))

    def offset(self, position: types.Position) -> int:
        """The offset of a place; of one behind a line, the line's end; of one within a character, its beginning."""
        if position.line >= len(self._starts):
            return len(self.text)
        content = self._line(position.line)
        line = self.text[content.start : content.end]
        if self.encoding not in _UNITS or line.isascii():
            return content.start + min(position.character, len(line))
        ends = range(len(line) + 1)
        return content.start + bisect_right(ends, position.character, key=lambda end: self._units(line[:end])) - 1

    def range(self, span: Span) -> types.Range:
        """A span as a range."""
        return types.Range(self.position(span.start), self.position(span.end))

    def span(self, range_: types.Range) -> Span:
        """A range as a span, also where its ends are the wrong way round."""
        start, end = sorted((self.offset(range_.start), self.offset(range_.end)))
        return Span(start, end)

    def changed(self, changes: Iterable[types.TextDocumentContentChangeEvent]) -> Text:
        """The text after changes, each at places in what the one before it left."""
        changed = self
        for change in changes:
            text = change.text
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = changed.span(change.range)
                text = f"{changed.text[:start]}{text}{changed.text[end:]}"
            changed = replace(changed, text=text)
        return changed

    def _line(self, line: int) -> Span:
        """A line without its end."""
        start = self._starts[line]
        if line + 1 == len(self._starts):
            return Span(start, len(self.text))
        end = self._starts[line + 1] - 1
        return Span(start, end - 1 if self.text.startswith("\r\n", end - 1) and end > start else end)

    def _units(self, text: str) -> int:
        if self.encoding not in _UNITS or text.isascii():
            return len(text)
        codec, width = _UNITS[self.encoding]
        return len(text.encode(codec, "surrogatepass")) // width
