"""The keyboard reaches what screen readers are not given (ACT rule 6cfa84; WCAG 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Problem


def check(page: Page) -> Iterator[Problem]:
    end = 0
    for element in page.select("[aria-hidden]"):
        if element.index < end or (element.get("aria-hidden") or "").strip().lower() != "true":
            continue
        end = element.end
        inside = element.descendants if not page.accessibility.styles.external else ()
        reached = [each for each in (element, *inside) if _is_reached(page, each)]
        if reached:
            yield Problem(
                element.attribute("aria-hidden") or element,
                "This is hidden from screen readers, but the Tab key reaches it: whoever listens comes to a place "
                'where nothing is said. Take it out of the tab order (tabindex="-1"), or show it to everybody.',
                tuple((each, "The Tab key comes here.") for each in reached[:5] if each is not element),
            )


def _is_reached(page: Page, element: Element) -> bool:
    # What an iframe holds, and whether any of it takes the focus, is not known here.
    return element.tag != "iframe" and page.accessibility.in_focus_order(element) and not _hands_on(page, element)


def _hands_on(page: Page, element: Element) -> bool:
    """Whether the element may be there to move the focus elsewhere: empty, or watched by a script."""
    if element.has("onfocus") or (element.tag in ("div", "span") and not element.text.strip() and not element.children):
        return True
    return page.accessibility.traps.is_scripted(element)
