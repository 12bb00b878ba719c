"""Packs as their users meet them: built, installed beside a11ylint, found by their entry point; broken ones too."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

from tests.distribution import LENT, ROOT, build, install, new_environment, run

PACK = ROOT / "fixtures" / "pack"
LANTERN = (
    "lantern-fact-box-label",
    "lantern-headline-length",
    "lantern-pull-quote-altered",
    "lantern-worn-words",
)
STORY = (
    "<!DOCTYPE html>\r\n<html lang=en>\r\n<head><title>The lighthouse is for sale</title></head>\r\n<body>\r\n"
    "<main>\r\n"
    "<h1>The lighthouse at the harbour mouth is for sale, and the council asks ninety thousand crowns</h1>\r\n"
    "<p>The lighthouse is famously white. The council asks ninety thousand crowns for it, which is what the roof costs."
    "</p>\r\n<ASIDE\r\n CLASS='fact-box' title='a > b'><p>Built in 1888, 31 metres.</p></ASIDE>\r\n"
    "<aside class=pull-quote>The lighthouse was white</aside>\r\n"
    "<p>The harbour master has looked after it for thirty years and would rather go on doing so, he says.</p>\r\n"
    "</main></body></html>\r\n"
)


class Newsroom(NamedTuple):
    """An environment in which a11ylint and the sample pack are installed as two distributions."""

    python: Path
    wheel: Path

    def a11ylint(self, *arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return run(self.python, "-m", "a11ylint", *arguments, cwd=cwd, check=False, **environment)


@pytest.fixture(scope="module")
def newsroom(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    folder = tmp_path_factory.mktemp("newsroom")
    build(Path(shutil.copytree(PACK, folder / "pack")), folder, "--wheel")
    (ours,), (theirs,) = built.glob("*.whl"), folder.glob("*.whl")
    python = new_environment(folder / "environment")
    install(python, ours, theirs)
    return Newsroom(python, theirs)


class TestTheSamplePackInstalled:
    def test_the_wheel_has_the_pages_and_the_code(self, newsroom: Newsroom) -> None:
        names = zipfile.ZipFile(newsroom.wheel).namelist()
        assert {name.rpartition("/")[2] for name in names if name.endswith(".md")} == {
            f"{rule.replace('-', '_')}.md" for rule in LANTERN
        }
        assert "lantern_rules/wording/lantern_headline_length.py" in names

    def test_its_rules_are_listed_by_their_entry_point(self, newsroom: Newsroom, tmp_path: Path) -> None:
        done = newsroom.a11ylint("rule", "list", "--format", "json", cwd=tmp_path)
        assert done.stderr == ""
        packs = {rule["id"]: rule["pack"] for rule in json.loads(done.stdout)}
        assert {rule for rule, pack in packs.items() if pack == "lantern-rules"} == set(LANTERN)
        assert packs["duplicate-caption"] == "a11ylint"

    def test_a_rule_says_where_it_comes_from(self, newsroom: Newsroom, tmp_path: Path) -> None:
        done = newsroom.a11ylint("explain", "lantern-headline-length", cwd=tmp_path)
        assert "Pack      lantern-rules\n" in done.stdout
        assert "site-packages/lantern_rules/wording/lantern_headline_length.md\n" in done.stdout
        assert "limit   integer  70       How many characters a headline may have.\n" in done.stdout

    def test_a_lint_finds_what_each_of_its_rules_is_for(self, newsroom: Newsroom, tmp_path: Path) -> None:
        """A selector, a list of words, Python over the Article and Python over a soup, each at its exact characters."""
        (tmp_path / "story.html").write_bytes(STORY.encode())
        done = newsroom.a11ylint("check", "--format", "json", "story.html", cwd=tmp_path)
        places = {
            finding["rule"]: STORY[finding["start"]["offset"] : finding["end"]["offset"]]
            for finding in json.loads(done.stdout)["findings"]
            if finding["rule"] in LANTERN
        }
        assert places == {
            "lantern-headline-length": STORY[STORY.index("<h1>") + 4 : STORY.index("</h1>")],
            "lantern-worn-words": "famously",
            "lantern-fact-box-label": "<ASIDE\r\n CLASS='fact-box' title='a > b'>",
            "lantern-pull-quote-altered": "<aside class=pull-quote>",
        }

    def test_its_options_are_set_like_those_of_any_rule(self, newsroom: Newsroom, tmp_path: Path) -> None:
        (tmp_path / "story.html").write_bytes(STORY.encode())
        (tmp_path / "a11ylint.toml").write_text(
            'select = ["lantern-headline-length"]\n[rules]\nlantern-headline-length = {limit = 200}\n', "utf-8"
        )
        assert newsroom.a11ylint("check", "--fail-on", "notice", "story.html", cwd=tmp_path).returncode == 0
        (tmp_path / "a11ylint.toml").write_text('[rules]\nlantern-headline-length = {limit = "long"}\n', "utf-8")
        done = newsroom.a11ylint("check", "story.html", cwd=tmp_path)
        assert done.returncode == 2
        assert "lantern-headline-length.limit: must be a whole number" in done.stderr

    def test_its_own_tests_are_two_lines_and_pass(self, newsroom: Newsroom, tmp_path: Path) -> None:
        """Run against the folder, with the a11ylint that is installed."""
        shutil.copytree(PACK, tmp_path / "pack")
        done = run(newsroom.python, "-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=tmp_path / "pack")
        assert "18 passed" in done.stdout  # 14 examples, 4 pages
        statements = (PACK / "tests" / "test_rules.py").read_text("utf-8").split("\n\n")
        assert len(statements) == 2

    def test_a_folder_of_the_same_rules_goes_before_the_installed_pack(
        self, newsroom: Newsroom, tmp_path: Path
    ) -> None:
        """As when the next version of the pack is being written."""
        shutil.copytree(PACK / "src" / "lantern_rules", tmp_path / "next")
        done = newsroom.a11ylint("rule", "list", "--format", "json", "--pack", "next", cwd=tmp_path)
        packs = {rule["id"]: rule["pack"] for rule in json.loads(done.stdout)}
        assert {packs[rule] for rule in LANTERN} == {"next"}
        assert "the pack 'lantern-rules' (lantern-rules 1.2.0) cannot be used: two rules are called" in done.stderr

    def test_an_installed_pack_can_be_named(self, newsroom: Newsroom, tmp_path: Path) -> None:
        done = newsroom.a11ylint("rule", "test", "lantern-rules", cwd=tmp_path)
        assert (done.returncode, done.stdout) == (0, "4 rules, 14 examples, 0 wrong\n")
        (tmp_path / "a11ylint.toml").write_text('packs = ["lantern-rules"]\n', "utf-8")
        assert newsroom.a11ylint("rule", "list", cwd=tmp_path).returncode == 0
        (tmp_path / "lantern-rules" / "src").mkdir(parents=True)  # the pack's project, whose rules are further down
        assert newsroom.a11ylint("rule", "list", cwd=tmp_path).returncode == 0
        (tmp_path / "a11ylint.toml").write_text('packs = ["lantern-rulez"]\n', "utf-8")
        done = newsroom.a11ylint("rule", "list", cwd=tmp_path)
        assert done.returncode == 2
        assert "lantern-rulez: no pack of rules is there" in done.stderr
        assert "installed: lantern-rules" in done.stderr


PAGE = """\
---
id: {id}
title: Bold words
severity: warning
{extra}
---
"""
GOOD = {"good_rules/__init__.py": "", "good_rules/good.md": PAGE.format(id="good-bold", extra="check: {select: b}")}
BROKEN: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "its package raises": ("ZeroDivisionError", {"broken_rules/__init__.py": "1 / 0\n"}),
    "its package is gone": ("No module named 'broken_rules'", {}),
    "it has no pages": ("has no rules", {"broken_rules/__init__.py": ""}),
    "a page is faulty": (
        "sevrity",
        {"broken_rules/__init__.py": "", "broken_rules/a.md": PAGE.format(id="a", extra="sevrity: x")},
    ),
    "a condition is faulty": (
        "'select' that cannot be read",
        {"broken_rules/__init__.py": "", "broken_rules/a.md": PAGE.format(id="a", extra="check: {select: 'b['}")},
    ),
    "code is faulty": (
        "SyntaxError",
        {
            "broken_rules/__init__.py": "",
            "broken_rules/a.md": PAGE.format(id="a", extra=""),
            "broken_rules/a.py": "def check(page:\n",
        },
    ),
    "it takes the id of a rule that is built in": (
        "two rules are called 'duplicate-id'",
        {
            "broken_rules/__init__.py": "",
            "broken_rules/a.md": PAGE.format(id="duplicate-id", extra="check: {select: b}"),
        },
    ),
}


def installed(folder: Path, name: str, files: Mapping[str, str]) -> None:
    """A distribution as an installer leaves it: its files, and the metadata that has its entry point."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    metadata = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    (metadata / "entry_points.txt").write_text(f"[a11ylint.rules]\n{name} = {name.replace('-', '_')}\n", "utf-8")


def a11ylint(packages: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    path = ":".join(map(str, (packages, ROOT / "src", LENT)))
    return run(sys.executable, "-m", "a11ylint", *arguments, cwd=cwd, check=False, PYTHONPATH=path)


class TestABrokenPack:
    @pytest.mark.parametrize(("reason", "files"), BROKEN.values(), ids=BROKEN)
    def test_is_named_and_left_out_and_takes_no_other_down(
        self, reason: str, files: Mapping[str, str], tmp_path: Path
    ) -> None:
        installed(tmp_path / "packages", "broken-rules", files)
        installed(tmp_path / "packages", "good-rules", GOOD)
        (tmp_path / "page.html").write_text("<p id=a><b>Bold</b></p><p id=a></p>", "utf-8")
        done = a11ylint(tmp_path / "packages", "check", "--format", "json", "page.html", cwd=tmp_path)
        found = {finding["rule"] for finding in json.loads(done.stdout)["findings"]}
        assert {"good-bold", "duplicate-id"} <= found
        assert done.returncode == 1
        (line,) = done.stderr.splitlines()
        assert line.startswith("a11ylint: the pack 'broken-rules' (broken-rules 1.0) ")
        assert reason in line
        assert line.endswith("; it is left out")

    @pytest.mark.parametrize("asked", ['packs = ["broken-rules"]\n', 'select = ["broken-bold"]\n'])
    def test_ends_the_run_where_the_configuration_asks_for_it(self, asked: str, tmp_path: Path) -> None:
        page = PAGE.format(id="broken-bold", extra="")
        installed(tmp_path / "packages", "broken-rules", {"broken_rules/__init__.py": "", "broken_rules/a.md": page})
        (tmp_path / "page.html").write_text("<b>Bold</b>", "utf-8")
        (tmp_path / "a11ylint.toml").write_text(asked, "utf-8")
        done = a11ylint(tmp_path / "packages", "check", "page.html", cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "the pack 'broken-rules' (broken-rules 1.0) cannot be used" in done.stderr
        assert "neither a check in its front matter nor a.py beside it" in done.stderr


class TestThePytestHelper:
    """What `a11ylint.testing.rule_tests` makes of a pack, by running pytest on it."""

    def outcome(self, folder: Path, pack: str) -> subprocess.CompletedProcess[str]:
        (folder / "tests").mkdir()
        (folder / "tests" / "test_house.py").write_text(
            f"from a11ylint.testing import rule_tests\n\ntest_rules = rule_tests({pack})\n", "utf-8"
        )
        path = f"{folder}:{ROOT / 'src'}"
        command = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short", "tests")
        return run(*command, cwd=folder, check=False, PYTHONPATH=path)

    def write(self, path: Path, example: str = "<b>Bold</b>", outcomes: str = "Passed Failed") -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        codes = {"Passed": "<i>Slanted</i>", "Failed": example}
        sections = "".join(f"## {name}\n\n### One\n\n```html\n{codes[name]}\n```\n" for name in outcomes.split())
        path.write_text(PAGE.format(id=path.stem, extra="check: {select: b}") + sections, "utf-8")

    def test_every_example_and_every_page_is_a_test(self, tmp_path: Path) -> None:
        self.write(tmp_path / "house" / "bold.md")
        done = self.outcome(tmp_path, '"../house"')
        assert done.returncode == 0
        assert "3 passed" in done.stdout

    def test_an_example_that_does_not_hold_fails_with_a_sentence_and_no_traceback(self, tmp_path: Path) -> None:
        self.write(tmp_path / "house" / "bold.md", example="<i>Slanted</i>")
        done = self.outcome(tmp_path, '"../house"')
        assert "1 failed, 2 passed" in done.stdout
        assert "bold: failed: One" in done.stdout
        assert "\nmust find something, but found nothing\n" in done.stdout
        assert "Traceback" not in done.stdout

    def test_a_page_without_a_failed_example_fails(self, tmp_path: Path) -> None:
        self.write(tmp_path / "house" / "bold.md", outcomes="Passed")
        done = self.outcome(tmp_path, '"../house"')
        assert "1 failed, 1 passed" in done.stdout
        assert "must have an example under the heading '## Failed'" in done.stdout

    @pytest.mark.parametrize(
        ("files", "complaint"),
        [
            ({}, "no pack of rules is there"),
            ({"house/bold.md": "# Bold"}, "begins with front matter"),
            ({"house/bold.md": PAGE.format(id="bold", extra="")}, "neither a check in its front matter"),
            ({"house/a.txt": ""}, "has no rules"),
        ],
    )
    def test_a_pack_that_cannot_be_read_fails_and_says_why(
        self, files: Mapping[str, str], complaint: str, tmp_path: Path
    ) -> None:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        done = self.outcome(tmp_path, '"../house"')
        assert "1 failed" in done.stdout
        assert complaint in done.stdout

    def test_a_pack_may_be_given_as_an_imported_package(self, tmp_path: Path) -> None:
        self.write(tmp_path / "house_rules" / "wording" / "bold.md")
        (tmp_path / "house_rules" / "__init__.py").write_text(dedent('"""Ours."""\n'), "utf-8")
        done = self.outcome(tmp_path, '__import__("house_rules")')
        assert "3 passed" in done.stdout
