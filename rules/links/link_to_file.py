"""A link opens a file in another format, and its words do not say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import Comment, Element, Page, Problem, Text, file_words, passage_of

_SUFFIX: Final = re.compile(r"[^?#]*\.([a-zA-Z0-9]{1,5})(?:[?#]|\Z)")
_BEHIND: Final = 40  # characters after a link in which the kind of file may be named
_LONGEST: Final = 2000  # characters of an address


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for link in page.document.find("a"):
        href = (link.get("href") or "").strip()
        match = _SUFFIX.match(href[:_LONGEST])
        suffix = match.group(1).lower() if match is not None else ""
        kinds = file_words(suffix)
        if not kinds or tree.is_hidden(link):
            continue
        said = " ".join((tree.name(link).text, link.text, link.get("title") or "", _behind(link))).casefold()
        if not any(kind in said for kind in kinds):
            yield Problem(
                passage_of(link) or link,
                f"This link opens a file ({suffix.upper()}), and its words do not say so. Name the kind of file, and "
                "its size.",
            )


def _behind(link: Element) -> str:
    """The words that follow a link in its parent."""
    if link.parent is None:
        return ""
    siblings = link.parent.children
    following = siblings[link.position + 1 : link.position + 3] if link.position >= 0 else ()
    return " ".join(_text(each)[:_BEHIND] for each in following)


def _text(node: Element | Text | Comment) -> str:
    return "" if isinstance(node, Comment) else node.data if isinstance(node, Text) else node.text
