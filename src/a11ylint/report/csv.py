"""A table of findings, a row each (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from a11ylint.report.model import FileResult, Setting, Summary
from a11ylint.report.text import without_controls

COLUMNS: Final = (
    "path", "line", "column", "end_line", "end_column", "rule", "severity", "certainty", "message", "words", "cites",
    "fingerprint",
)  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula; some trim it first, some read wide letters as narrow ones.
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


class Table:
    """The header comes with the first row; an input that cannot be read is a row without a place."""

    def __init__(self, setting: Setting) -> None:
        self._begun = False

    def add(self, result: FileResult) -> Iterator[str]:
        yield from self._header()
        if result.source is None:
            yield row_of(
                [result.path, "", "", "", "", "not-readable", "error", "proven", result.unreadable, "", "", ""]
            )
            return
        for finding in result.findings:
            start, end = result.source.position(finding.span.start), result.source.position(finding.span.end)
            yield row_of(
                [
                    result.path, str(start.line), str(start.column), str(end.line), str(end.column), finding.rule,
                    finding.severity.value, finding.certainty.value, finding.message, finding.snippet,
                    " ".join(finding.cites), finding.fingerprint,
                ]
            )  # fmt: skip

    def close(self, summary: Summary) -> Iterator[str]:
        return self._header()

    def _header(self) -> Iterator[str]:
        if not self._begun:
            self._begun = True
            yield ",".join(COLUMNS)


def row_of(cells: Sequence[str]) -> str:
    """A line of the table, whose cells no spreadsheet takes for formulas."""
    line = io.StringIO()
    safe = (
        f"'{cell}" if cell.startswith(("\t", "\r")) or cell.lstrip().startswith(_FORMULA) else cell
        for cell in map(without_controls, cells)
    )
    # Before Python 3.13 a line end within a cell is quoted only where it is one of the terminator.
    csv.writer(line, lineterminator="\r\n").writerow(safe)
    return line.getvalue().removesuffix("\r\n")
