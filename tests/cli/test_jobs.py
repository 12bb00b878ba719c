"""``a11ylint check -j``: many processes, one report."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_check import run

PAGE = '<p id="a">Page {number}.</p>\n<p id="a">Again.</p>\n'

DEADLY = """---
id: deadly
title: A rule that takes its process with it
severity: error
---
"""
DEADLY_CODE = """
import os, signal, time
def check(page):
    if "deadly" in page.source.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "slow" in page.source.text:
        time.sleep(0.2)
    return ()
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for number in range(40):
        (tmp_path / f"{number:02}.html").write_text(PAGE.format(number=number))
    return tmp_path


@pytest.fixture
def pack(tmp_path: Path) -> str:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "deadly.md").write_text(DEADLY)
    (folder / "deadly.py").write_text(DEADLY_CODE)
    return str(folder)


@pytest.mark.parametrize("name", ["full", "json", "sarif", "csv"])
def test_the_report_is_the_same_however_many_processes_there_are(pages: Path, name: str) -> None:
    alone = run("check", "-j", "1", "--format", name, ".", cwd=pages)
    assert alone.stdout.count("duplicate-id") >= 40
    for jobs in ("2", "5", "auto"):
        together = run("check", "-j", jobs, "--format", name, ".", cwd=pages)
        assert (together.stdout, together.stderr, together.returncode) == (alone.stdout, alone.stderr, 1)


SPAWNING = """
import a11ylint.pool
from a11ylint.cli import main

if __name__ == "__main__":
    a11ylint.pool.forks = lambda: False
    main()
"""


def test_processes_that_cannot_be_forked_say_the_same(pages: Path) -> None:
    (pages / "spawning.py").write_text(SPAWNING)
    command = [sys.executable, "spawning.py", "check", "--no-cache", "--pack", "pack", "-j", "2", "."]
    (pages / "pack").mkdir()
    (pages / "pack" / "deadly.md").write_text(DEADLY)
    (pages / "pack" / "deadly.py").write_text(DEADLY_CODE)
    spawned = subprocess.run(command, cwd=pages, capture_output=True, text=True, check=False)
    alone = run("check", "--no-cache", "--pack", "pack", "-j", "1", ".", cwd=pages)
    assert (spawned.stdout, spawned.stderr, spawned.returncode) == (alone.stdout, alone.stderr, 1)


def test_standard_input_stands_among_files_in_its_place(pages: Path) -> None:
    stdin = PAGE.format(number=0).encode()
    done = run("check", "-j", "2", "--format", "concise", "00.html", "-", "01.html", "02.html", stdin=stdin, cwd=pages)
    paths = [line.split(":")[0] for line in done.stdout.splitlines() if "duplicate-id" in line]
    assert paths == ["00.html", "<stdin>", "01.html", "02.html"]


def test_a_page_that_kills_its_process_is_told_of_and_the_others_are_linted(pages: Path, pack: str) -> None:
    (pages / "07.html").write_text("<p>This page is deadly.</p>")
    done = run(
        "check", "-j", "2", "--pack", pack, "--select", "deadly,duplicate-id", "--format", "json", ".", cwd=pages
    )
    data = json.loads(done.stdout)
    assert done.returncode == 3
    assert data["summary"]["files"] == 39
    ((told),) = data["unreadable"]
    assert told["path"] == "07.html"
    assert "SIGKILL" in told["reason"]
    assert "Traceback" not in done.stderr


def test_wrong_settings_are_told_of_once(pages: Path) -> None:
    (pages / "sub").mkdir()
    (pages / "sub" / "a11ylint.toml").write_text('select = ["no-such-rule"]\n')
    (pages / "sub" / "page.html").write_text("<p>One.</p>")
    done = run("check", "-j", "2", ".", cwd=pages)
    assert done.returncode == 2
    assert done.stderr.count("no-such-rule") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("jobs", ["0", "many", "-1", "1.5"])
def test_a_number_of_processes_is_asked_for_as_a_number(pages: Path, jobs: str) -> None:
    done = run("check", "-j", jobs, ".", cwd=pages)
    assert done.returncode == 2
    assert "auto" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals are sent as POSIX has them")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_reports_what_was_found_and_leaves_nobody_behind(pages: Path, pack: str, jobs: str) -> None:
    for number in range(10, 40):
        (pages / f"{number}.html").write_text(f"<p>slow</p>{PAGE.format(number=number)}")
    command = [sys.executable, "-m", "a11ylint", "check", "--no-cache", "-j", jobs, "--pack", pack]
    with subprocess.Popen(
        [*command, "--select", "deadly,duplicate-id", "--format", "concise", "."],
        cwd=pages,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Whoever runs the tests in the background may have Ctrl-C ignored, and that is inherited.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline() for _ in range(11)]
        os.killpg(process.pid, signal.SIGINT)
        lines += process.stdout.read().splitlines(keepends=True)
        errors = process.stderr.read()
        assert process.wait(20) == 130
    assert errors == "a11ylint: interrupted; the rest was not checked\n"
    assert "checked:" in lines[-1]
    assert 11 <= sum("duplicate-id" in line for line in lines) < 40
    time.sleep(0.1)
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


@pytest.mark.skipif(os.name == "nt", reason="a terminal is opened as POSIX has it")
@pytest.mark.parametrize("quiet", [False, True])
def test_a_terminal_is_told_how_far_it_is_and_a_pipe_is_not(pages: Path, pack: str, quiet: bool) -> None:
    import pty

    for number in range(40):
        (pages / f"{number:02}.html").write_text(f"<p>slow</p>{PAGE.format(number=number)}")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "a11ylint", "check", "--no-cache", "-j", "2", "--pack", pack]
    options = ["--select", "deadly,duplicate-id", "--format", "concise", *(["--quiet"] if quiet else [])]
    with subprocess.Popen(
        [*command, *options, "."],
        cwd=pages,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm"},
    ) as process:
        os.close(theirs)
        assert process.stdout is not None
        report = process.stdout.read()
    shown = bytearray()
    try:
        while data := os.read(ours, 65536):
            shown += data
    except OSError:  # how Linux says that the other side is closed
        pass
    os.close(ours)
    assert b"\x1b" not in report
    assert report.count(b"duplicate-id") == 40
    if quiet:
        assert not shown
    else:
        assert b"/40 pages" in shown
        assert b"findings" in shown
        assert shown.endswith(b"\r\x1b[K")
