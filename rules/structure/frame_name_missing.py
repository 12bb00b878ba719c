"""An embedded page has no name (ACT rule cae760; WCAG 4.1.2, 2.4.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Element, Page, Problem

_TINY_STYLE: Final = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*[012](?:px)?\s*(?:;|!|$)", re.IGNORECASE)


def check(page: Page) -> Iterator[Problem]:
    for element in page.document.find("iframe"):
        if (element.get("title") or "").strip() or _has_no_room(element) or not _has_address(element):
            continue
        tree = page.accessibility
        if tree.in_focus_order(element) and tree.role(element) != "none" and tree.is_nameless(element):
            yield Problem(
                element,
                "This embedded page has no name: whoever listens must go in to learn what it is. Say in title what is "
                "in it.",
            )


def _has_address(frame: Element) -> bool:
    """Whether there is a page in it, now or once it is loaded late; a script may fill any other, or never show it."""
    names = ("src", "srcdoc", "data-src", "data-lazy-src")
    return any((frame.get(name) or "").strip() not in ("", "about:blank") for name in names)


def _has_no_room(frame: Element) -> bool:
    sizes = ((frame.get(name) or "").strip().removesuffix("px") for name in ("width", "height"))
    return any(size in ("0", "1", "2") for size in sizes) or bool(_TINY_STYLE.search(frame.get("style") or ""))
