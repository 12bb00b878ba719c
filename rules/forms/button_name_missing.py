"""A button has no name (ACT rule 97a4e1; WCAG 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Problem


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for element in page.select("button, input, [role~=button i]"):
        if tree.has_words(element) or (element.tag == "input" and not _may_be_nameless(element)):
            continue
        if tree.role(element) == "button" and tree.is_nameless(element):
            yield Problem(
                element,
                "This button has no name: whoever cannot see it does not learn what it does, and nobody can say it. "
                "Put words in it, or name it with aria-label.",
            )


def _may_be_nameless(element: Element) -> bool:
    """An image button has a rule of its own, and browsers name those that submit and reset."""
    kind = (element.get("type") or "").strip().lower()
    return kind != "image" and (element.has("role") or kind in ("button", "submit", "reset"))
