"""A ``fieldset`` has no accessible name (WCAG 1.3.1, technique H71)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for group in page.document.find("fieldset"):
        if group.has("role") or tree.is_hidden(group) or tree.name(group):
            continue
        legend = next((each for each in group.elements if each.tag == "legend"), None)
        if legend is None and not tree.is_visible(group):
            continue
        yield Problem(
            legend or group,
            "This legend is empty, so the group of fields has no name. Write what the fields have in common."
            if legend is not None
            else "This group of fields has no name. Begin it with a <legend> that says what the fields have in common.",
        )
