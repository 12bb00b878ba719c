"""Header cells of cells: HTML, 4.9.12."""

from __future__ import annotations

import pytest

from a11ylint.accessibility.tables import Table
from tests.accessibility.trees import subject, tree_of

PLAIN = "<table><tr><th>Year<th>Goals<tr><th>2019<td id=x>3</table>"


@pytest.mark.parametrize(
    ("markup", "headers"),
    [
        (PLAIN, ["2019", "Goals"]),
        ("<table><tr><th>a<th>b<tr><td>1<td id=x>2</table>", ["b"]),
        ("<table><tr><th>a<td id=x>1<tr><th>b<td>2</table>", ["a"]),
        ("<table><tr><th scope=row>a<td>1<th scope=row>b<td id=x>2</table>", ["b"]),  # b hides a
        ("<table><tr><th scope=row>a<th>b<td id=x>1<tr><td>2<td>3<td>4</table>", ["a"]),  # b heads nothing: data below
        ("<table><tr><th colspan=2>a<tr><td>1<td id=x>2</table>", ["a"]),
        ("<table><tr><th rowspan=2>a<td>1<tr><td id=x>2</table>", ["a"]),
        ("<table><tr><th>a<th>b<tr><th>c<th>d<tr><td>1<td id=x>2</table>", ["d", "b"]),
        # a header block that data cells close hides a header of the same columns further off
        ("<table><tr><th>a<tr><td>1<tr><th scope=col>b<tr><td>2<tr><th scope=col id=x>c</table>", []),
        ("<table><tr><th>a<tr><td>1<tr><th scope=col>b<tr><td id=x>2</table>", ["b"]),
        ("<table><tr><th colspan=2>a<tr><td>1<td>2<tr><th scope=col>b<td>3<tr><td id=x>4</table>", ["b", "a"]),
        ("<table><tr><th> </th><th>b<tr><td id=x>1<td>2</table>", []),  # empty cells head nothing
        ("<table><tr><th id=h>a<th>b<tr><td>1<td id=x headers=h>2</table>", ["a"]),
        ("<table><tr><th>a<tr><td id=x headers='nowhere x'>2</table>", []),
        ("<p id=h>a</p><table><tr><td id=x headers=h>2</table>", []),  # outside the table
        ("<table><tbody><tr><th scope=rowgroup>a<td>1<tr><td>2<td id=x>3</table>", ["a"]),
        ("<table><tbody><tr><th scope=rowgroup>a<tbody><tr><td id=x>3</table>", []),
        ("<table><colgroup span=2><tr><th scope=colgroup>a<th>b<tr><td>1<td id=x>2</table>", ["b", "a"]),
        ("<table><tr><td>1<tr><td id=x>2</table>", []),
        ("<table><tfoot><tr><td id=x>sum</tfoot><tbody><tr><th>a<tr><td>1</table>", ["a"]),  # feet come last
    ],
)
def test_headers_of_a_cell(markup: str, headers: list[str]) -> None:
    tree, cell = subject(markup)
    assert [header.text.strip() for header in tree.headers_of(cell)] == headers


def test_cells_of_a_header() -> None:
    tree = tree_of(PLAIN)
    table = Table(next(tree.document.find("table")))
    assigned = {header.text: [cell.text for cell in cells] for header, cells in table.cells_of.items()}
    assert assigned == {"Year": ["2019"], "Goals": ["3"], "2019": ["3"]}


def test_cells_stand_where_spans_leave_room() -> None:
    tree = tree_of("<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td rowspan=0>d<td>e</table>")
    table = Table(next(tree.document.find("table")))
    places = {cell.element.text: (cell.x, cell.y, cell.width, cell.height) for cell in table.cells}
    assert places == {"a": (0, 0, 2, 2), "b": (2, 0, 1, 1), "c": (2, 1, 1, 1), "d": (0, 2, 1, 1), "e": (1, 2, 1, 1)}
    assert (table.width, table.height) == (3, 3)


@pytest.mark.parametrize(
    "markup",
    [
        "<table>" + "<tr><td rowspan=65534 colspan=1000>a" * 500,
        "<table>" + "<tr><th scope=col>a" * 3000,
        "<table>" + "<tr><th scope=col>a<tr><td>b" * 2000,
        "<table><tbody>" + "<tr><th scope=rowgroup>a<td>b" * 2000,
        "<table>" + "<tr>" * 3000,
    ],
)
def test_hostile_tables_end_in_time(markup: str) -> None:
    table = Table(next(tree_of(markup).document.find("table")))
    assert sum(len(cells) for cells in table.cells_of.values()) <= 200 * max(1, len(table.cells))
