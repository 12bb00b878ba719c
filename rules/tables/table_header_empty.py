"""A ``th`` has nothing in it (HTML, 4.9.10; WCAG technique H51)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Edit, Element, Fix, Page, Problem, Span

_CONTENT: Final = frozenset("img svg input select textarea button iframe object video canvas math".split())


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for header in page.document.find("th"):
        if header.text.strip() or any(each.tag in _CONTENT for each in header.descendants):
            continue
        if tree.is_hidden(header) or tree.role(header) not in ("columnheader", "rowheader", "cell", "gridcell"):
            continue
        table = tree.roles.table_of(header)
        cell = table.by_element.get(header) if table is not None else None
        if table is None or cell is None or tree.name(header) or all(each.is_header for each in table.cells):
            continue
        corner = cell.x == 0 and cell.y == 0
        yield Problem(
            header,
            "This header cell is empty: a screen reader has nothing to say for what it heads. "
            + ("Make the blank corner a <td>." if corner else "Write what its column or row holds."),
            fixes=_fixes(header) if corner else (),
        )


def _fixes(header: Element) -> tuple[Fix, ...]:
    """Make it a ``td``; attributes that only headers have stay, so only where there are none."""
    end = header.end_tag
    if end is None or header.attributes:
        return ()
    start = Span(header.span.start + 1, header.span.start + 3)
    return (Fix("Make it a <td>.", (Edit(start, "td"), Edit(Span(end.start + 2, end.start + 4), "td"))),)
