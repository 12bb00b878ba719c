"""Which header cells belong to which cells: HTML, 4.9.12, "Processing model" (forming a table, header assignment).

A slot of the grid is ``(column, row)``, both from 0. Spans are cut to what the table has, so that the work grows with
its cells, not with what their attributes claim.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from a11ylint.accessibility.exposure import parse_integer
from a11ylint.document import Element, Text
from a11ylint.records import dataclass

_WIDEST: Final = 1000  # HTML, 4.9.11: no cell spans more columns
_ROW_GROUPS: Final = frozenset({"thead", "tbody", "tfoot"})
_MOST_HEADERS: Final = 100  # that one scan looks at, nearest first
_MOST_SLOTS: Final = 200_000  # of one table; beyond, rows of cells that span it all


@dataclass(frozen=True, slots=True)
class Cell:
    """A ``td`` or ``th`` where it stands: its first column and row, and how many of each it covers."""

    element: Element
    x: int
    y: int
    width: int
    height: int

    @property
    def is_header(self) -> bool:
        return self.element.tag == "th"

    @property
    def scope(self) -> str:
        """``row``, ``col``, ``rowgroup``, ``colgroup`` or ``auto``."""
        scope = (self.element.get("scope") or "").strip().lower()
        return scope if scope in ("row", "col", "rowgroup", "colgroup") else "auto"


class Table:
    """The grid of one ``table`` element. Read only."""

    def __init__(self, element: Element) -> None:
        self.element = element

    @cached_property
    def parts(self) -> tuple[Element, ...]:
        """What stands in the table and in no table inside it, such tables themselves included."""
        found: list[Element] = []
        end = 0
        for element in self.element.descendants:
            if element.index >= end:
                found.append(element)
                if element.tag == "table":
                    end = element.end
        return tuple(found)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, in document order."""
        return self._formed[0]

    @cached_property
    def by_element(self) -> Mapping[Element, Cell]:
        return {cell.element: cell for cell in self.cells}

    @cached_property
    def _formed(self) -> tuple[tuple[Cell, ...], dict[tuple[int, int], Cell], int]:
        """Cells, who holds each slot, and the number of rows."""
        cells: list[Cell] = []
        grid: dict[tuple[int, int], Cell] = {}
        y = claimed = 0
        for group in self._row_groups():
            last = y + len(group)
            growing: list[Cell] = []  # cells whose rowspan is still open
            for row in group:
                for cell in growing:
                    for x in range(cell.x, cell.x + cell.width):
                        grid.setdefault((x, y), cell)
                x = 0
                for element in row.elements:
                    if element.tag not in ("td", "th"):
                        continue
                    while (x, y) in grid:
                        x += 1
                    width = _span(element, "colspan", 1, _WIDEST)
                    height = _span(element, "rowspan", 0, 65534) or last - y
                    height = min(height, last - y)
                    claimed += width * height
                    if claimed > _MOST_SLOTS:
                        width = height = 1
                    cell = Cell(element, x, y, width, height)
                    cells.append(cell)
                    for column in range(x, x + width):
                        grid.setdefault((column, y), cell)
                    if height > 1:
                        growing.append(cell)
                    x += width
                y += 1
                growing = [cell for cell in growing if cell.y + cell.height > y]
        return tuple(cells), grid, y

    def _row_groups(self) -> Iterator[tuple[Element, ...]]:
        """Rows by group; rows outside any group stand as one where they follow one another; feet come last."""
        feet: list[tuple[Element, ...]] = []
        loose: list[Element] = []
        for child in self.element.elements:
            if child.tag == "tr":
                loose.append(child)
            elif child.tag in _ROW_GROUPS:
                if loose:
                    yield tuple(loose)
                    loose = []
                rows = tuple(row for row in child.elements if row.tag == "tr")
                if child.tag == "tfoot":
                    feet.append(rows)
                else:
                    yield rows
        if loose:
            yield tuple(loose)
        yield from feet

    @property
    def height(self) -> int:
        """The number of rows."""
        return self._formed[2]

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return max((cell.x + cell.width for cell in self.cells), default=0)

    def at(self, x: int, y: int) -> Cell | None:
        """The cell that covers a slot."""
        return self._formed[1].get((x, y))

    # What kind of header each header cell is

    def is_column_header(self, cell: Cell) -> bool:
        """By ``scope="col"``, or in the auto state where no data cell stands in its rows."""
        if cell.scope == "auto":
            return cell.is_header and not self._data_between(self._data_rows, cell.y, cell.height)
        return cell.is_header and cell.scope == "col"

    def is_row_header(self, cell: Cell) -> bool:
        """By ``scope="row"``, or in the auto state where it is no column header and no data cell stands in its
        columns."""
        if cell.scope == "auto":
            return (
                cell.is_header
                and not self.is_column_header(cell)
                and not self._data_between(self._data_columns, cell.x, cell.width)
            )
        return cell.is_header and cell.scope == "row"

    @staticmethod
    def _data_between(counts: list[int], start: int, length: int) -> bool:
        return counts[min(start + length, len(counts) - 1)] > counts[start]

    @cached_property
    def _data_rows(self) -> list[int]:
        return self._counted(self.height, 1)

    @cached_property
    def _data_columns(self) -> list[int]:
        return self._counted(self.width, 0)

    def _counted(self, length: int, axis: int) -> list[int]:
        """How many lines before each have a data cell in them."""
        has = bytearray(length)
        for slot, cell in self._formed[1].items():
            if not cell.is_header:
                has[slot[axis]] = 1
        counts = [0]
        for each in has:
            counts.append(counts[-1] + each)
        return counts

    # Header cells of a cell

    def headers_of(self, element: Element) -> tuple[Element, ...]:
        """The header cells assigned to a ``td`` or ``th`` of this table, in the standard's order."""
        cell = self.by_element.get(element)
        if cell is None:
            return ()
        found = self._by_attribute(cell) if element.has("headers") else self._by_place(cell)
        return tuple(each for each in dict.fromkeys(found) if each is not element and each in self._heading)

    @cached_property
    def _heading(self) -> frozenset[Element]:
        """Cells that are not empty: an empty cell heads nothing."""
        return frozenset(cell.element for cell in self.cells if _has_content(cell.element))

    def _by_attribute(self, cell: Cell) -> Iterator[Element]:
        by_id = self.element.document.by_id
        for name in dict.fromkeys((cell.element.get("headers") or "").split()):
            target = next(iter(by_id.get(name, ())), None)
            if target is not None and target in self.by_element:
                yield target

    def _by_place(self, cell: Cell) -> Iterator[Element]:
        for y in range(cell.y, cell.y + cell.height):
            yield from self._scan(cell, cell.x, y, vertical=False)
        for x in range(cell.x, cell.x + cell.width):
            yield from self._scan(cell, x, cell.y, vertical=True)
        yield from self._of_groups(cell)

    def _scan(self, principal: Cell, x: int, y: int, vertical: bool) -> Iterator[Element]:
        """The internal algorithm for scanning and assigning header cells, from a slot up or to the left."""
        line, place = (self._columns[x], y) if vertical else (self._rows[y], x)
        opaque: set[tuple[int, int]] = set()
        block: list[Cell] = [principal] if principal.is_header else []
        last: Cell | None = None
        following = bisect_left(line, (place,))
        for position, data_after in reversed(line[max(0, following - _MOST_HEADERS) : following]):
            if data_after:
                opaque.update(_extent(each, vertical) for each in block)
                block = []
            current = self.at(x, position) if vertical else self.at(position, y)
            if current is None or current is last:
                continue
            last = current
            block.append(current)
            heads = self.is_column_header(current) if vertical else self.is_row_header(current)
            if heads and _extent(current, vertical) not in opaque:
                yield current.element

    @cached_property
    def _columns(self) -> list[list[tuple[int, bool]]]:
        return self._lines(self.width, self.height, vertical=True)

    @cached_property
    def _rows(self) -> list[list[tuple[int, bool]]]:
        return self._lines(self.height, self.width, vertical=False)

    def _lines(self, count: int, length: int, vertical: bool) -> list[list[tuple[int, bool]]]:
        """For each column or row, where a header cell stands, and whether a data cell stands before the next."""
        slots: list[list[tuple[int, bool]]] = [[] for _ in range(count)]
        for (x, y), cell in sorted(self._formed[1].items(), key=lambda item: item[0]):
            line, place = (x, y) if vertical else (y, x)
            if cell.is_header:
                slots[line].append((place, False))
            elif slots[line] and not slots[line][-1][1]:
                slots[line][-1] = (slots[line][-1][0], True)
        return slots

    def _of_groups(self, cell: Cell) -> Iterator[Element]:
        for ranges, headers, place in (
            (self._row_ranges, self._row_group_headers, cell.y),
            (self._column_ranges, self._column_group_headers, cell.x),
        ):
            for header in headers.get(_range_at(ranges, place), ()):
                if header.x < cell.x + cell.width and header.y < cell.y + cell.height:
                    yield header.element

    @cached_property
    def _row_group_headers(self) -> Mapping[int, list[Cell]]:
        return self._group_headers("rowgroup", self._row_ranges)

    @cached_property
    def _column_group_headers(self) -> Mapping[int, list[Cell]]:
        return self._group_headers("colgroup", self._column_ranges)

    def _group_headers(self, scope: str, ranges: list[tuple[int, int]]) -> Mapping[int, list[Cell]]:
        """The header cells of each group, under the group's number."""
        found: dict[int, list[Cell]] = {}
        for cell in self.cells:
            if cell.is_header and cell.scope == scope:
                group = found.setdefault(_range_at(ranges, cell.y if scope == "rowgroup" else cell.x), [])
                if len(group) < _MOST_HEADERS:
                    group.append(cell)
        found.pop(-1, None)
        return found

    @cached_property
    def _row_ranges(self) -> list[tuple[int, int]]:
        ranges: list[tuple[int, int]] = []
        y = 0
        for group in self._row_groups():
            if group and group[0].parent is not None and group[0].parent.tag in _ROW_GROUPS:
                ranges.append((y, y + len(group)))
            y += len(group)
        return ranges

    @cached_property
    def _column_ranges(self) -> list[tuple[int, int]]:
        ranges: list[tuple[int, int]] = []
        x = 0
        for group in self.element.elements:
            if group.tag != "colgroup":
                continue
            columns = [_span(column, "span", 1, _WIDEST) for column in group.elements if column.tag == "col"]
            width = sum(columns) if columns else _span(group, "span", 1, _WIDEST)
            ranges.append((x, x + width))
            x += width
        return ranges

    @cached_property
    def cells_of(self) -> Mapping[Element, tuple[Element, ...]]:
        """For each header cell, the cells it is assigned to."""
        found: dict[Element, list[Element]] = {cell.element: [] for cell in self.cells if cell.is_header}
        for cell in self.cells:
            for header in self.headers_of(cell.element):
                found.setdefault(header, []).append(cell.element)
        return {header: tuple(cells) for header, cells in found.items()}


def _span(element: Element, name: str, least: int, most: int) -> int:
    written = element.get(name)
    number = None if written is None else parse_integer(written)
    return 1 if number is None or number < least else min(number, most)


def _extent(cell: Cell, vertical: bool) -> tuple[int, int]:
    """Where a header stands across the direction of a scan: one that covers just the same is hidden behind it."""
    return (cell.x, cell.width) if vertical else (cell.y, cell.height)


def _range_at(ranges: list[tuple[int, int]], place: int) -> int:
    """The number of the range that holds a place; -1 for none."""
    number = bisect_right(ranges, (place, place + 65536)) - 1
    return number if number >= 0 and place < ranges[number][1] else -1


def _has_content(element: Element) -> bool:
    """Not an empty cell: it has an element in it, or words (HTML, 4.9.12.2)."""
    return any(
        isinstance(each, Element) or (isinstance(each, Text) and not each.data.isspace()) for each in element.texts()
    )
