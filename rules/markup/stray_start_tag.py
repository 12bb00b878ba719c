"""A start tag that browsers ignore where it stands (HTML, 13.2.6 Tree construction)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

_ONCE: Final = frozenset({"html", "head", "body", "frameset"})


def check(page: Page) -> Iterator[Problem]:
    for problem in page.syntax_problems:
        if problem.code == "stray-start-tag":
            if problem.name in _ONCE:
                message = f"A second <{problem.name}> cannot begin here, and browsers drop the tag. Take it out."
            else:
                message = (
                    f"A <{problem.name}> cannot begin here, and browsers drop the tag. "
                    "Put it inside its table, or take it out."
                )
            yield Problem(problem.span, message)
