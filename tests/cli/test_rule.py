"""``a11ylint rule`` and ``a11ylint explain``."""

from __future__ import annotations

import ast
import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.cli import main
from a11ylint.findings import Severity
from a11ylint.packs import all_rules, built_in_pack, pack_at
from a11ylint.rulepage import read_rule
from a11ylint.scaffold import KINDS, ScaffoldError, pack_files, rule_files

OPTION = """\
---
id: house-bold
title: Bold | words
severity: notice
certainty: likely
default: false
cites: [wcag:1.4.10, wcag:1.4.3, "html:the-b-element"]
presets: [house]
options:
  limit: {type: integer, default: 3, about: How many are let pass}
  form: {type: string, default: "", values: ["", plain, slanted], about: What to write instead.}
check: {select: b}
---

# Bold | words
"""


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def a11ylint(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


class TestNew:
    @pytest.mark.parametrize("kind", KINDS)
    def test_each_kind_makes_a_rule_whose_examples_hold(self, kind: str) -> None:
        done = a11ylint("rule", "new", "house-first", "--kind", kind, "--folder", "house", "--topic", "wording")
        assert done.exit_code == 0
        (rule,) = all_rules([pack_at(Path("house"))])
        assert (rule.id, rule.topic, rule.severity, rule.title) == (
            "house-first",
            "wording",
            Severity.WARNING,
            "House first",
        )
        for part in ("How to mend it", "Assumptions", "Passed", "Failed", "Inapplicable"):
            assert f"\n## {part}\n" in rule.body
        tried = a11ylint("rule", "test", "house")
        assert tried.exit_code == 0
        assert tried.output.startswith("1 rule, ")
        assert tried.output.endswith(" 0 wrong\n")

    def test_without_a_topic_the_page_stands_in_the_folder_itself(self) -> None:
        a11ylint("rule", "new", "house-first", "--severity", "notice", "--title", "A first one")
        (rule,) = all_rules([pack_at(Path("house_first.md"))])
        assert (rule.severity, rule.title) == (Severity.NOTICE, "A first one")

    def test_the_command_that_it_names_next_works(self) -> None:
        done = a11ylint("rule", "new", "house-first", "--kind", "python", "--folder", "house")
        command = done.output.strip().rpartition("a11ylint ")[2]
        assert command == "rule test house/house_first.md"
        assert a11ylint(*command.split()).exit_code == 0

    @pytest.mark.parametrize("taken", ["house_first.md", "house_first.py"])
    def test_nothing_is_overwritten_and_nothing_half_done(self, taken: str) -> None:
        Path(taken).write_text("mine", "utf-8")
        done = a11ylint("rule", "new", "house-first", "--kind", "python")
        assert done.exit_code == 2
        assert f"{taken} is there already; nothing was written" in done.output
        assert [path.name for path in Path().iterdir()] == [taken]
        assert Path(taken).read_text("utf-8") == "mine"

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            (["House-First"], "kebab-case"),
            (["house_first"], "kebab-case"),
            (["../house"], "kebab-case"),
            (["house-first", "--topic", "../wording"], "no topic"),
            (["house-first", "--title", "a\x00b"], "cannot be printed"),
            (["duplicate-caption"], "has a rule 'duplicate-caption' itself"),
        ],
    )
    def test_an_id_topic_or_title_that_will_not_do_is_refused(self, arguments: list[str], complaint: str) -> None:
        done = a11ylint("rule", "new", *arguments)
        assert done.exit_code == 2
        assert complaint in done.output
        assert list(Path().iterdir()) == []

    @given(title=st.text(min_size=1, max_size=40), kind=st.sampled_from(sorted(KINDS)))
    def test_any_title_is_kept_as_it_is_or_refused(
        self, tmp_path_factory: pytest.TempPathFactory, title: str, kind: str
    ) -> None:
        try:
            files = rule_files("house-first", kind, "", title)
        except ScaffoldError:
            assert not " ".join(title.split()).isprintable()
            return
        page = tmp_path_factory.mktemp("page") / "house_first.md"
        page.write_text(files["house_first.md"], "utf-8")
        rule = read_rule(page, "house", "house")
        assert rule.title == (" ".join(title.split()) or "House first")
        assert f"\n# {rule.title}\n" in rule.body
        if "house_first.py" in files:
            ast.parse(files["house_first.py"])


class TestPack:
    def test_a_pack_is_a_project_with_a_rule_whose_examples_hold(self) -> None:
        done = a11ylint("rule", "pack", "lantern-rules")
        assert done.exit_code == 0
        project = tomllib.loads(Path("lantern-rules/pyproject.toml").read_text("utf-8"))
        assert project["project"]["entry-points"] == {"a11ylint.rules": {"lantern-rules": "lantern_rules"}}
        command = done.output.strip().rpartition("a11ylint ")[2]
        assert a11ylint(*command.split()).output == "1 rule, 3 examples, 0 wrong\n"
        (rule,) = all_rules([pack_at(Path("lantern-rules/src/lantern_rules"))])
        assert rule.id == "lantern-no-filler"

    def test_every_file_is_written_out_and_no_placeholder_left(self) -> None:
        files = pack_files("lantern-rules")
        assert set(files) == {
            ".gitignore",
            "README.md",
            "pyproject.toml",
            "src/lantern_rules/__init__.py",
            "src/lantern_rules/wording/lantern_no_filler.md",
            "tests/test_rules.py",
        }
        assert not any("$" in text for text in files.values())

    def test_a_folder_that_has_something_in_it_is_left_alone(self) -> None:
        Path("lantern-rules").mkdir()
        Path("lantern-rules/notes.txt").write_text("mine", "utf-8")
        done = a11ylint("rule", "pack", "lantern-rules")
        assert done.exit_code == 2
        assert "is there already" in done.output
        assert [path.name for path in Path("lantern-rules").iterdir()] == ["notes.txt"]

    @pytest.mark.parametrize("name", ["Lantern", "lantern_rules", "a b", "json", "class", "a11ylint", "-x-"])
    def test_a_name_that_no_package_may_have_is_refused(self, name: str) -> None:
        done = a11ylint("rule", "pack", "--", name)
        assert done.exit_code == 2
        assert list(Path().iterdir()) == []


class TestTest:
    def test_an_example_that_does_not_hold_is_named_and_the_exit_code_is_1(self) -> None:
        a11ylint("rule", "new", "house-first")
        page = Path("house_first.md")
        page.write_text(page.read_text("utf-8").replace("select: p.todo", "select: p.done"), "utf-8")
        done = a11ylint("rule", "test", "house_first.md")
        assert done.exit_code == 1
        assert "house-first: failed: An unwritten paragraph: must find something, but found nothing" in done.output
        assert done.output.endswith("1 rule, 4 examples, 1 wrong\n")

    def test_a_page_without_examples_and_code_that_cannot_be_loaded_are_wrong(self) -> None:
        Path("house").mkdir()
        Path("house/house_bold.md").write_text(OPTION, "utf-8")
        a11ylint("rule", "new", "house-first", "--kind", "python", "--folder", "house")
        Path("house/house_first.py").write_text("import nothing_of_that_name\n", "utf-8")
        done = a11ylint("rule", "test", "house")
        assert done.exit_code == 1
        assert "house-bold: page: must have an example under the heading '## Failed'" in done.output
        assert "ModuleNotFoundError: No module named 'nothing_of_that_name'" in done.output

    def test_a_folder_without_pages_is_a_mistake_and_no_success(self) -> None:
        Path("house").mkdir()
        done = a11ylint("rule", "test", "house")
        assert done.exit_code == 2
        assert "the pack 'house' has no rules" in done.output


class TestList:
    def test_rules_stand_by_topic_and_id(self) -> None:
        rules = json.loads(a11ylint("rule", "list", "--format", "json").stdout)
        places = [(rule["topic"], rule["id"]) for rule in rules]
        assert places == sorted(places)
        assert len(places) == len(all_rules([built_in_pack()]))
        lines = a11ylint("rule", "list").stdout.splitlines()
        assert [tuple(line.split()[:2]) for line in lines] == [(name, topic) for topic, name in places]

    def test_topic_and_select_choose_and_both_must_hold(self) -> None:
        def ids(*arguments: str) -> set[str]:
            return {rule["id"] for rule in json.loads(a11ylint("rule", "list", "--format", "json", *arguments).stdout)}

        captions = ids("--topic", "captions")
        assert "duplicate-caption" in captions
        assert ids("--topic", "captions,dates") == captions | ids("--topic", "dates")
        assert ids("--select", "duplicate-caption,duplicate-id") == {"duplicate-caption", "duplicate-id"}
        assert ids("--select", "duplicate-caption,duplicate-id", "--topic", "captions") == {"duplicate-caption"}

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            (["--topic", "caption"], "no topic 'caption'; did you mean 'captions'?"),
            (["--select", "duplicate-captoin"], "did you mean 'duplicate-caption'?"),
            (["--topic", "captions", "--select", "duplicate-id"], "no rule is both"),
        ],
    )
    def test_a_choice_of_nothing_is_a_mistake(self, arguments: list[str], complaint: str) -> None:
        done = a11ylint("rule", "list", *arguments)
        assert done.exit_code == 2
        assert complaint in done.output

    def test_the_table_for_the_documentation_is_whole(self) -> None:
        Path("house_bold.md").write_text(OPTION, "utf-8")
        table = a11ylint("rule", "list", "--format", "markdown", "--pack", "house_bold.md").stdout.splitlines()
        assert {line.replace("\\|", "").count("|") for line in table} == {9}
        cites = "wcag:1.4.10, wcag:1.4.3, html:the-b-element"
        assert f"| house-bold | {Path.cwd().name} | notice | likely | off | none | {cites} | Bold \\| words |" in table


class TestCoverage:
    def test_what_is_cited_stands_with_the_rules_that_cite_it_criteria_in_order(self) -> None:
        Path("house_bold.md").write_text(OPTION, "utf-8")
        covered = json.loads(a11ylint("rule", "coverage", "--format", "json", "--pack", "house_bold.md").stdout)
        names = list(covered)
        assert names.index("wcag:1.4.3") < names.index("wcag:1.4.10") < names.index("html:the-b-element")
        assert "house-bold" in covered["wcag:1.4.10"]
        pairs = {(cite, rule.id) for rule in all_rules([built_in_pack()]) for cite in rule.cites}
        assert pairs <= {(cite, name) for cite, ids in covered.items() for name in ids}

    def test_it_is_a_table(self) -> None:
        lines = a11ylint("rule", "coverage").stdout.splitlines()
        assert lines[:2] == ["| cited | rules |", "|---|---|"]
        assert all(line.startswith("| ") and line.endswith(" |") for line in lines[2:])


class TestExplain:
    def test_it_shows_severity_options_and_where_the_rule_comes_from(self) -> None:
        Path("house_bold.md").write_text(OPTION, "utf-8")
        for command in (("explain",), ("rule", "explain")):
            shown = a11ylint(*command, "house-bold", "--pack", "house_bold.md").stdout
            assert shown.startswith("house-bold: Bold | words\n")
            for line in (
                "Severity  notice, likely",
                "Default   off",
                "Judges    page, fragment, xhtml",
                "Cites     wcag:1.4.10, wcag:1.4.3, html:the-b-element",
                "Presets   house",
                "Pack      house_bold.md",
                "File      house_bold.md",
                "Option  Type     Default  About",
                "limit   integer  3        How many are let pass.",
                'form    string   ""       What to write instead. One of plain, slanted.',
            ):
                assert f"\n{line}\n" in shown

    def test_every_rule_can_be_explained(self) -> None:
        rule = all_rules([built_in_pack()])[0]
        assert "Pack      built in\n" in a11ylint("explain", rule.id).stdout

    def test_a_rule_that_is_not_there_is_said_with_the_nearest(self) -> None:
        done = a11ylint("explain", "duplicate-captoin")
        assert done.exit_code == 2
        assert "there is no rule 'duplicate-captoin'; did you mean 'duplicate-caption'?" in done.output
