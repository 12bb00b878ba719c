"""What is remembered on disk: whole, or not at all."""

from __future__ import annotations

import os
import pickle
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from a11ylint.store import Store, name_of

NAME = name_of("one")
CONTENT = b"what is remembered " * 20


def entry_of(store: Store, name: str = NAME) -> Path:
    return store.folder / "results" / name[:2] / name[2:]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "cache")
    store.write(NAME, CONTENT)
    return store


def test_what_is_kept_can_be_read(store: Store) -> None:
    assert store.read(NAME) == CONTENT
    assert Store(store.folder).read(NAME) == CONTENT
    assert store.read(name_of("two")) is None


def test_names_tell_parts_apart() -> None:
    assert len({name_of("a", "bc"), name_of("ab", "c"), name_of("abc"), name_of("abc", "")}) == 4


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_torn_or_damaged_entry_is_none_and_is_written_anew(store: Store, data: st.DataObject) -> None:
    store.write(NAME, CONTENT)
    path = entry_of(store)
    whole = path.read_bytes()
    if data.draw(st.booleans()):
        damaged = whole[: data.draw(st.integers(0, len(whole) - 1))]
    else:
        place, value = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(1, 255))
        damaged = whole[:place] + bytes([whole[place] ^ value]) + whole[place + 1 :]
    path.write_bytes(damaged)
    assert store.read(NAME) is None
    store.write(NAME, CONTENT)
    assert store.read(NAME) == CONTENT


def test_an_entry_under_another_name_is_none(store: Store) -> None:
    other = name_of("two")
    entry_of(store, other).parent.mkdir(parents=True, exist_ok=True)
    entry_of(store, other).write_bytes(entry_of(store).read_bytes())
    assert store.read(other) is None


def test_what_was_never_written_by_us_is_none(store: Store) -> None:
    for data in (b"", b"\0" * 1000, pickle.dumps(print), zlib.compress(b"{}")):
        entry_of(store).write_bytes(data)
        assert store.read(NAME) is None


def test_nothing_half_written_stands_in_an_entrys_place(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    before = entry_of(store).read_bytes()
    monkeypatch.setattr(Path, "replace", full)
    store.write(NAME, b"new")
    store.write(name_of("two"), b"new")
    assert entry_of(store).read_bytes() == before
    assert [path.name for path in entry_of(store).parent.iterdir()] == [NAME[2:]]


def test_a_folder_that_cannot_be_written_is_no_loss(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file" / "cache")
    store.write(NAME, CONTENT)
    assert store.read(NAME) is None
    store.tidy()


def test_a_cache_tells_version_control_and_backups_to_leave_it_out(store: Store) -> None:
    assert (store.folder / ".gitignore").read_text() == "*\n"
    assert (store.folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_what_nobody_asked_for_in_a_month_goes(store: Store) -> None:
    used, leftover = name_of("used"), entry_of(store).with_name(".4711-0-1")
    store.write(used, CONTENT)
    leftover.write_bytes(b"half")
    month = time.time() - 31 * 24 * 3600
    for path in (entry_of(store), entry_of(store, used), leftover):
        os.utime(path, (month, month))
    assert store.read(used) == CONTENT
    store.tidy()
    assert store.read(NAME) is None
    assert store.read(used) == CONTENT
    assert not leftover.exists()


def test_the_oldest_go_where_all_together_are_too_large(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("a11ylint.store._MOST_BYTES", 10 * entry_of(store).stat().st_size)
    names = [name_of(str(number)) for number in range(20)]
    for age, name in enumerate(names):
        store.write(name, CONTENT)
        os.utime(entry_of(store, name), (time.time() - age, time.time() - age))
    store.tidy()
    kept = [store.read(name) is not None for name in names]
    assert kept == sorted(kept, reverse=True)
    assert 5 <= sum(kept) <= 10


def test_it_is_tidied_once_a_day(store: Store) -> None:
    store.tidy()
    old = time.time() - 31 * 24 * 3600
    os.utime(entry_of(store), (old, old))
    store.tidy()
    assert entry_of(store).exists()
    store.tidy(now=time.time() + 2 * 24 * 3600)
    assert not entry_of(store).exists()


def test_it_can_be_emptied(store: Store) -> None:
    store.write(name_of("two"), CONTENT)
    assert store.size()[0] == 2
    assert store.clear() == 2
    assert store.size() == (0, 0)
    assert store.read(NAME) is None
