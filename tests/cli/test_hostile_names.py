"""Names of files, members of archives, words of settings and of rules: whatever they are, they command no terminal."""

from __future__ import annotations

import contextlib
import io
import re
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner, Result

from a11ylint.cli import main
from a11ylint.trust import TRUST_VARIABLE

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="files cannot have every name there")

EVIL: Final = "e\x1b[2J\x1b]8;;https:e\x07\r\x9b31m\u202egnp\u2028\x85vil"
COMMANDS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def said(*command: str, folder: Path) -> Result:
    """How a command ends, after a look at all that it printed."""
    with contextlib.chdir(folder):
        done = CliRunner().invoke(main, command)
    for printed in (done.stdout, done.stderr):
        acting = COMMANDS.search(printed)
        assert acting is None, (command, acting, printed)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture
def site(tmp_path: Path) -> Path:
    page = f'<!doctype html><html lang="en"><title>{EVIL}</title><h1>{EVIL}</h1><p id="a">{EVIL}<p id="a">Two.'
    (tmp_path / f"{EVIL}.html").write_text(page, "utf-8")
    (tmp_path / "empty.html").write_bytes(b"\x00\x01\x02\x03" * 100)
    return tmp_path


def test_of_pages(site: Path) -> None:
    name = f"{EVIL}.html"
    for command in (
        ("check", "."),
        ("check", name, f"gone-{name}"),
        ("check", "--format", "full", "--select", EVIL, name),
        ("check", f"--format=json:{EVIL}/{EVIL}", name),
        ("check", f"--format={EVIL}", name),
        ("check", "--files-from", EVIL),
        ("check", f"no-such-*{EVIL}"),
        ("article", name),
        ("article", "--format", "json", name),
        ("article", f"gone-{name}"),
        ("fix", f"gone-{name}"),
        ("config", name),
        ("config", "--format", "json", name),
        ("rule", "test", EVIL),
        ("rule", "new", "a-b", "--folder", EVIL),
        ("rule", "pack", EVIL),
        ("explain", EVIL),
        ("report", EVIL),
        ("baseline", name),
        ("trust", EVIL),
    ):
        said(*command, folder=site)


@pytest.mark.parametrize(
    "settings",
    [
        'select = ["{evil}"]',
        '"{evil}" = 1',
        'style = "{evil}"',
        'packs = ["{evil}"]',
        'extends = ["{evil}.toml"]',
        'exclude = ["***************{evil}"]',
        '[rules]\n"{evil}" = "off"',
        '[rules]\nduplicate-id = "{evil}"',
        '[rules]\nhard-to-read = {{ limit = "{evil}" }}',
        'require-reason = ["{evil}"]\nagencies = ["{evil}"]',
    ],
)
def test_of_settings(site: Path, settings: str) -> None:
    quoted = "".join(f"\\u{ord(each):04x}" for each in EVIL)
    (site / "a11ylint.toml").write_text(settings.format(evil=quoted) + "\n", "utf-8")
    for command in (
        ("check", "empty.html"),
        ("config", "empty.html"),
        ("config", "--format", "json"),
        ("rule", "list"),
    ):
        said(*command, folder=site)


def test_of_rules(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TRUST_VARIABLE, raising=False)
    topic = site / "house" / EVIL
    topic.mkdir(parents=True)
    quoted = "".join(f"\\u{ord(each):04x}" for each in EVIL)
    head = f'title: "{quoted}"\nseverity: warning\npresets: ["{quoted}"]\ncites: ["style:{quoted}"]\n'
    check = f'check:\n  select: p\n  message: "{quoted}"\n'
    (topic / "said.md").write_text(f"---\nid: said\n{head}{check}---\n\n# {EVIL}\n\n{EVIL}\n", "utf-8")
    (topic / "run.md").write_text(f"---\nid: run\n{head}---\n\n# {EVIL}\n", "utf-8")
    (topic / "run.py").write_text("def check(page):\n    return ()\n", "utf-8")
    (site / "a11ylint.toml").write_text('packs = ["house"]\nselect = ["said"]\n', "utf-8")
    for command in (
        ("check", "."),
        ("rule", "list"),
        ("rule", "list", "--format", "json"),
        ("rule", "list", "--format", "markdown"),
        ("rule", "coverage"),
        ("rule", "test", "house"),
        ("explain", "said"),
        ("config", "--schema"),
        ("check", "--select", "run", "."),
        ("trust",),
        ("trust", "--list"),
        ("trust", "--revoke"),
    ):
        monkeypatch.setenv("XDG_CONFIG_HOME", str(site / "config"))
        said(*command, folder=site)


def test_of_members_of_archives_which_are_shown_and_never_opened(tmp_path: Path) -> None:
    """Names that lead out of the archive, to a device or to a disk: the page is read from the archive all the same."""
    names = [
        "../../x.html",
        "/etc/x.html",
        r"C:\x.html",
        r"..\..\x.html",
        "//e/x.html",
        "a\0b.html",
        f"{EVIL}.html",
        "~/x.html",
    ]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as zipped:
        for name in names:
            info = zipfile.ZipInfo("x")
            info.filename = name
            zipped.writestr(info, "<p id=a>One.<p id=a>Two.")
    with tarfile.open(tmp_path / "a.tar", "w") as tarred:
        for name in names:
            member = tarfile.TarInfo(name.replace("\0", "0"))
            member.size = 24
            tarred.addfile(member, io.BytesIO(b"<p id=a>One.<p id=a>Two."))
        for kind, name in (
            (tarfile.SYMTYPE, "link.html"),
            (tarfile.LNKTYPE, "hard.html"),
            (tarfile.FIFOTYPE, "pipe.html"),
        ):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            tarred.addfile(member)
    before = sorted(tmp_path.rglob("*"))
    for archive in ("a.zip", "a.tar"):
        done = said("check", "--select", "duplicate-id", "--format", "concise", "--no-cache", archive, folder=tmp_path)
        assert done.stdout.count("[duplicate-id]") == len(names), done.output
        assert f"{archive}!../../x.html:" in done.stdout
        assert "passwd" not in done.output
    assert sorted(tmp_path.rglob("*")) == before


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as zipped:
        zipped.writestr("page.html", "<p id=a>One.<p id=a>Two.")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as zipped:
        zipped.writestr("inner.zip", inner.getvalue())
        zipped.writestr("inner.html", inner.getvalue())
    done = said("check", "a.zip", folder=tmp_path)
    assert "duplicate-id" not in done.output
