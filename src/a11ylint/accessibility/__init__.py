"""The static half of the accessibility tree: roles, names, what is hidden, what takes focus, which CSS applies.

`Accessibility` answers for one `Document`; nothing is worked out before it is asked for, and everything once::

    tree = Accessibility(document)
    tree.role(element)            # "link", "img", "none", "" for no corresponding role
    tree.name(element)            # Name(text="…", origin=Origin.ALT, elements=(…,)); false where empty
    tree.description(element)     # the same shape
    tree.is_exposed(element)      # whether assistive technology meets it
    tree.is_hidden(element)       # whether it is programmatically hidden
    tree.is_visible(element)      # whether people see something of it, as far as the source tells
    tree.in_focus_order(element)  # whether the Tab key reaches it
    tree.headers_of(cell)         # the header cells of a td or th
    tree.contrast(element)        # None where anything about it is unknown
    tree.visible_label(element)   # the words that people see in it
    tree.with_aria                # the elements that have aria- attributes, and which
    tree.traps, tree.unmarked, tree.unreachable  # what the keyboard does not get out of, see, or reach
    tree.legibility.faint()       # words with too little contrast
    tree.cramped("line-height")   # declarations that keep readers from widening letter-, word- or line-spacing
    tree.turned                   # declarations that lock the page to one orientation of the screen
    tree.clipped                  # boxes that cut text off once it is zoomed
    tree.scripted                 # text that scripts in the page change, and what they do when the device is moved
    tree.pictures                 # what kind of pictures they probably are
    tree.visual_references        # sentences that point to a part of the page by its looks alone
    tree.media                    # the recordings, and what stands in for them
    tree.refresh(meta), tree.viewport(meta)  # what <meta http-equiv=refresh> and <meta name=viewport> say
    tree.styles, tree.exposure, tree.roles, tree.names, tree.contrasts  # the modules behind, with more detail

Beside it stand grammars that need no tree: `autofill` (the ``autocomplete`` attribute) and `refresh` (``<meta>``
refresh and viewport); language tags are `a11ylint.subtags`. Each module names the specification it follows, clause by
clause.

External style sheets and scripts are not read. A rule that would call something a failure because it is *exposed* or
*visible* accepts that they may hide it; one about how text looks asks `Styles.external` first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import Final

from a11ylint import patterns as re
from a11ylint.accessibility import labels
from a11ylint.accessibility.autofill import Autofill, parse_autofill
from a11ylint.accessibility.clipping import Clipped, clipped
from a11ylint.accessibility.contrast import Contrast, Contrasts
from a11ylint.accessibility.exposure import Exposure
from a11ylint.accessibility.indicator import Indicators, Unmarked
from a11ylint.accessibility.legibility import Doubt, Faint, Legibility
from a11ylint.accessibility.media import Media, Recording
from a11ylint.accessibility.names import Name, Names, Origin
from a11ylint.accessibility.orientation import Turned, turned
from a11ylint.accessibility.pictures import Pictures
from a11ylint.accessibility.references import Reference, visual_references
from a11ylint.accessibility.refresh import Refresh, Viewport, parse_refresh, parse_viewport
from a11ylint.accessibility.roles import AriaAttribute, Role, Roles, attributes, roles
from a11ylint.accessibility.scripted import Scripted
from a11ylint.accessibility.scrolling import unreachable
from a11ylint.accessibility.spacing import Cramped, cramped
from a11ylint.accessibility.style import Declaration, Styles
from a11ylint.accessibility.traps import Trap, Traps
from a11ylint.document import Document, Element, Text, parse
from a11ylint.source import Source, Unreadable

__all__ = [
    "Accessibility",
    "AriaAttribute",
    "Autofill",
    "Clipped",
    "Contrast",
    "Cramped",
    "Declaration",
    "Doubt",
    "Exposure",
    "Faint",
    "Legibility",
    "Media",
    "Name",
    "Names",
    "Origin",
    "Pictures",
    "Recording",
    "Reference",
    "Refresh",
    "Role",
    "Roles",
    "Scripted",
    "Styles",
    "Trap",
    "Turned",
    "Viewport",
    "attributes",
    "roles",
]


class Accessibility:
    """What assistive technology and a keyboard meet of one document. Read only."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def styles(self) -> Styles:
        return Styles(self.document)

    @cached_property
    def exposure(self) -> Exposure:
        return Exposure(self.document, self.styles)

    @cached_property
    def names(self) -> Names:
        return Names(self.document, self.styles, self.exposure)

    @cached_property
    def contrasts(self) -> Contrasts:
        return Contrasts(self.styles)

    def cramped(self, name: str) -> tuple[Cramped, ...]:
        """The important declarations of a spacing property in ``style`` attributes that are too narrow for a text."""
        return tuple(cramped(name, self.document, self.styles, self.exposure))

    @cached_property
    def turned(self) -> tuple[Turned, ...]:
        """The declarations that lock the page to one orientation of the screen."""
        return tuple(turned(self.document, self.styles, self.exposure))

    @cached_property
    def clipped(self) -> tuple[Clipped, ...]:
        """The boxes that cut off text once it is zoomed to twice its size."""
        return tuple(clipped(self.document, self.styles, self.exposure))

    @cached_property
    def scripted(self) -> Scripted:
        return Scripted(self.document, self.exposure, self.names)

    @cached_property
    def pictures(self) -> Pictures:
        return Pictures(self)

    @cached_property
    def visual_references(self) -> tuple[Reference, ...]:
        """The sentences that send readers to a part of the page by its looks alone."""
        return tuple(visual_references(self))

    @cached_property
    def media(self) -> Media:
        return Media(self.document, self.exposure, self.names)

    @cached_property
    def legibility(self) -> Legibility:
        return Legibility(self.document, self.exposure, self.contrasts)

    @cached_property
    def roles(self) -> Roles:
        return self.names.roles

    def role(self, element: Element) -> str:
        """The computed role: ``none`` for presentational, "" where no role corresponds."""
        return self.roles.role(element)

    def name(self, element: Element) -> Name:
        """The accessible name and where it came from."""
        return self.names.name(element)

    def description(self, element: Element) -> Name:
        """The accessible description and where it came from."""
        return self.names.description(element)

    def is_hidden(self, element: Element) -> bool:
        """Whether the element is programmatically hidden."""
        return self.exposure.is_hidden(element)

    def is_exposed(self, element: Element) -> bool:
        """Whether the element is in the accessibility tree: not hidden, not presentational, and not swallowed by a
        role whose children are presentational, unless it takes focus."""
        if self.exposure.is_hidden(element) or self.roles.role(element) == "none":
            return False
        return self.roles.presentational_parent(element) is None or self.exposure.is_focusable(element)

    def has_words(self, element: Element) -> bool:
        """Whether words are seen to stand in the element, so that it has a name if its role takes one from content:
        of most links, buttons and headings there is no more to ask."""
        return self.names.has_words(element)

    def is_nameless(self, element: Element) -> bool:
        """Whether assistive technology meets the element and is given no name for it; a browser's own word for a
        button that nobody named ("Submit") is one."""
        role = roles().get(self.role(element))
        if role is not None and role.names_from_content and self.names.has_words(element):
            return False  # by far the commonest
        if not self.is_exposed(element) or self.name(element):
            return False
        return not (self.may_be_hidden(element) or _may_be_filled(element, self._is_filled_by_script))

    def _is_filled_by_script(self, id: str) -> bool:
        """Whether a script in the page is seen to write the content of the element with this id."""
        return id in self._filled_by_scripts

    @cached_property
    def _filled_by_scripts(self) -> frozenset[str]:
        return frozenset(
            before.group(1)
            for script in self.document.find("script")
            for code in ("".join(each.data for each in script.children if isinstance(each, Text)),)
            for write in _WRITES.finditer(code)
            if (before := _INTO.search(code, max(0, write.start() - _LONGEST_ID), write.start())) is not None
        )

    def may_be_hidden(self, element: Element) -> bool:
        """Whether a class says that the element, or one around it, is hidden, and a sheet that is not read may do so
        ("hidden", "d-none"), at every width of the screen."""
        return bool(self.styles.external) and bool(self._hidden_by_class[element.index])

    @cached_property
    def _hidden_by_class(self) -> bytearray:
        """A mark for every element inside one whose class says that it is hidden."""
        marks = bytearray(len(self.document.elements))
        for element in self.document.select("[class]"):
            if not marks[element.index] and _says_hidden(element.get("class") or ""):
                marks[element.index : element.end] = b"\1" * (element.end - element.index)
        return marks

    def is_visible(self, element: Element) -> bool:
        """Whether people may see something of the element."""
        return self.exposure.is_visible(element)

    def is_focusable(self, element: Element) -> bool:
        """Whether the element can have the keyboard focus."""
        return self.exposure.is_focusable(element)

    def in_focus_order(self, element: Element) -> bool:
        """Whether the Tab key reaches the element."""
        return self.exposure.in_focus_order(element)

    def headers_of(self, cell: Element) -> tuple[Element, ...]:
        """The header cells assigned to a ``td`` or ``th``."""
        table = self.roles.table_of(cell)
        return table.headers_of(cell) if table is not None else ()

    def refresh(self, meta: Element) -> Refresh | None:
        """What a ``meta`` element's refresh does; None where it is none, or one that browsers leave out."""
        content = meta.get("content")
        if content is None or (meta.get("http-equiv") or "").strip().lower() != "refresh":
            return None
        return None if meta.closest("noscript", "template") else parse_refresh(content)

    def viewport(self, meta: Element) -> Viewport | None:
        """What a ``meta`` element says of the viewport; None where it says nothing of it."""
        content = meta.get("content")
        if content is None or (meta.get("name") or "").strip().lower() != "viewport":
            return None
        return parse_viewport(content)

    def contrast(self, element: Element) -> Contrast | None:
        """The contrast of the text that stands in the element itself; None where anything about it is unknown."""
        return self.contrasts.contrast(element)

    # ARIA's own terms

    @property
    def aria_attributes(self) -> Mapping[str, AriaAttribute]:
        """Every state and property that ARIA defines, under its full name."""
        return attributes()

    @property
    def aria_roles(self) -> Mapping[str, Role]:
        """Every role that ARIA defines, abstract ones too."""
        return roles()

    @cached_property
    def with_aria(self) -> tuple[tuple[Element, tuple[str, ...]], ...]:
        """The elements with attributes whose names begin with ``aria-``, and those names, in document order."""
        by_attribute = self.document.by_attribute
        having = {each for name in by_attribute if name.startswith("aria-") for each in by_attribute[name]}
        return tuple(
            (element, tuple(name for name in element.raw.attrs if name.startswith("aria-")))
            for element in sorted(having, key=lambda each: each.index)
        )

    # Labels and fields

    def visible_label(self, element: Element) -> str:
        """The words that people see in an element, white space collapsed; "" where they are signs rather than words."""
        label = labels.visible_text(element, self.styles, self.exposure)
        return label if labels.says_something(label) else ""

    def is_called(self, element: Element, label: str) -> bool:
        """Whether an element's name has the words of its visible label, next to each other and in their order."""
        name = self.name(element).text
        if labels.has_label(name, label):
            return True
        if not self.styles.external:
            return False
        return labels.has_label(name, labels.visible_text(element, self.styles, self.exposure, apart=True))

    @staticmethod
    def autofill(value: str) -> Autofill | None:
        """An ``autocomplete`` value as HTML reads it; None where it is invalid."""
        return parse_autofill(value)

    # The keyboard

    @cached_property
    def traps(self) -> Traps:
        """The elements whose inline handlers keep the focus."""
        return Traps(self.document, self.exposure)

    @cached_property
    def unmarked(self) -> tuple[Unmarked, ...]:
        """What takes the focus outline away and leaves elements without any mark of the focus."""
        return Indicators(self.document, self.styles, self.exposure).unmarked

    @cached_property
    def unreachable(self) -> tuple[Element, ...]:
        """Boxes that scroll and that no key reaches."""
        return tuple(unreachable(self.document, self.styles, self.exposure))

    @staticmethod
    def inside_frame(frame: Element) -> Accessibility | None:
        """The page that an ``iframe`` brings along in ``srcdoc``; None where it has none that can be read."""
        written = frame.get("srcdoc")
        if not written:
            return None
        try:
            return Accessibility(parse(Source("srcdoc.html", written)))
        except Unreadable:
            return None


# How sheets call what they do not show, and what shows it again at some widths of the screen.
_HIDING: Final = frozenset(
    "hidden --hidden hide is-hidden d-none dn u-hidden u-hide display-none "
    "invisible ng-hide uk-hidden js-hidden".split()
)
_AT_WIDTHS: Final = re.compile(r"(?:sm|md|lg|xl|xxl|2xl):|d-(?:sm|md|lg|xl|xxl)-|(?:db|di|dib|dt|flex)-(?:ns|m|l)$")


_FEW: Final = 200  # elements inside one that are looked at; no link or button holds more
# What scripts fill: counters, the name of whoever has signed in, other people's share buttons.
_FILLED: Final = re.compile(
    r"(?:^|[\s_-])(?:counts?|counter|commentcount|user-?name|fname|disqus|twitter-share-button|fb-like)(?=$|[\s_-])"
)
# What an empty element inside a link or button is called that is kept free for its words.
_FOR_WORDS: Final = re.compile(r"label(?=$|\s)")
# `$("#quotes").html(…)`, `document.getElementById("quotes").innerHTML = …`
_WRITES: Final = re.compile(r"\)\s{0,9}\.(?:html|text|append|load|innerHTML|innerText|textContent)\b")
_INTO: Final = re.compile(r"""["'`]#?([\w-]{1,80})["'`]\Z""")
_LONGEST_ID: Final = 83  # characters, with its quotation marks and number sign


def _may_be_filled(element: Element, is_written: Callable[[str], bool]) -> bool:
    """Whether a class or id says that a script will put words into the element, or into an empty one inside it, or a
    script is seen to write into it (`is_written`, of an id)."""
    for each in (element, *element.descendants[:_FEW]):
        if each is not element and each.text.strip():
            continue
        id = each.get("id") or ""
        called = f"{each.get('class') or ''} {id}"[:500].lower()
        if _FILLED.search(called) or (id and is_written(id)):
            return True
        if each is not element and not any(each.elements) and _FOR_WORDS.search(called):
            return True
    return False


@lru_cache(maxsize=4096)  # pages of one publisher have the same classes again and again
def _says_hidden(written: str) -> bool:
    classes = written.split()
    return not _HIDING.isdisjoint(classes) and not any(_AT_WIDTHS.match(each) for each in classes)
