"""The words of a link tell nothing of where it leads (WCAG 2.4.9, failure F84; ACT aizyf1)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Place, Problem, bare_words, is_vague_link, passage_of


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    allowed = {bare_words(words) for words in page.option("allow", tuple)}
    for link in _links(page):
        name = tree.name(link).text
        if not is_vague_link(name) or bare_words(name) in allowed or tree.role(link) != "link":
            continue
        yield Problem(
            _words(page, link),
            f"“{name}” does not say where this link leads, for somebody who hears the links of the page one after "
            "another. Let the link be the words that name what it opens.",
        )


def _links(page: Page) -> Iterator[Element]:
    """Links that open something; those that open a menu here are buttons in all but name."""
    for element in page.select("a[href], area[href], [role=link]"):
        if not element.has("aria-expanded") and not element.has("aria-haspopup"):
            yield element


def _words(page: Page, link: Element) -> Place:
    """The visible words of the link, or its tag where there are none."""
    hidden = page.accessibility.is_hidden
    return passage_of(link, lambda inner: not hidden(inner)) or link
