"""A link's address is a script: it is a button (HTML, 4.10.6; WCAG technique G115)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for link in page.document.find("a", "area"):
        if not (link.get("href") or "").strip().lower().startswith("javascript:"):
            continue
        href = link.attribute("href")
        if href is not None and page.accessibility.role(link) == "link" and not page.accessibility.is_hidden(link):
            yield Problem(
                href,
                "This link leads to no place: it runs a script, as a button does. Make it a button, or give it the "
                "address of a page.",
            )
