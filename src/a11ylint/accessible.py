"""What assistive technology is told of an element: whether it meets it, and by what name.

The parts of the Accessible Name and Description Computation 1.2 (W3C) that need no style sheet and no layout.
"""

from __future__ import annotations

from typing import Final

from a11ylint.document import Element
from a11ylint.passage import Passage, passage_of

_ALT_TAGS: Final = frozenset({"img", "area"})
_IMAGE_ROLES: Final = frozenset({"img", "image"})
_NO_ROLES: Final = frozenset({"presentation", "none"})
# WAI-ARIA 1.2, 5.2.8 Presentational Children: what is inside these is part of their name, no thing of its own.
_LEAF_ROLES: Final = frozenset(
    "button checkbox img image math menuitemcheckbox menuitemradio meter option progressbar radio scrollbar separator "
    "slider switch tab".split()
)
_FOCUSABLE_TAGS: Final = frozenset({"a", "button", "input", "select", "textarea"})


def role_of(element: Element) -> str:
    """The first word of `role`, in lower case; empty where none is written."""
    words = (element.get("role") or "").lower().split()
    return words[0] if words else ""


def is_focusable(element: Element) -> bool:
    """Whether the keyboard or a script can bring the focus to an element."""
    tabindex = (element.get("tabindex") or "").strip()
    if tabindex.removeprefix("-").isdecimal():
        return True
    return element.tag in _FOCUSABLE_TAGS and (element.tag != "a" or element.has("href"))


def is_image(element: Element) -> bool:
    """Whether assistive technology meets an HTML element as an image: an ``<img>`` that is not decorative, or
    ``role="img"``, and neither hidden nor inside something that is read as one thing.

    A decorative role does not hold on an image that takes the focus (WAI-ARIA 1.2, 7.1 Presentational Roles
    Conflict Resolution).
    """
    role = role_of(element)
    if element.tag == "img":
        if role in _NO_ROLES:
            decorative = not is_focusable(element)
        else:
            decorative = element.get("alt") == "" and not role and not accessible_name(element)
        if decorative or (role and role not in _IMAGE_ROLES | _NO_ROLES):
            return False
    elif role not in _IMAGE_ROLES or element.tag in ("svg", "input"):
        return False
    return is_exposed(element) and not any(
        ancestor.tag == "button" or role_of(ancestor) in _LEAF_ROLES for ancestor in element.ancestors
    )


def is_exposed(element: Element) -> bool:
    """Whether neither the element nor one around it is hidden by what the page's markup says."""
    return not element.document.is_hidden(element)


def accessible_name(element: Element) -> str:
    """The name that assistive technology is given, white space collapsed; empty where there is none.

    `aria-labelledby` before `aria-label` before what the element itself gives (`alt`, its words) before `title`.
    """
    return (
        " ".join(_labelled_by(element).split())
        or " ".join((element.get("aria-label") or "").split())
        or " ".join(_own_name(element).split())
        or " ".join((element.get("title") or "").split())
    )


def _labelled_by(element: Element) -> str:
    named = element.get("aria-labelledby")
    if not named:
        return ""
    by_id = element.document.by_id
    found = (by_id[name][0] for name in named.split()[:20] if name in by_id)
    return " ".join(label.get("aria-label") or _own_name(label) or label.get("title") or "" for label in found)


def _own_name(element: Element) -> str:
    if element.tag in _ALT_TAGS or (element.tag == "input" and (element.get("type") or "").lower() == "image"):
        return element.get("alt") or ""
    if element.tag == "input" and (element.get("type") or "").lower() in ("button", "submit", "reset"):
        return element.get("value") or ""
    if role_of(element) in _IMAGE_ROLES:
        return ""  # an image's name does not come from what is inside it
    return words_with_images(element)


def words_with_images(element: Element) -> str:
    """The words inside an element, the names of the images among them put in."""
    words: Passage = passage_of(element)
    images = [
        image.get("aria-label") or image.get("alt") or image.get("title") or ""
        for image in element.find("img")
        if is_exposed(image)
    ]
    return " ".join([words.text, *images])
