"""An element has an ``accesskey`` (HTML, 6.7.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("[accesskey]"):
        attribute = element.attribute("accesskey")
        if attribute is not None and attribute.value.strip():
            yield Problem(
                attribute,
                f"The key “{attribute.value.strip()}” may be one that a reader's own programs use, and nobody is told "
                "of it. Leave it out.",
            )
