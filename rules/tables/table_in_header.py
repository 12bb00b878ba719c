"""A header cell holds a table."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for table in page.document.find("table"):
        header = table.parent.closest("th", "td", "table") if table.parent is not None else None
        if header is None or header.tag != "th" or tree.is_hidden(table):
            continue
        outer = tree.roles.table_of(header)
        if outer is not None and tree.role(outer.element) != "none" and tree.role(table) != "none":
            yield Problem(
                table,
                "This table stands in a header cell, and a screen reader says it all with every cell of the row or "
                "column. Put it elsewhere.",
                ((header, "The header cell."),),
            )
