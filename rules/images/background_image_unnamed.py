"""An element is nothing but a background image (WCAG 1.1.1, failure F3)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    styles = page.accessibility.styles
    for element in page.select("[style*=url i]"):
        if (
            element.tag not in ("div", "span", "figure", "section", "a")
            or element.has("role")
            or element.has("aria-label")
        ):
            continue
        if element.end > element.index + 1 or element.text.strip() or element.has("title"):
            continue
        link = element.closest("a", "button")
        if page.document.is_hidden(element) or (link is not None and link.text.strip()):
            continue
        inline = styles.inline(element)
        declaration = inline.get("background-image") or inline.get("background")
        if declaration is not None and "url(" in declaration.value.lower():
            yield Problem(
                declaration.span or element,
                "This picture has no words for those who do not see it. If it shows something, use <img> with an "
                "alternative text.",
            )
