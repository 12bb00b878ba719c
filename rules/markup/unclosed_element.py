"""An element that must have an end tag and has none (HTML, 13.1.2 Elements)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Edit, Fix, Page, Problem, Span, SyntaxProblem


def check(page: Page) -> Iterator[Problem]:
    for problem in page.syntax_problems:
        if problem.code == "unclosed-element":
            yield _problem(page, problem)


def _problem(page: Page, problem: SyntaxProblem) -> Problem:
    name, span = problem.name, problem.span
    if "@" in name or name in ("http:", "https:"):
        less = Span(span.start, span.start + 1)
        return Problem(
            span,
            "Browsers take this address for a tag and hide it. Write its < as &lt; if readers are to see it.",
            fixes=(Fix("Write &lt;.", (Edit(less, "&lt;"),), safe=False),),
        )
    if page.source.cut(span).endswith("/>"):
        end = page.source.cut(span).removesuffix("/>").rstrip()
        edit = Edit(Span(span.start + len(end), span.end), f"></{name}>")
        return Problem(
            span,
            f"This <{name} /> stays open: HTML ignores the slash, and what follows becomes part of it. "
            f"Write <{name}></{name}>.",
            fixes=(Fix(f"Close it with </{name}>.", (edit,), safe=False),),
        )
    return Problem(span, f"This <{name}> is never closed, or only by the end of what is around it. Add its </{name}>.")
