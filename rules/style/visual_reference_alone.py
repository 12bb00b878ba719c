"""A sentence points to a part of the page by its looks alone (WCAG 1.3.3; ACT 9bd38c)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for found in page.accessibility.visual_references:
        yield Problem(
            found.sentence,
            f"This sends readers to a {found.noun} by its looks ({found.look}), and whoever cannot see it has nothing "
            "else to go by. Name it as well, by its label or its heading.",
        )
