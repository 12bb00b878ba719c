"""Whether elements show that they have the focus, by the page's own CSS (WCAG 2.2, 2.4.7)."""

from __future__ import annotations

import pytest

from tests.accessibility.trees import tree_of

LINK = "<a id=x href=a>a</a>"


def taken(css: str, markup: str = LINK) -> list[str]:
    tree = tree_of(f"<style>{css}</style>{markup}")
    return [tree.document.source.cut(each.span) for each in tree.unmarked]


@pytest.mark.parametrize(
    ("css", "selector"),
    [
        ("a:focus { outline: none }", "a:focus"),
        (":focus { outline: 0 }", ":focus"),
        ("a { outline: none }", "a"),
        ("p a:hover, a:focus-visible { outline-style: none }", "a:focus-visible"),
        ("a:focus { outline: transparent solid 1px }", "a:focus"),
        ("a { color: red } a:focus { outline-width: 0 }", "a:focus"),
        ("a:focus { outline: none } @media print { a:focus { color: red } }", "a:focus"),
    ],
)
def test_an_outline_taken_away_leaves_no_mark(css: str, selector: str) -> None:
    assert taken(css) == [selector]


@pytest.mark.parametrize(
    "css",
    [
        "",
        "a:focus { outline: 2px solid }",
        "a:focus { outline: none; background: yellow }",
        "a { outline: none } a:focus { outline: auto }",
        "a { outline: none } a:focus-visible { border: 1px solid }",
        "a { outline: none } body:focus-within a { color: red }",
        "a { outline: none } a:focus + b { color: red }",
        "a { outline: none } body:has(a:focus) { color: red }",
        "a:focus { outline: none } @media (min-resolution: 2dppx) { a:focus { color: red } }",
        "@media print { a:focus { outline: none } }",
    ],
)
def test_anything_else_that_changes_with_the_focus_is_a_mark(css: str) -> None:
    assert taken(css) == []


@pytest.mark.parametrize(
    "markup",
    [
        "<input>",
        "<textarea></textarea>",
        "<p contenteditable>a",
        "<button disabled>a</button>",
        f"{LINK}<script>mark()</script>",
        "<a href=a onfocus='mark(this)'>a</a>",
        f"<link rel=stylesheet href=a.css>{LINK}",
        "<a href=a style='outline: 1px solid'>a</a>",
    ],
)
def test_carets_and_what_is_not_read_may_mark_the_focus(markup: str) -> None:
    assert taken("* { outline: none }", markup) == []


def test_a_style_attribute_takes_away_too_and_is_named_itself() -> None:
    assert taken("", "<a href=a style='color: red; outline: none'>a</a>") == ["outline: none"]
    assert taken("", "<input type=submit style='outline:0'>") == ["outline:0"]
