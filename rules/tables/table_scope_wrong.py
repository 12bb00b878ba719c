"""``scope`` on a cell that is no header, or with a value that does not exist (HTML, 4.9.10 and 16.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

_VALUES: Final = frozenset({"row", "col", "rowgroup", "colgroup"})


def check(page: Page) -> Iterator[Problem]:
    for cell in page.select("td[scope], th[scope]"):
        scope = cell.attribute("scope")
        if scope is None:
            continue
        if cell.tag == "td":
            if cell.get("role") not in ("columnheader", "rowheader"):
                yield Problem(scope, "A scope counts on header cells alone. Make this cell a <th>.")
        elif scope.value.strip().lower() not in _VALUES:
            yield Problem(scope, f"“{scope.value}” is no scope. Write row, col, rowgroup or colgroup.")
