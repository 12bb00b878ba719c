"""What is rendered, hidden, visible and focusable: HTML, 6.6 and 15.3, and the ACT Rules' terms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.accessibility.trees import pages, subject, tree_of


@pytest.mark.parametrize(
    ("markup", "hidden"),
    [
        ("<p id=x>word", False),
        ("<div hidden><p id=x>word", True),
        ("<div hidden=until-found><p id=x>word", True),
        ("<div aria-hidden=true><p id=x>word", True),
        ("<div aria-hidden=TRUE><p id=x>word", True),
        ("<div aria-hidden=false><p id=x>word", False),
        ("<div inert><p id=x>word", True),
        ("<div style='display: none'><p id=x style='display: block'>word", True),
        ("<div style='visibility: hidden'><p id=x>word", True),
        ("<div style='visibility: hidden'><p id=x style='visibility: visible'>word", False),
        ("<div style='visibility: collapse'><p id=x>word", True),
        ("<div style='content-visibility: hidden'><p id=x>word", True),
        ("<details><summary>more</summary><p id=x>word</details>", True),
        ("<details open><summary>more</summary><p id=x>word</details>", False),
        ("<details><summary id=x>more</summary>word</details>", False),
        ("<details><summary>more</summary><summary id=x>again</summary></details>", True),
        ("<dialog><p id=x>word</dialog>", True),
        ("<dialog open><p id=x>word</dialog>", False),
        ("<template><p id=x>word</template>", True),
        ("<body><noscript><p id=x>word</noscript>", True),
        ("<input id=x type=hidden>", True),
        ("<video controls><p id=x>word</video>", True),
        ("<object data=a.pdf><p id=x>word</object>", True),
        ("<object><p id=x>word</object>", False),
        ("<canvas><p id=x>word</canvas>", False),
        ("<svg><defs><g id=x></g></defs></svg>", True),
        ("<map name=m><area id=x href=a></map><img usemap='#m'>", False),
        ("<map name=m><area id=x href=a></map>", True),
        ("<map name=m><area id=x href=a></map><img usemap='#m' hidden>", True),
        ("<p id=x style='opacity: 0'>word", False),  # unseen, but still met
    ],
)
def test_programmatically_hidden(markup: str, hidden: bool) -> None:
    tree, element = subject(markup)
    assert tree.is_hidden(element) is hidden


@pytest.mark.parametrize(
    ("markup", "exposed"),
    [
        ("<p id=x>word", True),
        ("<ul role=none><li id=x>word</ul>", False),
        ("<img id=x alt=''>", False),
        ("<button><span id=x>word</span></button>", False),  # the button's children are presentational
        ("<button><a id=x href=a>word</a></button>", True),  # but what takes focus is met all the same
        ("<div role=img><p><b id=x>word</b></div>", False),
    ],
)
def test_exposed(markup: str, exposed: bool) -> None:
    tree, element = subject(markup)
    assert tree.is_exposed(element) is exposed


@pytest.mark.parametrize(
    ("markup", "visible"),
    [
        ("<p id=x>word", True),
        ("<p id=x> <b> </b> ", False),
        ("<p id=x><img src=a alt=''>", True),
        ("<p id=x><img src=a width=0 height=0>", False),
        ("<p id=x hidden>word", False),
        ("<p id=x aria-hidden=true>word", True),
        ("<p id=x style='visibility: hidden'>word", False),
        ("<p id=x style='visibility: hidden'><b style='visibility: visible'>word</b>", True),
        ("<div style='opacity: 0'><p id=x>word", False),
        ("<p id=x style='opacity: 0.5'>word", True),
        ("<p id=x style='position: absolute; left: -9999px'>word", False),
        ("<p id=x style='position: absolute; top: -999em'>word", False),
        ("<p id=x style='left: -9999px'>word", True),  # without a position it moves nothing
        ("<p id=x style='position: absolute; left: -20px'>word", True),
        ("<p id=x style='position: absolute; clip: rect(0 0 0 0)'>word", False),
        ("<p id=x style='position: absolute; clip: rect(1px, 1px, 1px, 1px)'>word", False),
        ("<p id=x style='clip-path: inset(50%)'>word", False),
        ("<p id=x style='text-indent: -9999px'>word", False),
        ("<p id=x style='width: 1px; height: 1px; overflow: hidden'>word", False),
        ("<p id=x style='width: 1px'>word", True),
        ("<div id=x style='background: url(a.png)'></div>", True),
    ],
)
def test_visible(markup: str, visible: bool) -> None:
    tree, element = subject(markup)
    assert tree.is_visible(element) is visible


@settings(max_examples=100, deadline=None)
@given(pages())
def test_what_is_visible_does_not_hang_on_the_order_of_asking(markup: str) -> None:
    one, other = tree_of(markup), tree_of(markup)
    forward = [one.is_visible(element) for element in one.document.elements]
    backward = [other.is_visible(element) for element in reversed(other.document.elements)]
    assert forward == backward[::-1]


@pytest.mark.parametrize(
    ("markup", "focusable", "in_order"),
    [
        ("<a id=x href=a>word</a>", True, True),
        ("<a id=x>word</a>", False, False),
        ("<a id=x tabindex=0>word</a>", True, True),
        ("<a id=x href=a tabindex=-1>word</a>", True, False),
        ("<p id=x tabindex=' +3 x'>word", True, True),
        ("<p id=x tabindex=x>word", False, False),
        ("<button id=x>word</button>", True, True),
        ("<button id=x disabled>word</button>", False, False),
        ("<button id=x disabled tabindex=0>word</button>", False, False),
        ("<fieldset disabled><button id=x>word</button></fieldset>", False, False),
        ("<fieldset disabled><legend><button id=x>word</button></legend></fieldset>", True, True),
        (
            "<fieldset disabled><p></p><legend>a</legend><legend><button id=x>b</button></legend></fieldset>",
            False,
            False,
        ),
        (
            "<fieldset disabled><legend><fieldset disabled><button id=x>a</button></fieldset></legend></fieldset>",
            False,
            False,
        ),
        ("<fieldset disabled><a id=x href=a>word</a></fieldset>", True, True),
        ("<input id=x>", True, True),
        ("<input id=x type=HIDDEN>", False, False),
        ("<select id=x></select>", True, True),
        ("<textarea id=x></textarea>", True, True),
        ("<iframe id=x></iframe>", True, True),
        ("<details><summary id=x>word</summary></details>", True, True),
        ("<summary id=x>word</summary>", False, False),
        ("<details><summary>a</summary><summary id=x>word</summary></details>", False, False),
        ("<audio id=x controls></audio>", True, True),
        ("<video id=x></video>", False, False),
        ("<p id=x contenteditable>word", True, True),
        ("<p id=x contenteditable=false>word", False, False),
        ("<div hidden><a id=x href=a>word</a></div>", False, False),
        ("<div inert><a id=x href=a>word</a></div>", False, False),
        ("<div aria-hidden=true><a id=x href=a>word</a></div>", True, True),
        ("<a id=x href=a style='visibility: hidden'>word</a>", False, False),
        ("<a id=x href=a style='opacity: 0'>word</a>", True, True),
    ],
)
def test_focus(markup: str, focusable: bool, in_order: bool) -> None:
    tree, element = subject(markup)
    assert (tree.is_focusable(element), tree.in_focus_order(element)) == (focusable, in_order)


def test_deep_trees_need_no_recursion() -> None:
    tree = tree_of("<div aria-hidden=true>" * 500 + "<a href=a id=x>word</a>")
    element = tree.document.by_id["x"][0]
    assert tree.is_hidden(element)
    assert tree.in_focus_order(element)
