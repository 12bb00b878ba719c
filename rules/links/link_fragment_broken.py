"""A link leads to an id that nothing has, on a page without scripts (HTML, scroll to the fragment)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import LinkRole, Page, Problem


def check(page: Page) -> Iterator[Problem]:
    dead = [
        link
        for link in page.article.jumps
        if link.fragment
        and link.target is None
        and link.role is not LinkRole.SKIP
        and link.fragment.lower() != "top"
        and not page.document.is_hidden(link.element)
    ]
    if not dead or any(page.document.find("script")) or _has_handlers(page):
        return
    for link in dead:
        yield Problem(
            link,
            f"This link leads to “#{link.fragment}”, and nothing on the page has that id. Give the place the id, or "
            "lead to one that is there.",
        )


def _has_handlers(page: Page) -> bool:
    return any(name.startswith("on") for element in page.document.elements for name in dict(element.raw.attrs))
