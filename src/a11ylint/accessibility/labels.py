"""What people see as the label of a control, and whether its accessible name has those words (WCAG 2.2, 2.5.3).

Whoever steers by voice says what stands on a button. The comparison is of whole words in their order, whatever the
case and the punctuation; a word that the name spells apart ("20 21" for "2021") is another word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.accessibility.exposure import Exposure
from a11ylint.accessibility.style import Styles
from a11ylint.document import Element, Text

_WORD: Final = re.compile(r"[^\W_]+")
_ASIDE: Final = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
# Letters that are shapes: of icon fonts, and alone ("X" closes, "B" is bold).
_ICON_FONT: Final = re.compile(r"icon|symbol|awesome|glyph|dingbat|fontello", re.IGNORECASE)
_ICON_CLASS: Final = re.compile(r"(?:^|[\s_-])(?:icons?|ico|fa|glyphicon|symbols?)(?=$|[\s_-])", re.IGNORECASE)
# How sheets that are not read here name what only screen readers are to meet.
_UNSEEN_CLASS: Final = re.compile(
    r"sr-?_?only|visually-?_?hidden|visuallyhidden|screen-?_?reader|assistive|a11y|accessib|offscreen|off-screen|"
    r"hidden|hide|tooltip",
    re.IGNORECASE,
)
# Scripts that write words without spaces between them.
_UNSPACED: Final = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff]")
_APART: Final = frozenset({"svg", "select", "textarea", "script", "style", "template", "noscript", "iframe", "object"})


def visible_text(element: Element, styles: Styles, exposure: Exposure, apart: bool = False) -> str:
    """The text that people see in an element, white space collapsed: what is not rendered, invisible, off the screen
    or clipped away is left out, and so are the letters of icon fonts.

    With `apart`, every element stands apart from the next, as a sheet that is not read may set them.
    """
    return " ".join("".join(_seen(element, styles, exposure, apart)).split())


def _seen(element: Element, styles: Styles, exposure: Exposure, apart: bool) -> Iterator[str]:
    hides = bool(styles.external)
    last: Element | None = None

    def keep(child: Element) -> bool:
        if child.tag in _APART or not exposure.is_rendered(child) or exposure.is_unseen(child):
            return False
        names = (child.get("class") or "")[:500]
        return not names or not (_ICON_CLASS.search(names) or (hides and _UNSEEN_CLASS.search(names)))

    for node in element.texts(keep):
        if isinstance(node, Element):
            if apart or _stands_apart(node, styles):
                yield " "
            last = node
            continue
        if last is not None and (apart or _left_block(last, node, element, styles)):
            yield " "
        last = node.parent
        if _is_seen(node, styles, exposure):
            yield node.data


def _is_seen(text: Text, styles: Styles, exposure: Exposure) -> bool:
    parent = text.parent
    if exposure.hides_text(parent) or styles.value(parent, "visibility") in ("hidden", "collapse"):
        return False
    return not _ICON_FONT.search(styles.value(parent, "font-family") or "")


def _stands_apart(element: Element, styles: Styles) -> bool:
    return element.tag == "br" or styles.display(element) not in ("inline", "contents")


def _left_block(last: Element, text: Text, root: Element, styles: Styles) -> bool:
    """Whether a block ended between two nodes."""
    at: Element | None = last
    while at is not None and at is not root and not at.contains(text.parent):
        if _stands_apart(at, styles):
            return True
        at = at.parent
    return False


def says_something(label: str) -> bool:
    """Whether a visible label is made of words, not of signs: a single letter stands for a shape."""
    words = _WORD.findall(label)
    return bool(words) and not (len(words) == 1 and len(words[0]) == 1 and words[0].isalpha())


def has_label(name: str, label: str) -> bool:
    """Whether a name has the words of a visible label, next to each other and in their order.

    What the label says in brackets ("(required)") may be left out of the name.
    """
    said = _WORD.findall(name.casefold())
    for seen in (label, _ASIDE.sub(" ", label)):
        words = _WORD.findall(seen.casefold())
        if not words:
            continue
        if _stands_in(words, said) or (_UNSPACED.search(seen) and "".join(words) in "".join(said)):
            return True
    return False


def _stands_in(words: list[str], said: list[str]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(said)} "
