"""What kind of picture it is, as far as its file's name, its script and the words beside it tell.

The words are in ``data/pictures.json``. A picture that is kept from assistive technology ought to be decoration (ACT
rule e88epe), and words ought to be text, not a picture of them (WCAG 2.2, 1.4.5; ACT rule 0va7u6). What a picture
really shows only eyes can tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from a11ylint import patterns as re
from a11ylint.data import read_data
from a11ylint.document import Comment, Element, Text
from a11ylint.passage import BLOCKS

if TYPE_CHECKING:
    from a11ylint.accessibility import Accessibility

_WORD: Final = re.compile(r"[^\W\d_]+")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WRITES: Final = re.compile(r"\.(?:fill|stroke)Text\s{0,20}\(")
_HOLDERS: Final = ("a", "button", "summary", "label")  # whose words say what the picture is for
_PASSING: Final = re.compile(
    r"placeholder|skeleton|spinner|loader|print", re.IGNORECASE
)  # shown for a moment, or on paper
_COLON: Final = re.compile(r"[:\uff1a]\s*\Z")
_MOST_INSIDE: Final = 10  # elements of what announces a drawing: a paragraph, not a part of the page
_MOST_BESIDE: Final = 50  # elements of a small box; a larger one surely has words
_MOST_CANVASES: Final = 100
_LONGEST_NAME: Final = 300
_LONGEST_INTRODUCTION: Final = 120
_OPEN: Final = frozenset("body main article section div html td".split())


class Pictures:
    """The pictures of one document. Read only."""

    def __init__(self, tree: Accessibility) -> None:
        self.tree = tree
        self.document = tree.document

    def silenced(self) -> Iterator[tuple[Element, str]]:
        """Pictures that people see, that assistive technology does not meet, and that probably inform; each with the
        word or words that tell so."""
        canvases = tuple(islice(self.document.find("canvas"), _MOST_CANVASES))
        for element in (*self.document.find("img", "svg"), *canvases):
            told = self._tells(element)
            if told and self._is_silenced(element):
                yield element, told

    def _tells(self, element: Element) -> str:
        if element.tag == "img":
            words = _words_of_file(element.get("src") or "") + _words(element.get("alt") or "")
            return next((word for word in words if word in _list("informative")), "")
        if element.tag == "svg":
            return self._introduction(element)
        identity = element.get("id")
        if not identity or element.text.strip():
            return ""
        quoted = re.passing(rf"""(["'`])#?{re.escape(identity)}\1""")
        return "fillText" if any(quoted.search(text) for text in self._writing_scripts) else ""

    @cached_property
    def _writing_scripts(self) -> tuple[str, ...]:
        return tuple(text for script in self.document.find("script") if _WRITES.search(text := script.text))

    def _introduction(self, element: Element) -> str:
        """The words just before a drawing where they announce one: "The party's new logo:"."""
        parent = element.parent
        if parent is None or element.closest("svg", *_HOLDERS) is not element:
            return ""
        last = _beside(element, -1)
        if isinstance(last, Element) and last.end - last.index > _MOST_INSIDE:
            return ""
        text = last.data if isinstance(last, Text) else last.text if isinstance(last, Element) else ""
        text = " ".join(text[-_LONGEST_INTRODUCTION:].split())
        if _COLON.search(text) is None:
            return ""
        return next((word for word in _words(text) if word in _list("informative")), "")

    def _is_silenced(self, element: Element) -> bool:
        tree = self.tree
        if element.closest(*_HOLDERS) is not None or _PASSING.search(element.get("class") or ""):
            return False
        if _has_words_beside(element) or not tree.is_visible(element):
            return False
        if element.parent is not None and tree.is_hidden(element.parent):
            return False
        if element.tag == "img":
            return not tree.is_exposed(element) or element.get("alt") == ""
        return (element.get("role") or "none").strip().lower() in ("none", "presentation") and not tree.name(element)

    def of_text(self) -> Iterator[tuple[Element, str]]:
        """Pictures with a name whose file says that they are made of words; each with the word that tells so."""
        for element in self.document.find("img", "input", "object", "image"):
            address = element.get({"object": "data", "image": "href"}.get(element.tag, "src")) or ""
            if element.tag == "input" and (element.get("type") or "").strip().lower() != "image":
                continue
            words = _words_of_file(address)
            told = next((word for word in words if word in _list("of_text")), "")
            if len(words) == 1 and words[0] in _list("of_text_alone"):
                told = words[0]
            seen = element.closest("svg") or element
            if told and not _list("informative").intersection(words) and self.tree.is_visible(seen):
                yield element, told


def _has_words_beside(element: Element) -> bool:
    """Whether a caption, or words in the same small box, may say what the picture says."""
    figure = element.closest("figure")
    if figure is not None and any(figure.find("figcaption")):
        return True
    parent = element.parent
    if parent is None:
        return False
    if parent.tag not in _OPEN:
        return parent.end - parent.index > _MOST_BESIDE or bool(parent.text.strip())
    return any(_is_wording(_beside(element, step)) for step in (-1, 1))


def _beside(element: Element, step: int) -> Element | Text | Comment | None:
    """What stands just before (-1) or after (1) an element in its parent, white space left out."""
    children = element.parent.children if element.parent is not None else ()
    at = element.position + step
    while 0 <= at < len(children):
        child = children[at]
        if not (isinstance(child, Text) and child.data.isspace()):
            return child
        at += step
    return None


def _is_wording(node: Element | Text | Comment | None) -> bool:
    """Whether a node is words that run on beside a picture."""
    if isinstance(node, Text):
        return True
    if not isinstance(node, Element) or node.tag in BLOCKS or node.hidden:
        return False
    return node.end - node.index > _MOST_BESIDE or bool(node.text.strip())


def _words_of_file(address: str) -> list[str]:
    """The words of a file's name; none where the picture itself stands in the address."""
    if address.strip().startswith("data:"):
        return []
    name = address.partition("#")[0].partition("?")[0].rpartition("/")[2][:_LONGEST_NAME]
    return _words(_CAMEL.sub(" ", unquote(name).rpartition(".")[0]))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text[:_LONGEST_NAME].replace("_", " "))]


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(read_data("pictures")[name])
