"""Links with the same accessible name lead to different places (WCAG 2.4.9; ACT b20e66)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Element, Page, Problem, bare_words, differ_in_purpose, target_of

_MOST: Final = 50  # places behind the same words that are told apart


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    groups: dict[str, list[tuple[Element, str]]] = {}
    for link in page.select("a[href], [role=link]"):
        target = target_of(link)
        name = tree.name(link).text if target else ""
        if target and name and tree.role(link) == "link":
            groups.setdefault(" ".join(name.casefold().split()), []).append((link, target))
    for name, links in groups.items():
        first, target = links[0]
        told = {target}
        for link, other in links[1:]:
            if len(told) < _MOST and all(differ_in_purpose(other, each, bare_words(name)) for each in told):
                told.add(other)
                yield Problem(
                    link,
                    f"This link says “{name}” like another that leads elsewhere. Say in each what it opens.",
                    ((first, "The first link with these words."),),
                )
