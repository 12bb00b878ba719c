"""An aria- attribute does not belong to what the element is (ACT rule 5c01ea; ARIA 1.2, 5.2; ARIA in HTML, 4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem

# Elements without a role to which HTML permits the attributes of a role all the same (ARIA in HTML, 4).
_COUNTS_AS: Final = {"audio": "application", "video": "application", "summary": "button"}
_INPUT_COUNTS_AS: Final = {
    **dict.fromkeys(("date", "datetime-local", "month", "password", "time", "week"), "textbox"),
    "file": "textbox",
}


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for element, names in tree.with_aria:
        local = [name for name in names if name in tree.aria_attributes and not tree.aria_attributes[name].is_global]
        if not local or "-" in element.tag or not tree.is_exposed(element):
            continue
        role = tree.aria_roles.get(tree.role(element) or _counts_as(element))
        for name in local:
            if role is not None and (role.permits(name) or name in role.prohibits):
                continue
            attribute = element.attribute(name)
            if attribute is None:
                continue
            what = f"is a {role.name}" if role is not None and role.name != "generic" else "has no role"
            yield Problem(
                attribute,
                f"The attribute {name} says nothing here: this <{element.tag}> {what}, of which that cannot be said. "
                "Give the attribute to the element that is operated, or give this one the role that it plays.",
            )


def _counts_as(element: Element) -> str:
    if element.tag == "input":
        return _INPUT_COUNTS_AS.get((element.get("type") or "").strip().lower(), "")
    return _COUNTS_AS.get(element.tag, "")
