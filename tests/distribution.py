"""Distributions built and installed without a network: what they depend on is lent from where the tests run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LENT = sysconfig.get_path("purelib")


def run(*command: str | Path, cwd: Path, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command apart from the environment the tests run in; with `check`, a failure of it fails the test."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if check and done.returncode:
        pytest.fail(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return done


def copy_of_the_source(folder: Path) -> Path:
    """The checkout as a stranger would have it: what git knows or would take in, nothing that was built."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def build(project: Path, folder: Path, *options: str) -> None:
    """Build a project's sdist and wheel into a folder."""
    run(sys.executable, "-m", "build", "--no-isolation", *options, "--outdir", folder, project, cwd=folder)


def new_environment(folder: Path) -> Path:
    """The Python of a new virtual environment that sees our dependencies after its own packages."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    python = folder / "bin" / "python"
    packages = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).stdout.strip()
    (Path(packages) / "lent.pth").write_text(f"{LENT}\n", "utf-8")
    return python


def install(python: Path, *wheels: Path) -> None:
    """Install wheels as they are."""
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index")
    run(*pip, *wheels, cwd=python.parent)
