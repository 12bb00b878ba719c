"""A table with several levels of headers has no ``scope`` and no ``headers`` (WCAG techniques H63 and H43)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for element in page.document.find("table"):
        if not any(element.find("th")) or tree.role(element) == "none" or tree.is_hidden(element):
            continue
        table = tree.roles.table_of(element)
        if table is None or any(cell.element.has("scope") or cell.element.has("headers") for cell in table.cells):
            continue
        beside: dict[int, int] = {}  # headers in each row that has data too
        with_data = {cell.y for cell in table.cells if not cell.is_header and cell.element.text.strip()}
        above = {cell.y for cell in table.cells if cell.is_header} - with_data
        for cell in table.cells:
            if cell.is_header and cell.y in with_data:
                beside[cell.y] = beside.get(cell.y, 0) + 1
        if with_data and ((beside and above) or max(beside.values(), default=0) > 1 or len(above) > 1):
            yield Problem(
                element,
                "The headers of this table stand in several lines, and do not say whether they head rows or columns. "
                'Write scope="col" or scope="row" on each.',
            )
