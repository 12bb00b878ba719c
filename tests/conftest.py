"""What the tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from a11ylint.source import Source


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages beside the repository; a test that reads it is skipped where there is none."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "corpus").is_dir():
        pytest.skip(f"no real pages at {folder}")
    return folder


@pytest.fixture(scope="session")
def real_pages(shared: Path) -> tuple[Source, ...]:
    """Every page of the corpus, decoded."""
    return tuple(_read(sorted((shared / "corpus").rglob("*.gz"))))


def _read(paths: list[Path]) -> Iterator[Source]:
    for path in paths:
        yield Source.from_bytes(path.read_bytes(), path.name.removesuffix(".gz"))
