"""Front matter remembered between runs: never stale, never in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from a11ylint.packs import all_rules, pack_at
from a11ylint.store import CACHE_VARIABLE

PAGE = """---
id: no-blink
title: {title}
severity: warning
check: {{select: blink}}
---

# {title}
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "no_blink.md").write_text(PAGE.format(title="Text blinks"), "utf-8")
    return folder


def titles(pack: Path) -> list[str]:
    return [rule.title for rule in all_rules([pack_at(pack)])]


def test_what_is_remembered_is_what_was_read(cache: Path, pack: Path) -> None:
    first = all_rules([pack_at(pack)])
    assert len(list(cache.iterdir())) == 1
    assert all_rules([pack_at(pack)]) == first


def test_a_page_that_changed_is_read_anew(cache: Path, pack: Path) -> None:
    assert titles(pack) == ["Text blinks"]
    (pack / "no_blink.md").write_text(PAGE.format(title="Words blink"), "utf-8")
    os.utime(pack / "no_blink.md", ns=(1, 1))
    assert titles(pack) == ["Words blink"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"x": 1}', b"\x00\xff"])
def test_a_damaged_file_is_no_loss(cache: Path, pack: Path, damage: bytes) -> None:
    titles(pack)
    (file,) = cache.iterdir()
    file.write_bytes(damage)
    assert titles(pack) == ["Text blinks"]


def test_a_folder_that_cannot_be_written_is_no_loss(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, "/proc/nowhere")
    assert titles(pack) == ["Text blinks"]


def test_what_json_cannot_hold_is_not_remembered_wrongly(cache: Path, pack: Path) -> None:
    (pack / "no_blink.md").write_text(PAGE.format(title="2018-06-27"), "utf-8")  # YAML reads a date
    assert titles(pack) == titles(pack) == ["2018-06-27"]
