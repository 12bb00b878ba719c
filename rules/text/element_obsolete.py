"""Elements that HTML calls obsolete (HTML, 16.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Edit, Element, Fix, Page, Problem, Span

_INSTEAD: Final = {
    "acronym": "Use <abbr>.",
    "applet": "Use <object> or <embed>.",
    "basefont": "Use the style sheet.",
    "bgsound": "Use <audio controls>.",
    "big": "Use the style sheet.",
    "center": "Use the style sheet.",
    "dir": "Use <ul>.",
    "font": "Use the style sheet.",
    "frame": "Use <iframe>.",
    "frameset": "Use <iframe>.",
    "isindex": "Use a form.",
    "listing": "Use <pre>.",
    "multicol": "Use the style sheet.",
    "nobr": "Use the style sheet.",
    "noembed": "Use <object>.",
    "noframes": "Use <iframe>.",
    "plaintext": "Use <pre>.",
    "rb": "Use <ruby> alone.",
    "rtc": "Use <ruby> alone.",
    "spacer": "Use the style sheet.",
    "strike": "Use <s> or <del>.",
    "tt": "Use <code> or the style sheet.",
    "xmp": "Use <pre>.",
}

_SAME_MEANING: Final = {"acronym": "abbr", "dir": "ul", "listing": "pre", "strike": "s"}
_MOST: Final = 1000  # elements renamed at once


def check(page: Page) -> Iterator[Problem]:
    found: dict[str, list[Element]] = {}
    for element in page.document.find(*_INSTEAD):
        if not element.implied and element.closest("svg") is None:
            found.setdefault(element.tag, []).append(element)
    for tag, elements in found.items():
        often = f" It stands {len(elements)} times on the page." if len(elements) > 1 else ""
        fixes = _renamed(elements, _SAME_MEANING[tag]) if tag in _SAME_MEANING else ()
        yield Problem(elements[0], f"HTML has given <{tag}> up. {_INSTEAD[tag]}{often}", fixes=fixes)


def _renamed(elements: list[Element], name: str) -> tuple[Fix, ...]:
    """The fix that gives all elements of one tag the name of the element that means the same now."""
    edits = [
        Edit(Span(span.start + skipped, span.start + skipped + len(element.tag)), name)
        for element in elements[:_MOST]
        if element.end_tag is not None
        for span, skipped in ((element.span, 1), (element.end_tag, 2))
    ]
    return (Fix(f"Write <{name}> instead.", tuple(edits)),) if edits else ()
