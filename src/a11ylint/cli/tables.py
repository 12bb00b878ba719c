"""Tables on a terminal and in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from a11ylint.report.markdown import escaped


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines of a table, the first of its rows being its head: names to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *figures in rows:
        padded = (cell.rjust(width) for cell, width in zip(figures, widths[1:], strict=True))
        yield "  ".join((name.ljust(widths[0]), *padded)).rstrip()


def piped(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The same in Markdown."""
    head, *body = rows
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    for name, *figures in body:
        yield f"| {' | '.join((escaped(name), *figures))} |"
