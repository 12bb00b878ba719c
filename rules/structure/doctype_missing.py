"""The page has no doctype (HTML, 13.1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Edit, Fix, Page, Problem, Span


def check(page: Page) -> Iterator[Problem]:
    root = page.document.root
    if root is None or root.implied or _begins_with_doctype(page.source.text):
        return
    yield Problem(
        root,
        "The page does not begin with a doctype, so browsers show it by the rules of the nineties. Begin it with "
        "<!doctype html>.",
        fixes=(Fix("Write <!doctype html>.", (Edit(Span(0, 0), "<!doctype html>\n"),), safe=False),),
    )


def _begins_with_doctype(text: str) -> bool:
    at = 0
    while True:
        while at < len(text) and (text[at].isspace() or text[at] == "\ufeff"):
            at += 1
        if not text.startswith(("<!--", "<?"), at):
            return text[at : at + 9].lower() == "<!doctype"
        closing = "-->" if text.startswith("<!--", at) else ">"
        end = text.find(closing, at + 2)
        if end < 0:
            return True
        at = end + len(closing)
