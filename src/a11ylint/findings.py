"""What a lint says: findings, each pointing at an exact place, with its reason and, where possible, its mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum
from functools import cached_property
from hashlib import blake2b
from typing import Final

from a11ylint.records import dataclass
from a11ylint.source import Source, Span

INTERNAL_ERROR: Final = "internal-error"
_SNIPPET: Final = 200  # characters of a place that a finding repeats


class Severity(Enum):
    """How bad a finding is for a reader, worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @cached_property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


class Certainty(Enum):
    """Whether the source proves a finding, or makes it likely."""

    PROVEN = "proven"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters a span selects by `text`; an empty span inserts."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to mend a finding. A `safe` fix never changes what the article says."""

    message: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding is about."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One true statement about one place of one source.

    `fingerprint` stays the same when the file is edited elsewhere: it is made of the rule and the words at the
    place, and counts equal ones in order.
    """

    path: str
    rule: str
    severity: Severity
    certainty: Certainty
    message: str
    span: Span
    snippet: str
    cites: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    fingerprint: str = ""


def snippet_of(source: Source, span: Span) -> str:
    """The words at a place, white space collapsed, cut to a line's length."""
    cut = " ".join(source.text[span.start : min(span.end, span.start + 2 * _SNIPPET)].split())
    return cut if len(cut) <= _SNIPPET else cut[: _SNIPPET - 1] + "…"


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by place, then rule and message; equal ones once; each with a fingerprint, its own if it has one."""
    ordered = sorted(set(findings), key=lambda finding: (finding.span, finding.rule, finding.message))
    return tuple(_with_fingerprints(ordered))


def _with_fingerprints(findings: Iterable[Finding]) -> Iterator[Finding]:
    seen: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        if finding.fingerprint:
            yield finding
            continue
        subject = (finding.rule, finding.snippet)
        text = "\x1f".join((*subject, str(seen[subject])))
        seen[subject] += 1
        yield replace(finding, fingerprint=blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest())
