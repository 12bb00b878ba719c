"""Checkstyle's XML, which most CI dashboards and review bots read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

import a11ylint
from a11ylint.findings import Severity
from a11ylint.report.model import FileResult, Setting, Summary
from a11ylint.report.xml import clean, to_text

_SEVERITIES: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "info"}


class Checkstyle:
    """A ``file`` element an input, an ``error`` element a finding."""

    def __init__(self, setting: Setting) -> None:
        self._root = etree.Element("checkstyle", version=a11ylint.__version__)

    def add(self, result: FileResult) -> Iterator[str]:
        file = etree.SubElement(self._root, "file", name=clean(result.path))
        if result.source is None:
            etree.SubElement(
                file,
                "error",
                line="1",
                severity="error",
                message=clean(f"Not readable: {result.unreadable}."),
                source="a11ylint",
            )
            return iter(())
        for finding in result.findings:
            position = result.source.position(finding.span.start)
            etree.SubElement(
                file,
                "error",
                line=str(position.line),
                column=str(position.column),
                severity=_SEVERITIES[finding.severity],
                message=clean(finding.message),
                source=f"a11ylint.{finding.rule}",
            )
        return iter(())

    def close(self, summary: Summary) -> Iterator[str]:
        yield to_text(self._root)
