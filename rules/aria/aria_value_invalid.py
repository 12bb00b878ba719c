"""An aria- attribute has a value that means nothing (ACT rule 6a7281; ARIA 1.2, 6.5)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Attribute, Page, Problem, excerpt


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for element, names in tree.with_aria:
        for name in names:
            known, value = tree.aria_attributes.get(name), element.get(name) or ""
            if known is None or not value.strip():
                continue
            accepted = known.accepts(value)
            if (accepted and known.type not in ("idref", "idrefs")) or tree.is_hidden(element):
                continue
            attribute = element.attribute(name)
            if attribute is None:
                continue
            if not accepted:
                yield Problem(
                    attribute,
                    f'The attribute {name} cannot be "{excerpt(value, 40)}". {_wanted(known.type, known.values)} '
                    "Where nothing is to be said, leave the attribute out.",
                )
            elif _leads_nowhere(page, attribute):
                yield Problem(
                    attribute,
                    f"The attribute {name} must lead to another element, but nothing on this page has the id "
                    f'"{excerpt(value, 40)}". Give the element that is meant this id.',
                )


def _leads_nowhere(page: Page, attribute: Attribute) -> bool:
    """Whether the role cannot do without the attribute and no id in it stands on the page; a closed combobox can."""
    tree, element = page.accessibility, attribute.element
    role = tree.aria_roles.get(tree.role(element))
    if role is None or attribute.name not in role.requires or element.get("aria-expanded") == "false":
        return False
    return not any(name in page.document.by_id for name in attribute.value.split())


def _wanted(kind: str, values: frozenset[str]) -> str:
    if values:
        return f"Write one of {', '.join(sorted(values))}."
    if kind in ("integer", "number"):
        return "Write a whole number in digits." if kind == "integer" else "Write a number in digits."
    if kind == "idref":
        return "Write one id."
    return "Write true, false or mixed." if kind == "tristate" else "Write true or false."
