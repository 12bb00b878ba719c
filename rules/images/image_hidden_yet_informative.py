"""An image is kept from screen readers though it probably informs (WCAG 1.1.1; ACT e88epe)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

_SILENCED: Final = 'img[alt=""], img[aria-hidden], img[role], svg, canvas'


def check(page: Page) -> Iterator[Problem]:
    if not page.select(_SILENCED):
        return
    for element, told in page.accessibility.pictures.silenced():
        what = "text drawn by a script" if element.tag == "canvas" else f'a "{told}"'
        how = "alt" if element.tag == "img" else 'role="img" and aria-label'
        yield Problem(
            element,
            f"This is {what} by its name or by the words before it, and screen readers are told to pass over it. "
            f"Unless it only decorates, say with {how} what it shows.",
        )
