"""Where findings stand, kept without the page: what worker processes send and the cache keeps in a source's place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from a11ylint.findings import Finding
from a11ylint.records import dataclass
from a11ylint.source import Position, Span, Window


class Located(Protocol):
    """What tells lines and columns of places, and shows them: a `Source`, or `Places` taken from one."""

    def position(self, offset: int) -> Position:
        """The line and columns of a character offset."""
        ...

    def window(self, span: Span) -> Window:
        """The line a span begins on, around the span."""
        ...


@dataclass(frozen=True, slots=True)
class Places:
    """The places of some findings, by the offsets and spans they have in the source; it knows no other."""

    positions: Mapping[int, Position]
    windows: Mapping[Span, Window]

    def position(self, offset: int) -> Position:
        return self.positions[offset]

    def window(self, span: Span) -> Window:
        return self.windows[span]


def places_of(source: Located, findings: Iterable[Finding], others: Iterable[Span] = ()) -> Places:
    """What reports may ask of the places of findings, and of other spans."""
    findings = tuple(findings)
    spans = (*(span for finding in findings for span in _spans(finding)), *others)
    return Places(
        {offset: source.position(offset) for offset in {offset for span in spans for offset in span}},
        {finding.span: source.window(finding.span) for finding in findings},
    )


def _spans(finding: Finding) -> Iterator[Span]:
    yield finding.span
    yield from (related.span for related in finding.related)
    yield from (edit.span for fix in finding.fixes for edit in fix.edits)
