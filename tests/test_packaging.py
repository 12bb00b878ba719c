"""The package as users get it: a wheel, an sdist, a zip of the source, a pre-commit hook; the rules come with each.

Nothing is downloaded: what a11ylint depends on is lent from the environment the tests run in.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import zipfile
from pathlib import Path

from tests.distribution import LENT, ROOT, install, run

FAULTY = '<p id="a">One.</p>\n<p id="a">Two.</p>\n'


def lint_with(python: str | Path, folder: Path, **environment: str) -> list[tuple[str, int]]:
    """(rule, line) of what a Python's a11ylint finds in a faulty fragment."""
    (folder / "page.html").write_text(FAULTY, "utf-8")
    done = run(
        python,
        "-m",
        "a11ylint",
        "check",
        "--isolated",
        "--format",
        "json",
        "page.html",
        cwd=folder,
        check=False,
        **environment,
    )
    assert done.returncode == 1, done.stderr
    return [(finding["rule"], finding["start"]["line"]) for finding in json.loads(done.stdout)["findings"]]


def rules_of(python: str | Path, folder: Path, **environment: str) -> list[str]:
    done = run(
        python,
        "-m",
        "a11ylint",
        "rule",
        "list",
        "--isolated",
        "--format",
        "json",
        cwd=folder,
        check=True,
        **environment,
    )
    return [rule["id"] for rule in json.loads(done.stdout)]


def test_the_wheel_lints_outside_the_checkout(built: Path, empty_environment: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    install(empty_environment, wheel)
    home = run(empty_environment, "-c", "import a11ylint; print(a11ylint.__file__)", cwd=tmp_path).stdout
    assert str(empty_environment.parents[1]) in home
    assert ("duplicate-id", 2) in lint_with(empty_environment, tmp_path)
    assert rules_of(empty_environment, tmp_path) == rules_of(sys.executable, ROOT)


def test_the_wheel_has_the_rules_their_pages_the_schema_and_the_licence(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "a11ylint/rules/markup/duplicate_id.md" in names
    assert "a11ylint/rules/markup/duplicate_id.py" in names
    assert "a11ylint/data/report.schema.json" in names
    assert "a11ylint/py.typed" in names
    assert any(name.endswith("LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "rules/")) for name in names)


def test_the_unpacked_source_lints_without_being_installed(source: Path, tmp_path: Path) -> None:
    path = os.pathsep.join([str(source / "src"), LENT])
    assert ("duplicate-id", 2) in lint_with(sys.executable, tmp_path, PYTHONPATH=path)


def test_a_zip_of_the_source_lints_without_being_unpacked(source: Path, tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "source"), "zip", source.parent, source.name)
    path = os.pathsep.join([f"{archive}/{source.name}/src", LENT])
    assert rules_of(sys.executable, tmp_path, PYTHONPATH=path) == rules_of(sys.executable, ROOT)
    assert ("duplicate-id", 2) in lint_with(sys.executable, tmp_path, PYTHONPATH=path)


def test_pre_commit_runs_the_hook(source: Path, tmp_path: Path) -> None:
    """``pre-commit try-repo`` installs the hook from a clone and stops a commit of a faulty page."""
    hooks = tmp_path / "hooks"
    shutil.copytree(source, hooks)
    project = tmp_path / "newsroom"
    project.mkdir()
    (project / "story.html").write_text(FAULTY, "utf-8")
    (project / "clean.html").write_text("<p>One.</p>\n", "utf-8")
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for repository in (hooks, project):
        run("git", "init", "-q", "-b", "main", cwd=repository)
        run("git", "add", "-A", cwd=repository)
        run("git", *identity, "commit", "-q", "-m", "start", cwd=repository)
    # pip builds and installs from what is here, not from an index.
    offline = {
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads this one the other way round
        "PYTHONPATH": LENT,
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
    }
    hook = (sys.executable, "-m", "pre_commit", "try-repo", hooks, "a11ylint", "--files")
    failed = run(*hook, "story.html", cwd=project, check=False, **offline)
    assert failed.returncode == 1, failed.stdout + failed.stderr
    assert "story.html:2:4" in failed.stdout
    passed = run(*hook, "clean.html", cwd=project, check=False, **offline)
    assert passed.returncode == 0, passed.stdout + passed.stderr
