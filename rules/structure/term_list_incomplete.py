"""A group of a ``dl`` lacks a ``dt`` or a ``dd`` (HTML, 4.4.9)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for element in page.document.find("dl"):
        if element.has("role") or page.accessibility.is_hidden(element):
            continue
        groups = [each for each in element.elements if each.tag == "div"]
        odd = next((found for holder in (groups or [element]) if (found := _odd(holder)) is not None), None)
        if odd is None:
            continue
        lacks = "An explanation (<dd>)" if odd.tag == "dt" else "A term (<dt>)"
        yield Problem(
            odd, f"{lacks} is missing here, so a screen reader ties the words of this list together wrongly. Put it in."
        )


def _odd(holder: Element) -> Element | None:
    """The first term without an explanation, or the other way round."""
    last: Element | None = None
    for item in holder.elements:
        if item.tag not in ("dt", "dd"):
            continue
        if item.tag == "dd" and last is None:
            return item
        last = item
    return last if last is not None and last.tag == "dt" else None
