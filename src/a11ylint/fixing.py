"""Findings' fixes applied to a source: edits that do not overlap, repeated until nothing is left to mend.

A fix is kept only if the page is the better for it: it must take its finding away and bring no new one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from a11ylint.findings import Edit, Finding, Fix
from a11ylint.records import dataclass
from a11ylint.source import Source, Span

Lint = Callable[[Source], tuple[Finding, ...]]
Mend = tuple[Finding, Fix]

_ROUNDS: Final = 20  # each round mends what the last one uncovered; pages settle in two or three


@dataclass(frozen=True, slots=True)
class Fixed:
    """A source after its fixes: the new text, what was mended, and the findings that are left."""

    source: Source
    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]


def fix(source: Source, lint: Lint, *, unsafe: bool = False) -> Fixed:
    """Apply every fix that can be applied; `unsafe` ones only if asked."""
    mended: list[Finding] = []
    refused: set[str] = set()
    findings = lint(source)
    for _ in range(_ROUNDS):
        mends = _compatible(_mends(findings, refused, unsafe=unsafe))
        tried = _try(source, findings, mends, lint, refused)
        if tried is None:
            break
        source, findings, done = tried
        mended += (finding for finding, _ in done)
    return Fixed(source, tuple(mended), findings)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits made; they must not overlap."""
    parts: list[str] = []
    place = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        parts += (text[place : edit.span.start], edit.text)
        place = edit.span.end
    return "".join((*parts, text[place:]))


_Tried = tuple[Source, tuple[Finding, ...], Sequence[Mend]]


def _mends(findings: Iterable[Finding], refused: Container[str], *, unsafe: bool) -> Iterator[Mend]:
    """Each finding with the first of its fixes that may be used."""
    for finding in findings:
        if finding.fingerprint not in refused:
            usable = (each for each in finding.fixes if each.edits and (each.safe or unsafe))
            chosen = next(usable, None)
            if chosen is not None:
                yield finding, chosen


def _compatible(mends: Iterable[Mend]) -> list[Mend]:
    """Those whose edits can be made at once, first come first served."""
    taken: list[Span] = []  # in order, apart from one another
    chosen: list[Mend] = []
    for finding, mend in mends:
        spans = sorted(edit.span for edit in mend.edits)
        own = all(first.end <= second.start for first, second in pairwise(spans))
        if own and all(_is_apart(span, taken) for span in spans):
            for span in spans:
                insort(taken, span)
            chosen.append((finding, mend))
    return chosen


def _is_apart(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span neither overlaps nor touches another: which of two touching edits comes first would be chance."""
    place = bisect_left(taken, span)
    after = place == len(taken) or span.end < taken[place].start
    return after and (place == 0 or taken[place - 1].end < span.start)


def _try(
    source: Source, findings: Sequence[Finding], mends: Sequence[Mend], lint: Lint, refused: set[str]
) -> _Tried | None:
    """All these fixes together, else the first part of them that helps; one that never does is not tried again."""
    if not mends:
        return None
    changed = replace(source, text=apply(source.text, {edit for _, mend in mends for edit in mend.edits}))
    if changed.text != source.text:
        after = lint(changed)
        if _is_better(findings, after, mends):
            return changed, after, mends
    if len(mends) == 1:
        refused.add(mends[0][0].fingerprint)
        return None
    half = len(mends) // 2
    return _try(source, findings, mends[:half], lint, refused) or _try(source, findings, mends[half:], lint, refused)


def _is_better(before: Sequence[Finding], after: Sequence[Finding], mends: Sequence[Mend]) -> bool:
    """Whether the findings mended are gone and no other has come."""
    had, has = Counter(finding.rule for finding in before), Counter(finding.rule for finding in after)
    gone = Counter(finding.rule for finding, _ in mends)
    return all(has[rule] <= had[rule] - gone[rule] for rule in {*had, *has})
