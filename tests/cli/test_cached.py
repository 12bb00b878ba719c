"""``a11ylint check`` twice: the second time says the same, whatever came between."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from a11ylint.report import BINARY, FORMATS
from a11ylint.store import CACHE_VARIABLE, Store, cache_folder
from a11ylint.trust import TRUST_VARIABLE
from tests.cli.test_check import run

FIXTURES = Path(__file__).parent.parent.parent / "fixtures" / "pages"
TWO_IDS = '<p id="a">One.</p>\n<p id="a">Two.</p>\n'
RULE = """---
id: says
title: A rule that says something
severity: warning
options:
  word:
    type: string
    default: one
    about: The word it says.
---
"""
CODE = """from a11ylint.plugin import Problem, Span
def check(page):
    yield Problem(Span(0, 1), f"It says {page.options['word']} and 1.")
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new cache, in which nothing is known but the front matter of our own rules: reading that anew takes long."""
    folder = tmp_path / "cache"
    folder.mkdir()
    for known in cache_folder().glob("rules-*.json"):
        shutil.copy(known, folder)
    monkeypatch.setenv(CACHE_VARIABLE, str(folder))
    monkeypatch.setenv(TRUST_VARIABLE, "1")
    return folder


@pytest.fixture
def site(tmp_path: Path, cache: Path) -> Path:
    """A page, and a pack with a rule that speaks of every page."""
    site = tmp_path / "site"
    (site / "pack").mkdir(parents=True)
    (site / "pack" / "says.md").write_text(RULE)
    (site / "pack" / "says.py").write_text(CODE)
    (site / "page.html").write_text(TWO_IDS)
    (site / "a11ylint.toml").write_text('packs = ["pack"]\nselect = ["says", "duplicate-id"]\n')
    return site


def results_in(cache: Path) -> int:
    """How many pages' results are kept. What the program keeps for itself, such as compiled patterns, is none."""
    kept = (path for path in cache.glob("results/*/*") if not path.name.startswith("."))
    return sum(b'"findings"' in (Store(cache).read(f"{path.parent.name}{path.name}") or b"") for path in kept)


def said(site: Path, *arguments: str) -> str:
    return run("check", "--format", "concise", *arguments, "page.html", cwd=site).stdout


@pytest.mark.parametrize(
    ("name", "jobs"), [*((name, "1") for name in sorted(set(FORMATS) - BINARY)), ("full", "2"), ("json", "2")]
)
def test_every_report_is_the_same_from_the_cache(cache: Path, name: str, jobs: str) -> None:
    fresh, cold, warm = (
        run("check", "--format", name, "-j", jobs, *options, ".", cwd=FIXTURES) for options in (["--no-cache"], [], [])
    )
    assert results_in(cache) >= 8
    assert len(fresh.stdout) > 500
    assert cold.stdout == warm.stdout == fresh.stdout
    assert cold.returncode == warm.returncode == fresh.returncode


def test_a_report_that_wants_more_than_is_kept_gets_it(cache: Path) -> None:
    fresh = run("check", "--no-cache", "--format", "json", ".", cwd=FIXTURES)
    run("check", ".", cwd=FIXTURES)  # keeps no measures
    assert json.loads(fresh.stdout)["measures"]
    assert [run("check", "--format", "json", ".", cwd=FIXTURES).stdout for _ in range(2)] == [fresh.stdout] * 2


def test_nothing_that_lints_is_loaded_where_all_is_kept(site: Path) -> None:
    loaded = "import sys, atexit; atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr)); " + (
        "from a11ylint.cli import main; main(['check', 'page.html'])"
    )
    lists = []
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", loaded], cwd=site, capture_output=True, text=True, check=False)
        lists.append(done.stderr.split())
    assert "a11ylint.engine" in lists[0]
    assert not {"a11ylint.engine", "a11ylint.article", "a11ylint.packs", "importlib.metadata"} & set(lists[1])


def test_a_change_of_times_alone_does_not_count(site: Path, cache: Path) -> None:
    before = said(site)
    kept = results_in(cache)
    for path in site.rglob("*.*"):
        os.utime(path, (1, 1))
    assert said(site) == before
    assert results_in(cache) == kept


def test_a_change_of_the_page_counts(site: Path) -> None:
    before = said(site)
    (site / "page.html").write_text(TWO_IDS.replace('id="a">Two', 'id="b">Two'))
    assert "duplicate-id" in before
    assert "duplicate-id" not in said(site)


def test_a_change_of_a_rules_code_counts_even_if_size_and_time_stay(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")  # Python's own bytecode goes by size and time
    code = site / "pack" / "says.py"
    before, state = said(site), code.stat()
    code.write_text(CODE.replace("and 1", "and 2"))
    os.utime(code, ns=(state.st_atime_ns, state.st_mtime_ns))
    after = said(site)
    assert "It says one and 1." in before
    assert "It says one and 2." in after
    code.write_text(CODE)
    assert said(site) == before


def test_a_change_of_a_rules_page_counts(site: Path) -> None:
    said(site)
    (site / "pack" / "says.md").write_text(RULE.replace("severity: warning", "severity: error").replace("one", "six"))
    assert "error: It says six" in said(site)


def test_a_new_rule_counts(site: Path) -> None:
    before = said(site, "--select", "all")
    (site / "pack" / "more.md").write_text(RULE.replace("id: says", "id: more"))
    (site / "pack" / "more.py").write_text(CODE)
    after = said(site, "--select", "all")
    assert "[more]" not in before
    assert "[more]" in after


def test_a_change_of_settings_counts(site: Path) -> None:
    before = said(site)
    with (site / "a11ylint.toml").open("a") as file:
        file.write('[rules]\nsays = { severity = "notice", word = "two" }\n')
    assert "warning: It says one" in before
    assert "notice: It says two" in said(site)
    assert "duplicate-id" not in said(site, "--ignore", "duplicate-id")
    assert "duplicate-id" in said(site)


def test_another_kind_another_name_and_another_python_count(site: Path) -> None:
    text = run("check", "--kind", "text", "page.html", cwd=site).stdout
    assert "duplicate-id" not in text
    assert "duplicate-id" in said(site)
    (site / "page.html").rename(site / "page.txt")
    assert "duplicate-id" not in run("check", "page.txt", cwd=site).stdout
    (site / "page.txt").rename(site / "other.html")
    assert run("check", "--format", "concise", "other.html", cwd=site).stdout.startswith("other.html:")


def test_a_rule_that_fails_is_asked_again(site: Path) -> None:
    code = site / "pack" / "says.py"
    code.write_text("from pathlib import Path\ndef check(page):\n    raise ValueError(Path('why').read_text())\n")
    (site / "why").write_text("first")
    assert "ValueError" in said(site)
    (site / "why").write_text("second")
    assert "second" in said(site)


def test_wrong_settings_are_told_of_though_the_page_is_known(site: Path) -> None:
    said(site)
    (site / "a11ylint.toml").write_text('select = ["no-such-rule"]\n')
    done = run("check", "page.html", cwd=site)
    assert done.returncode == 2
    assert "no-such-rule" in done.stderr


def test_no_cache_keeps_and_asks_nothing(site: Path, cache: Path) -> None:
    said(site, "--no-cache")
    assert results_in(cache) == 0


def test_a_cache_can_be_put_elsewhere(site: Path, cache: Path, tmp_path: Path) -> None:
    said(site, "--cache-dir", str(tmp_path / "elsewhere"))
    assert results_in(tmp_path / "elsewhere") > 0
    assert results_in(cache) == 0


def test_a_cache_that_cannot_be_written_is_no_trouble(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("check", "--cache-dir", str(tmp_path / "file" / "cache"), "page.html", cwd=site)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_damaged_entries_are_found_anew(site: Path, cache: Path) -> None:
    before = said(site)
    for number, path in enumerate(cache.glob("results/*/*")):
        data = path.read_bytes()
        path.write_bytes((data[: len(data) // 2], b"", data[:-1] + b"?", b"{}")[number % 4])
    assert said(site) == before


def test_the_cache_command_shows_and_empties_it(site: Path, cache: Path) -> None:
    said(site)
    shown = run("cache", cwd=site)
    assert str(cache) in shown.stdout
    assert run("cache", "clear", cwd=site).returncode == 0
    assert results_in(cache) == 0
    assert "duplicate-id" in said(site)


@pytest.mark.skipif(os.name == "nt", reason="processes are killed as POSIX has it")
def test_a_run_killed_at_any_instant_leaves_nothing_that_misleads_the_next(cache: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.html").write_text(f"<h1>Page {number}</h1>\n{TWO_IDS}")
    command = [sys.executable, "-m", "a11ylint", "check", "-j", "2", "."]
    reference = run("check", "--no-cache", ".", cwd=folder)
    chance = random.Random(20)
    for _ in range(10):
        with subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            time.sleep(chance.uniform(0.1, 0.8))
            os.killpg(process.pid, signal.SIGKILL)
        for path in list(cache.glob("results/*/*"))[::3]:
            path.unlink()  # so that the next run has something to write, too
    done = run("check", ".", cwd=folder)
    assert (done.stdout, done.returncode) == (reference.stdout, reference.returncode)
    again = run("check", ".", cwd=folder)
    assert again.stdout == reference.stdout


def test_many_runs_at_once_share_one_cache(site: Path) -> None:
    command = [sys.executable, "-m", "a11ylint", "check", "--format", "concise", "page.html"]
    running = [
        subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(12)
    ]
    outputs = {process.communicate() for process in running}
    assert len(outputs) == 1
    ((out, err),) = outputs
    assert "duplicate-id" in out
    assert "Traceback" not in err
