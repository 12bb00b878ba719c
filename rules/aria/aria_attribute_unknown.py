"""An aria- attribute does not exist (ACT rule 5f99a7; ARIA 1.2, 6.7)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Attribute, Edit, Fix, Page, Problem, Span


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    meant: dict[str, list[str]] = {}
    for element, names in tree.with_aria:
        for name in names:
            if name in tree.aria_attributes or tree.is_hidden(element):
                continue
            attribute = element.attribute(name)
            if name not in meant:
                from difflib import get_close_matches  # few pages need it

                meant[name] = get_close_matches(name[:40], tree.aria_attributes, 1, 0.8)
            if attribute is not None:
                yield _problem(attribute, meant[name])


def _problem(attribute: Attribute, meant: list[str]) -> Problem:
    message = f"There is no attribute {attribute.name}: screen readers pass it over."
    if not meant:
        return Problem(attribute, f"{message} Take it away, or call it data-{attribute.name.removeprefix('aria-')}.")
    start = attribute.span.start
    edit = Edit(Span(start, start + len(attribute.name)), meant[0])
    fix = Fix(f"Write {meant[0]}.", (edit,), safe=False)
    return Problem(attribute, f"{message} {meant[0]} may be meant.", fixes=(fix,))
