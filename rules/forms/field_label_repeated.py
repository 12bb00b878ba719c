"""Two fields of one form have the same name and no context that differs (WCAG 2.4.6; ACT cc0f0a)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem, bare_words

_OTHERS: Final = frozenset(
    {"hidden", "submit", "reset", "button", "image", "radio", "checkbox", "file", "color", "range"}
)
_LOOKS: Final = 500  # elements before a field among which the heading of its group stands
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for fields in _by_form(page):
        if len(fields) < 2:
            continue
        firsts: dict[tuple[str, int], Element] = {}
        for field in fields:
            name = bare_words(tree.name(field).text)
            if not name or tree.is_hidden(field) or not tree.is_visible(field):
                continue
            first = firsts.setdefault((name, _context(page, field)), field)
            if first is not field:
                yield Problem(
                    field,
                    f"Another field of this form is called “{tree.name(field).text}” too, and nothing tells the two "
                    "apart. Say more in each label, or group the fields under a legend.",
                    ((first, "The other field."),),
                )


def _by_form(page: Page) -> Iterator[list[Element]]:
    """The fields of each form that take text or a choice; those outside any form together."""
    groups: dict[Element | None, list[Element]] = {}
    for field in page.document.find("input", "select", "textarea"):
        if (field.get("type") or "").strip().lower() not in _OTHERS:
            groups.setdefault(field.closest("form"), []).append(field)
    yield from groups.values()


def _context(page: Page, field: Element) -> int:
    """The visible group, row or heading that a field belongs to, by its number; -1 for none."""
    tree = page.accessibility
    for around in field.ancestors:
        if around.tag in ("tr", "li") or around.tag == "form":
            return around.index if around.tag != "form" else _heading(page, field, around)
        if around.tag == "fieldset":
            legend = next((each for each in around.elements if each.tag == "legend"), None)
            if legend is not None and legend.text.strip() and tree.is_visible(legend):
                return around.index
        elif around.get("role") in ("group", "radiogroup", "region") and tree.name(around):
            return around.index
    return _heading(page, field, page.document.root)


def _heading(page: Page, field: Element, within: Element | None) -> int:
    start = within.index if within is not None else 0
    for index in range(field.index - 1, max(start, field.index - _LOOKS), -1):
        element = page.document.elements[index]
        if (element.tag in _HEADINGS or element.get("role") == "heading") and page.accessibility.is_visible(element):
            return index
    return -1
