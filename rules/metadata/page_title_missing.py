"""The page has no title (WCAG 2.4.2; ACT 2779a5)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Edit, Element, Fix, Page, Place, Problem, Span


def check(page: Page) -> Iterator[Problem]:
    title = next((element for element in page.document.find("title") if _counts(element)), None)
    if title is not None and title.text.strip():
        return
    headline = page.article.headline
    advice = f"Write one, such as the headline “{headline.value}”." if headline else "Write one in its <head>."
    words = "has an empty title" if title is not None else "has no title"
    yield Problem(
        _place(page, title),
        f"The page {words}, so tabs, bookmarks and screen readers show only its address. {advice}",
        fixes=_fixes(page, title, headline.value if headline else ""),
    )


def _counts(element: Element) -> bool:
    """HTML, 3.1.5: the title is the document's first, wherever it stands, but not a drawing's or a template's."""
    return all(ancestor.tag not in ("svg", "template") for ancestor in element.ancestors)


def _place(page: Page, title: Element | None) -> Place:
    if title is not None:
        return title
    for element in page.document.find("head", "html"):
        if not element.implied and element.tag == "head":
            return element
    root = page.document.root
    if root is not None and not root.implied:
        return root
    return next((element for element in page.document.elements if not element.implied), Span(0, 0))


def _fixes(page: Page, title: Element | None, headline: str) -> tuple[Fix, ...]:
    words = headline.replace("&", "&amp;").replace("<", "&lt;")
    head = next((element for element in page.document.find("head") if not element.implied), None)
    if not words or (title is None and head is None):
        return ()
    if title is None and head is not None:
        edit = Edit(Span(head.span.end, head.span.end), f"<title>{words}</title>")
    elif title is not None and title.end_tag is not None:
        edit = Edit(Span(title.span.end, title.end_tag.start), words)
    else:
        return ()
    return (Fix("Take the headline for it.", (edit,), safe=False),)
