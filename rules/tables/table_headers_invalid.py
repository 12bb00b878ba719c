"""A cell's ``headers`` names something else than other cells of its table (WCAG 1.3.1, failure F90; ACT a25f45)."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem

_TABLES: Final = ("table", "grid", "treegrid")


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for cell in page.select("td[headers], th[headers]"):
        attribute = cell.attribute("headers")
        table = tree.roles.table_of(cell)
        if attribute is None or table is None or tree.role(table.element) not in _TABLES or tree.is_hidden(cell):
            continue
        for name in dict.fromkeys(attribute.value.split()):
            fault = _fault(page, cell, name, table.by_element)
            if fault:
                yield Problem(attribute, f"“{name}” {fault}, so this cell is read without its header.")
                break


def _fault(page: Page, cell: Element, name: str, cells: Container[Element]) -> str:
    target = next(iter(page.document.by_id.get(name, ())), None)
    if target is None:
        return "is the id of nothing on this page"
    if target is cell:
        return "is this cell itself"
    return "" if target in cells else "is the id of something that is no cell of this table"
