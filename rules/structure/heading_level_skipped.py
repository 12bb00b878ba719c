"""A heading's level is more than one below that of the heading before (WCAG 1.3.1, technique G141)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem

_HEADINGS: Final = "h1, h2, h3, h4, h5, h6, [role=heading]"


def check(page: Page) -> Iterator[Problem]:
    before: tuple[Element, int] | None = None
    for heading in page.select(_HEADINGS):
        if page.accessibility.is_hidden(heading) or page.accessibility.role(heading) != "heading":
            continue
        level = _level(heading)
        if before is not None and level > before[1] + 1:
            yield Problem(
                heading,
                f"This heading is of level {level}, the one before of level {before[1]}: whoever goes by headings "
                f"looks for the one between. Make it level {before[1] + 1}.",
                ((before[0], "The heading before."),),
            )
        before = heading, level


def _level(heading: Element) -> int:
    """``aria-level``, else the tag's own; 2 where there is neither (ARIA 1.2, heading)."""
    written = (heading.get("aria-level") or "").strip()
    if written.isdecimal() and len(written) < 4 and int(written) > 0:
        return int(written)
    return int(heading.tag[1]) if heading.tag[1:].isdecimal() else 2
