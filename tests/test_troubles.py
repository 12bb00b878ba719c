"""Settings that cannot be used: the message names the line at fault, or none where it is not found."""

from __future__ import annotations

from pathlib import Path

import pytest

from a11ylint.rulepage import read_rule
from a11ylint.rulesets import active_rules
from a11ylint.settings import ConfigurationError, read_settings
from a11ylint.troubles import settings_trouble, with_line

TWO_OVERRIDES = '[[overrides]]\nfiles = ["a"]\n\n[[overrides]]\nfiles = ["*"]\n'


def told(file: Path, text: str) -> str:
    """What is said of settings when a page is to be linted by them."""
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        active_rules(read_settings(file).for_file(file.parent / "page.html"))
    return with_line(str(caught.value)).removeprefix(str(file))


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("# ours\nselct = []", ":2: selct: "),
        ('select = ["dates"]\nignore = ["dates", "nope"]', ":2: ignore: 'nope'"),
        ('select = [\n  "dates",\n  "nope",\n]', ":3: select: 'nope'"),
        ('[rules]\nweekday-wrong = "off"\nhard-to-read = "eror"', ":3: rules.hard-to-read: "),
        (
            '[rules]\nsentence-too-long = { words = 30 }\nhard-to-read = { limit = "x" }',
            ":3: rules.hard-to-read.limit: ",
        ),
        ("[rules]\n[rules.hard-to-read]\n\nlimt = 3", ":4: rules.hard-to-read.limt: "),
        ('[rules."hard-to-read"]\nlimt = 3', ":2: rules.hard-to-read.limt: "),
        (f"{TWO_OVERRIDES}file = 3", ":6: overrides[1].file: "),
        (f'{TWO_OVERRIDES}ignore = ["nope"]', ":6: ignore: 'nope'"),
        ('[[overrides]]\nfiles = ["a"]\n[[overrides]]\n# for all\nignore = []', ":3: overrides[1].files is missing"),
        ("fail-on = 1\nselect = [", ":2: is no valid TOML: "),
        ("fail-on = [}", ":1: is no valid TOML: "),
    ],
)
def test_the_line_at_fault_is_named(tmp_path: Path, text: str, begins: str) -> None:
    assert told(tmp_path / "a11ylint.toml", text).startswith(begins)


@pytest.mark.parametrize(
    ("front_matter", "complaint"),
    [
        ("id: x\ntitle: [", ":4: its front matter is no YAML: "),
        ("id: x\ntitel: X", ":3: its front matter has the unknown key 'titel'"),
        ("id: X\ntitle: X", ":2: its front matter has the id 'X'; ids are in kebab-case"),
        ("id: x\ntitle: X\nseverity: bad", ":4: its front matter has the severity 'bad'; it is one of error, "),
        ("id: x\ntitle: X", ": its front matter lacks 'severity'"),
    ],
)
def test_so_it_is_on_a_rules_page(tmp_path: Path, front_matter: str, complaint: str) -> None:
    page = tmp_path / "x.md"
    page.write_text(f"---\n{front_matter}\n---\n# X\n", "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_rule(page, "ours", "ours")
    assert with_line(str(caught.value)).removeprefix(str(page)).startswith(complaint)


def test_in_a_project_file_our_table_alone_is_looked_at(tmp_path: Path) -> None:
    text = '[tool.other]\nignore = ["x"]\n\n[tool.a11ylint]\nignore = ["nope"]\n'
    assert told(tmp_path / "pyproject.toml", text).startswith(":5: ignore: 'nope'")


def test_the_place_is_the_very_word(tmp_path: Path) -> None:
    file = tmp_path / "a11ylint.toml"
    file.write_text('select = ["nope-not", "nope"]', "utf-8")
    trouble = settings_trouble(f"{file}: select: 'nope' is no rule")
    assert trouble.text[trouble.span.start :] == 'nope"]'


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a11ylint.toml", "# what it cannot do\n", "cannot be read (a fault)"),
        ("a11ylint.toml", "# this is ours\n", "is no file; name one"),
        ("x.md", "---\nid: x\n---\nits severity\n", "its front matter lacks 'severity'"),
    ],
)
def test_a_message_about_the_whole_file_has_no_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert with_line(f"{tmp_path / name}: {said}") == f"{tmp_path / name}: {said}"


def test_what_is_not_found_has_no_line(tmp_path: Path) -> None:
    file = tmp_path / "a11ylint.toml"
    file.write_text("", "utf-8")
    assert with_line(f"{file}: select is a list") == f"{file}: select is a list"
    assert with_line("select: 'nope' is no rule") == "select: 'nope' is no rule"


def test_a_name_from_the_command_line_is_not_laid_at_a_files_door(tmp_path: Path) -> None:
    file = tmp_path / "a11ylint.toml"
    file.write_text('select = ["dates"]\nignore = ["weekday-wrong"]', "utf-8")
    with pytest.raises(ConfigurationError, match=r"^select: 'nope'"):
        active_rules(read_settings(file).override(select=("nope",)))
    with pytest.raises(ConfigurationError, match=r"^ignore: 'nope'"):
        active_rules(read_settings(file).override(ignore=("nope",)))
