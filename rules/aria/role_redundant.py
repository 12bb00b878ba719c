"""A role attribute repeats the element's own role (ARIA in HTML, 4: authors should not)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Edit, Fix, Page, Problem, Span

# Their roles may be written on purpose: style sheets take them away in some browsers.
_UNDONE_BY_STYLE: Final = frozenset("ul ol menu li dl table caption thead tbody tfoot tr td th".split())


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("[role]"):
        if element.tag in _UNDONE_BY_STYLE:
            continue
        role = (element.get("role") or "").strip().lower()
        attribute = element.attribute("role")
        if attribute is not None and role and role == page.accessibility.roles.implicit(element):
            text, start = page.source.text, attribute.span.start
            while start and text[start - 1].isspace():
                start -= 1
            yield Problem(
                attribute,
                f'<{element.tag}> is a {role} anyway: the attribute role="{role}" says it twice. Take it out.',
                fixes=(Fix("Take the role out.", (Edit(Span(start, attribute.span.end), ""),)),),
            )
