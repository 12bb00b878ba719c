"""A field's name comes from its placeholder alone (HTML, 4.10.5.3.10; WCAG 3.3.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Certainty, Element, Page, Problem

_SEARCHES: Final = frozenset("q s key keyword keywords p query search suche terms term".split())


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for field in page.select("input[placeholder], textarea[placeholder]"):
        placeholder = field.attribute("placeholder")
        if placeholder is None or not placeholder.value.strip() or tree.is_hidden(field):
            continue
        if tree.name(field).origin.value == "placeholder" and tree.is_visible(field):
            yield Problem(
                placeholder,
                f"“{' '.join(placeholder.value.split())}” vanishes with the first letter that is typed, and the field "
                "has no label. Give it one.",
                certainty=Certainty.LIKELY if _is_search(field) and _has_button(page, field) else None,
            )


def _is_search(field: Element) -> bool:
    if (field.get("type") or "").strip().lower() == "search" or (field.get("name") or "").lower() in _SEARCHES:
        return True
    form = field.closest("form")
    if any(each.tag == "search" or (each.get("role") or "").strip().lower() == "search" for each in field.ancestors):
        return True
    return form is not None and "search" in f"{form.get('action') or ''} {form.get('class') or ''}"[:500].lower()


def _has_button(page: Page, field: Element) -> bool:
    """Whether a button stands in its form, which may say to those who see it what the field is for (technique G167)."""
    form = field.closest("form", "search")
    return form is not None and any(
        each.tag == "button" or (each.get("type") or "").strip().lower() in ("submit", "button", "image")
        for each in form.find("button", "input")
        if not page.accessibility.is_hidden(each)
    )
