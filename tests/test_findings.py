"""Findings in order: what they repeat of the page, and by what they are known from one run to the next."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from a11ylint.findings import Certainty, Finding, Severity, in_order, snippet_of
from a11ylint.source import Source, Span

WORDS = "One two three four five six seven eight nine ten."


def finding(start: int, rule: str = "rule", snippet: str = "words", message: str = "A message.") -> Finding:
    span = Span(start, start + 5)
    return Finding("page.html", rule, Severity.WARNING, Certainty.PROVEN, message, span, snippet)


class TestTheWordsRepeated:
    def test_white_space_is_one_space(self) -> None:
        assert snippet_of(Source("a.html", "<p>One\r\n\t two</p>"), Span(3, 13)) == "One two"

    @pytest.mark.parametrize(("length", "shown"), [(199, "x" * 199), (200, "x" * 200), (201, "x" * 199 + "…")])
    def test_they_are_two_hundred_characters_at_most(self, length: int, shown: str) -> None:
        assert snippet_of(Source("a.html", "x" * length), Span(0, length)) == shown

    def test_nothing_after_the_place_is_repeated(self) -> None:
        assert snippet_of(Source("a.html", "x" * 300), Span(10, 15)) == "xxxxx"

    def test_of_a_long_place_only_the_beginning_is_read(self) -> None:
        # White space could hide any number of words: what shows is in the first four hundred characters, or is not.
        text = "a" + " " * 398 + "b" + "c"
        assert snippet_of(Source("a.html", text), Span(0, len(text))) == "a b"


class TestOrder:
    def test_it_goes_by_place_then_rule_then_message(self) -> None:
        right = [
            finding(0, "b"),
            finding(3, "a", message="A."),
            finding(3, "a", message="B."),
            finding(3, "b", message="A."),
        ]
        for shuffled in permutations(right):
            assert [replace(each, fingerprint="") for each in in_order(shuffled)] == right

    def test_equal_findings_are_one(self) -> None:
        assert len(in_order([finding(0), finding(0), finding(1)])) == 2

    def test_severities_are_ranked_from_the_worst(self) -> None:
        assert [Severity.ERROR.rank, Severity.WARNING.rank, Severity.NOTICE.rank] == [0, 1, 2]


class TestFingerprints:
    def test_they_are_what_baselines_and_archives_have_recorded(self) -> None:
        # Baselines in newsrooms' repositories hold these: a change here wakes everything that they keep asleep.
        known = in_order([finding(0), finding(9), finding(9, "other"), finding(20, snippet="Ünïcödé \ud800")])
        assert [each.fingerprint for each in known] == [
            "3e2d38bafb8c5573f43a2e1b",
            "b3556e93d7bca02ac2c2dd1b",
            "0a969960d261d072451af187",
            "45fee939dd374019a3aa6f52",
        ]

    def test_equal_words_are_counted_for_each_rule(self) -> None:
        found = in_order([finding(place, rule) for place in (0, 9, 18) for rule in ("a", "b")])
        assert len({each.fingerprint for each in found}) == 6
        alone = in_order([finding(place, "a") for place in (0, 9, 18)])
        assert [each.fingerprint for each in found if each.rule == "a"] == [each.fingerprint for each in alone]

    def test_the_place_does_not_count(self) -> None:
        here, there = in_order([finding(0)]), in_order([finding(700)])
        assert here[0].fingerprint == there[0].fingerprint

    def test_one_that_has_its_own_keeps_it_and_is_not_counted(self) -> None:
        first, second = in_order([replace(finding(0), fingerprint="own"), finding(9)])
        assert first.fingerprint == "own"
        assert second.fingerprint == in_order([finding(0)])[0].fingerprint
