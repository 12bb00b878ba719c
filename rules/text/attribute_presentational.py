"""Presentational attributes that HTML calls obsolete (HTML, 16.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Attribute, Element, Page, Problem

_ANYWHERE: Final = ("align", "bgcolor", "cellpadding", "cellspacing", "valign", "hspace", "vspace", "nowrap", "noshade")
_ON: Final = {
    "alink": ("body",),
    "background": ("body", "table", "td", "th", "tr"),
    "border": ("img", "table", "object"),
    "clear": ("br",),
    "face": ("font",),
    "frameborder": ("iframe",),
    "link": ("body",),
    "marginheight": ("body", "iframe"),
    "marginwidth": ("body", "iframe"),
    "scrolling": ("iframe",),
    "summary": ("table",),
    "text": ("body",),
    "vlink": ("body",),
}
_SELECTOR: Final = ", ".join(
    (*(f"[{name}]" for name in _ANYWHERE), *(f"{tag}[{name}]" for name, tags in _ON.items() for tag in tags))
)


def check(page: Page) -> Iterator[Problem]:
    found: dict[str, list[Attribute]] = {}
    for element in page.select(_SELECTOR):
        if "-" in element.tag or element.closest("svg", "math") is not None:
            continue
        for name, attribute in element.attributes.items():
            if _is_presentational(name, element):
                found.setdefault(name, []).append(attribute)
    for name, attributes in found.items():
        often = f" It stands {len(attributes)} times on the page." if len(attributes) > 1 else ""
        advice = "Say it in the caption." if name == "summary" else "Say it in the style sheet."
        yield Problem(attributes[0], f"HTML has given “{name}” up here. {advice}{often}")


def _is_presentational(name: str, element: Element) -> bool:
    return name in _ANYWHERE or element.tag in _ON.get(name, ())
