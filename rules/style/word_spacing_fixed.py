"""An inline style keeps the space between words too narrow (WCAG 1.4.12; ACT 9e45ec)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, spacing_problems


def check(page: Page) -> Iterator[Problem]:
    return spacing_problems(page, "word-spacing", "words")
