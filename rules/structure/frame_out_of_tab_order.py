"""The keyboard cannot get into an embedded page (ACT rule akn7bn; WCAG 2.1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for element in page.select("iframe[tabindex][srcdoc]"):
        tree = page.accessibility
        if (tree.exposure.tabindex(element) or 0) >= 0 or not tree.is_visible(element):
            continue
        inside = tree.inside_frame(element)
        if inside is not None and any(
            inside.in_focus_order(each) and inside.is_visible(each) for each in inside.document.elements
        ):
            yield Problem(
                element.attribute("tabindex") or element,
                "The Tab key passes over this frame, and what can be operated in it works with a mouse alone. Take "
                "tabindex away.",
            )
