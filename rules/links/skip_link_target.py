"""A skip link leads to an id that the page does not have, while another one works (HTML, 7.4.6.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem, leads_nowhere

_MOST: Final = 20  # skip links that are looked at; no page has more


def check(page: Page) -> Iterator[Problem]:
    skip_links = page.article.skip_links[:_MOST]
    # Where none leads to the article, `skip-link-broken` says so.
    if not page.article.paragraphs or not any(link.reaches_content for link in skip_links):
        return
    for link in skip_links:
        if leads_nowhere(page.article, link):
            yield Problem(
                link,
                f"“{link.name}” leads nowhere: nothing on the page has the id “{link.fragment}”. "
                "Put the id on the part that is meant, or take the link out.",
            )
