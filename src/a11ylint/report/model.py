"""What a run hands to its reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any, Protocol

from a11ylint.findings import Finding, Severity
from a11ylint.places import Located
from a11ylint.records import dataclass
from a11ylint.source import Span

if TYPE_CHECKING:
    from a11ylint.report.proof import Proof
    from a11ylint.rulepage import Rule


@dataclass(frozen=True, slots=True)
class About:
    """What reports say of an article itself; what is not known is empty.

    `published` is ISO 8601, as far as the page says it; `language` ISO 639-1. `words` and `sentences` are the
    body's; sentences are told apart, and measured, only in a language that is known. `figures` are
    `Measures.as_json` without its hardest sentences, which are `hardest`: the words of each, and its place.
    """

    headline: str = ""
    publisher: str = ""
    section: str = ""
    published: str = ""
    language: str = ""
    words: int = 0
    sentences: int | None = None
    figures: Mapping[str, Any] | None = None
    hardest: tuple[tuple[int, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class FileResult:
    """What came of one input: its findings over its source, or the reason why it could not be read.

    It can be pickled: worker processes send it. `about` is there where a report describes the article too, `proof`
    where it shows the page.
    """

    path: str
    source: Located | None
    findings: tuple[Finding, ...] = ()
    unreadable: str = ""
    about: About | None = None
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over a run. `files` were linted, `skipped` could not be read."""

    files: int = 0
    skipped: int = 0
    error: int = 0
    warning: int = 0
    notice: int = 0

    def plus(self, result: FileResult) -> Summary:
        """The counts with one more input."""
        if result.unreadable:
            return Summary(self.files, self.skipped + 1, self.error, self.warning, self.notice)
        counts = dict.fromkeys(Severity, 0)
        for finding in result.findings:
            counts[finding.severity] += 1
        return Summary(
            self.files + 1,
            self.skipped,
            self.error + counts[Severity.ERROR],
            self.warning + counts[Severity.WARNING],
            self.notice + counts[Severity.NOTICE],
        )

    def __add__(self, other: Summary) -> Summary:
        """The counts of both."""
        return Summary(
            self.files + other.files,
            self.skipped + other.skipped,
            self.error + other.error,
            self.warning + other.warning,
            self.notice + other.notice,
        )

    def reaches(self, fail_on: str) -> bool:
        """Whether anything was found at or above a severity; never for ``"never"``."""
        counts: Iterable[tuple[Severity, int]] = (
            (Severity.ERROR, self.error),
            (Severity.WARNING, self.warning),
            (Severity.NOTICE, self.notice),
        )
        return fail_on != "never" and any(
            count and severity.rank <= Severity(fail_on).rank for severity, count in counts
        )


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report may need to know besides results: the rules by id, and how text may look."""

    rules: Mapping[str, Rule] = field(default_factory=dict)
    colour: bool = False
    width: int = 110
    quiet: bool = False


class Reporter(Protocol):
    """Takes the results of a run one by one; both methods give the lines to write, or bytes as they are."""

    def add(self, result: FileResult) -> Iterator[str] | Iterator[bytes]:
        """What can be written as soon as one input is done."""
        ...

    def close(self, summary: Summary) -> Iterator[str] | Iterator[bytes]:
        """What can be written only at the end."""
        ...
