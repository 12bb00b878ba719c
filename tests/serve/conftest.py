"""What the server's tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra `serve` is not installed")
pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")

from tests.serve.serving import Server, serving


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all that leaves no trace in it, under no settings but its own."""
    with serving(tmp_path_factory.mktemp("served"), "--isolated", "-j", "1") as running:
        yield running


@pytest.fixture(scope="session")
def slow_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rule that does whatever a page tells it, to the worst."""
    pack = tmp_path_factory.mktemp("pack") / "slow"
    pack.mkdir()
    (pack / "at_its_worst.md").write_text(
        "---\nid: at-its-worst\ntitle: Does what a page says\nseverity: notice\n---\n\n# Does what a page says\n",
        "utf-8",
    )
    (pack / "at_its_worst.py").write_text(
        "import os, time\n"
        "from a11ylint.plugin import Page\n\n\n"
        "def check(page: Page):\n"
        "    said = page.source.text\n"
        "    if 'SLEEP' in said:\n        time.sleep(600)\n"
        "    if 'DIE' in said:\n        os._exit(7)\n"
        "    if 'EAT' in said:\n        held = [bytearray(1 << 24) for _ in range(10_000)]\n"
        "    if 'RAISE' in said:\n        raise SystemExit(3)\n"
        "    if 'PRINT' in said:\n        print('x' * 10_000)\n"
        "    return iter(())\n",
        "utf-8",
    )
    return pack
