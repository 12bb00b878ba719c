"""A run that is killed at any instant and resumed ends with the rows of one that nobody disturbed."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq
import pytest

from tests.cli.test_cached import CODE, RULE
from tests.cli.test_check import run

# Parts of a few rows: else a run of the tests would be over before its first.
_SMALL_PARTS: Final = """
import a11ylint.report.parquet as parquet
import a11ylint.resuming as resuming
parquet.AT_ONCE, resuming._PART_ROWS = 4, 16
from a11ylint.cli import main
main()
"""
# What the system says beyond a file's greatest size stands for what it says where the disk is full.
_FULL_DISK: Final = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
from a11ylint.cli import main
main()
"""
_KILLS: Final = 10
_PAGES: Final = 2000  # more than are done before the tenth kill, however fast the machine


def pages(path: Path, number: int) -> Path:
    """A table of small pages, of which every third breaks a rule, every seventh cannot be read."""
    with path.open("w") as file:
        for each in range(number):
            html = f"<p id=a>Page {each}.</p><p id={'a' if each % 3 == 0 else 'b'}>🙂</p>" if each % 7 else ""
            file.write(json.dumps({"html": html, "id": each}) + "\n")
    return path


def rows(path: Path) -> list[Any]:
    if path.is_dir():
        return [row for part in sorted(path.glob("part-*.parquet")) for row in pq.ParquetFile(part).read().to_pylist()]
    if path.suffix == ".parquet":
        return list(pq.ParquetFile(path).read().to_pylist())
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def arguments(inputs: Path, results: Path, *more: str) -> Sequence[str]:
    format_ = "pages" if results.suffix == ".jsonl" else "parquet"
    return ("check", "--isolated", "--no-baseline", "--format", f"{format_}:{results}", *more, str(inputs))


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
def test_killed_ten_times_at_random_instants_nothing_is_lost_and_nothing_twice(
    tmp_path: Path, name: str, jobs: str
) -> None:
    inputs = pages(tmp_path / "pages.jsonl", _PAGES)
    (tmp_path / "whole").mkdir()
    whole = run(*arguments(inputs, tmp_path / "whole" / name))
    assert whole.returncode == 3, whole.stderr
    command = [sys.executable, "-c", _SMALL_PARTS, *arguments(inputs, tmp_path / name, "--resume", "-j", jobs)]
    chance = random.Random(name + jobs)
    there = [0]
    for kill in range(_KILLS):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if kill % 3 == 0:  # while it starts, perhaps
            time.sleep(chance.uniform(0.0, 0.3))
        else:
            more = chance.randint(1, 60)
            while process.poll() is None and _size(tmp_path / name) < there[-1] + more:
                time.sleep(0.001)
            time.sleep(chance.uniform(0.0, 0.02))
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL, "it was done before it could be killed ten times"
        there.append(_size(tmp_path / name))
    done = run(*arguments(inputs, tmp_path / name, "--resume"))
    assert done.returncode == whole.returncode, done.stderr
    assert rows(tmp_path / name) == rows(tmp_path / "whole" / name)
    assert len(rows(tmp_path / name)) == _PAGES
    assert there == sorted(there)  # no kill took away what was there
    assert len(set(there)) > 5  # and most came in the middle
    again = run(*arguments(inputs, tmp_path / name, "--resume"))
    assert again.returncode == whole.returncode
    assert rows(tmp_path / name) == rows(tmp_path / "whole" / name)
    leftover = [path.name for path in tmp_path.rglob("*.tmp")]
    assert leftover == []


def _size(path: Path) -> int:
    """How many rows are there, half ones aside."""
    if path.is_dir():
        return sum(pq.ParquetFile(part).metadata.num_rows for part in path.glob("part-*.parquet"))
    return path.read_bytes().count(b"\n") if path.exists() else 0


class TestResuming:
    @pytest.fixture
    def inputs(self, tmp_path: Path) -> Path:
        return pages(tmp_path / "pages.jsonl", 20)

    @pytest.mark.parametrize("torn", [b'{"path": "half', b"\0\0\0", b'{"path": "pages.jsonl!9"}'])
    def test_cuts_a_torn_line_off(self, tmp_path: Path, inputs: Path, torn: bytes) -> None:
        results = tmp_path / "out.jsonl"
        run(*arguments(inputs, results, "--resume"))
        whole = results.read_bytes()
        lines = whole.splitlines(keepends=True)
        results.write_bytes(b"".join(lines[:9]) + torn)
        assert run(*arguments(inputs, results, "--resume")).returncode == 3
        assert results.read_bytes() == whole

    def test_cut_anywhere_it_ends_the_same(self, tmp_path: Path, inputs: Path) -> None:
        results = tmp_path / "out.jsonl"
        run(*arguments(inputs, results, "--resume"))
        whole = results.read_bytes()
        for length in random.Random(5).sample(range(len(whole)), 5):
            results.write_bytes(whole[:length])
            run(*arguments(inputs, results, "--resume"))
            assert results.read_bytes() == whole

    @pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
    def test_goes_on_where_inputs_were_added(self, tmp_path: Path, inputs: Path, name: str) -> None:
        run(*arguments(inputs, tmp_path / name, "--resume"))
        pages(inputs, 30)
        run(*arguments(inputs, tmp_path / name, "--resume"))
        assert [row["path"].rpartition("!")[2] for row in rows(tmp_path / name)] == [str(each) for each in range(30)]

    @pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
    def test_refuses_other_inputs_settings_and_results(self, tmp_path: Path, inputs: Path, name: str) -> None:
        results = tmp_path / name
        run(*arguments(inputs, results, "--resume"))
        before = rows(results)
        for refused, reason in (
            (arguments(pages(tmp_path / "others.jsonl", 20), results, "--resume"), "where the input is now"),
            (arguments(pages(inputs, 10), results, "--resume"), "there is no such input now"),
            (arguments(inputs, results, "--resume", "--ignore", "markup"), "other rules, settings"),
            (arguments(inputs, results, "--resume", "--html-column", "id"), "other rules, settings"),
        ):
            done = run(*refused)
            assert done.returncode == 2
            assert reason in done.stderr
            assert done.stderr.count("\n") == 1
            assert rows(results) == before

    def test_refuses_a_file_that_it_did_not_write(self, tmp_path: Path, inputs: Path) -> None:
        for name in ("notes.jsonl", "notes.parquet"):
            (tmp_path / name).write_text("mine\n")
            done = run(*arguments(inputs, tmp_path / name, "--resume"))
            assert done.returncode == 2
            assert (tmp_path / name).read_text() == "mine\n"
        (tmp_path / "mine.parquet").mkdir()
        (tmp_path / "mine.parquet" / "notes.txt").touch()
        assert (
            "was not written by a run that can be resumed"
            in run(*arguments(inputs, tmp_path / "mine.parquet", "--resume")).stderr
        )

    def test_needs_one_report_in_a_file(self, tmp_path: Path, inputs: Path) -> None:
        for wrong in (
            (),
            ("--format", "pages"),
            ("--format", "sarif:x"),
            ("--format", "pages:x", "--format", "json:y"),
        ):
            done = run("check", "--resume", *wrong, str(inputs), cwd=tmp_path)
            assert (done.returncode, done.stderr.count("\n")) == (2, 1)
            assert "--resume needs one report in a file" in done.stderr

    def test_two_at_once_do_not_write_into_each_other(self, tmp_path: Path) -> None:
        command = [sys.executable, "-m", "a11ylint"]
        command += arguments(pages(tmp_path / "pages.jsonl", 300), tmp_path / "out.jsonl", "--resume")
        both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
        told = [process.communicate()[1] for process in both]
        assert sorted(process.returncode for process in both) in ([2, 3], [3, 3])
        if 2 in {process.returncode for process in both}:
            assert "another run is writing here" in "".join(told)
        assert len(rows(tmp_path / "out.jsonl")) == 300

    def test_a_full_disk_is_told_of_in_one_line_and_can_be_resumed(self, tmp_path: Path, inputs: Path) -> None:
        results = tmp_path / "out.jsonl"
        run(*arguments(inputs, results, "--resume"))
        whole = results.read_bytes()
        results.unlink()
        full = subprocess.run(
            [sys.executable, "-c", _FULL_DISK, *arguments(inputs, results, "--resume")],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (full.returncode, full.stderr.count("\n")) == (2, 1)
        assert "cannot be written (file too large); resume when that is mended" in full.stderr
        assert 0 < results.stat().st_size < len(whole)
        run(*arguments(inputs, results, "--resume"))
        assert results.read_bytes() == whole


class TestSettingsThatHaveChanged:
    """A run that is gone on with has the same settings and rules for every page that it has met."""

    @pytest.fixture
    def site(self, tmp_path: Path) -> Path:
        """Folders with a page each, of which b has settings of its own, and results of all but the last page."""
        site = tmp_path / "site"
        for folder in "abc":
            (site / folder).mkdir(parents=True)
            (site / folder / "page.html").write_text("<p id=a>One.</p><p id=a>Two.</p>")
        (site / "a11ylint.toml").write_text('select = ["markup"]\n')
        (site / "b" / "a11ylint.toml").write_text('select = ["duplicate-id"]\npacks = ["../../pack"]\n')
        (tmp_path / "pack").mkdir()
        (tmp_path / "pack" / "says.md").write_text(RULE)
        (tmp_path / "pack" / "says.py").write_text(CODE)
        self.check(tmp_path)
        results = tmp_path / "out.jsonl"
        results.write_bytes(b"".join(results.read_bytes().splitlines(keepends=True)[:2]))
        return site

    @staticmethod
    def check(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
        command = ("check", "--trust", "--no-baseline", "--format", "pages:out.jsonl", "--resume", "-j1", *more, "site")
        return run(*command, cwd=folder, A11YLINT_CACHE_DIR=str(folder / "cache"))

    def test_are_refused_in_every_folder(self, tmp_path: Path, site: Path) -> None:
        changed: dict[str, Callable[[], object]] = {
            "b/a11ylint.toml": lambda: (site / "b" / "a11ylint.toml").write_text("select = ['markup']\n"),
            "site/a11ylint.toml": lambda: (site / "a11ylint.toml").write_text("select = ['all']\n"),
            "a/a11ylint.toml": lambda: (site / "a" / "a11ylint.toml").write_text("select = ['markup']\n"),
        }
        for name, change in changed.items():
            kept = {path: path.read_bytes() for path in site.rglob("*.toml")}
            change()
            done = self.check(tmp_path)
            assert (done.returncode, done.stderr.count("\n")) == (2, 1)
            assert f"{name} is not what it was" in done.stderr
            for path in set(site.rglob("*.toml")) - kept.keys():
                path.unlink()
            for path, data in kept.items():
                path.write_bytes(data)
        assert len(rows(tmp_path / "out.jsonl")) == 2
        assert self.check(tmp_path).returncode == 1
        assert len(rows(tmp_path / "out.jsonl")) == 3

    def test_are_refused_where_a_file_of_them_is_gone(self, tmp_path: Path, site: Path) -> None:
        (site / "b" / "a11ylint.toml").unlink()
        assert "b/a11ylint.toml is not what it was" in self.check(tmp_path).stderr

    @pytest.mark.parametrize("cache", [(), ("--no-cache",)])
    def test_are_refused_where_code_beside_a_packs_rules_is_another(
        self, tmp_path: Path, site: Path, cache: tuple[str, ...]
    ) -> None:
        code = tmp_path / "pack" / "says.py"
        code.write_text(CODE.replace("and 1", "and 2"))
        assert "b/a11ylint.toml is not what it was" in self.check(tmp_path, *cache).stderr
        code.write_text(CODE)
        assert self.check(tmp_path, *cache).returncode == 1

    def test_may_come_up_for_pages_that_are_not_done(self, tmp_path: Path, site: Path) -> None:
        (site / "c" / "a11ylint.toml").write_text('select = ["html-lang-missing"]\n')
        assert self.check(tmp_path).returncode == 1
        assert len(rows(tmp_path / "out.jsonl")) == 3
        (site / "c" / "a11ylint.toml").write_text('select = ["markup"]\n')
        assert "c/a11ylint.toml is not what it was" in self.check(tmp_path).stderr

    def test_on_the_command_line_are_settings_too(self, tmp_path: Path, site: Path) -> None:
        assert "other rules, settings" in self.check(tmp_path, "--ignore", "duplicate-id").stderr
        assert "other rules, settings" in self.check(tmp_path, "--isolated").stderr
        assert self.check(tmp_path, "--fail-on", "never").returncode == 0  # decides about no result


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
def test_results_are_the_same_with_resume_and_without(tmp_path: Path, name: str) -> None:
    inputs = pages(tmp_path / "pages.jsonl", 40)
    (tmp_path / "once").mkdir()
    run(*arguments(inputs, tmp_path / "once" / name))
    run(*arguments(inputs, tmp_path / name, "--resume"))
    assert rows(tmp_path / name) == rows(tmp_path / "once" / name)


def test_parquet_is_for_files(tmp_path: Path) -> None:
    done = run("check", "--format", "parquet", "-", stdin=b"<p>", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
