"""Elements that HTML calls obsolete (HTML, 16.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem

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


def check(page: Page) -> Iterator[Problem]:
    found: dict[str, list[Element]] = {}
    for element in page.document.find(*_INSTEAD):
        if not element.implied and element.closest("svg") is None:
            found.setdefault(element.tag, []).append(element)
    for tag, elements in found.items():
        often = f" It stands {len(elements)} times on the page." if len(elements) > 1 else ""
        yield Problem(elements[0], f"HTML has given <{tag}> up. {_INSTEAD[tag]}{often}")
