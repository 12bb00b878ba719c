"""A mouse handler stands on what the keyboard cannot reach (WCAG 2.1.1, failures F54 and F59)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Element, Page, Problem

_MOUSE: Final = ("onclick", "ondblclick", "onmousedown", "onmouseup")
_SELECTOR: Final = ", ".join(f"[{name}]" for name in _MOUSE)
_PAGE: Final = frozenset({"html", "body", "form", "main", "article", "iframe", "label", "option", "video", "audio"})
# Statements that only stop the event, count or log.
_IDLE: Final = re.compile(
    r"return(?:[ \t\n]+(?:false|true))?|(?:[\w.]{1,40}\.)?\w{0,40}(?:stop|prevent|prvnt)\w{0,40}\([^()]*\)"
    r"|(?:return[ \t\n]+)?(?:window\.)?(?:ga|gtag|_gaq\.push|_paq\.push|dataLayer\.push|fbq|xt_click|xt_med)\(.*\)"
    r"|void\(?0\)?|",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST: Final = 400  # characters of a handler that only counts


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    suspects = page.select(_SELECTOR)
    stops = [each.index for each in tree.exposure.stops] if suspects else []
    for element in suspects:
        if element.tag in _PAGE or tree.is_hidden(element) or tree.in_focus_order(element):
            continue
        if not any(_acts(element.get(name)) for name in _MOUSE) or not tree.is_visible(element):
            continue
        # Disabled controls, and those that a script gives the focus, are told apart from text.
        if tree.exposure.tabindex(element) is not None or tree.exposure.takes_focus(element):
            continue
        if bisect_left(stops, element.end) > bisect_left(stops, element.index + 1):  # something inside takes the focus
            continue
        if any(_takes(page, each) for each in element.ancestors) or not _shows(element):
            continue
        yield Problem(
            element,
            "This reacts to the mouse, but the keyboard cannot reach it. Make it a button, or a link if it leads "
            "somewhere.",
        )


def _acts(handler: str | None) -> bool:
    if handler is None or not handler.strip():
        return False
    return len(handler) > _LONGEST or not all(_IDLE.fullmatch(each.strip()) for each in handler.split(";"))


def _takes(page: Page, around: Element) -> bool:
    """Whether something around takes the focus, or passes a click on to a field."""
    if around.tag in ("label", "summary") or page.accessibility.exposure.takes_focus(around):
        return True
    return around.tag not in ("html", "body") and around.has("tabindex")


def _shows(element: Element) -> bool:
    """Whether there are words or a picture to click on."""
    if element.tag in ("img", "svg", "canvas") or any(element.find("img", "svg", "canvas", "i")):
        return True
    return bool(element.text.strip())
