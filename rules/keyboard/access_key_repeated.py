"""Two elements share an ``accesskey``."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Problem


def check(page: Page) -> Iterator[Problem]:
    firsts: dict[str, Element] = {}
    for element in page.select("[accesskey]"):
        attribute = element.attribute("accesskey")
        key = attribute.value.strip().lower() if attribute is not None else ""
        if attribute is None or not key or page.accessibility.is_hidden(element):
            continue
        first = firsts.setdefault(key, element)
        if first is not element and first.get("href") != element.get("href"):
            yield Problem(
                attribute,
                f"The key “{key}” leads to another element too, so browsers differ in where they go. Give each its "
                "own, or leave the keys out.",
                ((first, "The other element."),),
            )
