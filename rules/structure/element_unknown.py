"""An element that is not in the HTML Standard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Page, Problem

_KNOWN: Final = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body "
    "br button canvas caption center cite code col colgroup command content data datalist dd del details dfn dialog "
    "dir div dl dt em embed fencedframe fieldset figcaption figure font footer form frame frameset geolocation h1 h2 "
    "h3 h4 h5 h6 head header hgroup hr html i iframe img image input ins isindex kbd keygen label legend li link "
    "listing main map mark marquee math menu menuitem meta meter multicol nav nextid nobr noembed noframes noscript "
    "object ol optgroup option output p param permission picture plaintext portal pre progress q rb rbc rp rt rtc ruby "
    "s samp script search section select selectedcontent selectlist shadow slot small source spacer span strike strong "
    "style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video "
    "wbr xmp".split()
)


def check(page: Page) -> Iterator[Problem]:
    for tag, elements in page.document.by_tag.items():
        if tag in _KNOWN or "-" in tag or ":" in tag:
            continue
        first = next((each for each in elements if each.closest("svg", "math") is None), None)
        if first is not None and not first.implied:
            yield Problem(
                first,
                f"HTML knows no <{tag}>, so browsers and screen readers take it for text without a meaning. Use an "
                "element that they know.",
            )
