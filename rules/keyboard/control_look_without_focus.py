"""A class names a control, and the element takes no focus (WCAG 2.1.1, failure F59)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Element, Page, Problem

_CALLED: Final = re.compile(
    r"(?:button|btn|fake-?(?:button|link)|close(?:-?(?:button|btn))?|(?:button|btn)-?close|accordion|concertina|collapsible|"
    r"tooltip-?(?:icon|trigger)|dropdown-?toggle|toggle-?button)\Z",
    re.IGNORECASE,
)
_LARGEST: Final = 1000  # elements of a control; more are a part of the page
_TAGS: Final = ("div", "span", "dl", "p", "i", "b", "strong", "li", "img")


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for element in page.document.find(*_TAGS):
        if not element.has("class") or not any(_CALLED.match(name) for name in element.classes):
            continue
        if (
            element.end - element.index > _LARGEST
            or tree.is_hidden(element)
            or not element.text.strip()
            or not tree.is_visible(element)
        ):
            continue
        inside = (element, *element.descendants)
        if any(map(_is_control, inside)) or any(map(_is_control, element.ancestors)):
            continue
        yield Problem(
            element,
            "By its class this is a control, but the keyboard cannot reach it. Make it a button, or put one inside.",
        )


def _is_control(element: Element) -> bool:
    if element.tag in ("html", "body", "form"):
        return False
    if element.tag in ("a", "button", "input", "select", "textarea", "label", "summary", "details", "iframe", "object"):
        return True
    return "-" in element.tag or element.has("role") or element.has("tabindex") or element.has("onclick")
