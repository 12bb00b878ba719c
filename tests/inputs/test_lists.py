"""Lists of files' names, as ``git ls-files``, ``find`` and people write them."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.inputs import find_inputs
from a11ylint.inputs.lists import names_in
from tests.cli.test_check import run


class Slow(io.RawIOBase):
    """Gives a few bytes at a time, as a pipe may."""

    def __init__(self, data: bytes, step: int) -> None:
        self.data, self.step = data, step

    def readable(self) -> bool:
        return True

    def read1(self, size: int = -1) -> bytes:
        part, self.data = self.data[: self.step], self.data[self.step :]
        return part


@given(st.lists(st.binary(min_size=1).filter(lambda name: not set(name) & {0}), max_size=20), st.integers(1, 9))
def test_names_between_nuls_come_as_they_are(names: list[bytes], step: int) -> None:
    file = Slow(b"".join(name + b"\0" for name in names), step)
    assert list(names_in(file, nul=True)) == [os.fsdecode(name) for name in names]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (b"a.html\nb.html\n", ["a.html", "b.html"]),
        (b"a.html\r\nb.html", ["a.html", "b.html"]),
        (b"\n\n a.html \n", [" a.html "]),
        (b"", []),
        (b"stray\xff.html\n", ["stray\udcff.html"]),
    ],
)
def test_names_on_lines(data: bytes, names: list[str]) -> None:
    assert list(names_in(io.BytesIO(data))) == names


def test_what_is_too_long_for_a_name_takes_no_memory_and_is_no_file() -> None:
    (found,) = find_inputs([], names_in(io.BytesIO(b"a" * 10_000_000)))
    assert found.trouble == "there is no such file or folder"
    assert len(found.path) < 200_000


class TestCommand:
    @pytest.fixture
    def pages(self, tmp_path: Path) -> Path:
        for name in ("one.html", "[two].html", "new\nline.html"):
            (tmp_path / name).write_text("<p id=a>One.</p><p id=a>Two.</p>")
        return tmp_path

    def paths(self, *arguments: str, stdin: bytes, cwd: Path) -> list[str]:
        done = run("check", "--format", "csv", "--select", "duplicate-id", *arguments, stdin=stdin, cwd=cwd)
        assert done.returncode == 1, done.stderr
        return [row["path"] for row in csv.DictReader(io.StringIO(done.stdout, newline=""))]

    def test_reads_names_from_standard_input_which_are_no_patterns(self, pages: Path) -> None:
        assert self.paths("--files-from", "-", stdin=b"one.html\n[two].html\n", cwd=pages) == ["one.html", "[two].html"]

    def test_reads_names_with_newlines_between_nuls(self, pages: Path) -> None:
        found = self.paths("-0", "--files-from", "-", stdin=b"new\nline.html\0one.html\0", cwd=pages)
        assert found == ["new\nline.html", "one.html"]

    def test_reads_names_from_files_after_those_it_was_given(self, pages: Path) -> None:
        (pages / "list.txt").write_text("one.html\n")
        assert self.paths("[[]two].html", "--files-from", "list.txt", stdin=b"", cwd=pages) == [
            "[two].html",
            "one.html",
        ]

    def test_tells_of_names_that_mean_nothing_and_goes_on(self, pages: Path) -> None:
        long = "x" * 5000 + "/y.html"
        done = run("check", "--files-from", "-", stdin=f"none.html\n{long}\none.html\n".encode(), cwd=pages)
        assert done.returncode == 3
        assert "1 file checked, 2 not readable" in done.stdout.replace("files", "file")

    def test_refuses_to_read_standard_input_twice(self, pages: Path) -> None:
        assert run("check", "--files-from", "-", "-", cwd=pages).returncode == 2
        assert run("check", "--files-from", "none.txt", cwd=pages).returncode == 2

    def test_lints_a_page_before_the_next_is_named(self, pages: Path) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "a11ylint", "check", "--format", "concise", "--files-from", "-"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=pages,
        )  # fmt: skip
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(b"one.html\n")
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"one.html:")
        process.communicate()


def test_settings_exclude_members_by_their_names_in_the_archive(tmp_path: Path) -> None:
    from tests.inputs.making import PAGE, record, warc, zipped

    (tmp_path / "a11ylint.toml").write_text('exclude = ["drafts/", "/example.org/sport/*"]\n')
    zipped(tmp_path / "a.zip", [("drafts/one.html", PAGE), ("news/two.html", PAGE), ("news/drafts/three.html", PAGE)])
    warc(tmp_path / "a.warc", [record("https://example.org/sport/one"), record("https://example.org/news/two")])
    done = run("check", "--select", "html-lang-missing", "a.zip", "a.warc", cwd=tmp_path)
    assert "2 files checked" in done.stdout


def test_members_follow_the_settings_of_their_archives_folder(tmp_path: Path) -> None:
    from tests.inputs.making import zipped

    (tmp_path / "a11ylint.toml").write_text(
        'select = ["duplicate-id"]\n[[overrides]]\nfiles = ["*.zip!old/**"]\nignore = ["markup"]\n'
    )
    page = b"<p id=a>One.</p><p id=a>Two.</p>"
    zipped(tmp_path / "a.zip", [("new/one.html", page), ("x" * 3000 + "/two.html", page)])
    done = run("check", "--format", "concise", "a.zip", cwd=tmp_path)
    assert done.stdout.count("[duplicate-id]") == 2
