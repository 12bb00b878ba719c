"""The focus outline is removed and nothing put in its place (WCAG 2.4.7, failure F78)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from a11ylint.plugin import Page, Problem

_NOTHING: Final = frozenset({"none", "0", "0px", "transparent", "hidden"})
_DRAWN: Final = ("border", "box-shadow", "background", "text-decoration", "color", "filter", "transform", "outline")


def check(page: Page) -> Iterator[Problem]:
    styles = page.accessibility.styles
    rules = styles.rules if styles.mention(":focus") else ()
    focus = [rule for rule in rules if ":focus" in rule.selector and ":not(:focus" not in rule.selector]
    values = [{each.property: each.value.lower() for each in rule.declarations} for rule in focus]
    if any(map(_draws, values)):
        return
    seen = set()
    for rule, declared in zip(focus, values, strict=True):
        if _removes(declared) and rule.element not in seen:
            seen.add(rule.element)
            yield Problem(
                rule.element,
                f"The rule for “{' '.join(rule.selector.split())[:60]}” takes the outline off what has the focus, "
                "and nothing else shows where it is. Draw an outline.",
            )
    for element in page.select("[style*=outline i]"):
        inline = styles.inline(element)
        declaration = inline.get("outline")
        if declaration is None or declaration.value.lower() not in _NOTHING:
            continue
        if page.accessibility.in_focus_order(element):
            yield Problem(
                declaration.span or element,
                "This takes the outline away also when the element has the focus, and nothing else shows where it is.",
            )


def _removes(declared: Mapping[str, str]) -> bool:
    return any(
        declared.get(name) in _NOTHING for name in ("outline", "outline-width", "outline-style", "outline-color")
    )


def _draws(declared: Mapping[str, str]) -> bool:
    """Whether a rule for the focus draws anything."""
    return any(
        name.startswith(_DRAWN) and name != "outline-offset" and value not in _NOTHING
        for name, value in declared.items()
    )
