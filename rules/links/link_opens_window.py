"""A link opens a new window or tab, and does not tell (WCAG 3.2.5, techniques H83 and G201)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, announces_window


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for link in page.select("a[href][target], area[href][target]"):
        target = link.attribute("target")
        if target is None or target.value.strip().lower() in ("", "_self", "_top", "_parent"):
            continue
        if tree.is_hidden(link):
            continue
        said = (tree.name(link).text, tree.description(link).text, link.get("title") or "", link.text)
        if not any(map(announces_window, said)):
            yield Problem(
                target,
                "This link opens a new window, and nothing in it says so: the way back is lost for who does not see "
                "it. Leave the target out, or say in the link that it opens a new tab.",
            )
