"""Where inline handlers lead the focus, and whether the Tab key gets out (WCAG 2.2, 2.1.2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.accessibility.trees import subject, tree_of


def handlers(markup: str) -> list[str]:
    return [trap.handler.value for trap in tree_of(markup).traps.found]


@pytest.mark.parametrize(
    "code",
    [
        "this.focus()",
        "setTimeout(() => this.focus(), 10)",
        "event.target.focus()",
        "document.getElementById('x').focus()",
        "document.querySelector('#x').focus();",
        "x.focus()",
        "moveFocusTo('x')",
    ],
)
def test_a_handler_that_focuses_its_own_element_is_a_trap(code: str) -> None:
    tree, element = subject(f'<button id=x onblur="{code}">a</button><button>b</button>')
    (trap,) = tree.traps.found
    assert (trap.element, trap.holds_itself) == (element, True)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "save()",
        "if (!this.value) this.focus()",
        "this.value || this.focus()",
        "this.value ? 0 : this.focus()",
        "document.getElementById('nowhere').focus()",
        "document.getElementById('y').focus()",
        "this.parentNode.focus()",
    ],
)
def test_a_handler_with_a_condition_or_that_leads_on_is_none(code: str) -> None:
    assert handlers(f'<button id=x onblur="{code}">a</button><button id=y>b</button>') == []


@pytest.mark.parametrize("code", ["return false", "event.preventDefault()", "event.preventDefault(); return false;"])
def test_a_key_that_is_swallowed_whatever_it_is_traps(code: str) -> None:
    assert handlers(f'<input onkeydown="{code}">') == [code]


@pytest.mark.parametrize("code", ["return isDigit(event)", "log(); return true", "event.key == 'a' && false"])
def test_a_key_that_may_pass_does_not(code: str) -> None:
    assert handlers(f'<input onkeydown="{code}">') == []


def test_a_ring_of_elements_is_a_trap_and_one_that_a_key_leaves_is_none() -> None:
    ring = "<a href=a onblur='this.nextElementSibling.focus()'>a</a><a href=b onblur='{}'>b</a>"
    closed = ring.format("this.previousElementSibling.focus()")
    assert len(handlers(closed)) == 2
    assert not any(trap.holds_itself for trap in tree_of(closed).traps.found)
    assert handlers(ring.format("")) == []


def test_a_free_element_between_two_traps_does_not_free_them() -> None:
    markup = "<button onblur='this.focus()'>a</button><button>b</button><button onblur='this.focus()'>c</button>"
    assert len(handlers(markup)) == 2


def test_what_takes_no_focus_traps_nobody() -> None:
    assert handlers("<button disabled onblur='this.focus()'>a</button><p onblur='this.focus()'>b") == []


@pytest.mark.parametrize(
    ("markup", "may"),
    [
        ("<button id=x onblur='this.focus()'>a</button>", False),
        ("<button id=x onblur='this.focus()' onkeyup='leave()'>a</button>", True),
        ("<div onkeydown='leave()'><button id=x onblur='this.focus()'>a</button></div>", True),
        ("<button id=x onblur='this.focus()'>a</button><script>on('keydown')</script>", True),
        ("<button id=x onblur='this.focus()'>a</button><script src=a.js></script>", True),
        ("<button id=x onblur='this.focus()'>a</button><script>var a = 1</script>", False),
    ],
)
def test_a_script_that_may_hear_keys_may_let_go(markup: str, may: bool) -> None:
    traps = tree_of(markup).traps
    assert traps.may_be_left(traps.found[0]) is may


@given(
    st.lists(
        st.sampled_from(["", "this.focus()", "this.nextElementSibling.focus()", "z.focus()"]), min_size=1, max_size=8
    )
)
def test_where_nothing_moves_the_focus_nothing_is_a_trap_and_traps_have_handlers(codes: list[str]) -> None:
    markup = "".join(f'<button onblur="{code}">a</button>' for code in codes)
    found = handlers(markup)
    assert all(found)
    assert found if "this.focus()" in codes else True
