"""A table that its markup calls one of data has no header cell (WCAG 1.3.1, failure F91)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for table in page.document.find("table"):
        if (table.get("role") or "table").strip().lower() not in ("table", "grid", "treegrid"):
            continue
        grid = page.accessibility.roles.table_of(table)
        parts = grid.parts if grid is not None else ()
        cells = [each for each in parts if each.tag in ("td", "th")]
        rows = {each.parent for each in cells}
        if len(rows) < 2 or len(cells) < 4 or any(map(_is_header, cells)) or not _is_of_data(table, parts):
            continue
        if not page.accessibility.is_hidden(table) and not any(table.find("table")):
            yield Problem(
                table,
                "This table has no header cells, so a screen reader cannot say what a figure in it means. Make the "
                "cells that name its columns and rows <th>.",
            )


def _is_header(cell: Element) -> bool:
    return cell.tag == "th" or cell.has("scope") or cell.get("role") in ("columnheader", "rowheader")


def _is_of_data(table: Element, parts: tuple[Element, ...]) -> bool:
    if (table.get("summary") or "").strip():
        return True
    return any(
        (each.tag in ("caption", "thead") and each.text.strip()) or (each.tag == "td" and each.has("headers"))
        for each in parts
    )
