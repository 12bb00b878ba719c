"""The first row of a table is one cell across all columns, in a caption's place (WCAG technique H39)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for element in page.select("table:has([colspan])"):
        table = tree.roles.table_of(element) if tree.role(element) != "none" else None
        if table is None or not table.cells or table.width < 2 or table.height < 3 or tree.is_hidden(element):
            continue
        first = table.cells[0]
        spans_all = first.width == table.width and first.height == 1 and first.element.text.strip()
        if spans_all and not any(element.find("caption", "table")) and any(element.find("th")):
            yield Problem(
                first.element, "This cell across the whole table is its caption. Put its words into <caption>."
            )
