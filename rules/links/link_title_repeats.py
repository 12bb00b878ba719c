"""The ``title`` of a link says what its words say already (technique H33)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Attribute, Edit, Fix, Page, Problem, Span, bare_words, text_of


def check(page: Page) -> Iterator[Problem]:
    for link in page.select("a[href][title]"):
        title = link.attribute("title")
        if title is None or not title.value.strip() or page.document.is_hidden(link):
            continue
        if bare_words(title.value) == bare_words(text_of(link)):
            yield Problem(
                title,
                "The title repeats the words of the link, which some screen readers then say twice. Remove it.",
                fixes=(Fix("Remove the title.", (Edit(_with_space(page, title), ""),)),),
            )


def _with_space(page: Page, title: Attribute) -> Span:
    """The attribute with the white space before it."""
    start = title.span.start
    while start > 0 and page.source.text[start - 1] in " \t\n\r\f":
        start -= 1
    return Span(start, title.span.end)
