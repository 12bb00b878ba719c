"""A table inside a cell of another."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for table in page.document.find("table"):
        outer = table.parent.closest("table") if table.parent is not None else None
        if outer is None or tree.role(outer) == "none" or tree.role(table) == "none" or tree.is_hidden(table):
            continue
        yield Problem(table, "This table stands in another, which is hard to follow by ear. Make two of them, or one.")
