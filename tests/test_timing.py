"""Where the time goes: each moment counts once, for what it was spent on."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from a11ylint.article import Article
from a11ylint.cli.common import Adjustment
from a11ylint.engine import ActiveRule, Ruleset, activate
from a11ylint.page import Page, Problem
from a11ylint.rulesets import known_rules
from a11ylint.run import Configuration
from a11ylint.settings import Settings
from a11ylint.source import Span
from a11ylint.timing import Clock, TimedLinter, as_json, table
from tests.cli.test_check import run

FIXTURES = Path(__file__).parent.parent / "fixtures" / "pages"
MS = 1_000_000  # nanoseconds
PAGE = b"<h1>A page</h1><p id=a>One.</p><p id=a>Two.</p>"


def busy(milliseconds: int) -> None:
    until = time.process_time_ns() + milliseconds * MS
    while time.process_time_ns() < until:
        pass


def rule_that(name: str, check: object) -> ActiveRule:
    rule = next(rule for rule in known_rules(Settings()) if rule.id == name)
    active = activate(rule)
    return ActiveRule(active.rule, check, active.severity, active.options)  # type: ignore[arg-type]


def lint_under(clock: Clock, *rules: ActiveRule) -> None:
    from a11ylint.inputs import Input

    linter = TimedLinter(Configuration(Adjustment(), Settings()), clock=clock)
    linter._through(Input("page.html"), PAGE, Ruleset.of(rules))


def test_a_rules_time_is_its_own() -> None:
    def slow(page: Page) -> Iterator[Problem]:
        busy(30)
        yield Problem(Span(0, 1), "One.")
        busy(30)

    def quick(page: Page) -> Iterator[Problem]:
        yield Problem(Span(1, 2), "Two.")

    clock = Clock()
    lint_under(clock, rule_that("duplicate-id", slow), rule_that("image-alt-missing", quick))
    assert 60 * MS <= clock.by_rule["duplicate-id"] < 90 * MS
    assert clock.by_rule["image-alt-missing"] < 20 * MS
    assert clock.found == {"duplicate-id": 1, "image-alt-missing": 1}


def test_a_part_of_the_article_counts_for_the_article_whoever_asks_first() -> None:
    def asks(page: Page) -> Iterator[Problem]:
        assert page.article.headline is not None
        yield from ()

    part = vars(Article)["headlines"]
    assert isinstance(part, cached_property)
    work = part.func

    def slowly(article: Article) -> object:
        busy(40)
        return work(article)

    part.func = slowly
    try:
        clock = Clock()
        lint_under(clock, rule_that("duplicate-id", asks))
    finally:
        part.func = work
    assert clock.spent["article"] >= 40 * MS
    assert clock.by_rule["duplicate-id"] < 20 * MS


def test_nothing_stays_wrapped_afterwards() -> None:
    before = {name: part.func for name, part in vars(Article).items() if isinstance(part, cached_property)}
    lint_under(Clock())
    after = {name: part.func for name, part in vars(Article).items() if isinstance(part, cached_property)}
    assert before == after


def test_all_parts_together_are_the_whole() -> None:
    clock = Clock()
    with clock.at("report"):
        busy(10)
        with clock.at("read"):
            busy(20)
        busy(10)
    assert 20 * MS <= clock.spent["report"] < 35 * MS
    assert 20 * MS <= clock.spent["read"] < 35 * MS
    stages = as_json(clock)["stages"]
    assert abs(sum(stages.values()) * 1e9 - clock.spent.total()) < MS
    assert [line.split()[0] for line in table(clock) if line][1:4] == ["stage", "start", "load"]


def test_the_command_says_it_besides_the_report(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    plain = run("check", "page.html", cwd=tmp_path)
    timed = run("check", "--timing", "--timing-output", "times.json", "page.html", cwd=tmp_path)
    assert (timed.stdout, timed.returncode) == (plain.stdout, plain.returncode)
    assert "duplicate-id" in timed.stderr
    data = json.loads((tmp_path / "times.json").read_text())
    assert data["pages"] == 1
    assert data["rules"]["duplicate-id"]["findings"] == 1
    assert set(data["stages"]) >= {"start", "read", "decode", "parse", "article", "rules", "report"}
    assert all(seconds >= 0 for seconds in data["stages"].values())


def test_measures_are_reported_under_the_clock_too() -> None:
    command = ("check", "--format", "json", "doubled-caption.html")
    plain, timed = (run(*command, *options, cwd=FIXTURES) for options in ((), ("--timing",)))
    assert json.loads(plain.stdout)["measures"]
    assert timed.stdout == plain.stdout


def test_an_unreadable_page_is_told_of_as_always(tmp_path: Path) -> None:
    timed = run("check", "--timing", "gone.html", cwd=tmp_path)
    assert timed.returncode == 3
    assert "gone.html: not readable" in timed.stdout
