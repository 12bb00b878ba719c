"""A caption without a full stop on a page whose other captions have one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Caption, Edit, Fix, Page, Problem, Span, ends_in_stop, length_in_words

_STOPS: Final = ".。։।۔።"
_CLOSERS: Final = "\"'”’»›“‘」』）)]】〉》"


def check(page: Page) -> Iterator[Problem]:
    captions = list(_sentences(page))
    stopped = [caption for caption in captions if ends_in_stop(caption.bare.text)]
    others = [caption for caption in captions if not ends_in_stop(caption.bare.text)]
    if len(stopped) < page.option("minimum-others", int) or len(others) * 2 >= len(stopped):
        return
    stop = Counter(letter for caption in stopped if (letter := caption.bare.text[-1]) in _STOPS).most_common(1)
    for caption in others:
        end = caption.bare.span.end
        last = Span(end - 1, end)
        edits = (Edit(Span(end, end), stop[0][0]),) if stop and page.source.cut(last) not in _CLOSERS else ()
        yield Problem(
            caption.bare,
            "This caption has no full stop, and the others on this page have one.",
            ((stopped[0].bare, "One that has."),),
            (Fix("Add the full stop.", edits),) if edits else (),
        )


def _sentences(page: Page) -> Iterator[Caption]:
    """Captions long enough for a sentence; one that ends in "(file photo)" has its stop before or behind."""
    fewest = page.option("minimum-words", int)
    seen: set[str] = set()
    for photo in page.article.photos:
        caption = photo.caption
        if caption is None or photo.in_embed or caption.key in seen or length_in_words(caption.bare.text) < fewest:
            continue
        if not caption.courtesy or caption.courtesy.span.start < caption.bare.span.start:
            seen.add(caption.key)
            yield caption
