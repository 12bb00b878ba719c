"""Fixes: only the edits change, nothing new is found, and fixing twice changes nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from a11ylint.engine import lint
from a11ylint.findings import Certainty, Edit, Finding, Fix, Severity, in_order
from a11ylint.fixing import apply, fix
from a11ylint.rulesets import active_rules
from a11ylint.settings import Settings
from a11ylint.source import Source, Span
from tests.test_properties import markup

RULES = active_rules(Settings(select=("all",)))
FIXTURES = sorted((Path(__file__).parents[1] / "fixtures" / "pages").glob("*html"))
lint_all = partial(lint, rules=RULES)


def finding(source: Source, start: int, end: int, text: str, *, safe: bool = True, rule: str = "letter") -> Finding:
    """A finding whose fix puts `text` in place of a span."""
    span = Span(start, end)
    mend = Fix("Change it.", (Edit(span, text),), safe)
    return Finding(
        source.path, rule, Severity.ERROR, Certainty.PROVEN, "Wrong.", span, source.cut(span), (), (), (mend,)
    )


def find_letters(source: Source, wrong: str = "x", right: str = "y", *, safe: bool = True) -> tuple[Finding, ...]:
    """Every `wrong` letter is a finding, mended by the `right` one."""
    return in_order(
        finding(source, place, place + 1, right, safe=safe)
        for place, letter in enumerate(source.text)
        if letter == wrong
    )


def test_every_fix_is_made() -> None:
    fixed = fix(Source("a", "axbxc"), find_letters)
    assert fixed.source.text == "aybyc"
    assert len(fixed.mended) == 2
    assert fixed.left == ()


def test_edits_that_touch_are_made_one_round_after_the_other() -> None:
    assert fix(Source("a", "xxxx"), find_letters).source.text == "yyyy"


def test_unsafe_fixes_are_made_only_when_asked_for() -> None:
    unsafe = partial(find_letters, safe=False)
    assert fix(Source("a", "axb"), unsafe).source.text == "axb"
    assert fix(Source("a", "axb"), unsafe, unsafe=True).source.text == "ayb"


def test_a_fix_that_brings_a_new_finding_is_not_made_and_the_others_are() -> None:
    def lint_letters(source: Source) -> tuple[Finding, ...]:
        """x becomes y; but a y after b is wrong too, and nothing mends it."""
        wrong = [finding(source, p, p + 1, "y") for p, letter in enumerate(source.text) if letter == "x"]
        worse = source.text.find("by")
        if worse >= 0:
            wrong.append(finding(source, worse, worse + 2, "", safe=False, rule="worse"))
        return in_order(wrong)

    fixed = fix(Source("a", "ax bx cx"), lint_letters)
    assert fixed.source.text == "ay bx cy"
    assert [left.rule for left in fixed.left] == ["letter"]


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    def lint_letters(source: Source) -> tuple[Finding, ...]:
        return (*find_letters(source, "x", "y"), *find_letters(source, "y", "x"))

    assert len(fix(Source("a", "axb"), lint_letters).source.text) == 3


def test_applying_edits_keeps_everything_between_them() -> None:
    edits = [Edit(Span(3, 4), ""), Edit(Span(0, 0), "<"), Edit(Span(6, 6), ">")]
    assert apply("abcdef", edits) == "<abcef>"


@given(markup)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_fixing_twice_changes_nothing(text: str) -> None:
    once = fix(Source("page.html", text), lint_all, unsafe=True)
    assert fix(once.source, lint_all, unsafe=True).source == once.source


@pytest.mark.parametrize("page", FIXTURES, ids=lambda page: page.name)
def test_a_fixed_page_has_no_finding_it_did_not_have(page: Path) -> None:
    source = Source.from_bytes(page.read_bytes(), page.name)
    before = [found.rule for found in lint_all(source)]
    fixed = fix(source, lint_all, unsafe=True)
    left = [found.rule for found in fixed.left]
    assert all(left.count(rule) <= before.count(rule) for rule in left)
    assert fixed.left == lint_all(fixed.source)
