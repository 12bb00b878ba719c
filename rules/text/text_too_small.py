"""Letters smaller than ten CSS pixels."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, Text


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    least = page.option("least", float)
    told: set[float] = set()
    for element in tree.styles.declaring("font-size") if tree.styles.declares("font-size") else ():
        if not any(isinstance(child, Text) and child.data.strip() for child in element.children):
            continue
        size = tree.styles.font_size(element)
        # Nought is a way to hide words, or to take out the space between boxes.
        if not size or size >= least or size in told or tree.is_hidden(element) or not tree.is_visible(element):
            continue
        told.add(size)
        yield Problem(element, f"These letters are {size:g} pixels high, which many cannot read. Make them larger.")
