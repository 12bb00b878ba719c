"""A header cell has no cell assigned to it (WCAG 1.3.1; ACT d0f69e; HTML, 4.9.12)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem

_HEADERS: Final = ("columnheader", "rowheader")
_TABLES: Final = ("table", "grid", "treegrid")
_CELLS: Final = ("cell", "gridcell", "columnheader", "rowheader")


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for header in page.select("th, [role=columnheader], [role=rowheader]"):
        if not header.text.strip() and not any(header.find("img", "svg")):
            continue
        if tree.role(header) not in _HEADERS and not _is_plain(page, header):
            continue
        if tree.is_hidden(header) or _has_cells(page, header):
            continue
        yield Problem(
            header,
            "No cell stands below or beside this header cell. Put in the cell that is missing, or make this one a "
            "plain cell.",
        )


def _is_plain(page: Page, header: Element) -> bool:
    """A ``th`` that is neither a column's nor a row's header by its place, but stands in a table of data."""
    table = page.accessibility.roles.table_of(header)
    if header.tag != "th" or header.has("role") or table is None:
        return False
    return page.accessibility.role(table.element) in _TABLES


def _has_cells(page: Page, header: Element) -> bool:
    tree = page.accessibility
    table = tree.roles.table_of(header)
    cell = table.by_element.get(header) if table is not None else None
    if table is None or cell is None:
        return _has_cells_by_role(page, header)
    if tree.role(table.element) not in _TABLES:
        return True
    if table.cells_of.get(header):
        return True
    if header.tag == "th":
        return False
    # A td with a header's role: HTML assigns it nothing; its column or row does.
    if tree.role(header) == "columnheader":
        return any(other.x < cell.x + cell.width and cell.x < other.x + other.width and other.y > cell.y
                   for other in table.cells)  # fmt: skip
    return any(other.y == cell.y and other is not cell for other in table.cells)


def _has_cells_by_role(page: Page, header: Element) -> bool:
    """In a table made of roles: some other row has a cell at the header's place, or its own row has another cell."""
    tree = page.accessibility
    row = tree.roles.parent(header)
    table = tree.roles.parent(row) if row is not None else None
    if table is not None and tree.role(table) == "rowgroup":
        table = tree.roles.parent(table)
    if row is None or table is None or tree.role(row) != "row" or tree.role(table) not in _TABLES:
        return True
    own = [cell for cell in tree.roles.owned(row) if tree.role(cell) in _CELLS]
    if header not in own or any(cell.has("aria-colindex") or cell.has("aria-colspan") for cell in own):
        return True
    if tree.role(header) == "rowheader":
        return len(own) > 1
    place = own.index(header)
    return any(  # mostly the first row after it
        len([cell for cell in tree.roles.owned(other) if tree.role(cell) in _CELLS]) > place
        for other in _rows(page, table)
        if other is not row
    )


def _rows(page: Page, table: Element) -> Iterator[Element]:
    for child in page.accessibility.roles.owned(table):
        if page.accessibility.role(child) == "row":
            yield child
        elif page.accessibility.role(child) == "rowgroup":
            yield from (row for row in page.accessibility.roles.owned(child) if page.accessibility.role(row) == "row")
