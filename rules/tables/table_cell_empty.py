"""A data cell of a table with headers has nothing in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

_CONTENT: Final = frozenset("img svg input select textarea button iframe object video canvas math a".split())


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for element in page.document.find("table"):
        table = tree.roles.table_of(element) if tree.role(element) != "none" else None
        if table is None or tree.is_hidden(element) or not any(cell.is_header for cell in table.cells):
            continue
        empty = [
            cell.element
            for cell in table.cells
            if not cell.is_header
            and (cell.x, cell.y) != (0, 0)
            and not cell.element.text.strip()
            and not any(each.tag in _CONTENT for each in cell.element.descendants)
        ]
        if empty:
            count = "A cell of this table is" if len(empty) == 1 else f"{len(empty)} cells of this table are"
            yield Problem(empty[0], f"{count} empty: a reader cannot tell whether the figure is nought or missing.")
