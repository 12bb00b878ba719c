"""Character references without their semicolon (HTML, 13.2.5.73)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Edit, Fix, Page, Problem, Span


def check(page: Page) -> Iterator[Problem]:
    for problem in page.syntax_problems:
        if problem.code == "missing-semicolon-after-character-reference":
            end = Span(problem.span.end, problem.span.end)
            yield Problem(
                problem.span,
                f"“{page.source.cut(problem.span)}” lacks its semicolon. Put one after it, "
                "or write &amp; if an ampersand was meant.",
                fixes=(Fix("Put a semicolon after it.", (Edit(end, ";"),)),),
            )
