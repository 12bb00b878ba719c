"""Two labels with words belong to one field."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for field in page.document.find("input", "select", "textarea"):
        if tree.is_hidden(field):
            continue
        labels = [each for each in tree.names.labels(field) if each.text.strip() and not tree.is_hidden(each)]
        if len(labels) > 1:
            yield Problem(
                labels[1],
                "This field has another label too, and many screen readers say only one of them. Keep one; name a "
                "group of fields by a legend.",
                ((labels[0], "The other label."),),
            )
