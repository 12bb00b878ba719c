"""How far the rules agree with W3C's ACT test cases.

    python benchmarks/act.py [FOLDER] [--only ACT-ID ...] [--verbose]

FOLDER holds ``cases.jsonl``, one JSON object a line with ``rule`` (an ACT rule's id), ``name`` (its title),
``expected`` (``failed``, ``passed`` or ``inapplicable``) and ``file``, and the pages in ``pages/``. Every built-in rule
runs, on by default or not. As in W3C's implementation reports, the outcome of a page for an ACT rule is *failed* where
a finding of severity error or warning cites it. A rule is *complete* where one of ours cites it, all its failed cases
fail, and none of the others does.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from a11ylint.engine import Ruleset, lint
from a11ylint.findings import Finding, Severity
from a11ylint.rulesets import ALL, active_rules
from a11ylint.settings import Settings
from a11ylint.source import Source, Unreadable

_PREFIX: Final = "act:"


@dataclass(frozen=True, slots=True)
class Case:
    """One of W3C's test cases: a page, and what must be said of it."""

    rule: str
    name: str
    expected: str
    title: str
    file: str

    @property
    def must_fail(self) -> bool:
        return self.expected == "failed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A case with the findings that fail it, if any."""

    case: Case
    findings: tuple[Finding, ...]

    @property
    def right(self) -> bool:
        return bool(self.findings) == self.case.must_fail


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one ACT rule."""

    rule: str
    name: str
    cited: bool
    verdicts: tuple[Verdict, ...]

    @property
    def failing(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if verdict.case.must_fail)

    @property
    def others(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if not verdict.case.must_fail)

    @property
    def complete(self) -> bool:
        return self.cited and all(verdict.right for verdict in self.verdicts)


def read_cases(folder: Path) -> tuple[Case, ...]:
    """The cases of a folder, in its order."""
    entries = (json.loads(line) for line in (folder / "cases.jsonl").read_text("utf-8").splitlines() if line.strip())
    return tuple(
        Case(entry["rule"], entry.get("name", ""), entry["expected"], entry.get("title", ""), entry["file"])
        for entry in entries
    )


def judge(cases: Iterable[Case], pages: Path, rules: Ruleset) -> Iterator[Verdict]:
    """Each case with what was found; a page that stands in several cases is linted once."""
    known: dict[str, tuple[Finding, ...]] = {}
    for case in cases:
        if case.file not in known:
            known[case.file] = _findings(pages / case.file, rules)
        cited = f"{_PREFIX}{case.rule}"
        counted = (each for each in known[case.file] if each.severity is not Severity.NOTICE)
        yield Verdict(case, tuple(each for each in counted if cited in each.cites))


def _findings(page: Path, rules: Ruleset) -> tuple[Finding, ...]:
    try:
        return lint(Source.from_bytes(page.read_bytes(), str(page)), rules)
    except Unreadable:
        return ()


def table(verdicts: Sequence[Verdict], rules: Ruleset) -> tuple[Line, ...]:
    """The figures by ACT rule, in the order of their ids."""
    cited = {cite.removeprefix(_PREFIX) for active in rules for cite in active.rule.cites}
    by_rule: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        by_rule.setdefault(verdict.case.rule, []).append(verdict)
    return tuple(Line(rule, mine[0].case.name, rule in cited, tuple(mine)) for rule, mine in sorted(by_rule.items()))


def print_table(lines: Sequence[Line]) -> None:
    print(f"{'rule':8}{'failed found':>14}{'others failed':>15}  {'complete':10}title")
    for line in lines:
        found = f"{sum(each.right for each in line.failing)}/{len(line.failing)}"
        wrong = f"{sum(not each.right for each in line.others)}/{len(line.others)}"
        answer = "complete" if line.complete else "no" if line.cited else "no rule"
        print(f"{line.rule:8}{found:>14}{wrong:>15}  {answer:10}{line.name}")


def print_totals(lines: Sequence[Line]) -> None:
    failing = [verdict for line in lines for verdict in line.failing]
    others = [verdict for line in lines for verdict in line.others]
    found, wrong = sum(each.right for each in failing), sum(not each.right for each in others)
    print(f"\nrules complete: {sum(line.complete for line in lines)} of {len(lines)}")
    print(f"failed cases found: {found} of {len(failing)} ({_percent(found, len(failing))})")
    print(f"passed and inapplicable cases wrongly failed: {wrong} of {len(others)} ({_percent(wrong, len(others))})")


def print_faults(lines: Sequence[Line]) -> None:
    for verdict in (verdict for line in lines for verdict in line.verdicts if not verdict.right):
        case = verdict.case
        print(f"\n{'MISSED' if case.must_fail else 'WRONG'} {case.rule} {case.title} ({case.expected}) {case.file}")
        for finding in verdict.findings:
            print(f"    {finding.rule}: {finding.message}\n        {finding.snippet}")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):.1f} %"


def main() -> int:
    """Print the table and the totals; with --verbose each case judged wrongly too."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/act"))
    parser.add_argument("--only", nargs="+", metavar="ACT-ID", default=(), help="only these ACT rules")
    parser.add_argument("--verbose", action="store_true", help="list the cases judged wrongly")
    options = parser.parse_args()
    if not (options.folder / "cases.jsonl").is_file():
        print(f"{options.folder / 'cases.jsonl'} is not there: name the folder that holds it", file=sys.stderr)
        return 2
    rules = active_rules(Settings(select=(ALL,)))
    cases = [case for case in read_cases(options.folder) if not options.only or case.rule in options.only]
    lines = table(tuple(judge(cases, options.folder / "pages", rules)), rules)
    print_table(lines)
    print_totals(lines)
    if options.verbose:
        print_faults(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
