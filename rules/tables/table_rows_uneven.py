"""A row of a table covers fewer columns than another (HTML, 4.9.12)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Problem


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for element in page.document.find("table"):
        table = tree.roles.table_of(element) if tree.role(element) != "none" else None
        if table is None or tree.is_hidden(element):
            continue
        widths: dict[int, int] = {}
        rows: dict[int, Element | None] = {}
        for cell in table.cells:
            rows.setdefault(cell.y, cell.element.parent)
            for y in range(cell.y, cell.y + cell.height):
                widths[y] = widths.get(y, 0) + cell.width
        short = next((y for y in sorted(rows) if widths[y] < table.width), None)
        row = rows.get(short) if short is not None else None
        if short is not None and row is not None:
            yield Problem(
                row,
                f"This row has {widths[short]} of the {table.width} columns of its table. Put in the missing cells, so "
                "that each stands under its header.",
            )
