"""Rules against the examples on their own pages: the test that every rule, built in or not, passes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from a11ylint.engine import activate, lint
from a11ylint.examples import Example, Outcome, examples_of
from a11ylint.findings import INTERNAL_ERROR, Finding
from a11ylint.packs import check_of
from a11ylint.rulepage import Rule, RulePageError
from a11ylint.source import Source

Trial = Callable[[], Iterator[str]]  # yields a sentence for each fault, nothing where all is well


def findings_of(rule: Rule, example: Example) -> tuple[Source, tuple[Finding, ...]]:
    """The example's source, and what this rule alone finds in it."""
    source = Source(example.file_name, example.code)
    return source, lint(source, (activate(rule, options=example.options),))


def trials_of(rule: Rule) -> Iterator[tuple[str, Trial]]:
    """Everything that a rule's page promises, by name, to be tried: the page as a whole, then each example."""
    yield f"{rule.id}: page", partial(page_faults_of, rule)
    try:
        examples = examples_of(rule)
        check_of(rule)
    except RulePageError:  # the page's own trial tells of it
        return
    for example in examples:
        yield example.name, partial(faults_of, rule, example)


def page_faults_of(rule: Rule) -> Iterator[str]:
    """A sentence for what is wrong with a page as a whole: code or examples that cannot be read or are missing."""
    try:
        outcomes = {example.outcome for example in examples_of(rule)}
        check_of(rule)
    except RulePageError as error:
        yield str(error)
        return
    for outcome in (Outcome.PASSED, Outcome.FAILED):
        if outcome not in outcomes:  # a rule that nothing fails, or everything, tests nothing
            yield f"must have an example under the heading '## {outcome.value}'"


def faults_of(rule: Rule, example: Example) -> Iterator[str]:
    """A sentence for each way in which a rule does not do what its example says; nothing where all is well."""
    source, findings = findings_of(rule, example)
    for finding in findings:
        if finding.rule == INTERNAL_ERROR:
            yield finding.message
    found = tuple(" ".join(source.cut(finding.span).split()) for finding in findings)
    if example.outcome is not Outcome.FAILED:
        yield from (
            f"must find nothing, but found {cut!r}: {f.message}" for cut, f in zip(found, findings, strict=True)
        )
        return
    wanted = tuple(" ".join(cut.split()) for cut in example.found)
    if not found:
        yield "must find something, but found nothing"
    elif wanted and found != wanted:
        yield f"must find {list(wanted)}, but found {list(found)}"
    if example.mended is not None:
        yield from _mending_faults(source, findings, example.mended)


def _mending_faults(source: Source, findings: tuple[Finding, ...], wanted: str) -> Iterator[str]:
    edits = sorted(
        {edit for finding in findings for fix in finding.fixes[:1] for edit in fix.edits},
        key=lambda e: e.span,
    )
    text, place = [], 0
    for edit in edits:
        if edit.span.start < place:
            continue
        text += [source.text[place : edit.span.start], edit.text]
        place = edit.span.end
    mended = "".join(text) + source.text[place:]
    if mended.strip() != wanted.strip():
        yield f"must be mended to {wanted!r}, but is {mended!r}"
