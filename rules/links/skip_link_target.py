"""A skip link leads to an id that the page does not have, while another one works (HTML, 7.4.6.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Link, Page, Problem

_MOST: Final = 20  # skip links that are looked at; no page has more
_HANDLERS: Final = ("onclick", "onmousedown", "onkeydown", "onfocus", "@click", "v-on:click", "ng-click")


def check(page: Page) -> Iterator[Problem]:
    skip_links = page.article.skip_links[:_MOST]
    # Where none leads to the article, `skip-link-broken` says so.
    if not page.article.paragraphs or not any(link.reaches_content for link in skip_links):
        return
    for link in skip_links:
        if _leads_nowhere(page, link):
            yield Problem(
                link,
                f"“{link.name}” leads nowhere: nothing on the page has the id “{link.fragment}”. "
                "Put the id on the part that is meant, or take the link out.",
            )


def _leads_nowhere(page: Page, link: Link) -> bool:
    """Whether the fragment names nothing, and no script that we can see takes care of it."""
    fragment = link.fragment
    if not fragment or link.target is not None or fragment.lower() == "top" or fragment[0] in "/!:":
        return False
    if any(link.element.has(name) for name in _HANDLERS) or page.accessibility.is_hidden(link.element):
        return False
    forms = (f'"{fragment}"', f"'{fragment}'", f"`{fragment}`", f"#{fragment}")
    scripts = (script.text for script in page.document.find("script") if "json" not in (script.get("type") or ""))
    return not any(form in script for script in scripts for form in forms)
