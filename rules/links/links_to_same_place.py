"""An image and words beside it are two links to one place (WCAG technique H2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Problem, Text, passage_of


def check(page: Page) -> Iterator[Problem]:
    for link in page.document.find("a"):
        other = _next(link) if link.has("href") else None
        if other is None or other.get("href") != link.get("href"):
            continue
        hidden = page.document.is_hidden
        if hidden(link) or hidden(other) or _is_image(link) == _is_image(other):
            continue
        yield Problem(
            other,
            "This link leads to the same place as the image before it: the reader meets the story twice. Put both into "
            "one link.",
            ((link, "The other link."),),
        )


def _next(link: Element) -> Element | None:
    """The element right behind, with nothing but white space between."""
    if link.parent is None:
        return None
    siblings = link.parent.children
    for following in siblings[link.position + 1 :] if link.position >= 0 else ():
        if isinstance(following, Text) and following.data.isspace():
            continue
        return following if isinstance(following, Element) and following.tag == "a" else None
    return None


def _is_image(link: Element) -> bool:
    return not passage_of(link) and any(link.find("img", "picture", "svg"))
