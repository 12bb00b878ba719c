"""Spacing that readers cannot widen (WCAG 1.4.12)."""

from __future__ import annotations

import pytest

from a11ylint.accessibility.spacing import width_of
from tests.accessibility.trees import subject, tree_of


@pytest.mark.parametrize(
    ("markup", "times"),
    [
        ("<p style='letter-spacing: .1em !important'>word", 0.1),
        ("<p style='letter-spacing: 1px !important; font-size: 10px'>word", 0.1),
        ("<p style='letter-spacing: 0 !important'>word", 0),
        ("<p style='letter-spacing: normal !important'>word", 0),
        ("<h1 style='letter-spacing: .1em !important'><small>word</small></h1>", 0.12),
        ("<link rel=stylesheet href=a><p style='letter-spacing: .1em !important'>word", 0.1),
        ("<link rel=stylesheet href=a><p style='letter-spacing: 1px !important; font-size: 10px'>word", 0.1),
        ("<link rel=stylesheet href=a><p style='letter-spacing: 1px !important'>word", None),
        ("<link rel=stylesheet href=a><p style='letter-spacing: .1em !important'><b>word</b>", None),
        ("<p style='letter-spacing: calc(1px) !important'>word", None),
        ("<p style='letter-spacing: .1em !important'>123", None),
        ("<svg><text style='letter-spacing: .1em !important'>word</text></svg>", None),
    ],
)
def test_how_narrow(markup: str, times: float | None) -> None:
    found = tree_of(markup).cramped("letter-spacing")
    # Small print in a heading gets wider spaces than it asked for: 0.1 of the heading's size is just enough.
    wide_enough = times is None or times >= 0.12
    assert [each.times for each in found] == ([] if wide_enough else [pytest.approx(times)])


@pytest.mark.parametrize(
    ("markup", "width"),
    [
        ("<p id=x>", 1280),
        ("<p id=x style='width: 50%'>", 640),
        ("<div style='max-width: 40em'><p id=x style='width: 50%'>", 320),
        ("<p id=x style='width: 25vw; max-width: 200px'>", 200),
        ("<p id=x style='max-width: 60ch'>", 480),
        ("<p id=x style='width: auto'>", 1280),
    ],
)
def test_the_width_of_a_column(markup: str, width: float) -> None:
    tree, element = subject(markup)
    assert width_of(element, tree.styles) == pytest.approx(width)
