"""``a11ylint config`` and ``a11ylint init``."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from jsonschema import Draft202012Validator

from tests.cli.test_check import run


def test_it_shows_what_applies_and_from_where(tmp_path: Path) -> None:
    (tmp_path / "a11ylint.toml").write_text('select = ["duplicate-id"]\n[rules]\nduplicate-id = "warning"\n', "utf-8")
    done = run("config", "news/story.html", cwd=tmp_path)
    assert f'select = ["duplicate-id"]  ({tmp_path / "a11ylint.toml"})' in done.stdout
    assert 'fail-on = "error"  (default)' in done.stdout
    assert "1 rules run:" in done.stdout
    assert "duplicate-id  warning" in done.stdout


def test_it_shows_the_overrides_that_cover_the_file(tmp_path: Path) -> None:
    (tmp_path / "a11ylint.toml").write_text('[[overrides]]\nfiles = ["old/*"]\nselect = ["duplicate-id"]\n', "utf-8")
    old = json.loads(run("config", "--format", "json", "old/a.html", cwd=tmp_path).stdout)
    new = json.loads(run("config", "--format", "json", "new/a.html", cwd=tmp_path).stdout)
    assert list(old["rules"]) == ["duplicate-id"]
    assert old["settings"]["overrides"]["value"] == [["old/*"]]
    assert len(new["rules"]) > 20
    assert new["settings"]["overrides"]["value"] == []


def test_a_mistake_ends_it_with_2(tmp_path: Path) -> None:
    (tmp_path / "a11ylint.toml").write_text("selct = []", "utf-8")
    done = run("config", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean 'select'" in done.stderr


def test_the_schema_accepts_what_is_right_and_refuses_what_is_wrong(tmp_path: Path) -> None:
    schema = json.loads(run("config", "--schema", cwd=tmp_path).stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    right = """
    extends = ["../house.toml"]
    select = ["recommended", "readability"]
    fail-on = "warning"
    [rules]
    duplicate-id = "off"
    hard-to-read = { severity = "notice", limit = 12.5 }
    [[overrides]]
    files = ["archive/**"]
    ignore = ["dates"]
    """
    assert validator.is_valid(tomllib.loads(right))
    for wrong in ('selct = ["all"]', "[rules]\nduplicate-ids = 'off'", "[rules]\nhard-to-read = { limit = 'x' }"):
        assert not validator.is_valid(tomllib.loads(wrong)), wrong


def test_init_writes_settings_after_looking_at_the_pages(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<p id="a">One.</p><p id="a">Two.</p>', "utf-8")
    done = run("init", cwd=tmp_path)
    written = (tmp_path / "a11ylint.toml").read_text("utf-8")
    assert done.returncode == 0
    assert "after a look at 1 pages" in done.stdout
    assert "#   duplicate-id: 1" in written
    assert tomllib.loads(written)["select"] == ["recommended"]
    assert run("check", "page.html", cwd=tmp_path).returncode == 1


def test_init_replaces_nothing_unasked(tmp_path: Path) -> None:
    (tmp_path / "a11ylint.toml").write_text("# mine\n", "utf-8")
    assert run("init", cwd=tmp_path).returncode == 2
    assert (tmp_path / "a11ylint.toml").read_text("utf-8") == "# mine\n"
    assert run("init", "--force", cwd=tmp_path).returncode == 0
