"""A session in a real Neovim, where there is one: ``apt-get install neovim``."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the extra `lsp` is not installed")

NVIM = shutil.which("nvim")
CAPTION = "The first of twelve rebuilt sleeping cars, in a hall."
PAGE = f"""<h1 id="a">Night trains 😀 to return</h1>
<figure><img src="a.jpg" alt="A blue car"><figcaption>{CAPTION}</figcaption></figure>
<p>😀 e\u0301</p><p>{CAPTION}</p>
"""

pytestmark = pytest.mark.skipif(NVIM is None, reason="Neovim is not installed")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What Neovim held after each step of ``session.lua``."""
    folder = tmp_path_factory.mktemp("neovim")
    (folder / "a11ylint.toml").write_text('select = ["duplicate-id", "duplicate-caption"]\n')
    page, report = folder / "story.html", folder / "report.json"
    page.write_text(PAGE, "utf-8")
    assert NVIM is not None
    version = subprocess.run([NVIM, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"v(\d+)\.(\d+)", version)
    assert found is not None
    runs_scripts = (int(found[1]), int(found[2])) >= (0, 9)
    script = str(Path(__file__).with_name("session.lua"))
    done = subprocess.run(
        [NVIM, "--headless", "--clean", "-l" if runs_scripts else "-S", script],
        env={**os.environ, "PAGE": str(page), "PYTHON": sys.executable, "REPORT": str(report), "HOME": str(folder)},
        capture_output=True,
        timeout=240,
        check=False,
    )
    assert report.is_file(), done.stderr
    steps = dict(json.loads(report.read_text("utf-8")))
    assert "trouble" not in steps, steps["trouble"]
    return steps


def test_it_shows_what_is_found_when_a_page_is_opened(told: dict[str, Any]) -> None:
    (found,) = told["opened"]
    assert found == {"rule": "duplicate-caption", "line": 2, "words": CAPTION, "severity": 1}


def test_it_shows_what_is_found_in_what_was_typed(told: dict[str, Any]) -> None:
    assert {(each["rule"], each["words"]) for each in told["typed"]} == {
        ("duplicate-caption", CAPTION),
        ("duplicate-id", 'id="a"'),
    }


def test_it_shows_the_rule_over_a_finding_and_nothing_elsewhere(told: dict[str, Any]) -> None:
    assert told["hover"].startswith("### A caption stands twice")
    assert told["plain"] is None


def test_it_shows_the_parts_of_the_article(told: dict[str, Any]) -> None:
    assert {"headline: Night trains 😀 to return", "photo: a.jpg"} <= set(told["symbols"])


def test_it_mends_what_can_be_mended(told: dict[str, Any]) -> None:
    assert "Remove this copy (duplicate-caption)" in told["titles"]
    assert "Suppress duplicate-id here, with a reason" in told["titles"]
    assert [each["rule"] for each in told["fixed"]] == ["duplicate-id"]
    assert told["text"] == [
        *PAGE.replace(f"<p>{CAPTION}</p>", "").splitlines(),
        '<p>👩‍👩‍👧 cafe\u0301 <b id="a">x</b></p>',
    ]


def test_it_ends_the_server(told: dict[str, Any]) -> None:
    assert told["stopped"]
