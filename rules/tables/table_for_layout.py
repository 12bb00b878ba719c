"""A table without any sign of data arranges parts of the page, and has no role that says so (HTML, 4.9.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Edit, Element, Fix, Page, Problem, Span

_PAGE_PARTS: Final = frozenset("h1 h2 h3 h4 h5 h6 nav form table header footer main article aside".split())
_SIGNS: Final = frozenset({"th", "caption", "thead", "colgroup", "col", "tfoot"})


def check(page: Page) -> Iterator[Problem]:
    for table in page.document.find("table"):
        if table.has("role") or (table.get("summary") or "").strip() or page.accessibility.is_hidden(table):
            continue
        grid = page.accessibility.roles.table_of(table)
        parts = grid.parts if grid is not None else ()
        if any(each.tag in _SIGNS or each.has("scope") or each.has("headers") for each in parts):
            continue
        rows = [each for each in parts if each.tag == "tr"]
        cells = [each for each in parts if each.tag == "td"]
        if not _is_line(rows, cells) or not any(map(_holds_page_part, cells)):
            continue
        place = table.span.start + len("<table")
        yield Problem(
            table,
            "This table only arranges parts of the page, but a screen reader announces rows and columns. Write "
            'role="presentation" on it.',
            fixes=(Fix('Write role="presentation".', (Edit(Span(place, place), ' role="presentation"'),)),),
        )


def _is_line(rows: list[Element], cells: list[Element]) -> bool:
    """Whether the cells stand in one row or one column."""
    return bool(cells) and (len(rows) == 1 or len({cell.parent for cell in cells}) == len(cells))


def _holds_page_part(cell: Element) -> bool:
    return any(each.tag in _PAGE_PARTS for each in cell.descendants)
