"""A handler for the mouse's coming or going has no counterpart for the focus (technique SCR2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

_COMING: Final = ("onmouseover", "onmouseenter")


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("[onmouseover], [onmouseenter]"):
        handler = next((found for name in _COMING if (found := element.attribute(name)) is not None), None)
        if handler is None or not handler.value.strip() or element.has("onfocus") or element.has("onfocusin"):
            continue
        if not page.accessibility.is_hidden(element):
            yield Problem(
                handler,
                "This happens when the mouse comes near, and not when the focus does. Do the same for onfocus.",
            )
