"""SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), for code scanning services and editors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

import a11ylint
from a11ylint.findings import Finding, Fix, Related, Severity
from a11ylint.places import Located
from a11ylint.report.json import dump, encodable
from a11ylint.report.model import FileResult, Setting, Summary
from a11ylint.rulepage import Rule
from a11ylint.source import Span

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


class Sarif:
    """One run; columns count Unicode characters."""

    def __init__(self, setting: Setting) -> None:
        self._rules = setting.rules
        self._used: dict[str, int] = {}
        self._results: list[dict[str, Any]] = []
        self._unreadable: list[dict[str, Any]] = []

    def add(self, result: FileResult) -> Iterator[str]:
        if result.unreadable or result.source is None:
            self._unreadable.append(
                {
                    "level": "error",
                    "message": _message(result.unreadable),
                    "locations": [{"physicalLocation": {"artifactLocation": _artifact(result.path)}}],
                }
            )
        else:
            self._results += (self._result(finding, result.source) for finding in result.findings)
        return iter(())

    def close(self, summary: Summary) -> Iterator[str]:
        run = {
            "tool": {
                "driver": {
                    "name": "a11ylint",
                    "semanticVersion": a11ylint.__version__,
                    "rules": [_rule(name, self._rules.get(name)) for name in self._used],
                }
            },
            "columnKind": "unicodeCodePoints",
            "invocations": [
                {"executionSuccessful": not self._unreadable, "toolExecutionNotifications": self._unreadable}
            ],
            "results": self._results,
        }
        yield encodable(dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, 2))

    def _result(self, finding: Finding, source: Located) -> dict[str, Any]:
        index = self._used.setdefault(finding.rule, len(self._used))
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": index,
            "level": _LEVELS[finding.severity],
            "message": _message(finding.message),
            "locations": [{"physicalLocation": _location(finding.path, finding.span, source)}],
            "partialFingerprints": {"a11ylint/v1": finding.fingerprint},
            "properties": {"certainty": finding.certainty.value, "cites": list(finding.cites)},
        }
        if finding.related:
            result["relatedLocations"] = [
                _related(number, finding.path, related, source) for number, related in enumerate(finding.related, 1)
            ]
        if finding.fixes:
            result["fixes"] = [_fix(fix, finding.path, source) for fix in finding.fixes]
        return result


def _rule(name: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:  # an internal error or a word about suppressions: the engine's own
        return {"id": name}
    tags = [cite.replace(":", "-", 1) if cite.startswith("wcag:") else cite for cite in rule.cites]
    return {
        "id": name,
        "shortDescription": {"text": rule.title},
        "help": {"text": rule.body.strip(), "markdown": rule.body.strip()},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.topic, *tags], "precision": _precision(rule)},
    }


def _message(text: str) -> dict[str, str]:
    """Plain text: what would be a link in it (3.11.6) is none."""
    if "](" in text:
        text = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return {"text": text}


def _precision(rule: Rule) -> str:
    return "very-high" if rule.certainty.value == "proven" else "medium"


def _related(number: int, path: str, related: Related, source: Located) -> dict[str, Any]:
    return {
        "id": number,
        "message": _message(related.message),
        "physicalLocation": _location(path, related.span, source),
    }


def _fix(fix: Fix, path: str, source: Located) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.span, source), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    return {
        "description": _message(fix.message),
        "artifactChanges": [{"artifactLocation": _artifact(path), "replacements": replacements}],
    }


def _location(path: str, span: Span, source: Located) -> dict[str, Any]:
    return {"artifactLocation": _artifact(path), "region": _region(span, source)}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": uri_of(path)}


def uri_of(path: str) -> str:
    """A path as a relative address: its bytes, where it is a file's name, percent-encoded."""
    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # a name in a table may hold what no file's name can
        return quote(path.encode("utf-8", "replace"))


def _region(span: Span, source: Located) -> dict[str, int]:
    start, end = source.position(span.start), source.position(span.end)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
