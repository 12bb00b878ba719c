"""``a11ylint fix``: what changes in a file, and what never does."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.cli.test_check import run

FAULTY = '<p class="a" class="a">Eins für alle.</p>\n<p>Zwei.</p>\n'
FIXED = '<p class="a">Eins für alle.</p>\n<p>Zwei.</p>\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_bytes_outside_the_edit_stay(tmp_path: Path, encoding: str, newline: str) -> None:
    page = tmp_path / "page.html"
    meta = '<meta charset="windows-1252">\n' if encoding == "windows-1252" else ""
    page.write_bytes((meta + FAULTY).replace("\n", newline).encode(encoding))
    run("fix", "page.html", cwd=tmp_path)
    assert page.read_bytes() == (meta + FIXED).replace("\n", newline).encode(encoding)


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    page, link = tmp_path / "page.html", tmp_path / "link.html"
    page.write_text(FAULTY, "utf-8")
    page.chmod(0o640)
    link.symlink_to(page)
    run("fix", "link.html", cwd=tmp_path)
    assert link.is_symlink()
    assert page.read_text("utf-8") == FIXED
    assert stat.S_IMODE(page.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.html", "page.html"]


def test_a_diff_changes_nothing_and_says_so_with_its_exit_code(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(FAULTY, "utf-8")
    done = run("fix", "--diff", "page.html", cwd=tmp_path)
    assert done.returncode == 1
    assert '-<p class="a" class="a">Eins für alle.</p>\n+<p class="a">Eins für alle.</p>' in done.stdout
    assert page.read_text("utf-8") == FAULTY
    page.write_text(FIXED, "utf-8")
    assert run("fix", "--diff", "page.html", cwd=tmp_path).returncode == 0


def test_a_file_with_nothing_to_mend_is_not_written(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(FIXED, "utf-8")
    before = page.stat()
    run("fix", "page.html", cwd=tmp_path)
    assert page.stat().st_mtime_ns == before.st_mtime_ns
    assert page.stat().st_ino == before.st_ino


def test_standard_input_goes_to_standard_output(tmp_path: Path) -> None:
    done = run("fix", "-", stdin=FAULTY.encode(), cwd=tmp_path)
    assert done.stdout == FIXED


def test_a_file_that_cannot_be_written_back_exactly_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    data = b'<meta charset="utf-8"><p class="a" class="a">\xff\xfe stray</p>'
    page.write_bytes(data)
    done = run("fix", "page.html", cwd=tmp_path)
    assert done.returncode == 3
    assert "byte for byte" in done.stderr
    assert page.read_bytes() == data
