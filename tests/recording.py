"""Files whose findings are recorded beside them, one line each, as ``tests/test_fixtures.py`` has them for pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from a11ylint.engine import Ruleset, lint
from a11ylint.report.model import FileResult
from a11ylint.report.text import Style, concise
from a11ylint.source import Source

SUFFIX: Final = ".findings.txt"


class Recording:
    """A folder of files and their records."""

    def __init__(self, folder: Path) -> None:
        self.files = sorted(path for path in folder.iterdir() if not path.name.endswith(SUFFIX))

    def recorded(self, path: Path) -> list[str]:
        return path.with_name(path.name + SUFFIX).read_text("utf-8").splitlines()

    def check(self, path: Path, rules: Ruleset) -> None:
        """Compare with the record; with ``A11YLINT_RECORD=1``, record anew and fail."""
        found = list(_findings(path, rules))
        if os.environ.get("A11YLINT_RECORD") == "1":
            path.with_name(path.name + SUFFIX).write_text("".join(f"{line}\n" for line in found), "utf-8")
            pytest.fail("recorded; read the difference, then run the tests without A11YLINT_RECORD")
        assert found == self.recorded(path)


def _findings(path: Path, rules: Ruleset) -> Iterator[str]:
    """Each finding, and the exact characters found."""
    source = Source.from_bytes(path.read_bytes(), path.name)
    findings = lint(source, rules)
    lines = concise(FileResult(path.name, source, findings), Style())
    for line, finding in zip(lines, findings, strict=True):
        yield f"{line} «{' '.join(source.cut(finding.span).split())}»"
