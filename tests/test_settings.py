"""Settings: which file holds for a page, what it may say, and how a mistake in it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from a11ylint.rulesets import active_rules
from a11ylint.run import Configuration
from a11ylint.settings import Settings, SettingsError, read_settings


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def rules_for(page: Path) -> dict[str, str]:
    """The rules that run on a page, each with its severity."""
    configuration = Configuration(lambda settings: settings)
    return {active.rule.id: active.severity.value for active in configuration.rules(str(page))}


class TestWhichFile:
    def test_without_a_file_the_recommended_rules_run(self, tmp_path: Path) -> None:
        assert set(rules_for(tmp_path / "a.html")) == {each.rule.id for each in active_rules(Settings())}

    def test_the_nearest_file_holds(self, tmp_path: Path) -> None:
        write(tmp_path / "a11ylint.toml", 'select = ["duplicate-id"]')
        write(tmp_path / "archive" / "a11ylint.toml", 'select = ["page-title-missing"]')
        assert set(rules_for(tmp_path / "news" / "a.html")) == {"duplicate-id"}
        assert set(rules_for(tmp_path / "archive" / "1999" / "a.html")) == {"page-title-missing"}

    def test_a_project_file_counts_if_it_has_our_table(self, tmp_path: Path) -> None:
        write(tmp_path / "pyproject.toml", '[tool.a11ylint]\nselect = ["duplicate-id"]')
        write(tmp_path / "site" / "pyproject.toml", '[project]\nname = "site"')
        assert set(rules_for(tmp_path / "site" / "a.html")) == {"duplicate-id"}


class TestWhatItSays:
    def test_a_severity_switches_a_rule_on_off_or_over(self, tmp_path: Path) -> None:
        write(
            tmp_path / "a11ylint.toml",
            '[rules]\nduplicate-id = "off"\nlong-words = "warning"\nhtml-lang-missing = { severity = "notice" }',
        )
        rules = rules_for(tmp_path / "a.html")
        assert "duplicate-id" not in rules
        assert rules["long-words"] == "warning"
        assert rules["html-lang-missing"] == "notice"

    def test_overrides_hold_for_the_files_they_name_and_the_last_wins(self, tmp_path: Path) -> None:
        write(
            tmp_path / "a11ylint.toml",
            """
            select = ["markup"]
            [[overrides]]
            files = ["archive/**"]
            ignore = ["duplicate-id"]
            rules = { stray-end-tag = "notice" }
            [[overrides]]
            files = ["archive/2020/*.html"]
            rules = { stray-end-tag = "warning" }
            """,
        )
        assert rules_for(tmp_path / "a.html")["stray-end-tag"] == "error"
        old, older = rules_for(tmp_path / "archive" / "a.html"), rules_for(tmp_path / "archive" / "2020" / "a.html")
        assert "duplicate-id" not in old
        assert (old["stray-end-tag"], older["stray-end-tag"]) == ("notice", "warning")

    def test_a_file_extends_another_and_comes_on_top(self, tmp_path: Path) -> None:
        write(
            tmp_path / "house.toml",
            'select = ["readability"]\nfail-on = "warning"\n[rules]\nhard-to-read = { limit = 12, severity = "error" }',
        )
        path = write(
            tmp_path / "site" / "a11ylint.toml",
            'extends = ["../house.toml"]\n[rules]\nhard-to-read = { severity = "notice" }',
        )
        settings = read_settings(path)
        assert settings.select == ("readability",)
        assert settings.fail_on == "warning"
        assert settings.rules["hard-to-read"] == {"limit": 12, "severity": "notice"}
        assert settings.origins["select"].name == "house.toml"
        assert settings.origins["rules"] == path

    def test_a_file_extends_an_installed_package(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(tmp_path / "packages" / "house_settings" / "__init__.py", "")
        write(tmp_path / "packages" / "house_settings" / "a11ylint.toml", 'select = ["duplicate-id"]')
        monkeypatch.syspath_prepend(tmp_path / "packages")
        path = write(tmp_path / "a11ylint.toml", 'extends = ["house_settings"]')
        assert read_settings(path).select == ("duplicate-id",)

    def test_a_file_extends_a_preset(self, tmp_path: Path) -> None:
        write(tmp_path / "a11ylint.toml", 'extends = ["newsroom"]\nignore = ["readability"]')
        rules = rules_for(tmp_path / "a.html")
        assert "duplicate-caption" in rules
        assert "duplicate-id" not in rules
        assert "hard-to-read" not in rules

    def test_a_folder_can_be_left_out(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a11ylint.toml", 'exclude = ["drafts/", "*.amp.html"]')
        settings = read_settings(path)
        assert settings.excludes(tmp_path / "drafts" / "a.html")
        assert settings.excludes(tmp_path / "news" / "a.amp.html")
        assert not settings.excludes(tmp_path / "news" / "a.html")

    def test_options_reach_the_rule_with_their_type(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a11ylint.toml", "[rules]\nhard-to-read = { limit = 12 }")
        (active,) = (each for each in active_rules(read_settings(path)) if each.rule.id == "hard-to-read")
        assert active.options["limit"] == 12
        assert active.options["minimum-words"] == active.rule.defaults["minimum-words"]


class TestMistakes:
    @pytest.mark.parametrize(
        ("text", "complaint"),
        [
            ("selct = []", "selct: there is no such key; did you mean 'select'"),
            ('select = "markup"', "select is a list of strings"),
            ('select = ["markupp"]', "'markupp' is no rule, topic or preset; did you mean 'markup'"),
            ('ignore = ["duplicate-ids"]', "did you mean 'duplicate-id'"),
            ('fail-on = "errors"', "fail-on is one of error, warning, notice, never"),
            (
                '[rules]\nduplicate-ids = "off"',
                "rules.duplicate-ids: there is no such rule; did you mean 'duplicate-id'",
            ),
            ('[rules]\nduplicate-id = "eror"', "not 'eror'; did you mean 'error'"),
            ("[rules]\nhard-to-read = { limt = 3 }", "rules.hard-to-read.limt: .* did you mean 'limit'"),
            ('[rules]\nhard-to-read = { limit = "3" }', "rules.hard-to-read.limit: must be a number, not '3'"),
            ("[rules]\nhard-to-read = { limit = true }", "must be a number, not True"),
            ("rules = 3", "rules is a table"),
            ("[[overrides]]\nignore = []", r"overrides\[0\].files is missing"),
            ('[[overrides]]\nfiles = ["a"]\nfile = 1', r"overrides\[0\].file: .* did you mean 'files'"),
            ("[overrides]", "overrides is a list of tables"),
            ('extends = ["gone.toml"]', "gone.toml: there is no such file"),
            ('extends = ["newsrom"]', "'newsrom' is no rule, topic or preset; did you mean 'newsroom'"),
            ('extends = ["a11ylint.toml"]', "extends it in turn"),
            ("select = [", "is no valid TOML"),
            ('packs = ["gone"]', "no pack of rules is there"),
        ],
    )
    def test_it_names_the_file_the_key_and_the_nearest_word(self, tmp_path: Path, text: str, complaint: str) -> None:
        path = write(tmp_path / "a11ylint.toml", text)
        with pytest.raises(Exception, match=complaint) as caught:
            active_rules(read_settings(path))
        assert type(caught.value).__module__.startswith("a11ylint.")
        assert isinstance(caught.value, SettingsError) or "pack" in complaint
        assert str(tmp_path) in str(caught.value)
