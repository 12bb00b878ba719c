"""``u`` outside links (HTML, 4.5.22)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for element in page.document.find("u"):
        if not element.text.strip() or element.closest("a", "button") is not None or any(element.find("a")):
            continue
        if not page.document.is_hidden(element):
            yield Problem(element, "These words are underlined like a link, and are none. Use <strong> or <em>.")
