"""Problems that several rules report in the same words, each of its own matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from a11ylint.calendar import Departure, HouseStyle, house_style
from a11ylint.findings import Edit, Fix
from a11ylint.language import primary
from a11ylint.page import Page, Problem
from a11ylint.passage import Passage, without_quotations
from a11ylint.source import Span

FindDepartures: TypeAlias = Callable[[str, HouseStyle, Sequence[str]], Iterator[Departure]]


def style_problems(
    page: Page, what: str, find: FindDepartures, example: Callable[[HouseStyle], str]
) -> Iterator[Problem]:
    """Where the article's own prose departs from the stylebook that the rule's option ``style`` names.

    None without such an option, nor in another language than the stylebook's. `what` is written so ("dates"), `find`
    tells where not, and `example` is the stylebook's way for those places for which no right form is known.
    """
    name = page.option("style", str)
    if not name:
        return
    style = house_style(name)
    if primary(page.article.language or page.article.languages[0]) != style.language:
        return
    for passage in page.article.prose:
        for departure in find(without_quotations(passage.text), style, page.article.languages):
            place = passage.part(departure.start, departure.end)
            if departure.right:
                message = f'In {style.title} style, "{place.text}" is written "{departure.right}".'
                yield Problem(place, message, fixes=_right_form(page, place, departure))
            else:
                yield Problem(
                    place,
                    f'"{place.text}" is not in {style.title} style, which writes {what} as in "{example(style)}".',
                )


def _right_form(page: Page, place: Passage, departure: Departure) -> tuple[Fix, ...]:
    """The right form, unless mark-up stands between the words."""
    if " ".join(page.source.cut(place.span).split()) != place.text:
        return ()
    return (Fix(f'Write "{departure.right}".', (Edit(place.span, departure.right),), departure.safe),)


def spacing_problems(page: Page, name: str, between: str) -> Iterator[Problem]:
    """Inline styles that keep a spacing property (`name`) too narrow; it is the space between `between` ("lines")."""
    if not page.select(f"[style*={name} i][style*=important i]"):
        return
    for found in page.accessibility.cramped(name):
        span = found.declaration.span or found.element.span
        yield Problem(
            span,
            f'"{name}: {found.declaration.value} !important" lets nobody widen the space between {between}, and '
            f"{_rounded_down(found.times)} times the size of the letters is less than the {found.least:g} that some "
            "readers need. Leave !important out.",
            fixes=_without_important(page, span),
        )


def _rounded_down(times: float) -> str:
    return f"{int(times * 100 + 1e-6) / 100:g}"  # 0.119 must not look like 0.12


def _without_important(page: Page, span: Span) -> tuple[Fix, ...]:
    written = page.source.cut(span)
    kept, sign, important = written.rpartition("!")
    if not sign or ";" in written or important.strip().lower() != "important":
        return ()
    place = Span(span.start + len(kept.rstrip()), span.end)
    return (Fix("Let readers change it.", (Edit(place, ""),)),)
