"""What people see on a control, and whether its name has those words (WCAG 2.2, 2.5.3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.accessibility.labels import has_label, says_something
from tests.accessibility.trees import subject


@pytest.mark.parametrize(
    ("markup", "label"),
    [
        ("<a id=x href=a>Read on</a>", "Read on"),
        ("<a id=x href=a> Read\n  on&nbsp;</a>", "Read on"),
        ("<a id=x href=a>Read<br>on</a>", "Read on"),
        ("<a id=x href=a><h3>Read</h3><p>on</p></a>", "Read on"),
        ("<a id=x href=a><h3>Read</h3>on</a>", "Read on"),
        ("<a id=x href=a><b>Re</b><i>ad</i></a>", "Read"),
        ("<a id=x href=a><h3 style='display:inline'>Read</h3><p style='display:inline'>on</p></a>", "Readon"),
        ("<style>i { display: block }</style><a id=x href=a><b>Read</b><i>on</i></a>", "Read on"),
        ("<a id=x href=a>Read <b hidden>it</b> on</a>", "Read on"),
        ("<a id=x href=a>Read <b style='visibility:hidden'>it</b> on</a>", "Read on"),
        ("<a id=x href=a>Read <b style='position:absolute;left:-9999px'>it</b> on</a>", "Read on"),
        ("<a id=x href=a>Read <b style='font-family:\"My Icons\"'>arrow</b> on</a>", "Read on"),
        ("<a id=x href=a>Read on <i class=material-icons>arrow</i></a>", "Read on"),
        ("<a id=x href=a>Read on <svg><text>arrow</text></svg></a>", "Read on"),
        ("<a id=x href=a>Read on <span aria-hidden=true>now</span></a>", "Read on now"),
        ("<a id=x href=a>Read on <span class=sr-only>now</span></a>", "Read on now"),
        ("<link rel=stylesheet href=a.css><a id=x href=a>Read on <span class=sr-only>now</span></a>", "Read on"),
        ("<a id=x href=a>X</a>", ""),
        ("<a id=x href=a>»</a>", ""),
        ("<a id=x href=a><img src=a.png alt='Read on'></a>", ""),
    ],
)
def test_a_visible_label_is_the_words_that_people_see(markup: str, label: str) -> None:
    tree, element = subject(markup)
    assert tree.visible_label(element) == label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Fares", "Fares"),
        ("fares", "FARES"),
        ("Fares", "Fares…"),
        ("Read on: ferry runs again", "Read on"),
        ("Your address", "Your address (required)"),
        ("Non-stop", "non stop"),
        ("阅读全文渡轮恢复", "阅读全文"),
    ],
)
def test_a_name_has_a_label_whose_words_stand_in_it_in_order(name: str, label: str) -> None:
    assert has_label(name, label)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Weather", "Fares"),
        ("the full", "The full report"),
        ("Discover Italy", "Discover it"),
        ("full report the", "the full report"),
        ("Read it on", "Read on"),
        ("20 24", "2024"),
        ("nonstop", "non-stop"),
        ("two and two", "2 + 2"),
        ("", "Fares"),
    ],
)
def test_words_that_are_missing_parted_or_in_another_order_are_others(name: str, label: str) -> None:
    assert not has_label(name, label)


@pytest.mark.parametrize(("label", "says"), [("Fares", True), ("2", True), ("X", False), ("→", False), ("", False)])
def test_signs_say_nothing(label: str, says: bool) -> None:
    assert says_something(label) is says


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_a_name_that_adds_words_around_a_label_has_it(before: str, label: str, after: str) -> None:
    if says_something(label):
        assert has_label(f"{before} {label} {after}", label)


def test_words_that_an_unread_sheet_may_set_apart_are_taken_to_stand_apart() -> None:
    markup = "<a id=x href=a aria-label='Culture: stage and film'><b>Culture</b><i>stage and film</i></a>"
    tree, element = subject(markup)
    assert not tree.is_called(element, tree.visible_label(element))
    tree, element = subject(f"<link rel=stylesheet href=a.css>{markup}")
    assert tree.is_called(element, tree.visible_label(element))
