"""``a11ylint check`` as its three users meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import a11ylint

SCHEMA = json.loads((Path(a11ylint.__file__).parent / "data" / "report.schema.json").read_text("utf-8"))

CLEAN = "<p>One paragraph.</p>\n"
TWO_IDS = '<p id="a">One.</p>\n<p id="a">Two.</p>\n'


def run(
    *arguments: str, stdin: bytes = b"", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "a11ylint", *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "", **environment},
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")
    )


def report(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> dict[str, Any]:
    """Run ``check --format json`` and hold the report against its schema."""
    done = run("check", "--format", "json", *arguments, stdin=stdin, cwd=cwd)
    data: dict[str, Any] = json.loads(done.stdout)
    Draft202012Validator(SCHEMA).validate(data)
    return data


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "clean.html").write_text(CLEAN)
    (tmp_path / "ids.html").write_text(TWO_IDS)
    return tmp_path


class TestExitCodes:
    def test_0_where_nothing_is_found(self, pages: Path) -> None:
        assert run("check", "clean.html", cwd=pages).returncode == 0

    def test_1_where_something_is_found(self, pages: Path) -> None:
        assert run("check", "ids.html", cwd=pages).returncode == 1

    def test_0_where_all_that_is_found_is_below_fail_on(self, pages: Path) -> None:
        assert run("check", "--fail-on", "never", "ids.html", cwd=pages).returncode == 0

    @pytest.mark.parametrize(
        "arguments",
        [
            (),
            ("--no-such-option",),
            ("--select", "no-such-rule", "clean.html"),
            ("--config", "none.toml", "clean.html"),
        ],
    )
    def test_2_for_usage_and_configuration(self, pages: Path, arguments: Sequence[str]) -> None:
        done = run("check", *arguments, cwd=pages)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()

    def test_3_where_an_input_cannot_be_read_and_the_others_are_linted_all_the_same(self, pages: Path) -> None:
        (pages / "photo.html").write_bytes(b"\xff\xd8\xff\xe0 JFIF")
        done = run("check", "photo.html", "gone.html", "ids.html", cwd=pages)
        assert done.returncode == 3
        assert "photo.html: not readable: it is a JPEG image" in done.stdout
        assert "gone.html: not readable: there is no such file" in done.stdout
        assert "ids.html:2:4" in done.stdout


class TestInputs:
    def test_a_folder_stands_for_the_pages_in_it(self, pages: Path) -> None:
        (pages / "deep" / "er").mkdir(parents=True)
        (pages / "deep" / "er" / "page.htm").write_text(TWO_IDS)
        (pages / "deep" / "notes.txt").write_text("no page")
        data = report(".", cwd=pages)
        assert data["summary"]["files"] == 3

    def test_a_pattern_stands_for_what_it_matches(self, pages: Path) -> None:
        assert report("*.html", cwd=pages)["summary"]["files"] == 2

    def test_a_pattern_that_matches_nothing_is_said(self, pages: Path) -> None:
        assert report("*.xhtml", cwd=pages)["unreadable"] == [
            {"path": "*.xhtml", "reason": "no file matches this pattern"}
        ]

    def test_a_file_named_twice_is_linted_once(self, pages: Path) -> None:
        assert report("ids.html", "./ids.html", ".", cwd=pages)["summary"]["files"] == 2

    def test_standard_input_has_the_name_it_is_given(self, pages: Path) -> None:
        data = report("-", "--stdin-filename", "drafts/story.html", stdin=TWO_IDS.encode())
        assert [finding["path"] for finding in data["findings"]] == ["drafts/story.html"]

    def test_standard_input_is_text_if_its_name_says_so(self) -> None:
        data = report("-", "--stdin-filename", "story.txt", stdin=b"<p id=a></p><p id=a></p>")
        assert "duplicate-id" not in [finding["rule"] for finding in data["findings"]]

    def test_an_empty_folder_is_said_and_is_no_failure(self, tmp_path: Path) -> None:
        done = run("check", str(tmp_path))
        assert done.returncode == 0
        assert "no pages in" in done.stderr

    def test_names_with_newlines_and_stray_bytes_are_made_visible(self, tmp_path: Path) -> None:
        name = os.fsdecode(b"a\nb\xff\x1b[31m.html")
        (tmp_path / name).write_text(TWO_IDS)
        done = run("check", ".", cwd=tmp_path)
        assert "\x1b" not in done.stdout
        assert done.returncode == 1
        assert report(".", cwd=tmp_path)["findings"]


class TestText:
    def test_a_finding_shows_its_line_with_a_marker_under_the_exact_words(self, pages: Path) -> None:
        done = run("check", "--select", "duplicate-id", "ids.html", cwd=pages)
        lines = done.stdout.splitlines()
        assert lines[0].startswith("ids.html:2:4: error: ")
        assert lines[0].endswith("[duplicate-id]")
        assert lines[1] == '    2 | <p id="a">Two.</p>'
        assert lines[2] == "      |    ^^^^^^"
        assert lines[-1] == "1 file checked: 1 error"

    def test_a_long_line_is_cut_around_the_words(self, tmp_path: Path) -> None:
        (tmp_path / "long.html").write_text(
            '<p id="a">One.</p>' + "<b>x</b>" * 400 + '<p id="a">Two.</p>' + "<b>x</b>" * 400
        )
        done = run("check", "--select", "duplicate-id", "long.html", cwd=tmp_path)
        _, source, marker, *_ = done.stdout.splitlines()
        assert max(len(source), len(marker)) <= 110
        start = marker.index("^")
        assert source[start : marker.rindex("^") + 1] == 'id="a"'

    def test_colours_are_off_in_a_pipe(self, pages: Path) -> None:
        assert "\x1b[" not in run("check", "ids.html", cwd=pages).stdout

    def test_colours_can_be_asked_for(self, pages: Path) -> None:
        assert "\x1b[31m" in run("check", "--color", "ids.html", cwd=pages).stdout
        assert "\x1b[31m" in run("check", "ids.html", cwd=pages, FORCE_COLOR="1").stdout
        assert "\x1b[" not in run("check", "ids.html", cwd=pages, FORCE_COLOR="1", NO_COLOR="1").stdout

    def test_concise_is_a_line_for_each_finding(self, pages: Path) -> None:
        done = run("check", "--format", "concise", "-q", "--select", "duplicate-id", ".", cwd=pages)
        assert len(done.stdout.splitlines()) == 1


class TestJson:
    def test_the_report_has_the_shape_of_its_schema(self, pages: Path) -> None:
        Draft202012Validator.check_schema(SCHEMA)
        data = report(".", "gone.html", cwd=pages)
        assert data["summary"] == {"files": 2, "skipped": 1, "error": 1, "warning": 0, "notice": 0}
        (finding,) = data["findings"]
        assert finding["start"] == {"line": 2, "column": 4, "offset": 22}
        assert TWO_IDS[finding["start"]["offset"] : finding["end"]["offset"]] == 'id="a"'
        assert finding["related"][0]["start"]["line"] == 1

    def test_an_article_is_measured_whether_or_not_anything_is_wrong(self, tmp_path: Path) -> None:
        days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
        lines = [
            "Bridge closes for repairs",
            *(
                f"The town will close the old bridge near the station on {day}, and buses will stop on the other bank."
                for day in days
            ),
        ]
        (tmp_path / "story.txt").write_text("\n\n".join(lines))
        data = report("--select", "byline-missing", "story.txt", cwd=tmp_path)
        (figures,) = data["measures"]
        assert data["findings"] == []
        assert (figures["path"], figures["language"], figures["sentences"]) == ("story.txt", "en", 6)
        assert "flesch_kincaid_grade" in figures["scores"]
        assert figures["hardest"][0]["start"]["column"] == 1

    def test_json_lines_are_the_same_findings(self, pages: Path) -> None:
        lines = run("check", "--format", "jsonl", ".", cwd=pages).stdout.splitlines()
        assert [json.loads(line) for line in lines] == report(".", cwd=pages)["findings"]

    def test_a_fingerprint_survives_edits_elsewhere(self, pages: Path) -> None:
        before = report("ids.html", cwd=pages)["findings"][0]
        (pages / "ids.html").write_text("<!-- a new line -->\n<p>More.</p>\n" + TWO_IDS)
        after = report("ids.html", cwd=pages)["findings"][0]
        assert before["start"] != after["start"]
        assert before["fingerprint"] == after["fingerprint"]

    def test_the_order_of_files_changes_nothing_about_each(self, pages: Path) -> None:
        one = report("clean.html", "ids.html", cwd=pages)["findings"]
        assert one == report("ids.html", "clean.html", cwd=pages)["findings"]


class TestAwkwardInputs:
    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\xef\xbb\xbf",
            b"\xff\xfe",
            "<p>Ünïcode</p>".encode("utf-16"),
            "<p>Привет, мир</p>".encode("cp1251"),
            b"\x00",
        ],
        ids=["empty", "bom", "utf-16 bom", "utf-16", "windows-1251", "nul"],
    )
    def test_it_is_linted_or_refused_in_one_line(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "page.html").write_bytes(data)
        done = run("check", "page.html", cwd=tmp_path)
        assert done.returncode in (0, 1, 3)
        assert "Traceback" not in done.stderr + done.stdout

    def test_a_reader_who_goes_away_ends_the_run_quietly(self, pages: Path) -> None:
        command = f"{sys.executable} -m a11ylint check {' '.join(['ids.html', 'clean.html'])} | true"
        done = subprocess.run(["bash", "-c", command], cwd=pages, capture_output=True, check=False)
        assert b"Traceback" not in done.stderr

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_folder_without_permission_is_said(self, pages: Path) -> None:
        (pages / "closed").mkdir(mode=0)
        data = report(".", cwd=pages)
        assert data["unreadable"][0]["reason"].startswith("permission denied")
        assert data["summary"]["files"] == 2
