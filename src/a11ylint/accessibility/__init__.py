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
    tree.refresh(meta), tree.viewport(meta)  # what <meta http-equiv=refresh> and <meta name=viewport> say
    tree.styles, tree.exposure, tree.roles, tree.names  # the modules behind, with more detail

Beside it stand grammars that need no tree: `autofill` (the ``autocomplete`` attribute) and `refresh` (``<meta>``
refresh and viewport); language tags are `a11ylint.subtags`. Each module names the specification it follows, clause by
clause.

External style sheets and scripts are not read. A rule that would call something a failure because it is *exposed* or
*visible* accepts that they may hide it; one about how text looks asks `Styles.external` first.
"""

from __future__ import annotations

from functools import cached_property

from a11ylint.accessibility.contrast import Contrast, Contrasts
from a11ylint.accessibility.exposure import Exposure
from a11ylint.accessibility.names import Name, Names, Origin
from a11ylint.accessibility.refresh import Refresh, Viewport, parse_refresh, parse_viewport
from a11ylint.accessibility.roles import AriaAttribute, Role, Roles, attributes, roles
from a11ylint.accessibility.style import Declaration, Styles
from a11ylint.document import Document, Element

__all__ = [
    "Accessibility",
    "AriaAttribute",
    "Contrast",
    "Declaration",
    "Exposure",
    "Name",
    "Names",
    "Origin",
    "Refresh",
    "Role",
    "Roles",
    "Styles",
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
    def _contrasts(self) -> Contrasts:
        return Contrasts(self.styles)

    @property
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
        return self._contrasts.contrast(element)
