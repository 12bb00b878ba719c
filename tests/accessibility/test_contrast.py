"""Colours (CSS Color 4) and contrast (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.accessibility.contrast import BLACK, WHITE, Colour, parse_colour, ratio
from tests.accessibility.trees import subject


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("#fff", (255, 255, 255, 1)),
        ("#0008", (0, 0, 0, 8 / 15)),
        ("#336699", (51, 102, 153, 1)),
        ("#33669980", (51, 102, 153, 128 / 255)),
        ("rebeccapurple", (102, 51, 153, 1)),
        ("transparent", (0, 0, 0, 0)),
        ("rgb(1, 2, 3)", (1, 2, 3, 1)),
        ("rgb(100% 0% 50%)", (255, 0, 127.5, 1)),
        ("rgba(1, 2, 3, .5)", (1, 2, 3, 0.5)),
        ("rgb(1 2 3 / 50%)", (1, 2, 3, 0.5)),
        ("rgb(300, -1, 3)", (255, 0, 3, 1)),
        ("hsl(120, 100%, 50%)", (0, 255, 0, 1)),
        ("hsla(0.5turn 100% 50% / 0.2)", (0, 255, 255, 0.2)),
        ("hwb(0 0% 0%)", (255, 0, 0, 1)),
        ("hwb(0 60% 60%)", (127.5, 127.5, 127.5, 1)),
    ],
)
def test_colours(value: str, expected: tuple[float, float, float, float]) -> None:
    assert parse_colour(value) == pytest.approx(expected)


@pytest.mark.parametrize(
    "value",
    ["", "#12", "#ggg", "nonsense", "currentcolor", "canvastext", "lab(50 0 0)", "rgb(1,2)", "rgb(a,b,c)", "red;"],
)
def test_colours_that_cannot_be_known(value: str) -> None:
    assert parse_colour(value) is None


def test_the_ends_of_the_scale() -> None:
    assert ratio(BLACK, WHITE) == pytest.approx(21)
    assert ratio(WHITE, WHITE) == 1
    # WCAG's technique G18: #777 on white just misses, #767676 just passes.
    assert ratio(Colour(0x77, 0x77, 0x77), WHITE) < 4.5 <= ratio(Colour(0x76, 0x76, 0x76), WHITE)


@given(*[st.tuples(*[st.integers(0, 255)] * 3)] * 2)
def test_contrast_is_the_same_either_way_round(one: tuple[int, int, int], other: tuple[int, int, int]) -> None:
    found = ratio(Colour(*one), Colour(*other))
    assert found == ratio(Colour(*other), Colour(*one))
    assert 1 <= found <= 21.000001


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p id=x>word", 21),
        ("<p id=x style='color: #777'>word", 4.48),
        ("<div style='background: black; color: white'><p id=x>word", 21),
        ("<div style='background: black'><p id=x style='background: white'>word", 21),
        ("<div style='color: #777'><a id=x href=a>word</a>", 9.4),  # links have a colour of their own
        ("<p id=x style='color: rgba(0, 0, 0, .5)'>word", 3.98),  # grey, seen on white
        ("<div style='background: black'><p id=x style='background: rgb(255 255 255 / .5)'>word", 5.28),
        ("<table bgcolor=black><tr><td id=x style='color: white'>word</table>", 21),
        ("<p id=x style='background: linear-gradient(to right, #fff, #000)'>word", 21),
        ("<p id=x style='color: #aaa; background: linear-gradient(#fff, #eee)'>word", 2.32),
        ("<div style='opacity: .5'><p id=x>word", 3.98),  # the same grey
        ("<div style='opacity: 50%; background: black; color: white'><p id=x>word", 3.98),  # white on that grey
        ("<div style='opacity: .5'><p id=x style='opacity: .5'>word", 1.84),
        ("<p id=x style='text-shadow: 0 0 2px black, 1px 1px red'>word", 21),
        ("<p id=x style='background: #737373; text-shadow: white 0 0 3px'>word", 21),
        ("<body link=#777><a id=x href=a>word</a>", 4.48),
        ("<meta name=color-scheme content='light dark'><p id=x>word", 21),
    ],
)
def test_contrast(markup: str, expected: float) -> None:
    tree, element = subject(markup)
    found = tree.contrast(element)
    assert found is not None
    assert found.ratio == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    "markup",
    [
        "<link rel=stylesheet href=a.css><p id=x>word",
        "<p id=x style='background: url(a.png)'>word",
        "<div style='background-image: url(a.png)'><p id=x>word",
        "<p id=x style='background: linear-gradient(#fff, rgb(0 0 0 / .5))'>word",
        "<p id=x style='color: var(--ink)'>word",
        "<p id=x style='color: transparent'>word",
        "<div style='opacity: var(--faint)'><p id=x>word",
        "<div style='opacity: 0'><p id=x>word",
        "<meta name=color-scheme content=dark><p id=x>word",
        "<style>:root { color-scheme: only dark }</style><p id=x>word",
        "<div style='filter: invert(1)'><p id=x>word",
        "<p id=x style='text-shadow: 0 0 2px'>word",
        "<div style='position: absolute'><p id=x>word",
        "<style>@supports (x: y) { p { color: red } }</style><p id=x>word",
        "<style>p { & b { color: red } }</style><p id=x>word",
        "<button id=x>word</button>",
        "<svg><text id=x>word</text></svg>",
    ],
)
def test_contrast_that_cannot_be_known(markup: str) -> None:
    tree, element = subject(markup)
    assert tree.contrast(element) is None


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p id=x style='color: #777; background: #777 url(a.png)'>word", 1),
        ("<p id=x style='background: white url(a.png)'>word", 21),
        ("<p id=x style='background: url(a.png)'>word", None),
        ("<div style='background: url(a.png)'><p id=x style='background: white'>word", 21),
    ],
)
def test_the_colour_under_a_picture(markup: str, expected: float | None) -> None:
    tree, element = subject(markup)
    found = tree.contrasts.contrast(element, through_pictures=True)
    assert (found and found.ratio) == (expected and pytest.approx(expected, abs=0.01))


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("color: #777; background: white", 4.48),
        ("color: #777", None),
        ("color: #777; background: white url(a.png)", None),
        ("color: #777; background: rgb(0 0 0 / .5)", None),
        ("color: #777; background: white; opacity: .5", None),
        ("color: var(--ink); background: white", None),
    ],
)
def test_what_a_style_attribute_alone_tells(style: str, expected: float | None) -> None:
    tree, element = subject(f"<link rel=stylesheet href=a.css><p id=x style='{style}'>word")
    found = tree.contrasts.own_contrast(element)
    assert (found and found.ratio) == (expected and pytest.approx(expected, abs=0.01))


@pytest.mark.parametrize(
    ("markup", "large", "least"),
    [
        ("<p id=x>word", False, 4.5),
        ("<h1 id=x>word", True, 3.0),
        ("<p id=x style='font-size: 24px'>word", True, 3.0),
        ("<p id=x style='font-size: 23px'>word", False, 4.5),
        ("<b id=x style='font-size: 14pt'>word</b>", True, 3.0),
        ("<p id=x style='font-size: 14pt; font-weight: 600'>word", False, 4.5),
        ("<p id=x style='font-size: 2vw'>word", None, 3.0),
    ],
)
def test_large_text(markup: str, large: bool | None, least: float) -> None:
    tree, element = subject(markup)
    found = tree.contrast(element)
    assert found is not None
    assert (found.is_large, found.least) == (large, least)
