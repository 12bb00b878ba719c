"""Rotations about the axis that points at the reader (CSS Transforms 1 and 2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.accessibility.orientation import rotation


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("transform", "rotate(90deg)", 90),
        ("transform", "rotate(0.25turn) rotatez(100grad)", 180),
        ("transform", "rotate(1.5708rad)", 90),
        ("transform", "rotate3d(0, 0, -2, 90deg)", -90),
        ("transform", "rotate3d(1, 0, 0, 90deg)", 0),
        ("transform", "rotatex(90deg)", 0),
        ("transform", "matrix(0, 1, -1, 0, 0, 0)", 90),
        ("transform", "matrix(0, 1)", 0),
        ("transform", "translate(5px) scale(2)", 0),
        ("transform", "none", 0),
        ("transform", "rotate(var(--turn))", None),
        ("rotate", "90deg", 90),
        ("rotate", "z -0.25turn", -90),
        ("rotate", "0 0 1 90deg", 90),
        ("rotate", "x 90deg", 0),
        ("rotate", "none", 0),
    ],
)
def test_rotations(name: str, value: str, expected: float | None) -> None:
    found = rotation(name, value)
    assert found == (expected if expected is None else pytest.approx(expected, abs=0.01))


@given(st.sampled_from(["transform", "rotate"]), st.text(alphabet="rotatez3dmx(), 019.-+deguk", max_size=40))
def test_any_value_can_be_read(name: str, value: str) -> None:
    assert isinstance(rotation(name, value), float | int)
