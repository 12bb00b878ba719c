"""Where the time of a run goes, by stage and by rule; nothing of this is loaded unless somebody asks.

Each moment of processor time counts once: for what began last and has not ended. What rules share is worked out when
the first of them asks; where it is a part of the Document, of the Article or of what is accessible (their cached
properties), it counts for that stage and not for the rule. What is remembered in other ways, such as the name of one
element, counts for the rule that asked first.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from a11ylint.accessibility import Accessibility
from a11ylint.article import Article
from a11ylint.document import Document, parse_all
from a11ylint.engine import ActiveRule, Ruleset
from a11ylint.linting import lint_documents
from a11ylint.report.model import FileResult, Reporter, Summary
from a11ylint.run import Linter
from a11ylint.source import Source

if TYPE_CHECKING:
    from a11ylint.inputs import Input
    from a11ylint.packs import Check
    from a11ylint.page import Page, Problem

START: Final = "start"
LOAD: Final = "load rules"
READ: Final = "read"
DECODE: Final = "decode"
PARSE: Final = "parse"
DOCUMENT: Final = "document"
ARTICLE: Final = "article"
ACCESSIBILITY: Final = "accessibility"
RULES: Final = "rules"
FINDINGS: Final = "findings"
REPORT: Final = "report"
_STAGES: Final = (
    START,
    LOAD,
    READ,
    DECODE,
    PARSE,
    DOCUMENT,
    ARTICLE,
    ACCESSIBILITY,
    RULES,
    FINDINGS,
    REPORT,
)
_PARTS: Final = ((Source, DOCUMENT), (Document, DOCUMENT), (Article, ARTICLE), (Accessibility, ACCESSIBILITY))
_SHOWN: Final = 25  # rules in the table; the JSON has all
_VERSION: Final = 1


@dataclass(eq=False)
class Clock:
    """Processor time by what it was spent on; `found` are the findings of each rule, before suppression."""

    spent: Counter[str] = field(default_factory=Counter)  # nanoseconds
    by_rule: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    _running: list[tuple[Counter[str], str]] = field(default_factory=list)
    _since: int = 0

    def __post_init__(self) -> None:
        self.spent[START] = time.process_time_ns()  # all that this process has done so far

    @contextmanager
    def at(self, stage: str) -> Iterator[None]:
        """What is done within counts for a stage, but for what is done within that."""
        with self._counting(self.spent, stage):
            yield

    def timed(self, rule: ActiveRule) -> ActiveRule:
        """The same rule, its time counted."""
        return replace(rule, check=self._checking(rule.check, rule.rule.id))

    def reporter(self, reporter: Reporter) -> Reporter:
        """The same reporter, its time counted."""
        return _TimedReporter(reporter, self)

    @contextmanager
    def parts(self) -> Iterator[None]:
        """Within, parts that are worked out when somebody asks count for their own stage."""
        with ExitStack() as stack:
            for owner, stage in _PARTS:
                for part in vars(owner).values():
                    if isinstance(part, cached_property):
                        stack.enter_context(self._part(part, stage))
            yield

    @contextmanager
    def _part(self, part: cached_property[Any], stage: str) -> Iterator[None]:
        work = part.func

        def counted(owner: Any) -> Any:  # noqa: ANN401 (a part may be anything)
            with self._counting(self.spent, stage):
                return work(owner)

        part.func = counted
        try:
            yield
        finally:
            part.func = work

    def _checking(self, check: Check, rule: str) -> Check:
        def counted(page: Page) -> Iterator[Problem]:
            with self._counting(self.by_rule, rule):
                problems = iter(check(page))
            while True:
                with self._counting(self.by_rule, rule):
                    problem = next(problems, None)
                if problem is None:
                    return
                self.found[rule] += 1
                yield problem

        return counted

    @contextmanager
    def _counting(self, counter: Counter[str], name: str) -> Iterator[None]:
        self._charge()
        self._running.append((counter, name))
        try:
            yield
        finally:
            self._charge()
            self._running.pop()

    def _charge(self) -> None:
        now = time.process_time_ns()
        if self._running:
            counter, name = self._running[-1]
            counter[name] += now - self._since
        self._since = now


@dataclass(frozen=True, eq=False, slots=True)
class _TimedReporter:
    """A reporter under a clock: what it writes is made at once, not when it is asked for line by line."""

    reporter: Reporter
    clock: Clock

    def add(self, result: FileResult) -> Iterator[Any]:
        with self.clock.at(REPORT):
            return iter(list(self.reporter.add(result)))

    def close(self, summary: Summary) -> Iterator[Any]:
        with self.clock.at(REPORT):
            return iter(list(self.reporter.close(summary)))


@dataclass(frozen=True)
class TimedLinter(Linter):
    """Lints as `Linter` does, without a cache, stage by stage under a clock."""

    clock: Clock = field(default_factory=Clock)

    def __call__(self, given: Input) -> FileResult:
        self.clock.pages += 1
        with self.clock.at(LOAD):
            self.configuration.rules(given.path)
        with self.clock.at(READ):
            return super().__call__(given)

    def _through(self, given: Input, data: bytes, rules: Ruleset) -> FileResult:
        clock = self.clock
        with clock.at(DECODE):
            source = Source.from_bytes(data, given.path, given.encoding)
        with clock.at(PARSE):
            documents = list(parse_all(source, self.kind))
        with clock.at(FINDINGS), clock.parts():
            timed = replace(rules, active=tuple(map(clock.timed, rules.active)))
            return lint_documents(source, documents, timed, describe=self.describe, show=self.show)


def as_json(clock: Clock) -> dict[str, Any]:
    """All figures; times in seconds of processor time."""
    return {
        "version": _VERSION,
        "pages": clock.pages,
        "stages": {name: nanoseconds / 1e9 for name, nanoseconds in _stages(clock).items()},
        "rules": {
            rule: {"seconds": clock.by_rule[rule] / 1e9, "findings": clock.found[rule]}
            for rule, _ in clock.by_rule.most_common()
        },
    }


def table(clock: Clock) -> Iterator[str]:
    """The stages in their order, then the rules that take longest."""
    stages = _stages(clock)
    total = sum(stages.values())
    pages = max(clock.pages, 1)
    yield f"Processor time, {clock.pages:,} {'page' if clock.pages == 1 else 'pages'}, one process, no cache"
    yield f"{'stage':<42}{'ms':>10}{'ms/page':>10}{'share':>8}"
    yield from (_row(name, spent, pages, total) for name, spent in stages.items())
    yield _row("all", total, pages, total)
    yield ""
    yield f"{'rule':<42}{'ms':>10}{'ms/page':>10}{'share':>8}{'findings':>10}"
    ranked = clock.by_rule.most_common()
    for rule, spent in ranked[:_SHOWN]:
        yield f"{_row(rule, spent, pages, total)}{clock.found[rule]:>10,}"
    if rest := ranked[_SHOWN:]:
        found = sum(clock.found[rule] for rule, _ in rest)
        row = _row(f"{len(rest)} more", sum(spent for _, spent in rest), pages, total)
        yield f"{row}{found:>10,}"


def _stages(clock: Clock) -> Mapping[str, int]:
    spent = {**clock.spent, RULES: sum(clock.by_rule.values())}
    return {name: spent.get(name, 0) for name in _STAGES}


def _row(name: str, spent: int, pages: int, total: int) -> str:
    return f"{name:<42}{spent / 1e6:>10,.1f}{spent / 1e6 / pages:>10,.2f}{spent / max(total, 1):>8.1%}"
