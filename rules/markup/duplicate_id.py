"""An id stands on more than one element (HTML, 3.2.6)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for name, elements in page.document.by_id.items():
        first, *others = [element for element in elements if not _is_apart(element)] or [None]
        for element in others:
            attribute = element.attribute("id") if element is not None else None
            if attribute is not None and first is not None:
                yield Problem(
                    attribute,
                    f"The id “{name}” is already another element's. Give this one an id of its own, or none.",
                    ((first, "It stands here first."),),
                )


def _is_apart(element: Element) -> bool:
    """Whether it is on another page, so to speak: in a template, or for browsers without scripts."""
    return element.closest("template", "noscript") is not None
