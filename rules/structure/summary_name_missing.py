"""What opens a section has no words (ACT rule 2t702h; WCAG 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    for element in page.document.find("summary"):
        tree = page.accessibility
        opens = tree.exposure.takes_focus(element) and tree.roles.explicit(element) in ("", "none")
        if opens and tree.is_nameless(element):
            yield Problem(
                element,
                "This opens something, and has no words: whoever cannot see the page does not learn what. Say in it "
                "what will be read once it is open.",
            )
