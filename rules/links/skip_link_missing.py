"""A page with navigation before its article has no skip link (WCAG 2.4.1; ACT ye5d6e)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Problem, says_skip


def check(page: Page) -> Iterator[Problem]:
    article = page.article
    if article.skip_links or not article.paragraphs:
        return
    content = article.paragraphs[0].start
    before = [link for link in article.link_elements if link.start < content and not page.document.is_hidden(link)]
    sidebar = _sidebar(page, content)
    fewest = page.option("links", int)
    if not before or (len(before) < fewest and sidebar is None) or _acts_as_skip_link(page):
        return
    what = f"{len(before)} links" if len(before) > 1 else "a link"
    if len(before) < fewest:
        what += " and a sidebar"
    yield Problem(
        article.navigation or sidebar or before[0],
        f"Whoever uses a keyboard or a screen reader has to pass {what} before the article: the page has no skip link. "
        "Make a link such as “Skip to the article” its first one.",
    )


def _acts_as_skip_link(page: Page) -> bool:
    """Whether an element with a script behind it does a skip link's work."""
    return any(
        says_skip(element.get("aria-label") or element.get("value") or " ".join(element.text.split()))
        for element in page.select("[role=link], [role=button], input[type=button]")
    )


def _sidebar(page: Page, content: int) -> Element | None:
    """Something beside the point before the article."""
    for element in page.document.find("aside"):
        if element.start >= content:
            return None
        if element.text.strip() and element.whole.end <= content and not page.document.is_hidden(element):
            return element
    return None
