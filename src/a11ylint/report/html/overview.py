"""What a report says over all pages, counted as they come: by rule, severity, section, month, readability."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from a11ylint.findings import Severity
from a11ylint.report.html.cards import readability
from a11ylint.report.model import FileResult


@dataclass
class Tally:
    """Pages, and the findings on them by severity."""

    pages: int = 0
    found: Counter[Severity] = field(default_factory=Counter)

    @property
    def findings(self) -> int:
        return self.found.total()

    def add(self, found: Counter[Severity]) -> None:
        self.pages += 1
        self.found += found


@dataclass
class Overview:
    """The counts of a run. `rules` count the pages on which each was broken, `sections` and `months` (``2024-05``) all
    that give theirs; `readability` has the figures of the articles of each language, by its own measure."""

    all: Tally = field(default_factory=Tally)
    touched: int = 0
    unreadable: int = 0
    fixable: int = 0
    rules: dict[str, Tally] = field(default_factory=dict)
    sections: dict[str, Tally] = field(default_factory=dict)
    months: dict[str, Tally] = field(default_factory=dict)
    readability: dict[str, list[float]] = field(default_factory=dict)

    def add(self, result: FileResult) -> None:
        """Count one more page."""
        if result.unreadable:
            self.unreadable += 1
            return
        found = Counter(finding.severity for finding in result.findings)
        self.all.add(found)
        self.touched += bool(found)
        self.fixable += sum(bool(finding.fixes) for finding in result.findings)
        by_rule: dict[str, Counter[Severity]] = {}
        for finding in result.findings:
            by_rule.setdefault(finding.rule, Counter())[finding.severity] += 1
        for rule, its in by_rule.items():
            self.rules.setdefault(rule, Tally()).add(its)
        about = result.about
        if about is None:
            return
        self.sections.setdefault(about.section, Tally()).add(found)
        self.months.setdefault(month_of(about.published), Tally()).add(found)
        figure = readability(about)
        if figure is not None:
            self.readability.setdefault(about.language, []).append(figure)


def month_of(moment: str) -> str:
    """The month of a moment in ISO 8601, as ``2024-05``; nothing for what is none."""
    month = moment[:7]
    good = len(month) == 7 and month[4] == "-" and month[:4].isdigit() and "01" <= month[5:] <= "12"
    return month if good and month.isascii() else ""
