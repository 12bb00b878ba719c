"""Small pages for the tests of the accessibility tree, and hostile ones."""

from __future__ import annotations

from hypothesis import strategies as st

from a11ylint.accessibility import Accessibility
from a11ylint.document import Document, Element, Kind
from a11ylint.source import Source


def tree_of(markup: str) -> Accessibility:
    return Accessibility(Document(Source.from_bytes(markup.encode(), "page.html"), Kind.PAGE))


def subject(markup: str) -> tuple[Accessibility, Element]:
    """The tree of a page, and the element in it that has the id ``x``."""
    tree = tree_of(markup)
    return tree, tree.document.by_id["x"][0]


_TAGS = st.sampled_from(
    "a b button details div dialog fieldset figcaption figure h2 iframe img input label legend li math map area nav "
    "object ol option p section select span summary svg table tbody td textarea th title tr ul custom-tag".split()
)
_VALUES = st.sampled_from(
    (
        *("", " ", "x y", "presentation link", "display:none", "visibility:visible", "color:#777;background:red"),
        *"x y a1 true false none button -1 0 2 hidden checkbox radio row until-found".split(),
    )
)
_NAMES = st.sampled_from(
    "alt aria-describedby aria-hidden aria-label aria-labelledby aria-owns class colspan disabled for headers hidden "
    "href id inert label list open placeholder role rowspan scope style tabindex title type usemap value".split()
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Pages of random tags, attributes and words, well nested or not."""
    parts = ["<!doctype html>"]
    for _ in range(draw(st.integers(0, 40))):
        kind = draw(st.integers(0, 5))
        if kind == 0:
            parts.append(draw(st.sampled_from(["words", " ", "\n", "&amp;", "é"])))
        elif kind == 1:
            parts.append(f"</{draw(_TAGS)}>")
        else:
            attributes = draw(st.dictionaries(_NAMES, _VALUES, max_size=4))
            written = "".join(f' {name}="{value}"' for name, value in attributes.items())
            parts.append(f"<{draw(_TAGS)}{written}>")
    return "".join(parts)
