"""``blink`` and ``marquee`` (WCAG 2.2.2, failures F47 and F16)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for element in page.document.find("blink", "marquee"):
        shows = element.text.strip() or any(element.find("img"))
        if shows and not page.document.is_hidden(element):
            what = "blink" if element.tag == "blink" else "run across the page"
            yield Problem(element, f"These words {what}, and nobody can stop them. Let them stand still.")
    for element in page.select("[style*=blink i]"):
        declaration = page.accessibility.styles.inline(element).get("text-decoration")
        if declaration is not None and "blink" in declaration.value.lower().split():
            yield Problem(
                declaration.span or element,
                "These words blink in some browsers, and nobody can stop them. Remove this.",
            )
