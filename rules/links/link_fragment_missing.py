"""A link leads to an id that nothing on the page has (HTML, scroll to the fragment)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Element, Link, LinkRole, Page, Problem

_MOST: Final = 100  # dead links of a page that are looked for in its scripts
# Discussions are put into the page by services; "go-to-" is how a theme marks links that its script scrolls.
_MADE_LATER: Final = re.compile(r"comment|thread|disqus|respond|discussion|^go-to-")


def check(page: Page) -> Iterator[Problem]:
    if not any(page.document.find("script")):
        return

    @cache
    def scripts() -> str:
        return "\n".join(
            script.text for script in page.document.find("script") if "json" not in (script.get("type") or "")
        )

    dead = (link for link in page.article.jumps if _leads_nowhere(link) and not page.document.is_hidden(link.element))
    for link in islice(dead, _MOST):
        fragment = link.fragment or ""
        if any(form in scripts() for form in (f'"{fragment}"', f"'{fragment}'", f"`{fragment}`", f"#{fragment}")):
            continue
        yield Problem(
            link,
            f"This link leads to “#{fragment}”, and nothing on the page has that id. Give the place the id, or lead to "
            "one that is there.",
        )


def _leads_nowhere(link: Link) -> bool:
    """Whether the fragment names nothing, and nothing about the link says that a script acts on it."""
    fragment = link.fragment
    if not fragment or link.target is not None or link.role is LinkRole.SKIP or fragment.lower() == "top":
        return False
    if _MADE_LATER.search(fragment[:100].lower()):
        return False
    return fragment[0] not in "/!:" and "=" not in fragment and not _is_scripted(link.element)


def _is_scripted(element: Element) -> bool:
    return element.has("role") or any(
        name.startswith(("on", "data-", "aria-", "@", "v-", "ng-", "x-", ":", "hx-")) and name != "aria-label"
        for name in element.attributes
    )
