"""A link's name is nothing but punctuation (WCAG 2.4.4)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, has_words, passage_of


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for link in page.select("a[href]"):
        if has_words(tree.names.plain_text(link)):
            continue  # by far the commonest
        name = tree.name(link).text
        if not name or has_words(name) or tree.role(link) != "link":
            continue
        if has_words(tree.description(link).text):
            continue
        # Icon fonts use characters that have no meaning outside the font.
        what = f"nothing but “{name}”" if name.isprintable() else "an icon without words"
        yield Problem(
            passage_of(link) or link,
            f"This link is {what}: a screen reader says no word for it. Put into the link the words that say where it "
            "leads, or take the link away.",
        )
