"""A list has no items."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for element in page.document.find("ul", "ol", "dl"):
        if element.end > element.index + 1 or element.text.strip() or _waits(element):
            continue
        if not page.document.is_hidden(element):
            yield Problem(element, "This list has no items. Remove it.")


def _waits(element: Element) -> bool:
    return any(
        name in ("id", "role") or name.startswith(("data-", "v-", "ng-", ":", "@")) for name in element.attributes
    )
