"""What of a source the parser is to read: the file as it is, what a template makes of it, or one body in a feed.

A source has one reading or several. Each says what its characters stand for in the source, so that whatever is
found in it is found in the file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import Enum

from a11ylint.records import dataclass
from a11ylint.source import Span


class Where(Enum):
    """Where in a page a piece of template markup stands."""

    TEXT = "text"
    VALUE = "value"  # of an attribute
    TAG = "tag"  # between attributes, or as the name of one
    NAME = "name"  # of an element
    COMMENT = "comment"
    RAW = "raw"  # a script or style sheet, which is then unknown as a whole


@dataclass(frozen=True, slots=True)
class Hole:
    """Characters ``[start, end)`` of a source that readers never get: what a template fills in, or leaves out.

    `outer` is where the tag around it begins, or the hole itself where there is none. `filled` says whether
    something may stand there in the end.
    """

    start: int
    end: int
    where: Where
    outer: int
    filled: bool


class Writing(Enum):
    """How new markup is written into a reading's place in the source."""

    AS_IS = "as is"
    ESCAPED = "escaped"  # as character data of XML
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Reading:
    """The text to parse, and where it stands.

    From ``points[n]`` on, an offset of `text` stands ``shifts[n]`` further on in the source; without points it
    stands where it is. `ends` says where what ends at an offset ends in the source, where that is not where the next
    character begins. `holes` are in order and apart from one another, in offsets of the source. `torn` are names
    of elements whose tags a template may or may not write (None: any), and `part` says that what is open at the ends
    may be closed in other files.
    """

    text: str
    points: Sequence[int] = ()
    shifts: Sequence[int] = ()
    ends: Mapping[int, int] = field(default_factory=dict)
    holes: tuple[Hole, ...] = ()
    torn: frozenset[str] | None = frozenset()
    part: bool = False
    writing: Writing = Writing.AS_IS

    def holes_in(self, span: Span) -> Sequence[Hole]:
        """The holes that share a character with a span, or that an empty span stands inside of."""
        first = bisect_right(self.holes, span.start, key=_end)
        last = first
        while last < len(self.holes) and self.holes[last].start < span.end:
            last += 1
        return self.holes[first:last]

    def is_known(self, span: Span) -> bool:
        """Whether what stands at a span is what readers get; a tag is known when only values in it are not."""
        return all(hole.where is Where.VALUE and span.start <= hole.outer for hole in self.holes_in(span))

    @property
    def is_plain(self) -> bool:
        """Whether all that is found in it may be said, and mended, as it stands."""
        return not self.holes and self.writing is Writing.AS_IS

    def tears(self, name: str) -> bool:
        """Whether a template may write one tag of an element without the other."""
        return self.torn is None or name in self.torn

    @property
    def lacks_text(self) -> bool:
        """Whether more may stand in the page than the source holds."""
        return any(hole.filled and hole.where is Where.TEXT for hole in self.holes)

    def written(self, text: str) -> str:
        """New markup as the source must hold it."""
        if self.writing is not Writing.ESCAPED:
            return text
        from html import escape

        return escape(text, quote=False)


def _end(hole: Hole) -> int:
    return hole.end
