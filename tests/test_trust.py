"""Whose code is run: what is named or installed is, what is merely found is not until somebody vouches for it."""

from __future__ import annotations

import contextlib
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from a11ylint.cli import main
from a11ylint.packs import UntrustedError
from a11ylint.rulesets import active_rules
from a11ylint.run import Configuration
from a11ylint.settings import KEYS, Settings, SettingsError, read_settings
from a11ylint.trust import TRUST_VARIABLE, Trust, TrustError, digest_of, read_record, record_file, trust_given

PAGE = "---\nid: {id}\ntitle: A rule\nseverity: warning\n{check}---\n\n# A rule\n"
CODE = 'from pathlib import Path\nPath(r"{mark}").touch()\ndef check(page):\n    return iter(())\n'


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """A file that is there once the code of the rule in `site` was run."""
    return tmp_path / "was-run"


@pytest.fixture
def site(tmp_path: Path, mark: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pages of somebody else, whose settings name a rule with code and one without; and a user who knows them not."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv(TRUST_VARIABLE, raising=False)
    site = tmp_path / "site"
    (site / "house").mkdir(parents=True)
    (site / "a11ylint.toml").write_text('packs = ["house"]\nselect = ["coded", "declared"]\n', "utf-8")
    (site / "page.html").write_text("<blink>Now</blink>", "utf-8")
    (site / "house" / "coded.md").write_text(PAGE.format(id="coded", check=""), "utf-8")
    (site / "house" / "coded.py").write_text(CODE.format(mark=mark), "utf-8")
    check = "check:\n  select: blink\n  message: It blinks.\n"
    (site / "house" / "declared.md").write_text(PAGE.format(id="declared", check=check), "utf-8")
    return site


def said(*command: str, site: Path) -> Result:
    """How a command ends in the site's folder, and what it prints."""
    with contextlib.chdir(site):
        return CliRunner().invoke(main, command)


def ids(site: Path, trust: Trust | None = None) -> list[str]:
    """The rules that run on the site's page."""
    return [active.rule.id for active in Configuration(trust=trust).rules(str(site / "page.html"))]


class TestCodeThatFoundSettingsName:
    def test_is_refused_in_one_line_that_says_what_to_do(self, site: Path, mark: Path) -> None:
        with pytest.raises(UntrustedError) as caught:
            ids(site)
        told = str(caught.value)
        assert told.startswith(f"{site / 'house' / 'coded.py'}: this code was not run")
        assert f"a11ylint trust {site / 'house'} " in told
        assert "--trust" in told and f"{TRUST_VARIABLE}=1" in told
        assert not mark.exists()

    def test_ends_a_run_with_code_2(self, site: Path, mark: Path) -> None:
        for command in (("check", "page.html"), ("fix", "--diff", "page.html"), ("baseline", "page.html"), ("config",)):
            done = said(*command, site=site)
            assert (done.exit_code, done.stderr.count("\n")) == (2, 1), command
            assert "this code was not run" in done.stderr
        assert not mark.exists()

    def test_is_refused_though_its_results_are_remembered(self, site: Path) -> None:
        assert said("check", "--trust", "page.html", site=site).exit_code == 0
        assert said("check", "page.html", site=site).exit_code == 2

    def test_need_not_run_for_a_rule_to_be_read_about(self, site: Path, mark: Path) -> None:
        for command in (("explain", "coded"), ("rule", "list"), ("rule", "coverage")):
            done = said(*command, site=site)
            assert done.exit_code == 0, done.stderr
        assert not mark.exists()

    def test_is_not_run_by_a_server(self, site: Path, mark: Path) -> None:
        pytest.importorskip("uvicorn")
        done = said("serve", "--port", "0", site=site)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "this code was not run" in done.stderr
        assert not mark.exists()

    def test_is_not_run_in_an_editor_until_somebody_vouches_for_it(self, site: Path, mark: Path) -> None:
        pytest.importorskip("pygls")
        from a11ylint.lsp.buffers import Buffer
        from a11ylint.lsp.positions import Text
        from a11ylint.lsp.project import Project

        text = (site / "page.html").read_text("utf-8")
        buffer = Buffer((site / "page.html").as_uri(), 1, "html", Text(text, "utf-16"), site)
        project = Project(Configuration)
        linted = project.lint(buffer)
        assert [trouble.file for trouble in linted.troubles] == [site / "house" / "coded.py"]
        assert not mark.exists()
        vouch(site / "house")
        linted = project.lint(buffer)
        assert (linted.troubles, [each.rule for each in linted.findings]) == ((), ["declared"])
        assert mark.exists()

    def test_is_refused_where_a_found_file_extends_the_one_that_names_it(self, site: Path, tmp_path: Path) -> None:
        (site / "inner").mkdir()
        (site / "inner" / "a11ylint.toml").write_text('extends = ["../a11ylint.toml"]\n', "utf-8")
        with pytest.raises(UntrustedError):
            Configuration().rules(str(site / "inner" / "page.html"))


class TestCodeIsRun:
    def test_where_the_command_line_says_so(self, site: Path, mark: Path) -> None:
        assert said("check", "--trust", "page.html", site=site).exit_code == 0
        assert mark.exists()

    @pytest.mark.parametrize("said", ["1", "true", "YES"])
    def test_where_the_environment_says_so(self, site: Path, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(TRUST_VARIABLE, said)
        assert ids(site) == ["coded", "declared"]

    def test_in_folders_that_the_environment_names(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(TRUST_VARIABLE, f"{site.parent / 'other'}{os.pathsep}{site.parent / 'si'}")
        with pytest.raises(UntrustedError):
            ids(site)
        monkeypatch.setenv(TRUST_VARIABLE, f"{site.parent / 'other'}{os.pathsep}{site}")
        assert ids(site) == ["coded", "declared"]

    def test_where_somebody_names_the_pack_or_the_settings(self, site: Path, mark: Path) -> None:
        assert said("check", "--pack", "house", "page.html", site=site).exit_code == 0
        assert mark.exists()
        assert said("check", "--no-cache", "--config", "a11ylint.toml", "page.html", site=site).exit_code == 0
        assert active_rules(read_settings(site / "a11ylint.toml"))

    def test_where_it_was_installed(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sysconfig.get_path", lambda name: str(site))
        assert ids(site) == ["coded", "declared"]

    def test_never_from_bytecode_that_somebody_left_beside_it(self, site: Path, mark: Path, tmp_path: Path) -> None:
        """What people read and vouch for is the source; Python would believe bytecode that says not to be checked."""
        import py_compile

        code, evil = site / "house" / "coded.py", tmp_path / "evil"
        other = tmp_path / "other.py"
        other.write_text(CODE.format(mark=evil), "utf-8")
        from importlib.util import cache_from_source

        py_compile.compile(
            str(other), cache_from_source(str(code)), invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
        )
        assert said("check", "--trust", "page.html", site=site).exit_code == 0
        assert (mark.exists(), evil.exists()) == (True, False)


def vouch(*packs: Path, options: tuple[str, ...] = ()) -> str:
    """What ``a11ylint trust`` prints."""
    done = CliRunner().invoke(main, ["trust", *options, *map(str, packs)])
    assert done.exit_code == 0, done.output
    return done.output


class TestTheRecord:
    def test_holds_for_the_code_as_it_was(self, site: Path) -> None:
        assert "coded.py" in vouch(site / "house")
        assert ids(site) == ["coded", "declared"]
        changed = site / "house" / "coded.py"
        changed.write_text(changed.read_text("utf-8") + "# and more\n", "utf-8")
        with pytest.raises(UntrustedError):
            ids(site)
        assert "it has changed" in vouch(options=("--list",))

    def test_that_cannot_be_held_against_its_code_is_told_in_a_line(self, site: Path) -> None:
        said("trust", site=site)
        (site / "house" / "gone.py").symlink_to("nowhere.py")
        done = said("trust", "--list", site=site)
        assert (done.exit_code, type(done.exception)) == (2, SystemExit)
        assert f"{site / 'house' / 'gone.py'}: cannot be read" in done.output

    @pytest.mark.parametrize(
        "change",
        [
            lambda house: (house / "more.py").write_text("", "utf-8"),
            lambda house: (house / "more.so").write_bytes(b""),
            lambda house: (house / "coded.py").rename(house / "other.py"),
            lambda house: (house / "below").mkdir() or (house / "below" / "a.py").write_text("", "utf-8"),
        ],
    )
    def test_tells_any_other_code(self, site: Path, change: Callable[[Path], object]) -> None:
        before = digest_of(site / "house")
        change(site / "house")
        assert digest_of(site / "house") != before

    def test_is_not_asked_again_when_pages_of_rules_change(self, site: Path) -> None:
        vouch(site / "house")
        page = site / "house" / "declared.md"
        page.write_text(page.read_text("utf-8").replace("It blinks", "This blinks"), "utf-8")
        assert ids(site) == ["coded", "declared"]

    def test_may_hold_for_what_becomes_of_it(self, site: Path) -> None:
        vouch(site / "house", options=("--always",))
        (site / "house" / "more.py").write_text("", "utf-8")
        assert ids(site) == ["coded", "declared"]

    def test_may_be_of_a_single_page(self, site: Path) -> None:
        (site / "a11ylint.toml").write_text('packs = ["house/coded.md"]\nselect = ["coded"]\n', "utf-8")
        vouch(site / "house" / "coded.md")
        assert ids(site) == ["coded"]

    def test_of_the_settings_here_needs_no_name(self, site: Path) -> None:
        assert said("trust", site=site).stdout == f"{site / 'house'}: trusted: coded.py\n"
        assert ids(site) == ["coded", "declared"]

    def test_is_revoked(self, site: Path) -> None:
        vouch(site / "house")
        vouch(site / "house", options=("--revoke",))
        assert read_record() == {}
        with pytest.raises(UntrustedError):
            ids(site)

    @pytest.mark.skipif(os.name != "posix", reason="permissions are told otherwise there")
    def test_is_the_user_s_alone(self, site: Path) -> None:
        vouch(site / "house")
        assert stat.S_IMODE(record_file().stat().st_mode) == 0o600
        assert stat.S_IMODE(record_file().parent.stat().st_mode) == 0o700

    @pytest.mark.parametrize("content", [b"", b"[]", b'{"a": 1}', b"\xff", b"null"])
    def test_that_is_none_trusts_nothing(self, site: Path, content: bytes) -> None:
        record_file().parent.mkdir(parents=True)
        record_file().write_bytes(content)
        with pytest.raises(UntrustedError):
            ids(site)

    def test_of_a_link_is_of_what_it_leads_to(self, site: Path, tmp_path: Path) -> None:
        """Another folder put behind a name that was vouched for is another folder."""
        elsewhere = tmp_path / "elsewhere"
        (site / "house").rename(elsewhere)
        (site / "house").symlink_to(elsewhere)
        vouch(site / "house")
        assert list(read_record()) == [str(elsewhere)]


def test_what_the_environment_says_must_be_clear() -> None:
    with pytest.raises(TrustError, match="'here' is neither"):
        trust_given({TRUST_VARIABLE: "here"})
    assert not trust_given({TRUST_VARIABLE: "0"}).everything
    assert not trust_given({TRUST_VARIABLE: "off"}).folders


class TestSettingsThatWereFound:
    """They are data: to read them runs nothing, fetches nothing and writes nothing."""

    def test_name_no_file_to_write(self) -> None:
        assert not [key for key in KEYS if "output" in key or "file" in key or "cache" in key or "format" in key]

    def test_import_no_package(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        package = tmp_path / "evil_house"
        (package / "inner").mkdir(parents=True)
        (package / "__init__.py").write_text(f"open({str(tmp_path / 'imported')!r}, 'x')\n", "utf-8")
        (package / "inner" / "a11ylint.toml").write_text('select = ["markup"]\n', "utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        (tmp_path / "a11ylint.toml").write_text('extends = ["evil_house.inner"]\n', "utf-8")
        assert read_settings(tmp_path / "a11ylint.toml").select == ("markup",)
        assert not (tmp_path / "imported").exists()

    @pytest.mark.parametrize("key", ["extends", "packs"])
    @pytest.mark.parametrize(
        "name", ["https://evil.example/a.toml", "file:///etc/a.toml", "//evil/share/a.toml", r"\\evil\share\a.toml"]
    )
    def test_reach_no_other_machine(self, tmp_path: Path, key: str, name: str) -> None:
        (tmp_path / "a11ylint.toml").write_text(f"{key} = ['{name}']\n", "utf-8")
        with pytest.raises(SettingsError, match="nothing is fetched"):
            read_settings(tmp_path / "a11ylint.toml")

    def test_that_extend_what_is_none_tell_nothing_of_it(self, tmp_path: Path) -> None:
        (tmp_path / "secret.txt").write_text("password hunter2\n", "utf-8")
        (tmp_path / "a11ylint.toml").write_text('extends = ["./secret.txt"]\n', "utf-8")
        with pytest.raises(SettingsError) as caught:
            read_settings(tmp_path / "a11ylint.toml")
        assert "hunter2" not in str(caught.value) and "password" not in str(caught.value)

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device")
    @pytest.mark.parametrize("name", ["/dev/zero", "pipe.toml", "large.toml"])
    def test_that_have_no_end_are_not_read_to_it(self, tmp_path: Path, name: str) -> None:
        os.mkfifo(tmp_path / "pipe.toml")
        (tmp_path / "large.toml").write_bytes(b"#" * (2 << 20))
        (tmp_path / "a11ylint.toml").write_text(f'extends = ["{name}"]\n', "utf-8")
        with pytest.raises(SettingsError, match=r"is no file|is no configuration"):
            read_settings(tmp_path / "a11ylint.toml")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
    def test_may_name_a_pack_with_a_pipe_in_it(self, site: Path) -> None:
        os.mkfifo(site / "house" / "pipe")
        (site / "a11ylint.toml").write_text('packs = ["house"]\nselect = ["declared"]\n', "utf-8")
        assert said("check", "page.html", site=site).exit_code == 0

    @pytest.mark.parametrize("pattern", ["*a*a*a*a*a*a*a*b", "**/a/" * 5 + "b"])
    def test_have_patterns_of_bounded_patience(self, pattern: str) -> None:
        settings = Settings(exclude=((pattern, Path("/x")),))
        with pytest.raises(SettingsError, match="too many wildcards"):
            settings.excludes(Path("/x/page.html"))

    def test_give_no_rule_more_time_than_there_is(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("a11ylint.condition._LONGEST", 0.2)
        check = "check:\n  part: paragraph\n  matches: '(a+)+$'\n"
        (site / "house" / "declared.md").write_text(PAGE.format(id="declared", check=check), "utf-8")
        (site / "a11ylint.toml").write_text('packs = ["house"]\nselect = ["declared"]\n', "utf-8")
        from a11ylint.engine import lint
        from a11ylint.source import Source

        rules = Configuration().rules(str(site / "page.html"))
        page = f"<article><h1>Trains</h1><p>{'a' * 60}!</p></article>"
        (finding,) = lint(Source("page.html", page), rules)
        assert finding.rule == "internal-error"
        assert "it takes more than 0.2 seconds" in finding.message

    def test_name_rules_that_are_no_bombs(self, site: Path) -> None:
        levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9))
        (site / "house" / "declared.md").write_text(f"---\nl0: &l0 [x]\n{levels}\ntitle: *l8\n---\n", "utf-8")
        done = said("check", "page.html", site=site)
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
        assert "has an alias" in done.stderr


def test_what_lies_in_the_working_folder_is_no_module_of_ours(tmp_path: Path) -> None:
    """``python -m`` looks there first; editors start us in folders that anybody may have written."""
    for name in ("click", "yaml", "turbohtml", "json", "pygls"):
        (tmp_path / f"{name}.py").write_text("open('was-run', 'x')\n", "utf-8")
    (tmp_path / "house-1.0.dist-info").mkdir()
    (tmp_path / "house-1.0.dist-info" / "entry_points.txt").write_text("[a11ylint.rules]\nhouse = house\n", "utf-8")
    (tmp_path / "house-1.0.dist-info" / "METADATA").write_text("Name: house\nVersion: 1.0\n", "utf-8")
    (tmp_path / "house.py").write_text("open('was-run', 'x')\n", "utf-8")
    (tmp_path / "page.html").write_text("<p>One.", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "a11ylint", "check", "--no-cache", "page.html"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "was-run").exists()


def test_nor_is_it_where_processes_begin_anew(tmp_path: Path) -> None:
    """As on macOS and Windows, where each is a Python of its own."""
    for name in ("multiprocessing", "selectors", "pickle", "click"):
        (tmp_path / f"{name}.py").write_text("open('was-run', 'x')\n", "utf-8")
    for number in range(3):
        (tmp_path / f"{number}.html").write_text("<p>One.", "utf-8")
    start = (
        "import sys; sys.path.remove('')\nimport a11ylint.pool, a11ylint.__main__ as command\n"
        "a11ylint.pool.forks = lambda: False\nif __name__ == '__main__':\n"
        "    sys.argv[1:] = ['check', '--isolated', '--no-cache', '-j', '2', '.']\n    command.run()\n"
    )
    done = subprocess.run([sys.executable, "-c", start], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "3 files checked: nothing found\n"), done.stderr
    assert not (tmp_path / "was-run").exists()
