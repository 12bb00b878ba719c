"""Rules over one page: an Article and a set of active rules go in, findings come out.

Linting is a pure function of a source and a ruleset, so pages can be linted in any order and anywhere.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from a11ylint.article import read_article
from a11ylint.article.agencies import NO_HOUSE, House
from a11ylint.document import Kind, parse
from a11ylint.findings import INTERNAL_ERROR, Certainty, Finding, Severity, in_order, snippet_of
from a11ylint.packs import Check, check_of
from a11ylint.page import Page, Problem, related_of, span_of
from a11ylint.source import Source, Span
from a11ylint.suppression import Known, suppress

if TYPE_CHECKING:
    from a11ylint.article import Article
    from a11ylint.page import OptionValue
    from a11ylint.rulepage import Rule


@dataclass(frozen=True, slots=True)
class ActiveRule:
    """A rule as it is to run: its function, its severity here, and its options."""

    rule: Rule
    check: Check
    severity: Severity
    options: Mapping[str, OptionValue]


@dataclass(frozen=True, slots=True)
class Ruleset:
    """The rules that are to run, and those that are `known`, running or not: comments in pages may name any.

    `reasons` are the rules that may be suppressed only with a reason; `house` is what the newsroom adds to our lists.
    """

    active: tuple[ActiveRule, ...]
    known: tuple[Rule, ...]
    reasons: frozenset[str] = frozenset()
    house: House = NO_HOUSE

    def __iter__(self) -> Iterator[ActiveRule]:
        return iter(self.active)

    @classmethod
    def of(cls, rules: Iterable[ActiveRule]) -> Ruleset:
        """A ruleset as it is, or one of these rules and no others."""
        if isinstance(rules, Ruleset):
            return rules
        active = tuple(rules)
        return cls(active, tuple(each.rule for each in active))


def activate(
    rule: Rule, severity: Severity | None = None, options: Mapping[str, OptionValue] | None = None
) -> ActiveRule:
    """Make a rule ready to run. Raises `RulePageError` where its code cannot be loaded."""
    return ActiveRule(rule, check_of(rule), severity or rule.severity, {**rule.defaults, **(options or {})})


def lint(source: Source, rules: Iterable[ActiveRule], kind: Kind | None = None) -> tuple[Finding, ...]:
    """Every finding of these rules on one source, in order; `kind` overrides what looking would decide.

    Raises `Unreadable` where the source is nothing that can be linted. A rule that raises becomes a finding
    ``internal-error``, and the other rules go on.
    """
    ruleset = Ruleset.of(rules)
    return lint_article(read_article(parse(source, kind), ruleset.house), ruleset)


def lint_article(article: Article, rules: Iterable[ActiveRule]) -> tuple[Finding, ...]:
    """The same, over an Article that has been read."""
    ruleset = Ruleset.of(rules)
    found = in_order(finding for active in ruleset for finding in _findings(article, active))
    known = Known({rule.id: rule.topic for rule in ruleset.known}, {active.rule.id for active in ruleset})
    kept = tuple(suppress(article.document, found, known, reasons=ruleset.reasons))
    return kept if kept == found else in_order(kept)


def _findings(article: Article, active: ActiveRule) -> Iterator[Finding]:
    if article.document.kind not in active.rule.applies:
        return
    page = Page(article, active.options)
    try:
        for problem in active.check(page):
            yield _finding(page, active, problem)
    except Exception as error:  # a rule is a stranger's code: whatever it raises is its own failure, not the run's
        yield _internal_error(page, active, error)


def _finding(page: Page, active: ActiveRule, problem: Problem) -> Finding:
    span = span_of(problem.place, page.document)
    if not 0 <= span.start <= span.end <= len(page.source.text):
        raise ValueError(f"it points at {span}, outside the source")
    return Finding(
        path=page.source.path,
        rule=active.rule.id,
        severity=_severity(problem, active),
        certainty=problem.certainty or active.rule.certainty,
        message=problem.message,
        span=span,
        snippet=snippet_of(page.source, span),
        cites=active.rule.cites,
        related=related_of(problem, page.document),
        fixes=problem.fixes,
    )


def _severity(problem: Problem, active: ActiveRule) -> Severity:
    """The rule's severity; but an error is what is proven, and a problem that is merely likely is a warning."""
    lowered = problem.certainty is Certainty.LIKELY and active.severity is Severity.ERROR
    return Severity.WARNING if lowered else active.severity


def _internal_error(page: Page, active: ActiveRule, error: Exception) -> Finding:
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    reason = " ".join(str(error).split())[:200]
    return Finding(
        path=page.source.path,
        rule=INTERNAL_ERROR,
        severity=Severity.ERROR,
        certainty=Certainty.PROVEN,
        message=f"The rule {active.rule.id} of {active.rule.pack} failed on this file ({type(error).__name__}{where}: "
        f"{reason}). The other rules went on; please report this to those who wrote the rule.",
        span=Span(0, 0),
        snippet=active.rule.id,
    )
