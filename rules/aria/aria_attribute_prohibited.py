"""A name is given to what must not have one (ACT rule kb1m8s; ARIA 1.2, 5.2.7 Prohibited states and properties)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for element, names in tree.with_aria:
        role = tree.aria_roles.get(tree.role(element))
        if role is None or role.prohibits.isdisjoint(names) or "-" in element.tag or tree.is_hidden(element):
            continue
        for name in names:
            attribute = element.attribute(name)
            if name in role.prohibits and attribute is not None and attribute.value.strip():
                yield Problem(attribute, _message(name, element.tag, role.name))


def _message(name: str, tag: str, role: str) -> str:
    if role == "generic":
        return (
            f"The attribute {name} counts for nothing on a <{tag}> that has no role of its own, or counts in one "
            "screen reader and not in the next. Say it in the text, or say what the element is with role."
        )
    return f"The attribute {name} must not stand on what is only a piece of text ({role}). Say it in the text."
