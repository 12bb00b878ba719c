"""Comments that are written for an author: they suppress what they are for, and change nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from a11ylint.document import parse, parse_all
from a11ylint.engine import Ruleset, lint
from a11ylint.findings import INTERNAL_ERROR, Certainty, Edit, Finding, Severity
from a11ylint.fixing import apply
from a11ylint.rulesets import active_rules
from a11ylint.settings import Settings
from a11ylint.source import Source, Span
from a11ylint.suppressing import can_be_suppressed, suppress_here, suppress_in_file
from a11ylint.suppression import UNUSED

FIXTURES = Path(__file__).parents[1] / "fixtures"
PAGES = sorted(
    path
    for folder in ("pages", "templates", "feeds")
    for path in (FIXTURES / folder).iterdir()
    if not path.name.endswith(".findings.txt")
)


@cache
def rules() -> Ruleset:
    return active_rules(Settings())


def a_finding(start: int, rule: str = "duplicate-id") -> Finding:
    return Finding("a.html", rule, Severity.ERROR, Certainty.PROVEN, "", Span(start, start), "")


def here(text: str, words: str, path: str = "a.html") -> str | None:
    """A text after what is said at some words is suppressed there."""
    edit = suppress_here(parse(Source(path, text)), a_finding(text.index(words)), "why")
    return None if edit is None else apply(text, [edit])


def in_file(text: str, path: str = "a.html") -> str:
    return apply(text, [suppress_in_file(parse(Source(path, text)), a_finding(0), "why")])


NEXT = "<!-- a11ylint-disable-next duplicate-id: why -->"
FILE = "<!-- a11ylint-disable-file duplicate-id: why -->"


def test_it_has_a_line_of_its_own_where_the_element_begins_one() -> None:
    assert here("<div>\r\n\t<p>x</p>\r\n</div>", "x") == f"<div>\r\n\t{NEXT}\r\n\t<p>x</p>\r\n</div>"


def test_it_stands_before_the_element_where_that_is_within_a_line() -> None:
    assert here("<p>One <b>x</b></p>", "x") == f"<p>One {NEXT}<b>x</b></p>"


def test_it_adds_no_line_to_what_is_shown_as_it_is_written() -> None:
    assert here("<pre>\n<b>x</b></pre>", "x") == f"<pre>\n{NEXT}<b>x</b></pre>"


def test_it_stands_before_an_element_whose_content_is_no_markup() -> None:
    assert here("<p>y</p><style>x</style>", "x") == f"<p>y</p>{NEXT}<style>x</style>"


def test_it_is_not_to_be_had_where_nothing_but_the_file_is_around() -> None:
    assert here("x <b>y</b>", "x") is None


def test_in_plain_text_it_stands_before_the_line() -> None:
    assert here("One\n\nTwo x\nThree", "x", "a.txt") == f"One\n\n{NEXT}\nTwo x\nThree"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>x</p>", f"{FILE}\n<p>x</p>"),
        ("<!doctype html>\r\n<p>x</p>", f"<!doctype html>\r\n{FILE}\r\n<p>x</p>"),
        ('<?xml version="1.0"?>\n<!DOCTYPE html>\n<html/>', f'<?xml version="1.0"?>\n<!DOCTYPE html>\n{FILE}\n<html/>'),
        ("{% extends 'a' %}\n<p>x</p>\n", f"{{% extends 'a' %}}\n<p>x</p>\n{FILE}\n"),
        ("<?php f(); ?><p>x</p>", f"<?php f(); ?><p>x</p>\n{FILE}\n"),
    ],
)
def test_the_files_own_stands_at_the_top_unless_something_else_must(text: str, expected: str) -> None:
    assert in_file(text) == expected


def test_what_the_engine_says_itself_cannot_be_suppressed() -> None:
    assert not can_be_suppressed(a_finding(0, INTERNAL_ERROR))
    assert not can_be_suppressed(a_finding(0, UNUSED))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_is_found_on_a_page_can_be_suppressed_rule_by_rule(path: Path) -> None:
    source = Source.from_bytes(path.read_bytes(), path.name)
    before = lint(source, rules())
    had = Counter(finding.rule for finding in before)
    for finding in {finding.rule: finding for finding in before}.values():
        for edit, least in _comments(source, finding):
            after = lint(Source(path.name, apply(source.text, [edit]), source.encoding), rules())
            has = Counter(each.rule for each in after)
            gone = had[finding.rule] - has[finding.rule]
            assert gone >= (least or had[finding.rule])
            assert {rule: number for rule, number in has.items() if rule != finding.rule} == {
                rule: number for rule, number in had.items() if rule != finding.rule
            }


def _comments(source: Source, finding: Finding) -> Iterator[tuple[Edit, int]]:
    """The comments to be had for a finding, and how many findings of its rule each must suppress; 0: all."""
    documents = list(parse_all(source))
    at_its_place = next(filter(None, (suppress_here(each, finding, "why") for each in documents)), None)
    if at_its_place is not None:
        yield at_its_place, 1
    yield suppress_in_file(documents[0], finding, "why"), 0
