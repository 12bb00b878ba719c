"""Roles: ARIA 1.2, HTML-AAM 1.0 and ARIA in HTML."""

from __future__ import annotations

from itertools import pairwise

import pytest

from a11ylint.accessibility import attributes, roles
from tests.accessibility.trees import subject


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<a id=x href=a>a</a>", "link"),
        ("<a id=x>a</a>", "generic"),
        ("<article id=x>a", "article"),
        ("<aside id=x>a", "complementary"),
        ("<section><aside id=x>a", "generic"),
        ("<section><aside id=x aria-label=Notes>a", "complementary"),
        ("<header id=x>a", "banner"),
        ("<article><header id=x>a", "generic"),
        ("<div role=main><header id=x>a", "generic"),
        ("<footer id=x>a", "contentinfo"),
        ("<main><footer id=x>a", "generic"),
        ("<section id=x>a", "generic"),
        ("<section id=x aria-label=News>a", "region"),
        ("<section id=x aria-labelledby=h><h2 id=h>News</h2>", "region"),
        ("<section id=x aria-labelledby=nowhere>a", "generic"),
        ("<form id=x>a", "form"),
        ("<nav id=x>a", "navigation"),
        ("<h3 id=x>a", "heading"),
        ("<img id=x>", "img"),
        ("<img id=x alt=''>", "none"),
        ("<img id=x alt='' tabindex=0>", "img"),
        ("<img id=x alt='' aria-label=a>", "img"),
        ("<img id=x alt='' aria-hidden=false>", "none"),  # the one global attribute that changes nothing
        ("<input id=x>", "textbox"),
        ("<input id=x type=nonsense>", "textbox"),
        ("<input id=x list=l>", "combobox"),
        ("<input id=x type=search>", "searchbox"),
        ("<input id=x type=number>", "spinbutton"),
        ("<input id=x type=range>", "slider"),
        ("<input id=x type=image>", "button"),
        ("<input id=x type=password>", ""),
        ("<select id=x>", "combobox"),
        ("<select id=x multiple>", "listbox"),
        ("<select id=x size=1>", "combobox"),
        ("<select id=x size=4>", "listbox"),
        ("<ul><li id=x>a</ul>", "listitem"),
        ("<li id=x>a", "generic"),
        ("<ul role=list><li id=x>a</ul>", "listitem"),
        ("<ul role=menu><li id=x>a</ul>", "generic"),
        ("<details><summary id=x>a</summary></details>", ""),
        ("<table><tr><td id=x>a</table>", "cell"),
        ("<table role=grid><tr><td id=x>a</table>", "gridcell"),
        ("<table role=list><tr><td id=x>a</table>", "generic"),
        ("<table><tr id=x><td>a</table>", "row"),
        ("<table><tbody id=x><tr><td>a</table>", "rowgroup"),
        ("<table><tr><th id=x>a<th>b<tr><td>c<td>d</table>", "columnheader"),
        ("<table><tr><th id=x>a<td>b<tr><th>c<td>d</table>", "rowheader"),
        ("<table><tr><td>a<th id=x>b<tr><td>c<td>d</table>", "cell"),
        ("<table><tr><th id=x scope=row>a<th>b</table>", "rowheader"),
        ("<svg id=x></svg>", "graphics-document"),
        ("<custom-thing id=x>a", "generic"),
        ("<label id=x>a", ""),
        ("<body id=x>", "generic"),
    ],
)
def test_implicit_roles(markup: str, expected: str) -> None:
    tree, element = subject(markup)
    assert tree.role(element) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div id=x role=button>", "button"),
        ("<div id=x role='BUTTON'>", "button"),
        ("<div id=x role='nonsense link button'>", "link"),  # the first that is a role
        ("<div id=x role='widget button'>", "button"),  # abstract roles are none
        ("<nav id=x role=nonsense>", "navigation"),
        ("<nav id=x role=''>", "navigation"),
        ("<div id=x role=image>", "img"),
        ("<div id=x role=doc-toc>", "doc-toc"),
        ("<h2 id=x role=presentation>", "none"),
        ("<h2 id=x role=none tabindex=-1>", "heading"),  # focusable
        ("<h2 id=x role=none aria-describedby=y>", "heading"),  # a global attribute
        ("<h2 id=x role=none aria-label=''>", "heading"),
        ("<h2 id=x role=none aria-level=1>", "none"),  # not a global one
        ("<button id=x role=none>", "button"),
        ("<button id=x role=none disabled>", "none"),
        ("<iframe id=x role=none></iframe>", "none"),  # focus goes to the document inside
        ("<img id=x role=none alt=a>", "none"),
        ("<ul role=none><li id=x>a</ul>", "none"),
        ("<ul role=none><li id=x role=listitem>a</ul>", "listitem"),
        ("<ul role=none aria-label=a><li id=x>a</ul>", "listitem"),
        ("<ul role=none><li><ul><li id=x>a</ul></ul>", "listitem"),
        ("<ul role=none><li id=x tabindex=0>a</ul>", "listitem"),
        ("<table role=presentation><tr><td id=x>a</table>", "none"),
        ("<table role=presentation><tr id=x><td>a</table>", "none"),
        ("<table role=presentation><tr><td><table><tr><td id=x>a</table></table>", "cell"),
    ],
)
def test_explicit_roles(markup: str, expected: str) -> None:
    tree, element = subject(markup)
    assert tree.role(element) == expected


@pytest.mark.parametrize(
    ("markup", "allowed", "refused"),
    [
        ("<a id=x href=a>", "button", "heading"),
        ("<img id=x alt=a>", "button", "none"),
        ("<img id=x alt=''>", "none", "img"),
        ("<img id=x>", None, "button"),
        ("<h2 id=x>", "tab", "button"),
        ("<input id=x type=checkbox>", "switch", "button"),
        ("<input id=x type=checkbox aria-pressed=true>", "button", "link"),
        ("<table><tr><td id=x></table>", None, "button"),
        ("<main id=x>", None, "region"),
        ("<nav id=x>", "tablist", "list"),
    ],
)
def test_allowed_roles(markup: str, allowed: str | None, refused: str) -> None:
    tree, element = subject(markup)
    found = tree.roles.allowed(element)
    assert found is not None
    assert allowed is None or allowed in found
    assert refused not in found


@pytest.mark.parametrize("markup", ["<div id=x>", "<p id=x>", "<a id=x>", "<table role=list><tr><td id=x></table>"])
def test_any_role_may_be_given_to(markup: str) -> None:
    tree, element = subject(markup)
    assert tree.roles.allowed(element) is None


@pytest.mark.parametrize(
    ("role", "attribute", "permitted"),
    [
        ("button", "aria-pressed", True),
        ("button", "aria-checked", False),
        ("button", "aria-label", True),
        ("generic", "aria-label", False),
        ("paragraph", "aria-labelledby", False),
        ("generic", "aria-roledescription", False),
        ("link", "aria-current", True),  # global
        ("searchbox", "aria-multiline", True),  # from textbox
        ("treegrid", "aria-colcount", True),  # from table, by way of grid
        ("heading", "aria-level", True),
        ("list", "aria-level", False),
        ("link", "aria-nonsense", False),
    ],
)
def test_permitted_attributes(role: str, attribute: str, permitted: bool) -> None:
    assert roles()[role].permits(attribute) is permitted


def test_required_attributes_are_inherited() -> None:
    assert roles()["switch"].requires == {"aria-checked"}
    assert roles()["menuitemradio"].requires == {"aria-checked"}
    assert roles()["scrollbar"].requires == {"aria-controls", "aria-valuenow"}
    assert "aria-selected" in roles()["option"].implicit


def test_every_role_in_the_data_is_made_of_roles_and_attributes_in_the_data() -> None:
    for role in roles().values():
        assert "roletype" in role.superclasses
        assert role.owns | role.context <= roles().keys()
        assert role.requires | role.supports | role.prohibits | role.implicit.keys() <= attributes().keys()


@pytest.mark.parametrize(
    ("attribute", "value", "valid"),
    [
        ("aria-hidden", "true", True),
        ("aria-hidden", "yes", False),
        ("aria-hidden", "undefined", True),
        ("aria-atomic", "undefined", False),
        ("aria-pressed", "mixed", True),
        ("aria-level", "2", True),
        ("aria-level", "2.5", False),
        ("aria-valuenow", "-2.5", True),
        ("aria-valuenow", "much", False),
        ("aria-live", "Polite", True),
        ("aria-live", "polite off", False),
        ("aria-relevant", "additions text", True),
        ("aria-relevant", "additions nonsense", False),
        ("aria-activedescendant", "a b", False),
        ("aria-labelledby", "a b", True),
        ("aria-labelledby", " ", False),
        ("aria-label", "", True),
        ("aria-current", "page", True),
    ],
)
def test_values_of_attributes(attribute: str, value: str, valid: bool) -> None:
    assert attributes()[attribute].accepts(value) is valid


def test_owned_elements_and_parents_look_through_what_has_no_role() -> None:
    tree, menu = subject(
        "<ul id=x role=menu aria-owns=far><li role=none><div><a role=menuitem>a</a></div>"
        "<li role=menuitem hidden>b</ul><p role=menuitem id=far>c</p>"
    )
    owned = tree.roles.owned(menu)
    assert [element.text for element in owned] == ["a", "c"]
    assert all(tree.roles.parent(element) is menu for element in owned)


@pytest.mark.parametrize("ring", ["x", "y x", "y z x"])
def test_owners_in_a_ring_leave_the_first_where_it_stands(ring: str) -> None:
    first, *others = ring.split()
    tree, element = subject(
        f"<div id=x aria-owns={first}></div>"
        + "".join(f"<div id={each} aria-owns={owned}></div>" for each, owned in pairwise([first, *others]))
    )
    assert tree.roles.parent(element) is tree.document.root
    assert tree.roles.owned(element) == ()
