"""The cascade of embedded and inline CSS, as CSS Cascading 5 has it."""

from __future__ import annotations

import pytest

from a11ylint.accessibility.style import declarations_of, longhands, media_applies, pixels
from tests.accessibility.trees import subject, tree_of


@pytest.mark.parametrize(
    ("css", "inline", "expected"),
    [
        ("", "color: red", "red"),
        ("p { color: blue }", "", "blue"),
        ("p { color: blue }", "color: red", "red"),  # the style attribute goes before selectors
        ("p { color: blue !important }", "color: red", "blue"),  # importance goes before all
        ("p { color: blue !important }", "color: red !important", "red"),
        (".c { color: green } p { color: blue }", "", "green"),  # specificity
        ("#x { color: green } .c.c { color: blue }", "", "green"),
        ("p { color: green } p { color: blue }", "", "blue"),  # order
        ("@layer a { .c { color: green } } p { color: blue }", "", "blue"),  # layers come behind
        ("@layer a { p { color: green !important } } .c { color: blue !important }", "", "green"),
        ("@media print { p { color: blue } }", "", ""),
        ("@media screen { p { color: blue } } @font-face { color: red }", "", "blue"),
        ("@media (max-width: 600px) { p { color: blue } }", "", ""),
        ("@supports (color: lab(0 0 0)) { p { color: blue } }", "", None),  # only a browser knows
        ("p { color: var(--ink) }", "", None),
        ("div { color: blue }", "", "blue"),  # inherited
        ("div { color: blue } p { color: initial }", "", ""),
        ("p:hover { color: blue }", "", ""),
        ("p::before { color: blue }", "", ""),
        ("p > { color: blue }", "", ""),  # no selector
        ("/* p { color: red } */ p { color: blue; } }", "", "blue"),
        ("p { content: '}'; color: blue }", "", "blue"),
        (".absent p { color: blue }", "", ""),
    ],
)
def test_the_winning_declaration(css: str, inline: str, expected: str | None) -> None:
    tree, p = subject(f"<!doctype html><style>{css}</style><div><p id=x class=c style='{inline}'>word</div>")
    assert tree.styles.value(p, "color") == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p id=x>", "block"),
        ("<span id=x>", "inline"),
        ("<p id=x hidden>", "none"),
        ("<p id=x hidden=until-found>", "block"),
        ("<style>p { display: flex }</style><p id=x hidden>", "flex"),  # an author's rule beats `hidden`
        ("<style>input { display: block }</style><input id=x type=hidden>", "none"),
        ("<dialog id=x>", "none"),
        ("<dialog id=x open>", "block"),
        ("<div id=x popover>", "none"),
        ("<noscript id=x style='display: block'>", "none"),
        ("<audio id=x>", "none"),
        ("<template id=x>", "none"),
        ("<style media=print>p { display: none }</style><p id=x>", "block"),
        ("<noscript><style>p { display: none }</style></noscript><p id=x>", "block"),
    ],
)
def test_display(markup: str, expected: str) -> None:
    tree, element = subject(markup)
    assert tree.styles.display(element) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("background", "#fff", {"background-color": "#fff", "background-image": "none"}),
        ("background", "url(a.png) no-repeat #FFF", {"background-color": "#fff", "background-image": "url(a.png)"}),
        ("background", "rgb(1, 2, 3) center / cover", {"background-color": "rgb(1, 2, 3)", "background-image": "none"}),
        ("background", "none", {"background-color": "transparent", "background-image": "none"}),
        ("background", "var(--x)", {"background-color": None, "background-image": None}),
        ("font", "italic bold 12pt/1.5 serif", {"font-size": "12pt", "font-weight": "bold", "line-height": "1.5"}),
        ("font", "1em Georgia", {"font-size": "1em", "font-weight": "normal", "line-height": "normal"}),
        ("overflow", "hidden", {"overflow-x": "hidden", "overflow-y": "hidden"}),
        ("overflow", "clip auto", {"overflow-x": "clip", "overflow-y": "auto"}),
        ("inset", "1px 2px 3px 4px", {"top": "1px", "right": "2px", "bottom": "3px", "left": "4px"}),
        ("margin", "1px -9px", {"margin-top": "1px", "margin-left": "-9px"}),
        ("color", "inherit", {"color": "inherit"}),
        ("unheard-of", "1", {}),
    ],
)
def test_shorthands(name: str, value: str, expected: dict[str, str | None]) -> None:
    assert dict(longhands(name, value)) == expected


def test_an_inline_declaration_has_its_place() -> None:
    markup = "<p id=x style='COLOR : red; letter-spacing:0.1em ! important;'>word"
    tree, p = subject(markup)
    inline = tree.styles.inline(p)
    spacing = inline["letter-spacing"]
    assert spacing.span is not None
    assert markup[spacing.span.start : spacing.span.end] == "letter-spacing:0.1em ! important"
    assert (spacing.value, spacing.important) == ("0.1em", True)
    assert inline["color"].value == "red"


def test_declarations_may_hold_semicolons_in_strings_and_brackets() -> None:
    found = [(name, value) for name, value, *_ in declarations_of("a:url(x;y); b:';' ; c:/* ; */d; ;e; :f; g:")]
    assert found == [("a", "url(x;y)"), ("b", "';'"), ("c", "d")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", True),
        ("screen", True),
        ("all", True),
        ("print", False),
        ("print, screen", True),
        ("not print", True),
        ("only screen and (min-width: 40em)", True),
        ("(min-width: 1281px)", False),
        ("(width >= 600px)", True),
        ("(orientation: portrait)", False),
        ("(prefers-reduced-motion: reduce)", False),
        ("(prefers-color-scheme: dark)", False),
        ("(min-resolution: 2dppx)", None),
        ("print and (min-resolution: 2dppx)", False),
        ("(hover: hover) or (pointer: fine)", None),
    ],
)
def test_media_queries_are_asked_of_a_screen(query: str, expected: bool | None) -> None:
    assert media_applies(query) is expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p id=x>", 16),
        ("<h1 id=x>", 32),
        ("<div style='font-size: 20px'><p id=x style='font-size: 150%'>", 30),
        ("<div style='font-size: 20px'><p id=x style='font-size: 2rem'>", 32),
        ("<p id=x style='font-size: 18pt'>", 24),
        ("<p id=x style='font: bold 1.5em serif'>", 24),
        ("<p id=x style='font-size: large'>", 19.2),
        ("<p id=x style='font-size: clamp(1rem, 2vw, 3rem)'>", None),
        ("<p style='font-size: 5vw'><b id=x>", None),
    ],
)
def test_font_sizes(markup: str, expected: float | None) -> None:
    tree, element = subject(markup)
    assert tree.styles.font_size(element) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("12px", 12), ("1in", 96), ("72pt", 96), ("0", 0), ("2em", 20), ("50%", None), ("12", None), ("auto", None)],
)
def test_lengths(value: str, expected: float | None) -> None:
    found = pixels(value, em=10)
    assert found == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<link rel=stylesheet href=a.css>", 1),
        ("<link rel='STYLESHEET' href=a.css media=print>", 0),
        ("<link rel='alternate stylesheet' href=a.css>", 0),
        ("<link rel=icon href=a.ico>", 0),
        ("<style>@import 'a.css';</style>", 1),
        ("<style>/* @import 'a.css'; */</style>", 0),
        ("<noscript><link rel=stylesheet href=a.css></noscript>", 0),
    ],
)
def test_sheets_that_are_not_read_are_named(markup: str, expected: int) -> None:
    assert len(tree_of(markup).styles.external) == expected


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("p { color: red } a { color: blue }", ["p", "a"]),
        ("@charset 'utf-8'; @import url(a.css?b;c@d); p {} @font-face { src: url(x) } a {}", ["p", "a"]),
        ("@keyframes k { from { top: 0 } to { top: 1px } } p {}", ["p"]),
        ("@media screen { @media (min-width: 1px) { p {} } a {} } i {}", ["p", "a", "i"]),
        (r".a\@b { color: red } p {}", [r".a\@b", "p"]),
        ("p { content: '}' } a {}", ["p", "a"]),  # a brace in a string ends nothing
        ("p { color: rgb(0 } a { color: blue }", ["p"]),  # what is left open takes all that follows
        ("p { color: red } } a {}", ["p", "} a"]),  # a brace that ends nothing belongs to the next selector
        (r"p { background: url(data:x,\'a\') } @media screen { a {} }", ["p", "a"]),
        ("p { color: red", ["p"]),
    ],
)
def test_rules_are_read_as_browsers_part_them(css: str, expected: list[str]) -> None:
    styles = tree_of(f"<style>{css}</style>").styles
    assert [rule.selector for rule in styles.rules] == expected
    assert not styles.nested


def test_rules_in_rules_are_told_of() -> None:
    styles = tree_of("<style>p { color: red; &:hover { color: blue } } a {}</style>").styles
    assert [rule.selector for rule in styles.rules] == ["p", "a"]
    assert styles.nested


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (".a", "12"),
        (".A", "3"),
        ("#two", "2"),
        ("b", "23"),
        ("p .a", "12"),
        ("p > b.a[title]", "2"),
        (".a:not(.a.z)", "1"),
        ("b:is(.z, .A)", "23"),
        ("p *", "123"),
        (".absent b", ""),
        (".a:not(.absent)", "12"),
        ("[title]", "2"),
        ("b >", ""),
    ],
)
def test_what_a_selector_matches(selector: str, expected: str) -> None:
    tree = tree_of("<!doctype html><p><i class=a>1</i><b class='z a' id=two title=t>2</b><b class=A>3</b></p>")
    assert "".join(element.text for element in tree.styles.matched(selector)) == expected
