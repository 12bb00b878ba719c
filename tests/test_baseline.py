"""The baseline: adopted once, it knows what stood there, and forgets what is mended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from a11ylint.baseline import FILE_NAME, BaselineError, read_baseline
from tests.cli.test_check import run

PAGES = {
    "one.html": '<p id="a">One.</p>\n<p id="a">Two.</p>\n<p id="a">Three.</p>\n',
    "deep/two.html": '<p class="x" class="x">One.</p>\n',
}


@pytest.fixture
def adopted(tmp_path: Path) -> Path:
    """A folder of faulty pages with a baseline of what is wrong with them."""
    for name, text in PAGES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    assert run("check", ".", cwd=tmp_path).returncode == 1
    done = run("baseline", cwd=tmp_path)
    assert done.stdout == f"3 findings on 2 pages recorded in {FILE_NAME}\n"
    return tmp_path


def known(folder: Path) -> list[str]:
    return [json.loads(line)["path"] for line in (folder / FILE_NAME).read_text("utf-8").splitlines()]


def test_afterwards_nothing_fails(adopted: Path) -> None:
    done = run("check", ".", cwd=adopted)
    assert done.returncode == 0
    assert "3 known from" in done.stderr


def test_it_holds_from_any_folder_below(adopted: Path) -> None:
    assert run("check", "two.html", cwd=adopted / "deep").returncode == 0


def test_only_what_is_new_is_reported(adopted: Path) -> None:
    page = adopted / "one.html"
    page.write_text(page.read_text("utf-8") + '<p id="b">Four.</p><p id="b">Five.</p>\n', "utf-8")
    done = run("check", "--format", "concise", "-q", ".", cwd=adopted)
    assert [line.split(":")[:2] for line in done.stdout.splitlines()] == [["one.html", "4"]]


def test_edits_elsewhere_and_a_moved_paragraph_wake_nothing(adopted: Path) -> None:
    first, second, third = (adopted / "one.html").read_text("utf-8").splitlines()
    (adopted / "one.html").write_text(f"<h1>New</h1>\n\n{third}\n{first}\n<p>More.</p>\n{second}\n", "utf-8")
    assert run("check", ".", cwd=adopted).returncode == 0


def test_what_is_mended_leaves_the_file_by_itself(adopted: Path) -> None:
    (adopted / "deep" / "two.html").write_text("<p>One.</p>\n", "utf-8")
    done = run("check", ".", cwd=adopted)
    assert "1 mended and taken out" in done.stderr
    assert known(adopted) == ["one.html", "one.html"]


def test_files_and_rules_that_did_not_run_stay_known(adopted: Path) -> None:
    (adopted / "one.html").write_text("<p>One.</p>\n", "utf-8")
    run("check", "deep", cwd=adopted)
    run("check", "--select", "html-lang-missing", ".", cwd=adopted)
    assert len(known(adopted)) == 3


def test_a_run_without_changes_leaves_the_file_alone(adopted: Path) -> None:
    before = (adopted / FILE_NAME).stat()
    run("check", ".", cwd=adopted)
    assert (adopted / FILE_NAME).stat().st_mtime_ns == before.st_mtime_ns


def test_all_can_be_shown_again(adopted: Path) -> None:
    assert run("check", "--no-baseline", ".", cwd=adopted).returncode == 1


def test_recording_again_gives_the_same_file(adopted: Path) -> None:
    before = (adopted / FILE_NAME).read_bytes()
    run("baseline", cwd=adopted)
    assert (adopted / FILE_NAME).read_bytes() == before


def test_the_lines_of_two_branches_are_a_baseline_again(adopted: Path) -> None:
    path = adopted / FILE_NAME
    path.write_text(path.read_text("utf-8") * 2, "utf-8")
    assert len(read_baseline(path)) == 3


def test_an_unfinished_merge_is_said_with_its_line(adopted: Path) -> None:
    path = adopted / FILE_NAME
    path.write_text("<<<<<<< HEAD\n" + path.read_text("utf-8"), "utf-8")
    with pytest.raises(BaselineError, match=r":1: .* finish the merge"):
        read_baseline(path)
    done = run("check", ".", cwd=adopted)
    assert done.returncode == 2
    assert "finish the merge" in done.stderr
