"""The engine: rules of strangers, in any order, none able to stop the others."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from a11ylint.engine import activate, lint
from a11ylint.findings import INTERNAL_ERROR, Certainty, Severity
from a11ylint.packs import PackError, all_rules, built_in_pack, pack_at
from a11ylint.rulepage import RulePageError
from a11ylint.source import Source

PAGE = """\
---
id: {id}
title: A rule for tests
severity: warning
{extra}
---

# A rule for tests
"""


def write_rule(folder: Path, name: str, extra: str = "", code: str = "") -> Path:
    """A rule's page, and its code if any, in a pack's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"{name.replace('-', '_')}.md"
    page.write_text(PAGE.format(id=name, extra=dedent(extra)), "utf-8")
    if code:
        page.with_suffix(".py").write_text(dedent(code), "utf-8")
    return page


def lint_with(pack: Path, html: str, name: str = "page.html") -> list[tuple[str, str]]:
    """(rule, characters found) for every finding of a pack's rules."""
    source = Source(name, html)
    findings = lint(source, [activate(rule) for rule in all_rules([pack_at(pack)])])
    return [(finding.rule, source.cut(finding.span)) for finding in findings]


class TestRulesInPython:
    def test_a_rule_yields_problems_at_elements_attributes_and_words(self, tmp_path: Path) -> None:
        write_rule(
            tmp_path / "house",
            "three-places",
            code="""
            from a11ylint.plugin import Problem, passage_of

            def check(page):
                (link,) = page.select("a")
                yield Problem(link, "The tag.")
                yield Problem(link.attribute("href"), "The attribute.")
                yield Problem(passage_of(link).part(4, 8), "The words.")
            """,
        )
        found = lint_with(tmp_path, '<a href="x">See this</a>')
        assert [cut for _, cut in found] == ['<a href="x">', 'href="x"', "this"]

    def test_a_beautiful_soup_tag_is_accepted_as_a_place(self, tmp_path: Path) -> None:
        write_rule(
            tmp_path / "house",
            "soup-rule",
            code="""
            from a11ylint.plugin import Problem

            def check(page):
                for tag in page.soup.find_all("marquee"):
                    yield Problem(tag, "It moves.")
            """,
        )
        assert lint_with(tmp_path, "<p>x</p>\r\n<p>\r\n<marquee>y</marquee>") == [("soup-rule", "<marquee>")]

    def test_a_rule_that_raises_is_an_internal_error_and_the_others_go_on(self, tmp_path: Path) -> None:
        write_rule(tmp_path / "a", "breaks", code="def check(page):\n    yield from ()\n    1 / 0\n")
        write_rule(tmp_path / "b", "works", extra='check: {select: b, message: "Bold."}')
        source = Source("page.html", "<b>x</b>")
        findings = lint(source, [activate(rule) for rule in all_rules([pack_at(tmp_path)])])
        assert [finding.rule for finding in findings] == [INTERNAL_ERROR, "works"]
        assert "breaks" in findings[0].message
        assert "ZeroDivisionError" in findings[0].message

    def test_what_a_rule_found_before_it_raised_is_kept(self, tmp_path: Path) -> None:
        write_rule(
            tmp_path / "a",
            "half",
            code="""
            from a11ylint.plugin import Problem

            def check(page):
                yield Problem(page.select("b")[0], "Bold.")
                raise KeyError("gone")
            """,
        )
        assert [rule for rule, _ in lint_with(tmp_path, "<b>x</b>")] == [INTERNAL_ERROR, "half"]

    def test_a_place_outside_the_source_is_the_rules_own_error(self, tmp_path: Path) -> None:
        write_rule(
            tmp_path / "a",
            "astray",
            code="""
            from a11ylint.plugin import Problem, Span

            def check(page):
                yield Problem(Span(5, 5000), "Nowhere.")
            """,
        )
        assert [rule for rule, _ in lint_with(tmp_path, "<b>x</b>")] == [INTERNAL_ERROR]

    def test_options_have_the_type_their_page_gives(self, tmp_path: Path) -> None:
        write_rule(
            tmp_path / "a",
            "limited",
            extra='options: {limit: {type: number, default: 2, about: "How many."}}',
            code="""
            from a11ylint.plugin import Problem

            def check(page):
                assert page.option("limit", float) == 2.0
                if len(page.select("b")) > page.option("limit", float):
                    yield Problem(page.select("b")[0], "Too many.")
            """,
        )
        assert lint_with(tmp_path, "<b>x</b>" * 3) == [("limited", "<b>")]
        assert lint_with(tmp_path, "<b>x</b>" * 2) == []

    def test_a_problem_may_be_less_certain_than_its_rule(self, tmp_path: Path) -> None:
        page = write_rule(
            tmp_path / "a",
            "unsure",
            code="""
            from a11ylint.plugin import Certainty, Problem

            def check(page):
                yield Problem(page.select("b")[0], "Maybe.", certainty=Certainty.LIKELY)
            """,
        )
        (rule,) = all_rules([pack_at(page)])
        (finding,) = lint(Source("a.html", "<b>x</b>"), [activate(rule, Severity.NOTICE)])
        assert (finding.severity, finding.certainty) == (Severity.NOTICE, Certainty.LIKELY)


class TestRulesWithoutCode:
    def test_a_selector_reports_what_it_matches(self, tmp_path: Path) -> None:
        write_rule(tmp_path / "a", "no-blink", extra="check: {select: blink, unless: 'div blink', message: It blinks.}")
        assert lint_with(tmp_path, "<blink>a</blink><div><blink>b</blink></div>") == [("no-blink", "<blink>")]

    def test_an_attribute_is_judged_by_a_pattern(self, tmp_path: Path) -> None:
        write_rule(
            tmp_path / "a", "no-script-link", extra="check: {select: a, attribute: href, matches: '^javascript:'}"
        )
        found = lint_with(tmp_path, '<a href="javascript:x()">a</a><a href="/b">b</a>')
        assert found == [("no-script-link", 'href="javascript:x()"')]

    def test_words_are_found_whole_and_in_any_case(self, tmp_path: Path) -> None:
        write_rule(
            tmp_path / "a", "no-here", extra="check: {select: a, words: [here], message: '\"{text}\" says nothing.'}"
        )
        assert lint_with(tmp_path, "<a>Click <b>Here</b></a><a>hereafter</a>") == [("no-here", "Here")]

    def test_nothing_is_searched_where_the_given_letters_are_missing(self, tmp_path: Path) -> None:
        write_rule(tmp_path / "a", "no-here", extra="check: {select: p, matches: '\\w+', given: [here, There]}")
        assert lint_with(tmp_path, "<p>one</p><p>two</p>") == []
        assert lint_with(tmp_path, "<p>one</p><p>HE&shy;RE</p>") == [("no-here", "one"), ("no-here", "HE&shy;RE")]

    @pytest.mark.parametrize(
        ("extra", "complaint"),
        [
            ("check: {message: x}", "select"),
            ("check: {select: a, given: [x]}", "given"),
            ("check: {select: a, words: [x], given: x}", "given"),
            ("check: {select: a, attribute: href, words: [x], given: [x]}", "given"),
            ("check: {select: a, colour: red}", "colour"),
            ("check: {select: a, matches: '('}", "pattern"),
            ("check: {part: toe, words: [x]}", "toe"),
            ("cites: ['wcag 1.1.1']", "wcag 1.1.1"),
            ("sevrity: error", "sevrity"),
            ("options: {limit: {type: number, default: ten, about: x}}", "number"),
        ],
    )
    def test_a_mistake_on_the_page_is_said_with_its_file(self, tmp_path: Path, extra: str, complaint: str) -> None:
        page = write_rule(tmp_path / "a", "faulty", extra=extra)
        with pytest.raises(RulePageError, match=complaint) as caught:
            [activate(rule) for rule in all_rules([pack_at(tmp_path)])]
        assert str(page) in str(caught.value)


class TestPacks:
    def test_the_built_in_pack_has_rules(self) -> None:
        assert len(all_rules([built_in_pack()])) > 20

    def test_a_single_page_is_a_pack(self, tmp_path: Path) -> None:
        page = write_rule(tmp_path / "a", "lone", extra="check: {select: b}")
        assert lint_with(page, "<b>x</b>") == [("lone", "<b>")]

    def test_two_rules_of_one_name_are_refused(self, tmp_path: Path) -> None:
        write_rule(tmp_path / "a", "same", extra="check: {select: b}")
        write_rule(tmp_path / "b", "same", extra="check: {select: b}")
        with pytest.raises(PackError, match="same"):
            all_rules([pack_at(tmp_path)])

    def test_a_folder_that_is_not_there_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(PackError, match="no pack"):
            pack_at(tmp_path / "gone")

    def test_code_that_cannot_be_loaded_is_said_with_its_page(self, tmp_path: Path) -> None:
        write_rule(tmp_path / "a", "typo", code="def check(page:\n")
        (rule,) = all_rules([pack_at(tmp_path)])
        with pytest.raises(RulePageError, match="SyntaxError"):
            activate(rule)
