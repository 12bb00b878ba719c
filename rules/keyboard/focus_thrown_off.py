"""A handler gives the focus away as soon as it comes (WCAG 2.1.1, failure F55)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Page, Problem

_BLUR: Final = re.compile(r"(?:^|[;{\s])(?:if[ \t]*\(this\.blur\)[ \t]*)?this\.blur\(\)")


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("[onfocus]"):
        handler = element.attribute("onfocus")
        if handler is not None and _BLUR.search(handler.value):
            yield Problem(
                handler,
                "This throws the focus off as soon as it comes, so the keyboard cannot use the element. Remove it.",
            )
