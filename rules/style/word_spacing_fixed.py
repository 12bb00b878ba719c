"""An inline style keeps the space between words too narrow (WCAG 1.4.12; ACT 9e45ec)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Edit, Fix, Page, Problem, Span


def check(page: Page) -> Iterator[Problem]:
    if not page.select("[style*=word-spacing i][style*=important i]"):
        return
    for found in page.accessibility.cramped("word-spacing"):
        span = found.declaration.span or found.element.span
        yield Problem(
            span,
            f'"word-spacing: {found.declaration.value} !important" lets nobody widen the space between words, and '
            f"{_figure(found.times)} times the size of the letters is less than the {found.least:g} that some "
            "readers need. Leave !important out.",
            fixes=_without_important(page, span),
        )


def _figure(times: float) -> str:
    return f"{int(times * 100 + 1e-6) / 100:g}"  # rounded down: 0.119 must not look like 0.12


def _without_important(page: Page, span: Span) -> tuple[Fix, ...]:
    written = page.source.cut(span)
    kept, sign, important = written.rpartition("!")
    if not sign or ";" in written or important.strip().lower() != "important":
        return ()
    place = Span(span.start + len(kept.rstrip()), span.end)
    return (Fix("Let readers change it.", (Edit(place, ""),)),)
