"""Every report format, read back by what consumes it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from urllib.parse import unquote

import pytest
from lxml import etree

from a11ylint.engine import lint
from a11ylint.report import BINARY, FORMATS, FileResult, Setting, Summary, make_reporter
from a11ylint.rulesets import active_rules
from a11ylint.settings import Settings
from a11ylint.source import Source

TEXTS = [name for name in FORMATS if name not in BINARY]
RULES = active_rules(Settings(select=("markup", "image-alt-missing")))
NASTY = 'a,b:"c" 100%\n<é>&\x1b[31m.html'
PAGE = '<p id="🙂">One.</p>\n<p id="🙂">Two.</p>\n<p><img src="=SUM(A1).jpg"></p>\n'


def results() -> list[FileResult]:
    """A page with findings under a nasty name, a clean one, and one that cannot be read."""
    source, clean = Source(NASTY, PAGE), Source("clean.html", "<p>One.</p>")
    return [
        FileResult(NASTY, source, lint(source, RULES)),
        FileResult("clean.html", clean, lint(clean, RULES)),
        FileResult("gone.html", None, (), "there is no such file or folder"),
    ]


def report(name: str, made: Sequence[FileResult] | None = None) -> str:
    reporter = make_reporter(name, Setting({rule.id: rule for rule in RULES.known}))
    summary = Summary()
    lines: list[str] = []
    for result in results() if made is None else made:
        summary = summary.plus(result)
        lines += map(str, reporter.add(result))
    lines += map(str, reporter.close(summary))
    return "".join(f"{line}\n" for line in lines)


FINDINGS = results()[0].findings


@pytest.mark.parametrize("name", TEXTS)
def test_a_report_names_every_rule_found_and_commands_no_terminal(name: str) -> None:
    text = report(name)
    if name != "earl":  # it speaks of ACT rules only
        assert all(finding.rule in text for finding in FINDINGS)
    assert "\x1b" not in text


@pytest.mark.parametrize("name", TEXTS)
def test_a_report_over_nothing_is_still_a_report(name: str) -> None:
    text = report(name, [])
    if name in ("json", "sarif", "gitlab", "earl"):
        json.loads(text)
    if name in ("junit", "checkstyle"):
        etree.fromstring(text.encode())


def test_sarif_is_read_by_a_strict_model_of_the_standard() -> None:
    model = pytest.importorskip("sarif_pydantic")
    log = model.Sarif.model_validate_json(report("sarif"))
    run = log.runs[0]
    assert [result.rule_id for result in run.results] == [finding.rule for finding in FINDINGS]
    region = run.results[0].locations[0].physical_location.region
    assert (region.start_line, region.start_column, region.end_column) == (2, 4, 10)
    assert unquote(run.results[0].locations[0].physical_location.artifact_location.uri) == NASTY
    raw = json.loads(report("sarif"))["runs"][0]
    assert raw["tool"]["driver"]["rules"][raw["results"][0]["ruleIndex"]]["id"] == raw["results"][0]["ruleId"]
    assert raw["invocations"][0]["executionSuccessful"] is False


def test_junit_is_read_by_a_parser_of_its_files() -> None:
    parser = pytest.importorskip("junitparser")
    suites = list(parser.JUnitXml.fromstring(report("junit").encode()))
    assert [(suite.tests, suite.failures, suite.errors) for suite in suites] == [
        (len(FINDINGS), len(FINDINGS), 0), (1, 0, 0), (1, 0, 1)
    ]  # fmt: skip
    for suite in suites:
        assert len(list(suite)) == suite.tests


def test_checkstyle_has_an_error_for_each_finding() -> None:
    root = etree.fromstring(report("checkstyle").encode())
    assert [error.get("source") for error in root.iterfind("file[1]/error")] == [
        f"a11ylint.{finding.rule}" for finding in FINDINGS
    ]
    assert {error.get("severity") for error in root.iter("error")} <= {"error", "warning", "info"}


def test_github_commands_stay_on_one_line_and_their_properties_apart() -> None:
    lines = [line for line in report("github").splitlines() if line.startswith("::")]
    assert len(lines) == len(FINDINGS) + 1
    properties, _, message = lines[0].removeprefix("::error ").partition("::")
    parts = dict(part.split("=", 1) for part in properties.split(","))
    assert parts["line"] == "2"
    assert unquote(parts["file"]) == NASTY.replace("\x1b", "\ufffd")
    assert unquote(message) == FINDINGS[0].message


def test_gitlab_issues_have_what_gitlab_requires() -> None:
    issues = json.loads(report("gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(FINDINGS) + 1
    for issue in issues:
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["description"]
        assert issue["check_name"]
        assert issue["location"]["path"]
        assert issue["location"]["lines"]["begin"] >= 1


def test_csv_cells_are_no_formulas() -> None:
    rows = list(csv.DictReader(io.StringIO(report("csv"))))
    assert [row["rule"] for row in rows] == [*(finding.rule for finding in FINDINGS), "not-readable"]
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
    assert rows[0]["path"] == NASTY.replace("\x1b", "\ufffd")


def test_markdown_shows_what_pages_say_as_text() -> None:
    source = Source("x.html", '<p id="<b>|*x*">One.</p><p id="<b>|*x*">Two.</p>')
    text = report("markdown", [FileResult("x.html", source, lint(source, RULES))])
    assert "<b>" not in text.replace("\\<b\\>", "")
    assert "\\*x\\*" in text


def test_earl_has_an_outcome_for_every_act_rule_and_page() -> None:
    data = json.loads(report("earl"))
    subjects = [node for node in data["@graph"] if node["@type"] == "TestSubject"]
    assert [unquote(subject["source"]) for subject in subjects] == [NASTY, "clean.html"]
    outcomes = [
        {
            assertion["test"]["@id"].rsplit("/", 1)[-1]: assertion["result"]["outcome"]
            for assertion in subject["assertions"]
        }
        for subject in subjects
    ]
    assert outcomes[0]["23a2a8"] == "earl:failed"
    assert outcomes[1]["23a2a8"] == "earl:passed"
