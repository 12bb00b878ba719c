"""Compiled patterns, remembered: they are what `re.compile` makes, or they are not remembered."""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from a11ylint import compiled, patterns
from a11ylint.compiled import Compiled
from a11ylint.store import Store

PATTERN = r"(?P<first>[a-zà-ÿ]+)(?:\s(?P<last>\w{2,9}))?|\d++"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def keep(store: Store, *asked: tuple[str, int]) -> None:
    known = Compiled(store)
    for each in asked:
        known.compile(*each)
    known.keep()


def entry_in(store: Store) -> Path:
    (entry,) = store.folder.glob("results/*/*")
    return entry


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.IGNORECASE | re.MULTILINE | re.DOTALL])
def test_a_remembered_pattern_is_the_one_that_would_be_compiled(
    store: Store, monkeypatch: pytest.MonkeyPatch, flags: int
) -> None:
    whole = re.compile(PATTERN, flags)
    keep(store, (PATTERN, flags))
    monkeypatch.setattr(re, "compile", None)
    made = Compiled(store).compile(PATTERN, flags)
    assert made == whole
    assert (made.flags, made.groups, dict(made.groupindex)) == (whole.flags, whole.groups, dict(whole.groupindex))
    match = made.fullmatch("andré weber")
    assert match is not None
    assert match.groupdict() == {"first": "andré", "last": "weber"}


def test_every_pattern_of_ours_can_be_remembered(store: Store) -> None:
    ours = [
        (source, flags)
        for module in sorted(Path(compiled.__file__).parent.rglob("*.py"))
        if "patterns as re" in module.read_text("utf-8") and module.parts[-2] not in ("lsp", "serve")
        for pattern in vars(importlib.import_module(_name(module))).values()
        if isinstance(pattern, patterns._Awaited)
        for source, flags in [pattern._source]
        if isinstance(source, str)
    ]
    assert len(ours) > 150
    keep(store, *ours)
    again = Compiled(store)
    assert [again.compile(*each) for each in ours] == [re.compile(*each) for each in ours]
    assert not again._new


def _name(module: Path) -> str:
    parts = module.relative_to(Path(compiled.__file__).parent.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def test_a_pattern_that_is_wrong_is_told_as_ever(store: Store) -> None:
    with pytest.raises(re.error):
        Compiled(store).compile("(")


def test_nothing_is_written_where_nothing_is_new(store: Store) -> None:
    keep(store, (PATTERN, 0))
    before = entry_in(store).stat().st_mtime_ns
    keep(store, (PATTERN, 0))
    assert entry_in(store).stat().st_mtime_ns == before


def test_what_other_processes_remember_stays(store: Store) -> None:
    keep(store, ("one", 0))
    keep(store, ("two", 0))
    again = Compiled(store)
    again.compile("one")
    again.compile("two")
    assert not again._new


def test_another_python_remembers_for_itself(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(store, (PATTERN, 0))
    monkeypatch.setattr(sys, "version", "9.9")
    keep(store, (PATTERN, 0))
    assert len([*store.folder.glob("results/*/*")]) == 2


def test_what_somebody_else_may_have_written_does_not_count(store: Store) -> None:
    keep(store, (PATTERN, 0))
    entry_in(store).chmod(0o666)
    again = Compiled(store)
    assert again.compile(PATTERN) == re.compile(PATTERN)
    assert again._new


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_numbers_that_are_no_patterns_are_compiled_anew(store: Store, data: st.DataObject) -> None:
    """The interpreter itself refuses most of them; in an entry with the right checksum there are none."""
    keep(store, (PATTERN, 0))
    known = Compiled(store)
    key = f"0:{PATTERN}"
    flags, numbers, names, groups = known._known[key]
    broken = data.draw(
        st.sampled_from(
            [[], [flags], [flags, "!", names, groups], [flags, numbers[:8], names, groups], [flags, numbers, names, 0]]
        )
    )
    known._known[key] = broken
    assert known.compile(PATTERN) == re.compile(PATTERN)


def test_a_damaged_entry_is_none(store: Store) -> None:
    keep(store, (PATTERN, 0))
    entry = entry_in(store)
    entry.write_bytes(entry.read_bytes()[:-3])
    assert Compiled(store).compile(PATTERN) == re.compile(PATTERN)


def test_json_of_another_kind_is_none(store: Store) -> None:
    keep(store, (PATTERN, 0))
    store.write(entry_in(store).parent.name + entry_in(store).name, json.dumps([1]).encode())
    assert Compiled(store).compile(PATTERN) == re.compile(PATTERN)
