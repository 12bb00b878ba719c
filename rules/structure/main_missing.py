"""The page has no main landmark (technique ARIA11)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    body = page.document.body
    if body is not None and not page.select("main, [role=main]"):
        yield Problem(body, "No part of the page is marked as its main one. Put <main> around the article.")
