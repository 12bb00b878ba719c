"""Records are frozen dataclasses: whatever holds for the standard library's holds for them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Mapping
from dataclasses import field
from typing import Any

import pytest

from a11ylint.records import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    """A record."""

    name: str
    size: int = 3
    marks: Mapping[str, int] = field(default_factory=dict)
    inner: str = field(default="hidden", repr=False)

    def __len__(self) -> int:
        return self.size


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same."""

    name: str
    size: int = 3
    marks: Mapping[str, int] = field(default_factory=dict)
    inner: str = field(default="hidden", repr=False)

    def __len__(self) -> int:
        return self.size


@dataclass(frozen=True)
class Open:
    """A record that has room for more than its fields."""

    name: str
    size: int = 3


@dataclass(frozen=True, slots=True)
class Key:
    """A record that can be hashed."""

    name: str
    size: int


@pytest.mark.parametrize(
    ("given", "named"), [(("a",), {}), (("a", 1), {}), (("a",), {"inner": "x"}), ((), {"size": 1, "name": "a"})]
)
def test_a_record_holds_what_it_is_given(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    one, other = Ours(*given, **named), Theirs(*given, **named)
    assert dataclasses.asdict(one) == dataclasses.asdict(other)
    assert repr(one).removeprefix("Ours") == repr(other).removeprefix("Theirs")
    assert one == Ours(*given, **named)
    assert one != Ours("b")
    assert one != object()
    assert len(one) == len(other)


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), (("a", 1, {}, "x", 5), {}), (("a",), {"name": "b"}), (("a",), {"other": 1}), ((), {"size": 1})],
)
def test_what_no_field_takes_is_refused(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    for each in (Ours, Theirs):
        with pytest.raises(TypeError):
            each(*given, **named)


def test_a_default_that_is_made_is_made_for_each() -> None:
    assert Ours("a").marks is not Ours("a").marks


def test_nothing_can_be_set_or_taken_away() -> None:
    for record in (Ours("a"), Open("a")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            record.name = "b"  # type: ignore[misc]
        with pytest.raises(dataclasses.FrozenInstanceError):
            del record.name
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(Ours("a"), "other", 1)


def test_records_are_hashed_by_what_they_hold() -> None:
    assert len({Key("a", 1), Key("a", 1), Key("b", 1)}) == 2
    with pytest.raises(TypeError):
        hash(Ours("a"))  # its marks cannot be


def test_the_standard_library_knows_a_record() -> None:
    assert dataclasses.is_dataclass(Ours)
    assert [each.name for each in dataclasses.fields(Ours)] == ["name", "size", "marks", "inner"]
    assert [each.default for each in dataclasses.fields(Ours)] == [each.default for each in dataclasses.fields(Theirs)]
    assert dataclasses.replace(Ours("a", 1), name="b") == Ours("b", 1)
    assert dataclasses.replace(Open("a"), size=1) == Open("a", 1)


def test_a_record_can_be_taken_apart() -> None:
    match Ours("a", 1):
        case Ours(name, size):
            assert (name, size) == ("a", 1)


@pytest.mark.parametrize("record", [Ours("a", 1, {"b": 2}), Open("a"), Key("a", 1)])
def test_a_record_can_be_copied_and_sent(record: object) -> None:
    assert pickle.loads(pickle.dumps(record)) == record
    assert copy.deepcopy(record) == record


def test_slots_leave_no_room() -> None:
    assert not hasattr(Ours("a"), "__dict__")
    assert vars(Open("a")) == {"name": "a", "size": 3}


def test_a_dataclass_can_be_made_of_a_record() -> None:
    @dataclasses.dataclass(frozen=True)
    class More(Key):
        other: int = 0

    assert More("a", 1, 2) == More("a", 1, 2)
    assert More("a", 1).name == "a"


def test_a_field_without_a_default_cannot_follow_one_with_a_default() -> None:
    with pytest.raises(TypeError):

        @dataclass(frozen=True, slots=True)
        class Wrong:
            one: int = 1
            two: int  # type: ignore[misc]
