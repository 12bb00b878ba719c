"""A list item has no list around it (WCAG 1.3.1; HTML, 4.4.8 and 4.4.10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem

_LISTS: Final = frozenset({"ul", "ol", "menu"})
_ROLES: Final = frozenset({"list", "menu", "menubar", "tree", "listbox", "tablist", "group", "directory", "toolbar"})


def check(page: Page) -> Iterator[Problem]:
    last: Element | None = None  # the parent of the last item: one finding is enough for all its items
    for item in page.document.find("li", "dt", "dd"):
        parent = item.parent
        if parent is None or parent is last or item.has("role") or _has_list(item, parent):
            continue
        if any("-" in each.tag or each.tag == "template" for each in item.ancestors) or page.document.is_hidden(item):
            continue
        last = parent
        wanted = "<ul> or <ol>" if item.tag == "li" else "<dl>"
        yield Problem(
            item,
            f"This <{item.tag}> stands in no list, so a screen reader neither announces a list nor counts its items. "
            f"Put {wanted} around it.",
        )


def _has_list(item: Element, parent: Element) -> bool:
    if (parent.get("role") or "").strip().lower() in _ROLES:
        return True
    # With something between the list and its items, that is what stands wrong, and another rule says so.
    return item.closest(*_LISTS) is not None if item.tag == "li" else item.closest("dl") is not None
