"""Charts as inline SVG without a script, each with the same figures as a table."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from a11ylint.report.html.markup import Content, Markup, Piece, figure, tag

_HEIGHT: Final = 150  # pixels of the highest column
_FLOOR: Final = _HEIGHT + 14  # where columns stand: above the highest is room for a word
_MOST_LABELS: Final = 5
_STEPS: Final = (1, 2, 2.5, 5, 10)


class Bar(NamedTuple):
    """A row of a table with a bar: its name, the parts of the bar by their class, and what stands behind it."""

    name: Piece
    parts: Sequence[tuple[str, int]]
    cells: Sequence[Piece]

    @property
    def length(self) -> int:
        return sum(value for _, value in self.parts)


class Column(NamedTuple):
    """A column of a chart: its height, how it is called, below the chart too, its row in the table, its class."""

    value: float
    name: str
    label: str
    cells: tuple[str, ...]
    class_: str = ""


def bars(caption: Content, heads: Sequence[str], rows: Sequence[Bar], longest: int) -> Markup:
    """A table with a bar beside, or on narrow screens below, each row's name; `longest` is the value of a whole bar."""
    head = tag(
        "tr",
        tag("th", heads[0], scope="col"),
        (tag("th", each, scope="col", class_="number") for each in heads[1:]),
    )
    body = (
        tag(
            "tr",
            tag("th", tag("span", tag("span", row.name), bar(row.parts, longest), class_="barred"), scope="row"),
            row.cells,
        )
        for row in rows
    )
    return tag("table", tag("caption", caption), tag("thead", head), tag("tbody", body), class_="bars")


def bar(parts: Iterable[tuple[str, int]], longest: int, height: int = 10) -> Markup:
    """One bar of several parts, each `value` of `longest` wide."""
    drawn = []
    place = 0.0
    for class_, value in parts:
        width = 100 * value / max(longest, 1)
        if value:
            drawn.append(
                tag("rect", x=f"{place:.2f}%", y=0, width=f"{max(width, 0.4):.2f}%", height=height, class_=class_)
            )
        place += width
    return tag("svg", drawn, width="100%", height=height, aria_hidden="true", focusable="false")


class Scale(NamedTuple):
    """Columns that stand on a scale: their labels are where they begin, and `end` is where the last one ends.

    `limit` is the share of the width at which a limit is drawn, if there is one.
    """

    end: str
    limit: float | None


def columns(
    caption: str, said: str, heads: Sequence[str], all_: Sequence[Column], scale: Scale | None = None
) -> Markup:
    """A chart of columns and, behind a button, its table. `said` is what it shows, for those who do not see it."""
    most = max((column.value for column in all_), default=0)
    top = _ceiling(most)
    drawn = [*_grid(top), *_columns(all_, top), *_labels(all_, scale)]
    if scale is not None and scale.limit is not None:
        place = f"{100 * scale.limit:.2f}%"
        anchor, away = ("start", 5) if scale.limit < 0.5 else ("end", -5)
        drawn.append(tag("line", x1=place, x2=place, y1=0, y2=_FLOOR, class_="limit"))
        drawn.append(tag("text", "limit", x=place, y=9, dx=away, text_anchor=anchor))
    chart = tag("svg", drawn, width="100%", height=_FLOOR + 22, role="img", aria_label=said, class_="columns")
    return tag("figure", tag("figcaption", caption, class_="note"), chart, _table(said, heads, all_))


def _grid(top: float) -> Iterator[Markup]:
    for share in (0.5, 1.0):
        y = _FLOOR - _HEIGHT * share
        yield tag("line", x1=0, x2="100%", y1=y, y2=y)
        yield tag("text", figure(top * share), x="100%", y=y + 4, dx=6)
    yield tag("line", x1=0, x2="100%", y1=_FLOOR, y2=_FLOOR, class_="axis")


def _columns(all_: Sequence[Column], top: float) -> Iterator[Markup]:
    width = 100 / max(len(all_), 1)
    for number, column in enumerate(all_):
        if column.value:
            height = max(_HEIGHT * column.value / top, 1)
            yield tag(
                "rect",
                tag("title", f"{column.name}: {figure(column.value)}"),
                x=f"{(number + 0.1) * width:.3f}%",
                y=f"{_FLOOR - height:.1f}",
                width=f"{0.8 * width:.3f}%",
                height=f"{height:.1f}",
                class_=column.class_ or None,
            )


def _labels(all_: Sequence[Column], scale: Scale | None) -> Iterator[Markup]:
    """Some of the columns' labels: under their middles, or on a scale where they begin."""
    labels = [column.label for column in all_] + ([scale.end] if scale is not None else [])
    for number in _spread(len(labels)):
        place = 100 * (number if scale is not None else number + 0.5) / max(len(all_), 1)
        anchor = "start" if place == 0 else "end" if place == 100 else "middle"
        yield tag("text", labels[number], x=f"{place:.2f}%", y=_FLOOR + 17, text_anchor=anchor)


def _table(said: str, heads: Sequence[str], all_: Sequence[Column]) -> Markup:
    """A chart's figures as a table behind a button."""
    caption = tag("caption", tag("span", said, class_="vh"))
    head = tag(
        "tr", (tag("th", each, scope="col", class_="number" if number else None) for number, each in enumerate(heads))
    )
    body = (
        tag("tr", tag("th", each.name, scope="row"), (tag("td", cell, class_="number") for cell in each.cells))
        for each in all_
    )
    return tag("details", tag("summary", "As a table"), tag("table", caption, tag("thead", head), tag("tbody", body)))


def bins(values: Sequence[float], most: int = 14) -> tuple[float, float, list[int]]:
    """Values counted in equal steps of a round width: where the first step begins, the width, the counts."""
    low, high = min(values), max(values)
    raw = max((high - low) / most, 1e-9)
    power = 10.0 ** math.floor(math.log10(raw))
    step = max(next(power * each for each in _STEPS if power * each >= raw), 0.5)
    start = math.floor(low / step) * step
    counts = [0] * (int((high - start) // step) + 1)
    for value in values:
        counts[int((value - start) // step)] += 1
    return start, step, counts


def _ceiling(value: float) -> float:
    """The round number at or above a value that the axis ends at, 2 at least."""
    value = max(value, 2)
    power = 10.0 ** math.floor(math.log10(value))
    return next(each * power for each in (1, 2, 3, 4, 5, 6, 8, 10) if each * power >= value * 0.999_999)


def _spread(number: int) -> Sequence[int]:
    """The columns that are labelled: all of a few, else some from first to last."""
    if number <= _MOST_LABELS:
        return range(number)
    return sorted({round(each * (number - 1) / (_MOST_LABELS - 1)) for each in range(_MOST_LABELS)})
