"""What a run hands to its reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from a11ylint.article import Article
from a11ylint.findings import Finding, Severity
from a11ylint.source import Source


@dataclass(frozen=True, slots=True)
class FileResult:
    """What came of one input: its findings over its source, or the reason why it could not be read.

    `article` is there for reports that describe the article too.
    """

    path: str
    source: Source | None
    findings: tuple[Finding, ...] = ()
    unreadable: str = ""
    article: Article | None = None


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
