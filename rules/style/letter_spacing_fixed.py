"""An inline style keeps the space between letters too narrow (WCAG 1.4.12; ACT 24afc2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, spacing_problems


def check(page: Page) -> Iterator[Problem]:
    return spacing_problems(page, "letter-spacing", "letters")
