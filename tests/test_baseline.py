"""The baseline: adopted once, it knows what stood there, and forgets what is mended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from a11ylint.baseline import FILE_NAME, Baseline, BaselineError, find_baseline, keys_of, read_baseline
from a11ylint.findings import INTERNAL_ERROR, Certainty, Finding, Severity
from a11ylint.source import Span
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


def finding(rule: str, fingerprint: str) -> Finding:
    words = Span(0, 1)
    return Finding("a.html", rule, Severity.ERROR, Certainty.PROVEN, "A.", words, "x", fingerprint=fingerprint)


ONE, TWO, OTHER = finding("rule", "1"), finding("rule", "2"), finding("other", "1")


class TestWhatIsKnown:
    """A baseline by itself, without the command."""

    @pytest.fixture
    def empty(self, tmp_path: Path) -> Baseline:
        return Baseline(tmp_path / FILE_NAME, {})

    def test_a_file_is_named_from_the_folder_of_the_baseline(self, empty: Baseline, tmp_path: Path) -> None:
        assert empty.name_of(str(tmp_path / "deep" / "two.html")) == "deep/two.html"
        assert empty.name_of(str(tmp_path.parent / "two.html")) == "../two.html"

    def test_a_finding_is_known_by_its_file_its_rule_and_its_fingerprint(self, empty: Baseline, tmp_path: Path) -> None:
        baseline = empty.record(str(tmp_path / "a.html"), [ONE])
        assert baseline.new(str(tmp_path / "a.html"), [ONE, TWO, OTHER]) == (TWO, OTHER)
        assert baseline.new(str(tmp_path / "b.html"), [ONE]) == (ONE,)
        assert len(baseline) == 1

    def test_recording_a_file_leaves_the_others_as_they_are(self, empty: Baseline, tmp_path: Path) -> None:
        a, b = str(tmp_path / "a.html"), str(tmp_path / "b.html")
        baseline = empty.record(a, [ONE, TWO]).record(b, [ONE]).record(a, [OTHER])
        assert baseline.known == {"a.html": {("other", "1")}, "b.html": {("rule", "1")}}
        assert len(baseline) == 2

    def test_a_rule_that_failed_is_never_known(self, empty: Baseline, tmp_path: Path) -> None:
        failed = finding(INTERNAL_ERROR, "1")
        assert empty.record(str(tmp_path / "a.html"), [failed, ONE]).known == {"a.html": {("rule", "1")}}

    def test_only_what_ran_on_files_that_were_read_can_be_mended(self, empty: Baseline, tmp_path: Path) -> None:
        baseline = empty.record(str(tmp_path / "a.html"), [ONE, TWO, OTHER]).record(str(tmp_path / "b.html"), [ONE])
        left = baseline.without_mended({"a.html": keys_of([TWO])}, {"rule"})
        assert left.known == {"a.html": {("rule", "2"), ("other", "1")}, "b.html": {("rule", "1")}}

    def test_it_is_written_a_finding_a_line_in_order_and_read_again(self, empty: Baseline, tmp_path: Path) -> None:
        baseline = empty.record(str(tmp_path / "b.html"), [TWO, ONE, OTHER]).record(str(tmp_path / "a.html"), [ONE])
        baseline.write()
        assert baseline.path.read_text("utf-8").splitlines() == [
            '{"path": "a.html", "rule": "rule", "fingerprint": "1"}',
            '{"path": "b.html", "rule": "other", "fingerprint": "1"}',
            '{"path": "b.html", "rule": "rule", "fingerprint": "1"}',
            '{"path": "b.html", "rule": "rule", "fingerprint": "2"}',
        ]
        assert read_baseline(baseline.path) == baseline

    def test_empty_lines_say_nothing(self, empty: Baseline, tmp_path: Path) -> None:
        empty.record(str(tmp_path / "a.html"), [ONE, TWO]).write()
        text = empty.path.read_text("utf-8")
        empty.path.write_text(text.replace("\n", "\n\n \n"), "utf-8")
        assert len(read_baseline(empty.path)) == 2

    @pytest.mark.parametrize(
        ("line", "hint"),
        [
            ("<<<<<<< ours", "finish the merge"),
            ("=======", "finish the merge"),
            (">>>>>>> theirs", "finish the merge"),
            ("{", "run a11ylint baseline again"),
            ("[]", "run a11ylint baseline again"),
            ('{"path": "a.html", "rule": "rule"}', "run a11ylint baseline again"),
        ],
    )
    def test_a_line_that_is_no_finding_is_said_by_its_number(self, empty: Baseline, line: str, hint: str) -> None:
        empty.path.write_text(f"\n{line}\n", "utf-8")
        with pytest.raises(BaselineError, match=rf"{FILE_NAME}:2: this line is no finding; {hint}"):
            read_baseline(empty.path)

    @pytest.mark.parametrize("content", [None, b"\xff"])
    def test_a_file_that_cannot_be_read_is_said(self, empty: Baseline, content: bytes | None) -> None:
        if content is not None:
            empty.path.write_bytes(content)
        with pytest.raises(BaselineError, match=f"{FILE_NAME}: cannot be read"):
            read_baseline(empty.path)

    def test_the_nearest_holds(self, tmp_path: Path) -> None:
        deep = tmp_path / "a" / "b"
        deep.mkdir(parents=True)
        assert find_baseline(deep) is None
        (tmp_path / FILE_NAME).touch()
        assert find_baseline(deep) == tmp_path / FILE_NAME
        (deep / FILE_NAME).touch()
        assert find_baseline(deep) == deep / FILE_NAME
