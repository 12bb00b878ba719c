"""What the tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from a11ylint.source import Source
from a11ylint.store import CACHE_VARIABLE
from a11ylint.trust import TRUST_VARIABLE
from tests.distribution import build, copy_of_the_source, new_environment

# How long one example takes says more about the machine than about the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(autouse=True, scope="session")
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is remembered between runs is remembered in a folder of the tests, which processes they start use too."""
    os.environ[CACHE_VARIABLE] = str(tmp_path_factory.mktemp("cache"))
    os.environ.pop(TRUST_VARIABLE, None)  # a developer's own word is none about the tests' folders


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


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's source as a stranger would have it."""
    return copy_of_the_source(tmp_path_factory.mktemp("source") / "a11ylint")


@pytest.fixture(scope="session")
def built(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    build(source, folder)
    return folder


@pytest.fixture(scope="module")
def empty_environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new virtual environment that sees our dependencies after its own packages."""
    return new_environment(tmp_path_factory.mktemp("environment"))


def _read(paths: list[Path]) -> Iterator[Source]:
    for path in paths:
        yield Source.from_bytes(path.read_bytes(), path.name.removesuffix(".gz"))
