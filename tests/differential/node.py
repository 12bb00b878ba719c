"""Witnesses that run in Node.js: parse5, and dom-accessibility-api and axe-core on jsdom."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pytest

PACKAGES: Final = ("jsdom", "dom-accessibility-api", "axe-core", "parse5")
_SCRIPT: Final = Path(__file__).with_name("witnesses.mjs")


def asked(task: str, pages: Iterable[str]) -> list[Any]:
    """What the witnesses say of each page: ``TREE`` or ``NAMES``. The test is skipped where they are not installed."""
    node, modules = shutil.which("node"), _modules()
    if node is None or modules is None:
        pytest.skip(f"no Node.js, or no folder node_modules with {', '.join(PACKAGES)}: NODE_MODULES names it")
    lines = "".join(json.dumps(page) + "\n" for page in pages)
    run = subprocess.run([node, _SCRIPT, modules, task], input=lines, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def _modules() -> Path | None:
    """The folder that is named in NODE_MODULES, or one above the tests."""
    named = os.environ.get("NODE_MODULES")
    folders = [Path(named)] if named else [each / "node_modules" for each in Path(__file__).parents]
    return next((each for each in folders if all((each / name).is_dir() for name in PACKAGES)), None)
