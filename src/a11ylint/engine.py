"""Rules over one page: an Article and a set of active rules go in, findings come out.

Linting is a pure function of a source and a ruleset, so pages can be linted in any order and anywhere.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from a11ylint import patterns as re
from a11ylint.article import read_article
from a11ylint.article.agencies import NO_HOUSE, House
from a11ylint.document import Document, Kind, parse_all
from a11ylint.findings import INTERNAL_ERROR, Certainty, Edit, Finding, Fix, Severity, in_order, snippet_of
from a11ylint.packs import Check, check_of
from a11ylint.page import Page, Problem, related_of, span_of
from a11ylint.reading import Reading, Where, Writing
from a11ylint.records import dataclass
from a11ylint.source import Source, Span
from a11ylint.suppression import UNUSED, Known, suppress
from a11ylint.templates import UNKNOWN, absences

if TYPE_CHECKING:
    from a11ylint.article import Article
    from a11ylint.page import OptionValue
    from a11ylint.rulepage import Rule

_ABOUT_TAGS: Final = "markup"  # the topic of rules that look at how tags are written
_FILLED: Final = re.compile(f"{UNKNOWN}+")


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
    return lint_articles((read_article(document, ruleset.house) for document in parse_all(source, kind)), ruleset)


def lint_articles(articles: Iterable[Article], rules: Iterable[ActiveRule]) -> tuple[Finding, ...]:
    """The same, over the Articles of all readings of a source."""
    with _collector_waits():
        return _linted(articles, Ruleset.of(rules))


@contextmanager
def _collector_waits() -> Iterator[None]:
    """Let the garbage collector wait until a page is done: it would go over the page's tree again and again, in which
    nothing is garbage before all of it is."""
    at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_work:
            gc.enable()


def _linted(articles: Iterable[Article], ruleset: Ruleset) -> tuple[Finding, ...]:
    found: list[Finding] = []
    idle: list[dict[Span, Finding]] = []  # comments that suppress nothing, in each reading
    for article in articles:
        kept = lint_article(article, ruleset)
        idle.append({finding.span: finding for finding in kept if finding.rule == UNUSED})
        told = {(finding.rule, finding.span) for finding in found}
        found += (each for each in kept if each.rule != UNUSED and (each.rule, each.span) not in told)
    if len(idle) == 1:
        return kept
    unused = (finding for span, finding in idle[0].items() if all(span in each for each in idle)) if idle else ()
    return in_order(replace(finding, fingerprint="") for finding in (*found, *unused))


def lint_article(article: Article, rules: Iterable[ActiveRule]) -> tuple[Finding, ...]:
    """The same, over one Article."""
    ruleset = Ruleset.of(rules)
    found = in_order(finding for active in ruleset for finding in _findings(article, active))
    known = Known({rule.id: rule.topic for rule in ruleset.known}, {active.rule.id for active in ruleset})
    kept = tuple(suppress(article.document, found, known, reasons=ruleset.reasons))
    return kept if kept == found else in_order(kept)


def _findings(article: Article, active: ActiveRule) -> Iterator[Finding]:
    document = article.document
    if document.kind not in active.rule.applies or (document.reading.lacks_text and active.rule.id in absences()):
        return
    page = Page(article, active.options)
    try:
        for problem in active.check(page):
            finding = _finding(page, active, problem)
            if document.reading.is_plain:
                yield finding
            elif _is_known(finding, document, tags_alone=active.rule.topic == _ABOUT_TAGS):
                fixes = tuple(_written(finding.fixes, document.reading))
                yield replace(finding, message=_FILLED.sub("…", finding.message), fixes=fixes)
    except Exception as error:  # a rule is a stranger's code: whatever it raises is its own failure, not the run's
        yield _internal_error(page, active, error)


def _is_known(finding: Finding, document: Document, *, tags_alone: bool) -> bool:
    """Whether a finding, and each place it compares with, is about what stands there, not what a template fills in.

    A finding at a start tag may be about what the element holds, unless its rule looks at tags alone.
    """
    reading = document.reading
    if not all(reading.is_known(place) for place in (finding.span, *(other.span for other in finding.related))):
        return False
    element = document.by_start.get(finding.span.start)
    if tags_alone or element is None or element.span != finding.span or element.tag == "html":
        return True
    return not any(hole.filled and hole.where is Where.TEXT for hole in reading.holes_in(element.whole))


def _written(fixes: Iterable[Fix], reading: Reading) -> Iterator[Fix]:
    """Fixes as a reading's place in the source takes them; none that reaches into template markup."""
    if reading.writing is Writing.NEVER:
        return
    for fix in fixes:
        if not any(reading.holes_in(edit.span) for edit in fix.edits):
            yield replace(fix, edits=tuple(Edit(edit.span, reading.written(edit.text)) for edit in fix.edits))


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
    import traceback

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
