"""An id stands on more than one element (HTML, 3.2.6)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for name, elements in page.document.by_id.items():
        if len(elements) < 2:
            continue
        met = [each for element in elements if not _is_apart(element) if (each := element.attribute("id"))]
        for attribute in met[1:]:
            yield Problem(
                attribute,
                f"The id “{name}” is already another element's. Give this one an id of its own, or none.",
                ((met[0], "It stands here first."),),
            )


def _is_apart(element: Element) -> bool:
    """Whether it is on another page, so to speak: in a template, or for browsers without scripts."""
    return element.closest("template", "noscript") is not None
