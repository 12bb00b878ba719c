"""A table of data has no caption and no other name (WCAG technique H39)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for table in page.document.find("table"):
        if not any(table.find("th")) or tree.role(table) == "none" or tree.is_hidden(table):
            continue
        figure = table.closest("figure")
        if not tree.name(table) and (figure is None or not any(figure.find("figcaption"))):
            yield Problem(table, "This table has no caption. Say in a <caption> what it shows.")
