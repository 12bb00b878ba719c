"""A heading begins with one level and ends with another (HTML, 13.2.6.4.7)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Edit, Fix, Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for problem in page.syntax_problems:
        if problem.code == "mismatched-heading" and problem.related is not None:
            level = page.source.cut(problem.related)[1:3].lower()
            yield Problem(
                problem.span,
                f"This heading begins as <{level}> and ends as </{problem.name}>. Browsers take it for <{level}>: "
                "make both the level that is meant.",
                ((problem.related, "It begins here."),),
                (Fix(f"Write </{level}>.", (Edit(problem.span, f"</{level}>"),)),),
            )
