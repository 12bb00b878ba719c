"""GitLab's code quality report: a JSON list in Code Climate's issue format."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, Final

from a11ylint.findings import Finding, Severity
from a11ylint.places import Located
from a11ylint.report.json import dump, encodable
from a11ylint.report.model import FileResult, Setting, Summary

_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTICE: "info"}


class CodeQuality:
    """Fingerprints are unique in the whole report, so the path is part of each."""

    def __init__(self, setting: Setting) -> None:
        self._issues: list[dict[str, Any]] = []

    def add(self, result: FileResult) -> Iterator[str]:
        if result.source is None:
            place = {"path": result.path, "lines": {"begin": 1}}
            self._issues.append(
                _issue("not-readable", f"Not readable: {result.unreadable}.", "blocker", place, result.path)
            )
        else:
            self._issues += (_finding(finding, result.source) for finding in result.findings)
        return iter(())

    def close(self, summary: Summary) -> Iterator[str]:
        yield encodable(dump(self._issues, 2))


def _finding(finding: Finding, source: Located) -> dict[str, Any]:
    lines = {"begin": source.position(finding.span.start).line, "end": source.position(finding.span.end).line}
    return _issue(
        finding.rule,
        finding.message,
        _SEVERITIES[finding.severity],
        {"path": finding.path, "lines": lines},
        f"{finding.path}\x1f{finding.fingerprint}",
    )


def _issue(rule: str, message: str, severity: str, place: dict[str, Any], subject: str) -> dict[str, Any]:
    return {
        "type": "issue",
        "check_name": rule,
        "description": message,
        "categories": ["Style" if severity == "info" else "Bug Risk"],
        "severity": severity,
        "location": place,
        "fingerprint": blake2b(subject.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
    }
