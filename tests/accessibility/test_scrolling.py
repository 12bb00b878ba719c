"""Boxes that scroll and that no key reaches: sizes estimated from below (WCAG 2.2, 2.1.1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.accessibility.trees import subject, tree_of

WORDS = "The ferry runs again after nine days. " * 10
LOW = "height: 60px; width: 200px; overflow-y: auto"


def is_unreachable(style: str, content: str, attributes: str = "") -> bool:
    tree, element = subject(f"<div id=x style='{style}' {attributes}>{content}</div>")
    return element in tree.unreachable


@pytest.mark.parametrize(
    ("style", "content"),
    [
        (LOW, WORDS),
        (LOW, f"<p>{WORDS[:150]}</p><p>{WORDS[:150]}</p>"),
        ("max-height: 3em; max-width: 20em; overflow: scroll", WORDS),
        ("height: 60px; width: 200px; overflow-x: scroll", WORDS),
        ("width: 200px; overflow-x: auto; white-space: nowrap", WORDS),
        ("width: 200px; overflow: auto", "<table width=400><tr><td>a</table>"),
        ("width: 200px; overflow: auto", "<p style='width: 400px'>a"),
        ("width: 100px; overflow: auto; white-space: pre", "a<img width=80 src=a.png><img width=80 src=b.png>"),
    ],
)
def test_content_that_is_surely_larger_than_its_box_is_out_of_reach(style: str, content: str) -> None:
    assert is_unreachable(style, content)


@pytest.mark.parametrize(
    ("style", "content", "attributes"),
    [
        (LOW, "The ferry runs again.", ""),
        (LOW, WORDS, "tabindex=0"),
        (LOW, f"<a href=a>a</a>{WORDS}", ""),
        (LOW, f"<p hidden>{WORDS}</p>a", ""),
        ("height: 60px; width: 200px", WORDS, ""),
        ("height: 60px; width: 200px; overflow: hidden", WORDS, ""),
        ("height: 60px; width: 200px; overflow-x: auto; overflow-y: hidden", WORDS, ""),
        ("height: 50vh; overflow: auto", WORDS, ""),
        ("height: auto; overflow: auto", WORDS, ""),
        ("width: 200px; overflow: auto", WORDS, ""),
        (f"{LOW}; display: none", WORDS, ""),
        ("width: 200px; overflow: auto", "<p style='width: 400px; height: 1px'></p>a", ""),
    ],
)
def test_nothing_is_said_where_a_key_reaches_it_or_the_size_is_not_sure(
    style: str, content: str, attributes: str
) -> None:
    assert not is_unreachable(style, content, attributes)


def test_a_negative_tabindex_brings_no_key_there() -> None:
    assert is_unreachable(LOW, WORDS, "tabindex=-1")


@given(st.integers(0, 400), st.integers(20, 400))
def test_more_text_never_brings_a_box_within_reach(length: int, height: int) -> None:
    style = f"height: {height}px; width: 200px; overflow: auto"
    if is_unreachable(style, "word " * length):
        assert is_unreachable(style, "word " * (length + 50))


def test_boxes_in_boxes_without_end_are_left_alone_in_time() -> None:
    markup = f"<div style='{LOW}'>" * 400 + "<p>word</p>" * 20_000
    assert len(tree_of(markup).unreachable) < 400
