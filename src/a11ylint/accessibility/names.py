"""Accessible names and descriptions: Accessible Name and Description Computation 1.2, with HTML-AAM 1.0, 4.1.

The comments 2A to 2I are that recommendation's steps. It is written as recursion, and so is this: each step is a
generator that asks for the text of other nodes, and `Names._text` runs them on a stack of its own, so that no tree is
too deep. What a node gives as part of another's name is worked out once, however many names it is part of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Generator, Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from itertools import islice
from typing import Final, TypeAlias

from a11ylint import patterns as re
from a11ylint.accessibility.exposure import Exposure
from a11ylint.accessibility.roles import Roles, input_type, roles
from a11ylint.accessibility.style import Styles, split_top
from a11ylint.document import Document, Element, Text
from a11ylint.records import dataclass

_LONGEST: Final = 10_000  # characters of a name: more of it tells nothing
_MOST_DETOURS: Final = 200_000  # elements looked at again because the element being named stands in its own label

# What a traversal is part of.
_LABELLED: Final = 1  # of aria-labelledby or aria-describedby: such references are not followed again
_UNHIDDEN: Final = 2  # of something hidden that is referred to directly: all of it counts
_EMBEDDED: Final = 4  # of a label, or of the content that names something: controls in it stand for their values
_DIRECT: Final = 8  # the node is itself what is referred to

_FEW: Final = 50  # texts and elements inside one that are looked at for a word before its name is worked out

_LABELABLE: Final = frozenset("button input meter output progress select textarea".split())  # HTML, 4.10.2
_NATIVELY_NAMED: Final = _LABELABLE | set("area fieldset figure img math optgroup option table".split())
_NEVER: Final = frozenset(
    "base datalist head link meta noembed noframes noscript param rp script source style template title track".split()
)
# Whose children are no text of the page: what a control holds, and what stands in for a recording or a page.
_OPAQUE: Final = frozenset("audio embed iframe input select textarea video".split())
_TEXTBOXES: Final = frozenset({"textbox", "searchbox"})
_CHOICES: Final = frozenset({"combobox", "listbox"})
_RANGES: Final = frozenset({"meter", "progressbar", "scrollbar", "slider", "spinbutton"})
_TYPED: Final = frozenset(
    "text search tel url email password number date month week time datetime-local".split()
)  # inputs that a placeholder may name (HTML-AAM 1.0, 4.1.1)
_INLINE: Final = frozenset({"inline", "contents", "none", "ruby", "ruby-text", "ruby-base"})
_STRING: Final = re.compile(r"\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'|attr\(\s*+([\w-]++)\s*+\)", re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n\f\r]?|(.))", re.DOTALL)


class Origin(Enum):
    """Where a name or description came from."""

    LABELLEDBY = "aria-labelledby"
    ARIA_LABEL = "aria-label"
    DESCRIBEDBY = "aria-describedby"
    ARIA_DESCRIPTION = "aria-description"
    LABEL = "label"
    ALT = "alt"
    VALUE = "value"
    LABEL_ATTRIBUTE = "label attribute"
    LEGEND = "legend"
    CAPTION = "caption"
    FIGCAPTION = "figcaption"
    SVG_TITLE = "svg title"
    SVG_DESCRIPTION = "svg desc"
    CONTENT = "content"
    TITLE = "title"
    PLACEHOLDER = "placeholder"
    DEFAULT = "default"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Name:
    """An accessible name or description: white space collapsed, none at the ends; false where it is empty.

    `elements` are the evidence: the labels or other elements referred to, or the element itself where the text is
    an attribute of it or its content. `Origin.DEFAULT` is what browsers call a control that nobody named.
    """

    text: str
    origin: Origin
    elements: tuple[Element, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)


NO_NAME: Final = Name("", Origin.NONE)
_Request: TypeAlias = "tuple[Element, int, int]"  # the element, what the traversal is part of, and whom it is to name
_Step: TypeAlias = "Generator[_Request, str, str]"
_Native: TypeAlias = "Generator[_Request, str, Name]"


class Names:
    """The names and descriptions of one document's elements. Read only; every answer is kept."""

    def __init__(self, document: Document, styles: Styles, exposure: Exposure) -> None:
        self.document = document
        self.styles = styles
        self.exposure = exposure
        self.roles = Roles(document, exposure, self.is_named)
        self._names: dict[int, Name] = {}
        self._descriptions: dict[int, Name] = {}
        self._texts: dict[tuple[int, int], str] = {}
        self._detours = 0

    def name(self, element: Element) -> Name:
        """The accessible name; empty for what is hidden, and for roles that must not be named."""
        index = element.index
        if index not in self._names:
            self._names[index] = self._computed(element)
        return self._names[index]

    def is_named(self, element: Element) -> bool:
        """Whether ``aria-labelledby``, ``aria-label`` or ``title`` gives the element a name, whatever its role."""
        return bool(self._by_author(element)) or bool(_collapsed(element.get("title")))

    def has_words(self, element: Element) -> bool:
        """Whether words or a picture with words are seen to stand in an element, so that it has a name if it is exposed
        and its role takes its name from content. Where they are not, `name` tells."""
        if element.end == element.index + 1:
            return bool(element.text.strip())
        for node in islice(element.texts(self._is_read), _FEW):
            if isinstance(node, Text):
                if not node.data.isspace() and (node.parent is element or not self.exposure.hides_text(node.parent)):
                    return True
            elif node.tag == "img" and (node.get("alt") or "").strip() and not node.has("role"):
                return True
        return False

    def plain_text(self, element: Element) -> str:
        """The text inside that is part of the name, whatever else is, if the role takes its name from content: what
        stands in elements that nothing but their content names. `name` costs far more."""
        if not self._is_plain(element):
            return ""
        if element.end == element.index + 1:
            return element.text
        return "".join(node.data for node in element.texts(self._is_plain) if isinstance(node, Text))

    def _is_plain(self, element: Element) -> bool:
        return not (
            element.tag in _NATIVELY_NAMED
            or not self._is_read(element)
            or element.index in self._in_svg
            or element.has("aria-label")
            or element.has("aria-labelledby")
            or self.exposure.hides_text(element)
        )

    def _is_read(self, element: Element) -> bool:
        tag = element.tag
        return tag not in _NEVER and tag not in _OPAQUE and not self.exposure.is_hidden(element)

    def _computed(self, element: Element) -> Name:
        if self.exposure.is_hidden(element):  # 2A
            return NO_NAME
        role = roles().get(self.roles.role(element))
        if role is not None and role.naming_prohibited:  # 1
            return NO_NAME
        name = self._by_author(element)  # 2B, 2D
        if name:
            return name
        name = self._run_native(element)  # 2E
        if name:
            return name
        if (role is not None and role.names_from_content) or element.tag == "summary":  # 2F
            text = self._text_of_content(element)
            if text:
                return Name(text, Origin.CONTENT, (element,))
        title = _collapsed(element.get("title"))  # 2I
        return Name(title, Origin.TITLE, (element,)) if title else NO_NAME

    def _by_author(self, element: Element) -> Name:
        referents = self.referents(element, "aria-labelledby")
        if referents:
            text = self._of_referents(element, referents)
            if text:
                return Name(text, Origin.LABELLEDBY, referents)
        label = _collapsed(element.get("aria-label"))
        return Name(label, Origin.ARIA_LABEL, (element,)) if label else NO_NAME

    def referents(self, element: Element, attribute: str) -> tuple[Element, ...]:
        """The elements that an attribute of ids refers to, in its order; ids that lead nowhere are left out."""
        written = element.get(attribute)
        if not written:
            return ()
        by_id = self.document.by_id
        targets = (by_id.get(name) for name in dict.fromkeys(written.split()))
        return tuple(target[0] for target in targets if target)

    def _of_referents(self, element: Element, referents: tuple[Element, ...]) -> str:
        flags = _LABELLED | _EMBEDDED | _DIRECT
        return _collapsed(" ".join(self._text(each, flags, element.index) for each in referents))

    def _text_of_content(self, element: Element) -> str:
        if element.end == element.index + 1 and not element.has("aria-owns"):  # nothing but texts, as in most links
            text = "" if self.exposure.hides_text(element) else element.text
            return _collapsed(
                f"{self._generated(element, 'before')}{text}{self._generated(element, 'after')}"[:_LONGEST]
            )
        return _collapsed(self._drive(self._content(element, _EMBEDDED, -1)))

    # Descriptions

    def description(self, element: Element) -> Name:
        """The accessible description (accname 1.2, 4.2 and HTML-AAM 1.0, 4.1): never the words of the name."""
        index = element.index
        if index not in self._descriptions:
            self._descriptions[index] = self._described(element)
        return self._descriptions[index]

    def _described(self, element: Element) -> Name:
        if self.exposure.is_hidden(element):
            return NO_NAME
        referents = self.referents(element, "aria-describedby")
        if referents:
            text = self._of_referents(element, referents)
            if text:
                return Name(text, Origin.DESCRIBEDBY, referents)
        text = _collapsed(element.get("aria-description"))
        if text:
            return Name(text, Origin.ARIA_DESCRIPTION, (element,))
        name = self.name(element)
        native = self._run_native_description(element)
        if native and native.origin is not name.origin and not set(native.elements) <= set(name.elements):
            return native
        title = _collapsed(element.get("title"))
        if title and name.origin is not Origin.TITLE and title != name.text:
            return Name(title, Origin.TITLE, (element,))
        return NO_NAME

    def _run_native_description(self, element: Element) -> Name:
        if element.tag == "table":
            caption = _child(element, "caption")
            text = _collapsed(self._text(caption, _DIRECT, -1)) if caption is not None else ""
            return Name(text, Origin.CAPTION, (caption,)) if caption is not None and text else NO_NAME
        if element.tag == "svg":
            desc = _child(element, "desc")
            text = _collapsed(desc.text) if desc is not None else ""
            return Name(text, Origin.SVG_DESCRIPTION, (desc,)) if desc is not None and text else NO_NAME
        return NO_NAME

    # 2E: what the host language gives

    @cached_property
    def _labels(self) -> Mapping[int, tuple[Element, ...]]:
        """The labels of each control (HTML, 4.10.4): by ``for``, or the first control inside."""
        found: dict[int, list[Element]] = {}
        controls = [element for element in self.document.find(*_LABELABLE) if _is_labelable(element)]
        places = [control.index for control in controls]
        for label in self.document.find("label"):
            target = label.get("for")
            if target is not None:
                control = next(iter(self.document.by_id.get(target, ())), None)
                if control is not None and _is_labelable(control):
                    found.setdefault(control.index, []).append(label)
                continue
            place = bisect_left(places, label.index)
            if place < len(places) and places[place] < label.end:
                found.setdefault(places[place], []).append(label)
        return {index: tuple(labels) for index, labels in found.items()}

    def labels(self, element: Element) -> tuple[Element, ...]:
        """The ``label`` elements of a form control, in document order."""
        return self._labels.get(element.index, ())

    def _run_native(self, element: Element) -> Name:
        if element.tag not in _NATIVELY_NAMED and element.index not in self._in_svg:
            return NO_NAME
        found: list[Name] = []

        def step() -> _Step:
            found.append((yield from self._native(element, _DIRECT, element.index)))
            return ""

        self._drive(step())
        return found[0]

    def _native(self, element: Element, flags: int, target: int) -> _Native:
        tag = element.tag
        if tag in _LABELABLE and flags & _DIRECT:
            labels = self.labels(element)
            if labels:
                text = _collapsed(
                    (yield from _joined((label, flags | _EMBEDDED | _DIRECT, element.index) for label in labels))
                )
                if text:
                    return Name(text, Origin.LABEL, labels)
        if tag == "input":
            return self._of_input(element)
        if tag == "textarea":
            return _attribute(element, "title", Origin.TITLE) or self._placeholder(element)
        if tag in ("img", "area"):
            return _attribute(element, "alt", Origin.ALT)
        if tag in ("option", "optgroup"):
            return _attribute(element, "label", Origin.LABEL_ATTRIBUTE)
        if tag == "math":
            return _attribute(element, "alttext", Origin.ALT)
        if tag in ("fieldset", "table", "figure"):
            kind = {"fieldset": "legend", "table": "caption", "figure": "figcaption"}[tag]
            child = _child(element, kind)
            if child is not None and not self.exposure.is_hidden(child):
                text = _collapsed((yield child, flags, target))
                if text:
                    return Name(text, Origin(kind), (child,))
            return NO_NAME
        return self._of_graphic(element)

    def _of_graphic(self, element: Element) -> Name:
        if element.index not in self._in_svg:
            return NO_NAME
        title = _child(element, "title")
        text = _collapsed(title.text) if title is not None else ""
        if title is not None and text:
            return Name(text, Origin.SVG_TITLE, (title,))
        return _attribute(element, "xlink:title", Origin.TITLE)

    @cached_property
    def _in_svg(self) -> frozenset[int]:
        found: set[int] = set()
        end = 0
        for svg in self.document.find("svg"):
            if svg.index >= end:
                end = svg.end
                found.update(range(svg.index, end))
        return frozenset(found)

    def _of_input(self, element: Element) -> Name:
        kind = input_type(element)
        if kind in ("button", "submit", "reset"):
            value = _attribute(element, "value", Origin.VALUE)
            if value or kind == "button" or element.has("value"):
                return value
            return Name("Submit" if kind == "submit" else "Reset", Origin.DEFAULT, (element,))
        if kind == "image":
            default = Name("Submit", Origin.DEFAULT, (element,))
            return _attribute(element, "alt", Origin.ALT) or _attribute(element, "title", Origin.TITLE) or default
        if kind in _TYPED:
            return _attribute(element, "title", Origin.TITLE) or self._placeholder(element)
        return NO_NAME

    @staticmethod
    def _placeholder(element: Element) -> Name:
        return _attribute(element, "placeholder", Origin.PLACEHOLDER) or _attribute(
            element, "aria-placeholder", Origin.PLACEHOLDER
        )

    # The text that a node gives to another's name

    def _text(self, element: Element, flags: int, target: int) -> str:
        def step() -> _Step:
            return (yield element, flags, target)

        return self._drive(step())

    def _drive(self, step: _Step) -> str:
        """Run a step, and the steps it asks for, without recursion."""
        stack: list[tuple[_Step, tuple[int, int] | None]] = [(step, None)]
        value: str | None = None
        while stack:
            running, key = stack[-1]
            try:
                element, flags, target = next(running) if value is None else running.send(value)
            except StopIteration as stopped:
                value = str(stopped.value)[:_LONGEST]
                if key is not None:
                    self._texts[key] = value
                stack.pop()
                continue
            target = self._detour(element, target)
            wanted = (element.index, flags)
            value = self._texts.get(wanted) if target < 0 else None
            if value is None:
                stack.append((self._part(element, flags, target), wanted if target < 0 else None))
        return value or ""

    def _detour(self, element: Element, target: int) -> int:
        """The element to leave out, where it stands inside: only then is the text another than for everybody."""
        if not element.index <= target < element.end or self._detours >= _MOST_DETOURS:
            return -1
        self._detours += len(element.children) + 1
        return target

    def _part(self, element: Element, flags: int, target: int) -> _Step:
        """Steps 2A to 2I for a node that is part of another's name, or is referred to."""
        direct = bool(flags & _DIRECT)
        tag = element.tag
        if (tag in _NEVER and not (direct and tag == "title")) or (element.index == target and not direct):
            return ""
        only_inside = False
        if self.exposure.is_hidden(element):  # 2A
            if direct:
                flags |= _UNHIDDEN
            elif not flags & _UNHIDDEN:
                if not self.exposure.is_rendered(element) or self.exposure.is_aria_hidden(element):
                    return ""
                if self.exposure.is_inert(element):
                    return ""
                only_inside = True  # invisible, but what is inside may be visible again
        below = flags & ~_DIRECT
        if only_inside:
            return (yield from self._content(element, below, target, texts=False))
        if not flags & _LABELLED:  # 2B
            referents = self.referents(element, "aria-labelledby")
            if referents:
                onward = below | _LABELLED | _EMBEDDED | _DIRECT
                text = yield from _joined((each, onward, target) for each in referents)
                if text.strip():
                    return text
        role = self._role_within(element)
        if flags & _EMBEDDED and element.index != target:  # 2C
            value = self._control_value(element, role)
            if value is not None:
                return value
        label = element.get("aria-label")  # 2D
        if label and label.strip():
            return label
        if role != "none":  # 2E
            native = yield from self._native(element, flags, target)
            if native:
                return native.text
        text = ""
        if tag not in _OPAQUE:  # 2F, 2G, 2H
            text = yield from self._content(element, below, target)
        if text and (not text.isspace() or not element.has("title")):
            return text
        return element.get("title") or text  # 2I

    def _role_within(self, element: Element) -> str:
        """The role, without asking whether a section has a name: no step hangs on that."""
        if element.tag in ("section", "aside"):
            return self.roles.explicit(element)
        return self.roles.role(element)

    def _content(self, element: Element, flags: int, target: int, texts: bool = True) -> _Step:
        """2F: the text of the children, with what the page's CSS puts before and after them."""
        parts = [self._generated(element, "before")]
        silent = not texts or (self.exposure.hides_text(element) and not flags & _UNHIDDEN)
        for child in element.children:
            if isinstance(child, Text):
                if not silent:
                    parts.append(child.data)
            elif isinstance(child, Element) and not self.roles.is_claimed(child):
                if child.tag == "br":
                    parts.append(" ")
                    continue
                text = yield child, flags, target
                if text:
                    parts.append(text if self.styles.display(child) in _INLINE else f" {text} ")
        if element.has("aria-owns"):
            owned = yield from _joined((each, flags, target) for each in self.roles.claimed(element))
            parts.append(f" {owned} ")
        parts.append(self._generated(element, "after"))
        return "".join(parts)

    def _generated(self, element: Element, pseudo: str) -> str:
        content = self.styles.declared(element, "content", pseudo)
        if not content:
            return ""
        layers = list(split_top(content.replace("/", " / "), " ")) if "/" in content else [content]
        if "/" in layers:  # the alternative text stands after the stroke
            content = " ".join(layers[layers.index("/") + 1 :])
        return "".join(
            element.get(attribute) or "" if attribute else _unescaped(double or single)
            for double, single, attribute in _STRING.findall(content)
        )

    def _control_value(self, element: Element, role: str) -> str | None:
        """2C: what a control inside a label stands for; None where the element is no such control."""
        if role in _TEXTBOXES or (element.tag == "input" and input_type(element) in _TYPED and role not in _RANGES):
            if element.tag == "input":
                return element.get("value") or ""
            return element.text
        if role in _CHOICES:
            if element.tag == "select":
                return " ".join(_collapsed(option.text) for option in _chosen(element))
            if element.tag == "input":
                return element.get("value") or ""
            chosen = [each for each in element.descendants if each.get("aria-selected") == "true"]
            return " ".join(_collapsed(each.text) for each in chosen) or element.text
        if role in _RANGES:
            for attribute in ("aria-valuetext", "aria-valuenow", "value"):
                if (value := element.get(attribute)) is not None:
                    return value
            return ""
        return None


def _joined(requests: Iterable[_Request]) -> _Step:
    """The texts of several nodes, in order, with a space between them."""
    text = ""
    for request in requests:
        part = yield request
        text = f"{text} {part}" if text else part
    return text


def _is_labelable(element: Element) -> bool:
    return element.tag in _LABELABLE and (element.tag != "input" or input_type(element) != "hidden")


def _chosen(select: Element) -> Iterator[Element]:
    """The options chosen when the page loads (HTML, 4.10.7): of a drop-down, the first where none is marked."""
    options = list(select.find("option"))
    marked = [option for option in options if option.has("selected")]
    if select.has("multiple"):
        return iter(marked)
    usable = [option for option in options if not option.has("disabled")]
    return iter(marked[-1:] or usable[:1])


def _child(element: Element, tag: str) -> Element | None:
    return next((child for child in element.elements if child.tag == tag), None)


def _attribute(element: Element, name: str, origin: Origin) -> Name:
    text = _collapsed(element.get(name))
    return Name(text, origin, (element,)) if text else NO_NAME


def _collapsed(text: str | None) -> str:
    return " ".join(text.split()) if text else ""


def _unescaped(text: str) -> str:
    """A CSS string's characters (CSS Syntax 3, 4.3.7)."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    code, literal = match.groups()
    if not code:
        return "" if literal == "\n" else str(literal)
    number = int(code, 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "�"
