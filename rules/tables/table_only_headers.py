"""Every cell of a table is a header cell (WCAG 1.3.1, failure F43)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for element in page.document.find("table"):
        if not any(element.find("th")) or any(element.find("td")) or tree.role(element) == "none":
            continue
        table = tree.roles.table_of(element)
        if table is not None and table.height > 1 and table.width > 1 and not tree.is_hidden(element):
            yield Problem(element, "Every cell of this table is a header. Make those that hold the figures <td>.")
