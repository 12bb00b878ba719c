"""The JSON report, version 1, and its one-finding-a-line sister; the schema is ``a11ylint/data/report.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from re import Match
from typing import Any, Final

import a11ylint
from a11ylint.findings import Finding, Fix
from a11ylint.places import Located
from a11ylint.report.model import About, FileResult, Setting, Summary
from a11ylint.report.text import ACTING
from a11ylint.source import Span

REPORT_VERSION: Final = 1


class Report:
    """The whole report as one JSON document, each finding kept only as the text it will be."""

    def __init__(self, setting: Setting) -> None:
        self._findings: list[str] = []
        self._measures: list[str] = []
        self._unreadable: list[str] = []

    def add(self, result: FileResult) -> Iterator[str]:
        if result.unreadable or result.source is None:
            self._unreadable.append(_dump(_unreadable_data(result), 4))
        else:
            self._findings += (_dump(finding_data(finding, result.source), 4) for finding in result.findings)
            if result.about is not None and result.about.figures is not None:
                self._measures.append(_dump(measures_data(result.path, result.about, result.source), 4))
        return iter(())

    def close(self, summary: Summary) -> Iterator[str]:
        parts = {
            "version": str(REPORT_VERSION),
            "tool": _dump({"name": "a11ylint", "version": a11ylint.__version__}, 2),
            "summary": _dump(asdict(summary), 2),
            "findings": _list(self._findings),
            "measures": _list(self._measures),
            "unreadable": _list(self._unreadable),
        }
        yield "{\n" + ",\n".join(f'  "{name}": {part}' for name, part in parts.items()) + "\n}"


class Lines:
    """One JSON object a line: each finding of a file, or why it could not be read."""

    def __init__(self, setting: Setting) -> None:
        pass

    def add(self, result: FileResult) -> Iterator[str]:
        if result.unreadable or result.source is None:
            yield dump(_unreadable_data(result))
            return
        for finding in result.findings:
            yield dump(finding_data(finding, result.source))

    def close(self, summary: Summary) -> Iterator[str]:
        return iter(())


def finding_data(finding: Finding, source: Located) -> dict[str, Any]:
    """A finding as the report has it. Offsets count characters from 0; lines and columns from 1."""
    return {
        "path": encodable(finding.path),
        "rule": finding.rule,
        "severity": finding.severity.value,
        "certainty": finding.certainty.value,
        "message": encodable(finding.message),
        **_place(finding.span, source),
        "cites": list(finding.cites),
        "related": [{"message": encodable(each.message), **_place(each.span, source)} for each in finding.related],
        "fixes": [_fix(fix, source) for fix in finding.fixes],
        "fingerprint": finding.fingerprint,
    }


def measures_data(path: str, about: About, source: Located) -> dict[str, Any]:
    """An article in numbers; `hardest` are its hardest sentences with their places."""
    hardest = [{"words": words, **_place(span, source)} for words, span in about.hardest]
    return {"path": encodable(path), **(about.figures or {}), "hardest": hardest}


def _unreadable_data(result: FileResult) -> dict[str, str]:
    return {"path": encodable(result.path), "reason": encodable(result.unreadable)}


def _fix(fix: Fix, source: Located) -> dict[str, Any]:
    return {
        "message": encodable(fix.message),
        "safe": fix.safe,
        "edits": [{**_place(edit.span, source), "text": encodable(edit.text)} for edit in fix.edits],
    }


def _place(span: Span, source: Located) -> dict[str, dict[str, int]]:
    return {"start": _point(span.start, source), "end": _point(span.end, source)}


def _point(offset: int, source: Located) -> dict[str, int]:
    position = source.position(offset)
    return {"line": position.line, "column": position.column, "offset": offset}


def _dump(data: object, indent: int) -> str:
    return dump(data, 2).replace("\n", "\n" + " " * indent)


def _list(items: list[str]) -> str:
    return "[\n    " + ",\n    ".join(items) + "\n  ]" if items else "[]"


def dump(data: object, indent: int | None = None) -> str:
    """Data as JSON that may end on a terminal: characters that would act there are written by their numbers, so the
    data is the same."""
    written = json.dumps(data, ensure_ascii=False, indent=indent)
    return written if written.isascii() and "\x7f" not in written else ACTING.sub(_by_number, written)


def _by_number(match: Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def encodable(text: str) -> str:
    """Text that can be written as UTF-8: a lone surrogate (a file name's stray byte) as a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
