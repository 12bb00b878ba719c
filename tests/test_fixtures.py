"""Whole pages, and all that the recommended rules find on them.

Beside each page in ``fixtures/pages`` stands ``NAME.findings.txt``: one line for each finding, as ``--format concise``
prints it, and then the exact characters found. After a change that is meant to find something else, record anew with
``A11YLINT_RECORD=1`` and read the difference; a recording run fails, so that none passes for a test.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from a11ylint.engine import Ruleset, lint
from a11ylint.report.model import FileResult
from a11ylint.report.text import Style, concise
from a11ylint.rulesets import active_rules
from a11ylint.settings import Settings
from a11ylint.source import Source

FOLDER = Path(__file__).parents[1] / "fixtures" / "pages"
RECORDED = ".findings.txt"
PAGES = sorted(path for path in FOLDER.iterdir() if not path.name.endswith(RECORDED))
# Pages on which nothing is wrong: what stands on them looks like a fault and is none.
SPOTLESS = ("clean.html", "traps.html")


@cache
def _rules() -> Ruleset:
    return active_rules(Settings())


def _findings(path: Path) -> Iterator[str]:
    source = Source.from_bytes(path.read_bytes(), path.name)
    findings = lint(source, _rules())
    lines = concise(FileResult(path.name, source, findings), Style())
    for line, finding in zip(lines, findings, strict=True):
        yield f"{line} «{' '.join(source.cut(finding.span).split())}»"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_has_the_findings_recorded_beside_it(path: Path) -> None:
    found = list(_findings(path))
    record = path.with_name(path.name + RECORDED)
    if os.environ.get("A11YLINT_RECORD") == "1":
        record.write_text("".join(f"{line}\n" for line in found), "utf-8")
        pytest.fail("recorded; read the difference, then run the tests without A11YLINT_RECORD")
    assert found == record.read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", SPOTLESS)
def test_nothing_is_said_of_a_page_without_faults(name: str) -> None:
    assert list(_findings(FOLDER / name)) == []


def test_every_faulty_page_has_findings() -> None:
    assert [path.name for path in PAGES if path.name not in SPOTLESS and not list(_findings(path))] == []


def test_no_record_is_left_of_a_page_that_is_gone() -> None:
    records = {path.name.removesuffix(RECORDED) for path in FOLDER.iterdir() if path.name.endswith(RECORDED)}
    assert records == {path.name for path in PAGES}
