"""The page does not say which language it is in (WCAG 3.1.1; ACT b5c3f8)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Edit, Element, Fix, Kind, Page, Place, Problem, Span, is_language_tag, name_of_language


def check(page: Page) -> Iterator[Problem]:
    root = page.document.root
    if root is None or (root.get("lang") or "").strip():
        return
    if page.kind is Kind.XHTML and (root.get("xml:lang") or "").strip():
        return
    code = _known(root.get("xml:lang")) or page.article.language or _in_meta(page)
    place, edit = _mend(page, root, code)
    advice = f'Write lang="{code}"{_named(code)} on <html>.' if code else 'Write it on <html>, as in lang="en".'
    fixes = (Fix(f'Write lang="{code}".', (edit,), safe=False),) if code and edit else ()
    yield Problem(
        place, f"{_lack(page, root)}, so a screen reader has to guess how to pronounce it. {advice}", fixes=fixes
    )


def _lack(page: Page, root: Element) -> str:
    if root.attribute("lang") is not None:
        return "An empty lang says nothing about the page's language"
    if _known(root.get("xml:lang")):
        return "Only xml:lang names the page's language, and browsers pass over it in HTML"
    if _in_meta(page):
        return "Only a <meta> tag names the page's language, and screen readers look for it on <html>"
    return "The page does not say which language it is in"


def _in_meta(page: Page) -> str | None:
    for meta in page.document.find("meta"):
        if (meta.get("http-equiv") or "").strip().lower() == "content-language":
            return _known(meta.get("content"))
    return None


def _known(tag: str | None) -> str | None:
    tag = (tag or "").strip()
    return tag if is_language_tag(tag) else None


def _named(code: str) -> str:
    name = name_of_language(code)
    return f" ({name})" if name else ""


def _mend(page: Page, root: Element, code: str | None) -> tuple[Place, Edit | None]:
    """What to point at, and how to write the language there."""
    empty = root.attribute("lang")
    if empty is not None:
        return empty, Edit(empty.span, f'lang="{code}"')
    if not root.implied:
        after_name = root.span.start + len("<html")
        return root, Edit(Span(after_name, after_name), f' lang="{code}"')
    first = next((element for element in page.document.elements if not element.implied), None)
    if first is None:
        return Span(0, 0), None
    return first, Edit(Span(first.span.start, first.span.start), f'<html lang="{code}">')
