"""Workflow commands that GitHub Actions shows as annotations on a pull request's lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.findings import Severity
from a11ylint.report.model import FileResult, Setting, Summary
from a11ylint.report.text import Style, summary_line, without_controls

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


class Annotations:
    """``::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message``"""

    def __init__(self, setting: Setting) -> None:
        self._quiet = setting.quiet

    def add(self, result: FileResult) -> Iterator[str]:
        if result.source is None:
            yield _command("error", {"file": result.path, "title": "not readable"}, result.unreadable)
            return
        for finding in result.findings:
            start, end = result.source.position(finding.span.start), result.source.position(finding.span.end)
            place = {"file": result.path, "line": str(start.line), "endLine": str(end.line)}
            if start.line == end.line:  # columns are shown for one line only
                place |= {"col": str(start.column), "endColumn": str(end.column)}
            yield _command(
                _COMMANDS[finding.severity], {**place, "title": f"a11ylint: {finding.rule}"}, finding.message
            )

    def close(self, summary: Summary) -> Iterator[str]:
        if not self._quiet:
            yield summary_line(summary, Style())


def _command(name: str, properties: dict[str, str], message: str) -> str:
    told = ",".join(
        f"{key}={_escape(value).replace(':', '%3A').replace(',', '%2C')}" for key, value in properties.items()
    )
    return f"::{name} {told}::{_escape(message)}"


def _escape(text: str) -> str:
    """What would end the command early, percent-encoded as the runner reads it."""
    return without_controls(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
