"""An end tag for an element that never has one (HTML, 13.1.2 Elements: void elements)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Edit, Fix, Page, Problem

_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())


def check(page: Page) -> Iterator[Problem]:
    for problem in page.syntax_problems:
        if problem.code != "stray-end-tag" or problem.name not in _VOID:
            continue
        if problem.name == "br":
            message = "There is no </br>: browsers read it as a line break. Write <br>."
            fix = Fix("Write <br>.", (Edit(problem.span, "<br>"),))
        else:
            message = f"<{problem.name}> never has an end tag, and browsers drop this one. Remove it."
            fix = Fix("Remove it.", (Edit(problem.span, ""),))
        yield Problem(problem.span, message, fixes=(fix,))
