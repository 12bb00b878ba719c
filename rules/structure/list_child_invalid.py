"""A list holds children that are no list items (WCAG 1.3.1; HTML, 4.4.5 to 4.4.9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem, Span, Text

_ANYWHERE: Final = frozenset({"script", "template", "style", "link", "meta", "noscript"})
_CHILDREN: Final = {
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "menu": frozenset({"li"}),
    "dl": frozenset({"dt", "dd", "div"}),
}


def check(page: Page) -> Iterator[Problem]:
    for element in page.document.find(*_CHILDREN):
        role = (element.get("role") or "").strip().lower()
        if role not in ("", "list") or page.document.is_hidden(element):
            continue
        place = next(_strangers(page, element), None)  # one finding a list: they mostly come in rows
        if place is not None:
            items = "<dt> and <dd>" if element.tag == "dl" else "<li>"
            yield Problem(
                place,
                f"This stands in a <{element.tag}> but is no item of it: a screen reader does not count it, or takes "
                f"the list for ended. Only {items} may stand there.",
                ((element, "The list."),),
            )


def _strangers(page: Page, element: Element) -> Iterator[Element | Span]:
    allowed = _CHILDREN[element.tag] | _ANYWHERE
    for child in element.children:
        if isinstance(child, Element):
            custom = "-" in child.tag or child.has("role")  # may be an item when it is rendered
            if child.tag in allowed or custom or page.document.is_hidden(child):
                continue
            if page.accessibility.is_visible(child):
                yield child
        elif isinstance(child, Text) and child.data.strip():
            start = len(child.data) - len(child.data.lstrip())
            yield Span(child.offset(start), child.offset_after(len(child.data.rstrip()) - 1))
