"""Formatting that overlaps with what is around or inside it (HTML, 13.2.10.1 Misnested tags)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for problem in page.syntax_problems:
        if problem.code == "misnested-tag":
            name = problem.name
            related = ((problem.related, f"This is the <{name}> it belongs to."),) if problem.related else ()
            yield Problem(
                problem.span,
                f"This </{name}> comes too late or too early: the <{name}> overlaps with another element. "
                "Close first what was opened last.",
                related,
            )
