"""What of the page is rendered, hidden from assistive technology, visible, and reached by keyboard.

Rendering follows HTML, 15.3 (hidden elements, closed ``details``, ``dialog``, fallback content) and the page's own
CSS; *programmatically hidden* and *visible* are the ACT Rules' terms; focus is HTML, 6.6 (scripting on). All of it is
what the source alone says: scripts and external sheets may say otherwise.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Final

from a11ylint.accessibility.style import Styles, pixels
from a11ylint.document import Document, Element, Text

OFF_SCREEN: Final = 999.0  # CSS pixels beyond an edge; who moves text this far means it to be unseen

# Content that shows only where the element itself is not supported (HTML, 4.8 and 15.4).
_FALLBACK: Final = frozenset({"audio", "video", "iframe", "embed"})
# SVG 2, 3.2 and 5: graphics that are not rendered where they stand.
_SVG_UNRENDERED: Final = frozenset(
    "clippath defs desc filter lineargradient marker mask metadata pattern radialgradient symbol".split()
)
_DISABLEABLE: Final = frozenset("button fieldset input optgroup option select textarea".split())
_FIELDS: Final = frozenset("button input select textarea".split())
_FOCUSABLE: Final = frozenset("a area audio button iframe input select summary textarea video".split())
_REPLACED: Final = frozenset(
    "audio button canvas embed hr iframe img input math meter object progress select svg textarea video".split()
)


class Exposure:
    """What can be met of each element. Read only; every answer is kept."""

    def __init__(self, document: Document, styles: Styles) -> None:
        self.document = document
        self.styles = styles

    # Rendered

    def is_rendered(self, element: Element) -> bool:
        """Whether the element has a box: nothing says ``display: none`` or leaves its part of the page out."""
        return not self._unrendered[element.index]

    def is_hidden(self, element: Element) -> bool:
        """Whether the element is programmatically hidden: not rendered, made invisible by ``visibility``, or inside
        ``aria-hidden="true"`` or ``inert``."""
        return bool(self._hidden[element.index])

    @cached_property
    def _hidden(self) -> bytearray:
        reasons = (self._unrendered, self._silenced, self._inert)
        return _either(*reasons, self._invisible) if self._has_visibility else _either(*reasons)

    def is_aria_hidden(self, element: Element) -> bool:
        """Whether the element or one around it says ``aria-hidden="true"``."""
        return bool(self._silenced[element.index])

    def is_inert(self, element: Element) -> bool:
        """Whether the element or one around it says ``inert`` (HTML, 6.3)."""
        return bool(self._inert[element.index])

    def _shown(self, element: Element) -> bool:
        """`visibility` is inherited, so that an element may show inside one that does not."""
        return not self._has_visibility or not self._invisible[element.index]

    @cached_property
    def _invisible(self) -> bytearray:
        """A mark for every element that `visibility` keeps from showing."""
        marks = bytearray(len(self.document.elements))
        for element in self.styles.declaring("visibility"):
            # It is inherited, and those inside come later.
            mark = b"\1" if self.styles.value(element, "visibility") in ("hidden", "collapse") else b"\0"
            marks[element.index : element.end] = mark * (element.end - element.index)
        return marks

    @cached_property
    def _has_visibility(self) -> bool:
        return self.styles.declares("visibility")

    @cached_property
    def _unrendered(self) -> bytearray:
        elements, styles = self.document.elements, self.styles
        suspects = set(styles.maybe_unrendered)
        suspects.update(element.index for element in self.document.find("area", *_SVG_UNRENDERED))
        holders = (
            *self.document.find("details", "object", *_FALLBACK),
            *self.document.select("[hidden]"),
            *styles.declaring("content-visibility"),
        )
        suspects.update(child.index for holder in holders for child in holder.elements)
        return self._marked(
            map(elements.__getitem__, sorted(suspects)),
            lambda element: styles.display(element) == "none" or self._left_out(element),
        )

    def _left_out(self, element: Element) -> bool:
        """Whether the place in the tree keeps the element from being rendered."""
        tag, parent = element.tag, element.parent
        if tag in _SVG_UNRENDERED and element.closest("svg") is not None:
            return True
        if tag == "area":
            return element.closest("map") not in self._used_maps
        if parent is None:
            return False
        if parent.tag == "details":
            return not parent.has("open") and element is not summary_of(parent)
        if parent.tag in _FALLBACK:
            return True
        if parent.tag == "object":
            return bool((parent.get("data") or "").strip())
        if (parent.get("hidden") or "").strip().lower() == "until-found":
            return True
        return self.styles.value(parent, "content-visibility") == "hidden"

    def hides_text(self, element: Element) -> bool:
        """Whether character data that stands in the element itself is left out though the element is rendered."""
        tag = element.tag
        if tag in _FALLBACK or (tag == "object" and (element.get("data") or "").strip()):
            return True
        if tag == "details" and not element.has("open"):
            return True
        return (element.get("hidden") or "").strip().lower() == "until-found"

    @cached_property
    def _used_maps(self) -> frozenset[Element]:
        """Image maps that a rendered image uses (HTML, 4.8.13.1)."""
        used = {
            (element.get("usemap") or "").strip().removeprefix("#")
            for element in self.document.select("img[usemap], object[usemap]")
            if self.styles.display(element) != "none"
        }
        return frozenset(each for each in self.document.find("map") if (each.get("name") or each.get("id")) in used)

    @cached_property
    def _silenced(self) -> bytearray:
        return self._marked(
            self.document.select("[aria-hidden]"),
            lambda element: (element.get("aria-hidden") or "").strip().lower() == "true",
        )

    @cached_property
    def _inert(self) -> bytearray:
        return self._marked(self.document.select("[inert]"))

    def _marked(self, elements: Iterable[Element], is_meant: Callable[[Element], bool] = lambda _: True) -> bytearray:
        """A mark for every element inside those of these that are meant, themselves included. What is marked already,
        such as all the head holds, is not asked about."""
        marks = bytearray(len(self.document.elements))
        end = 0
        for element in elements:
            if element.index >= end and is_meant(element):
                end = element.end
                marks[element.index : end] = b"\1" * (end - element.index)
        return marks

    # Visible

    def is_visible(self, element: Element) -> bool:
        """Whether people may see something of the element: ACT's *visible*, as far as no layout tells.

        True wherever nothing in the source makes it unseen.
        """
        if self._unrendered[element.index] or self._unseen[element.index]:
            return False
        return self._next_shown(element.index, element.end) < element.end

    def is_unseen(self, element: Element) -> bool:
        """Whether the element is rendered but moved off the screen, clipped away, or transparent, alone or with
        what is around it."""
        return bool(self._unseen[element.index])

    @cached_property
    def _unseen(self) -> bytearray:
        suspects = self._declaring("opacity", "position", "text-indent", "clip", "clip-path", "transform")
        suspects |= self._declaring("overflow-x") & self._declaring("width", "height", "max-height")
        elements = self.document.elements
        return self._marked(map(elements.__getitem__, sorted(suspects)), self._makes_unseen)

    def _declaring(self, *names: str) -> set[int]:
        return {element.index for name in names for element in self.styles.declaring(name)}

    def _makes_unseen(self, element: Element) -> bool:
        declared = self.styles.declared
        if (opacity := declared(element, "opacity")) and _number(opacity) == 0:
            return True
        if declared(element, "transform") in ("scale(0)", "scale(0,0)", "scale(0, 0)"):
            return True
        positioned = declared(element, "position") in ("absolute", "fixed")
        if positioned and any(
            (_length(declared(element, side)) or 0) <= -OFF_SCREEN for side in ("left", "top", "right", "bottom")
        ):
            return True
        if positioned and _clips_all(declared(element, "clip")):
            return True
        if (declared(element, "clip-path") or "").replace(" ", "") in ("inset(50%)", "inset(100%)", "circle(0)"):
            return True
        if (_length(declared(element, "text-indent")) or 0) <= -OFF_SCREEN:
            return True
        clipping = (declared(element, "overflow-x") or "") in ("hidden", "clip")
        sides = [_length(declared(element, side)) for side in ("width", "height", "max-width", "max-height")]
        return clipping and any(side is not None and side <= 1 for side in sides)

    def _next_shown(self, index: int, end: int) -> int:
        """The first element from `index` on, before `end`, that shows something of its own: words, or a replaced
        element; `end` or more where there is none.

        No element is looked at twice: `_skips` leads past those that show nothing.
        """
        skips, passed = self._skips, []
        while index < end:
            step = skips[index]
            if step == 0:
                step = skips[index] = -1 if self._shows(self.document.elements[index]) else index + 1
            if step < 0:
                break
            passed.append(index)
            index = step
        for each in passed:
            skips[each] = index
        return index

    @cached_property
    def _skips(self) -> array[int]:
        """For each element: 0 where it was not looked at yet, -1 where it shows something of its own, else the place
        of a later element, between the two of which nothing does so."""
        return array("i", [0]) * len(self.document.elements)

    def _shows(self, element: Element) -> bool:
        index = element.index
        hidden = self._unrendered[index] or self._unseen[index] or not self._shown(element)
        return not hidden and self._shows_something(element)

    @cached_property
    def _painted(self) -> frozenset[int]:
        """Elements on which the page's CSS puts pictures or words."""
        styles = self.styles
        pictures = (
            element.index
            for element in styles.declaring("background-image")
            if styles.declared(element, "background-image") != "none"
        )
        words = (
            element.index
            for pseudo in ("before", "after")
            for element in styles.declaring("content", pseudo)
            if styles.declared(element, "content", pseudo) not in ("none", "normal", "''", '""')
        )
        return frozenset((*pictures, *words))

    def _shows_something(self, element: Element) -> bool:
        if element.tag in _REPLACED:
            if element.tag == "img" and not (element.get("src") or element.get("srcset") or element.get("alt")):
                return False
            sizes = (element.get("width"), element.get("height"))
            declared = [_length(self.styles.declared(element, side)) for side in ("width", "height")]
            return "0" not in sizes and 0 not in declared
        if element.index in self._painted:
            return True
        for child in element.children:
            if isinstance(child, Text) and not child.data.isspace():
                return not self.hides_text(element)
        return False

    # Focus

    def is_disabled(self, element: Element) -> bool:
        """Whether a form control is disabled, by itself or by a ``fieldset`` around it (HTML, 4.10.19.5)."""
        if element.tag not in _DISABLEABLE:
            return False
        if element.has("disabled"):
            return True
        if element.tag == "option":
            return element.parent is not None and element.parent.tag == "optgroup" and element.parent.has("disabled")
        return element.tag in _FIELDS and bool(self._in_disabled_fieldset[element.index])

    @cached_property
    def _in_disabled_fieldset(self) -> bytearray:
        marks = bytearray(len(self.document.elements))
        end = 0
        for fieldset in self.document.select("fieldset[disabled]"):
            if fieldset.index < end:
                continue
            end = fieldset.end
            # Its first legend is free, but not of a disabled fieldset further out; those inside come again below.
            self._disable(fieldset, marks)
        return marks

    def _disable(self, fieldset: Element, marks: bytearray) -> None:
        waiting = [fieldset]
        while waiting:
            outer = waiting.pop()
            marks[outer.index : outer.end] = b"\1" * (outer.end - outer.index)
            legend = next((child for child in outer.elements if child.tag == "legend"), None)
            if legend is None:
                continue
            marks[legend.index : legend.end] = bytes(legend.end - legend.index)
            end = 0
            for inner in legend.find("fieldset"):
                if inner.has("disabled") and inner.index >= end:
                    waiting.append(inner)
                    end = inner.end

    def tabindex(self, element: Element) -> int | None:
        """The number in ``tabindex``, by the rules for parsing integers; None where it holds none."""
        written = element.get("tabindex")
        return None if written is None else parse_integer(written)

    def is_focusable(self, element: Element) -> bool:
        """Whether the element is a focusable area (HTML, 6.6.2): rendered, not inert, and of a kind that takes focus.

        ``aria-hidden`` changes nothing of this.
        """
        return self._focus_is_possible(element) and (self.tabindex(element) is not None or self.takes_focus(element))

    def _focus_is_possible(self, element: Element) -> bool:
        index = element.index
        return not (
            self._unrendered[index] or self._inert[index] or self.is_disabled(element) or not self._shown(element)
        )

    def in_focus_order(self, element: Element) -> bool:
        """Whether the Tab key reaches the element: focusable, and its ``tabindex`` not negative (HTML, 6.6.3)."""
        tabindex = self.tabindex(element)
        if tabindex is None and not self.takes_focus(element):
            return False
        return (tabindex is None or tabindex >= 0) and self._focus_is_possible(element)

    @cached_property
    def stops(self) -> tuple[Element, ...]:
        """The elements that take focus by their kind or have a ``tabindex``, rendered and enabled or not, in document
        order."""
        named = self.document.by_attribute
        having = {
            *self.document.find(*_FOCUSABLE),
            *named.get("contenteditable", ()),
            *(indexed := named.get("tabindex", ())),
        }
        found = {element for element in having if self.takes_focus(element)}.union(indexed)
        return tuple(sorted(found, key=lambda element: element.index))

    def takes_focus(self, element: Element) -> bool:
        """Whether the element takes focus by its kind alone, rendered and enabled or not."""
        tag, get = element.tag, element.get
        if tag in ("a", "area"):
            return get("href") is not None or (tag == "a" and get("xlink:href") is not None)
        if tag in ("button", "select", "textarea", "iframe"):
            return True
        if tag == "input":
            return (get("type") or "").strip().lower() != "hidden"
        if tag == "summary":
            return (
                element.parent is not None and element.parent.tag == "details" and summary_of(element.parent) is element
            )
        if tag in ("audio", "video"):
            return element.has("controls")
        editable = get("contenteditable")
        return editable is not None and editable.strip().lower() in ("", "true", "plaintext-only")


def _either(*marks: bytearray) -> bytearray:
    """The places that any of these marks, which are all as long: each is one large number, and numbers are joined at
    once."""
    joined = 0
    for each in marks:
        joined |= int.from_bytes(each, "little")
    return bytearray(joined.to_bytes(len(marks[0]), "little"))


def summary_of(details: Element) -> Element | None:
    """The first ``summary`` child: the one that opens and closes (HTML, 4.11.2)."""
    return next((child for child in details.elements if child.tag == "summary"), None)


def parse_integer(text: str) -> int | None:
    """HTML, 2.3.4.1: the number at the start, whatever follows; None where there is none."""
    text = text.lstrip("\t\n\f\r ")[:20]
    sign = -1 if text[:1] == "-" else 1
    digits = text[text[:1] in ("-", "+") and len(text[:1]) :]
    count = 0
    while count < len(digits) and digits[count] in "0123456789":
        count += 1
    return sign * int(digits[:count]) if count else None


def _number(value: str) -> float | None:
    try:
        return float(value.removesuffix("%")) if len(value) < 20 else None
    except ValueError:
        return None


def _length(value: str | None) -> float | None:
    """In CSS pixels, an em taken for the usual 16: exact enough to tell far off from near."""
    return pixels(value, em=16, rem=16) if value else None


def _clips_all(clip: str | None) -> bool:
    """Whether ``clip: rect(…)`` leaves no more than a pixel."""
    if not clip or not clip.startswith("rect(") or "auto" in clip:
        return False
    sides = [_length(side) for side in clip[5:].rstrip(")").replace(",", " ").split()]
    if len(sides) != 4:
        return False
    top, right, bottom, left = sides
    if top is None or right is None or bottom is None or left is None:
        return False
    return bottom - top <= 1 or right - left <= 1
