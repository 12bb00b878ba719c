"""A table model error: an empty column or row, or overlapping cells (HTML, 4.9.12.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

_WIDEST: Final = 1000  # columns that are looked at


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for element in page.document.find("table"):
        table = tree.roles.table_of(element) if tree.role(element) != "none" else None
        if table is None or not table.cells or tree.is_hidden(element):
            continue
        for cell in table.cells:
            over = next(
                (
                    other
                    for x in range(cell.x, min(cell.x + cell.width, cell.x + _WIDEST))
                    if (other := table.at(x, cell.y)) is not None and other is not cell
                ),
                None,
            )
            if over is not None:
                yield Problem(
                    cell.element,
                    "This cell lies over another, which reaches here by its rowspan or colspan. Mend the spans.",
                    ((over.element, "The other cell."),),
                )
                break
        begun = {cell.x for cell in table.cells}
        empty = next((x for x in range(min(table.width, _WIDEST)) if x not in begun), None)
        if empty is not None:
            yield Problem(
                element,
                f"No cell begins in column {empty + 1} of this table, but a screen reader counts it. Take the colspans "
                "down to what is needed.",
            )
