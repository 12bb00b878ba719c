"""A link has no words (ACT rule c487ae; WCAG 2.4.4, 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Certainty, Element, Page, Problem, Text, removal_of

_ROLES: Final = frozenset({"link", "doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref"})
_CANDIDATES: Final = ", ".join(("a", "area", *(f"[role~={role} i]" for role in sorted(_ROLES))))

_FEW: Final = 200  # elements inside a link that are looked at


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for element in page.select(_CANDIDATES):
        if tree.has_words(element):
            continue
        if not element.has("href") and not element.has("xlink:href") and not element.has("role"):
            continue
        if tree.role(element) in _ROLES and tree.is_nameless(element) and not _is_named_later(element):
            yield Problem(
                element,
                f"This link has no words: nobody who listens learns where it leads. {_advice(element)}",
                fixes=removal_of(element, "Take the empty link away.", safe=False),
                certainty=Certainty.LIKELY if _awaits_script(element) else None,
            )


def _is_named_later(link: Element) -> bool:
    """Whether a picture in it is loaded late, and its words stand ready for then."""
    return any(
        (each.get("data-alt") or "").strip()
        or (each.tag == "img" and each.closest("noscript") is not None and (each.get("alt") or "").strip())
        for each in link.descendants[:_FEW]
    )


def _awaits_script(link: Element) -> bool:
    """Whether it has no address, no handler and nothing in it: a script gives it those, and perhaps words too."""
    address = (link.get("href") or link.get("xlink:href") or "").strip().lower()
    if link.has("role") or link.has("onclick") or not (address in ("", "#") or address.startswith("javascript:")):
        return False
    return not any(
        isinstance(each, Element) or (isinstance(each, Text) and each.data.strip()) for each in link.children
    )


def _advice(link: Element) -> str:
    if link.tag == "area" or any(each.tag == "img" for each in link.descendants[:_FEW]):
        return "Say in alt where it leads."
    return "Put words in it, or name it with aria-label."
