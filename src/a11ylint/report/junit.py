"""JUnit XML, as test reports of CI systems read it: a suite a file, a failed case a finding."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from a11ylint.findings import Severity
from a11ylint.report.model import FileResult, Setting, Summary
from a11ylint.report.xml import clean, to_text


class JUnit:
    """A file without findings is one case that passes; one that cannot be read is a case with an error."""

    def __init__(self, setting: Setting) -> None:
        self._root = etree.Element("testsuites", name="a11ylint")
        self._cases = self._failures = self._errors = 0

    def add(self, result: FileResult) -> Iterator[str]:
        failed = sum(finding.severity is not Severity.NOTICE for finding in result.findings)
        cases = max(len(result.findings), 1)
        errors = int(bool(result.unreadable))
        suite = etree.SubElement(
            self._root,
            "testsuite",
            name=clean(result.path),
            tests=str(cases),
            failures=str(failed),
            errors=str(errors),
            skipped="0",
            time="0",
        )
        self._cases, self._failures, self._errors = self._cases + cases, self._failures + failed, self._errors + errors
        if result.source is None or not result.findings:
            case = etree.SubElement(suite, "testcase", name="a11ylint", classname=clean(result.path), time="0")
            if result.unreadable:
                etree.SubElement(case, "error", message=clean(result.unreadable), type="unreadable")
            return iter(())
        for finding in result.findings:
            position = result.source.position(finding.span.start)
            place = f"{result.path}:{position.line}:{position.column}"
            case = etree.SubElement(
                suite,
                "testcase",
                name=f"{finding.rule} at {position.line}:{position.column}",
                classname=clean(result.path),
                time="0",
            )
            if finding.severity is Severity.NOTICE:
                etree.SubElement(case, "system-out").text = clean(f"{place}: notice: {finding.message}")
                continue
            failure = etree.SubElement(case, "failure", message=clean(finding.message), type=finding.severity.value)
            failure.text = clean(f"{place}: {finding.severity.value}: {finding.message}\n{finding.snippet}")
        return iter(())

    def close(self, summary: Summary) -> Iterator[str]:
        totals = {"tests": self._cases, "failures": self._failures, "errors": self._errors}
        for name, number in totals.items():
            self._root.set(name, str(number))
        yield to_text(self._root)
