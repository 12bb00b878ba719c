"""A role does not exist (ACT rule 674b10; WCAG 4.1.2; ARIA 1.2, 5.4)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Attribute, Edit, Fix, Page, Problem, excerpt


def check(page: Page) -> Iterator[Problem]:
    meant: dict[str, list[str]] = {}
    for element in page.select("[role]"):
        written = (element.get("role") or "").strip()
        if not written:
            continue
        tree = page.accessibility
        if not tree.roles.explicit(element) and tree.is_exposed(element):
            attribute = element.attribute("role")
            if written not in meant:
                usable = [name for name, role in tree.aria_roles.items() if not role.abstract]
                from difflib import get_close_matches  # few pages need it

                meant[written] = get_close_matches(written[:40].lower(), usable, 1, 0.8)
            if attribute is not None:
                yield _problem(attribute, written, meant[written])


def _problem(attribute: Attribute, written: str, meant: list[str]) -> Problem:
    message = f'There is no role "{excerpt(written, 40)}": screen readers pass it over.'
    if not meant:
        return Problem(attribute, f"{message} Take it away, or write a role that exists.")
    fix = Fix(f"Write {meant[0]}.", (Edit(attribute.value_span, meant[0]),), safe=False)
    return Problem(attribute, f"{message} {meant[0]} may be meant.", fixes=(fix,))
