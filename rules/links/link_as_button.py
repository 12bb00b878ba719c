"""A link with the role of a button has no handler for keys."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for link in page.select("a[href][role=button]"):
        role = link.attribute("role")
        if role is None or any(map(link.has, ("onkeydown", "onkeyup", "onkeypress"))) or page.document.is_hidden(link):
            continue
        yield Problem(
            role, "A button is pressed with the space bar too, and this link does not listen to it. Use <button>."
        )
