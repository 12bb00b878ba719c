"""The role of each element: what the author says (ARIA 1.2), else what HTML says (HTML-AAM 1.0, SVG-AAM 1.0).

``presentation`` is called ``none`` and ``image`` ``img`` throughout: they are synonyms. An element that has no
corresponding role (a ``label``, a password field) has the role "". The tables are in ``data/aria.json``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from typing import Final, TypeAlias

from a11ylint.accessibility.exposure import Exposure, parse_integer
from a11ylint.accessibility.tables import Table
from a11ylint.data import read_data
from a11ylint.document import Document, Element
from a11ylint.records import dataclass

_SYNONYMS: Final = {"presentation": "none", "image": "img"}
_SECTIONING: Final = frozenset({"article", "aside", "main", "nav", "section"})
_SECTIONING_ROLES: Final = frozenset({"article", "complementary", "main", "navigation", "region"})
_LISTS: Final = frozenset({"ul", "ol", "menu"})
_ROW_GROUPS: Final = frozenset({"tbody", "thead", "tfoot"})
_OWNED: Final = _ROW_GROUPS | {"li", "td", "th", "tr"}  # which lose their roles with their owner's
_DEEPEST: Final = 1000  # elements around one that are looked at; the tree itself is 512 deep
_TEXT_INPUTS: Final = frozenset({"text", "search", "tel", "url", "email"})

AllowedRoles: TypeAlias = "frozenset[str] | None"


@dataclass(frozen=True, slots=True)
class Role:
    """A role as ARIA defines it; attributes are named with ``aria-``, and inheritance is worked in.

    `requires` must be set unless `implicit` has a value for them; `supports` leaves out the global ones. `owns`
    are the required owned elements (``group`` for a group of the others), `context` the required context roles.
    `superclasses` are all of them, abstract ones too, and the role itself.
    """

    name: str
    abstract: bool
    deprecated: bool
    draft: bool
    superclasses: frozenset[str]
    requires: frozenset[str]
    supports: frozenset[str]
    prohibits: frozenset[str]
    implicit: Mapping[str, str]
    owns: frozenset[str]
    context: frozenset[str]
    children_presentational: bool
    names_from_content: bool
    names_from_author: bool

    @property
    def naming_prohibited(self) -> bool:
        return "aria-label" in self.prohibits

    def permits(self, attribute: str) -> bool:
        """Whether an ``aria-`` attribute is global or supported, and not prohibited."""
        known = attributes().get(attribute)
        if known is None or attribute in self.prohibits:
            return False
        return known.is_global or attribute in self.supports or attribute in self.requires


@dataclass(frozen=True, slots=True)
class AriaAttribute:
    """A state or property: its value type (``string``, ``token``, ``tokens``, ``idref``, ``idrefs``, ``boolean``,
    ``boolean-undefined``, ``tristate``, ``integer``, ``number``) and, for tokens, the values there are."""

    name: str
    type: str
    values: frozenset[str]
    is_global: bool
    deprecated: bool
    draft: bool

    def accepts(self, value: str) -> bool:
        """Whether a value is valid (ARIA 1.2, 6.5): of the type, as written. The empty string is never a token, a
        number or a reference; whether a reference leads anywhere is not asked."""
        value = value.strip("\t\n\f\r ")
        if self.type == "string":
            return True
        if self.type in ("idref", "idrefs"):
            return bool(value) and (self.type == "idrefs" or len(value.split()) == 1)
        if self.type == "tokens":
            return bool(value) and self.values.issuperset(value.lower().split())
        if self.type == "integer":
            return _is_integer(value)
        if self.type == "number":
            return _is_number(value)
        return value.lower() in (self.values or _TRUTHS[self.type])


_TRUTHS: Final = {
    "boolean": frozenset({"true", "false"}),
    "boolean-undefined": frozenset({"true", "false", "undefined"}),
    "tristate": frozenset({"true", "false", "mixed", "undefined"}),
}


def _is_integer(value: str) -> bool:
    digits = value[1:] if value[:1] in ("-", "+") else value
    return digits.isascii() and digits.isdigit()


def _is_number(value: str) -> bool:
    whole, _, fraction = value.partition(".")
    if value[:1] in ("-", "+"):
        whole = whole[1:]
    digits = whole + fraction
    return digits.isascii() and digits.isdigit() and not value.endswith(".")


@cache
def _data() -> dict[str, dict[str, dict[str, object]]]:
    return {key: value for key, value in read_data("aria").items() if isinstance(value, dict)}


def _words(entry: dict[str, object], key: str) -> list[str]:
    value = entry.get(key)
    return [str(word) for word in value] if isinstance(value, list) else []


@cache
def attributes() -> Mapping[str, AriaAttribute]:
    """Every state and property under its full name."""
    return {
        f"aria-{name}": AriaAttribute(
            f"aria-{name}",
            str(entry["type"]),
            frozenset(_words(entry, "values")),
            bool(entry.get("global")),
            bool(entry.get("deprecated")),
            bool(entry.get("draft")),
        )
        for name, entry in _data()["attributes"].items()
    }


@cache
def roles() -> Mapping[str, Role]:
    """Every role of ARIA, DPUB-ARIA and the graphics module, abstract ones too, synonyms under both names."""
    return {name: _role(name) for name in _data()["roles"]}


@cache
def _role(name: str) -> Role:
    entry = _data()["roles"][name]
    parents = [_role(parent) for parent in _words(entry, "super")]

    def own(key: str) -> frozenset[str]:
        return frozenset(f"aria-{word}" for word in _words(entry, key))

    implicit = entry.get("implicit")
    requires = own("requires").union(*(parent.requires for parent in parents))
    return Role(
        name,
        bool(entry.get("abstract")),
        bool(entry.get("deprecated")),
        bool(entry.get("draft")),
        frozenset({name}).union(*(parent.superclasses for parent in parents)),
        requires,
        own("supports").union(*(parent.supports | parent.requires for parent in parents)) - requires,
        own("prohibits"),
        {f"aria-{key}": str(value) for key, value in implicit.items()} if isinstance(implicit, dict) else {},
        frozenset(_words(entry, "owns")),
        frozenset(_words(entry, "context")),
        bool(entry.get("children_presentational")),
        "contents" in _words(entry, "name_from"),
        "author" in _words(entry, "name_from"),
    )


class Roles:
    """The roles of one document's elements. Read only; every answer is kept.

    `is_named` says whether an author has given an element an accessible name: some roles hang on it.
    """

    def __init__(self, document: Document, exposure: Exposure, is_named: Callable[[Element], bool]) -> None:
        self.document = document
        self.exposure = exposure
        self._is_named = is_named
        self._roles: dict[int, str] = {}
        self._implicit: dict[int, str] = {}
        self._tables: dict[int, Table] = {}
        self._parents: dict[int, Element | None] = {}

    def role(self, element: Element) -> str:
        """The role that assistive technology is given; "" where none corresponds."""
        index = element.index
        known = self._roles.get(index)
        if known is None:
            known = self._computed(element)
            self._roles[index] = known
        return known

    def explicit(self, element: Element) -> str:
        """The first token of ``role`` that names a role (ARIA 1.2, 7.1): canonical; "" where none does."""
        written = element.get("role")
        if not written:
            return ""
        defined = roles()
        for token in written.lower().split():
            if token in defined and not defined[token].abstract:
                return _SYNONYMS.get(token, token)
        return ""

    def marked_decorative(self, element: Element) -> bool:
        """Whether the author asks for no semantics: ``role=none``, or ``alt=""`` on an image without a role."""
        explicit = self.explicit(element)
        if explicit:
            return explicit == "none"
        return element.tag == "img" and element.get("alt") == ""

    def _computed(self, element: Element) -> str:
        explicit = self.explicit(element)
        if not explicit:
            implicit = self.implicit(element)
            if element.tag == "img":
                return "img" if implicit == "none" and self.keeps_semantics(element) else implicit
            if element.tag not in _OWNED or not self._inherits_presentation(element):
                return implicit
            return implicit if self.keeps_semantics(element) else "none"
        if explicit == "none" and self.keeps_semantics(element):
            implicit = self.implicit(element)
            return "img" if implicit == "none" else implicit
        return explicit

    def keeps_semantics(self, element: Element) -> bool:
        """Presentational roles conflict resolution (ARIA 1.2, 7.3.1): the element is focusable, or has a global
        ``aria-`` attribute."""
        known = attributes()
        # Focus that enters an iframe goes to the document in it (HTML, 6.6.2).
        if element.tag != "iframe" and self.exposure.is_focusable(element):
            return True
        return any(
            name.startswith("aria-") and name in known and known[name].is_global and name != "aria-hidden"
            for name in element.raw.attrs
        )

    def _inherits_presentation(self, element: Element) -> bool:
        """Required owned elements without a role of their own lose theirs with their owner's (ARIA 1.2, 5.4, none)."""
        tag, parent = element.tag, element.parent
        if parent is None:
            return False
        if tag == "li":
            return parent.tag in _LISTS and self.explicit(parent) == "none" and self.role(parent) == "none"
        if tag in ("td", "th"):
            return parent.tag == "tr" and self.role(parent) == "none"
        if tag == "tr" or tag in _ROW_GROUPS:
            table = self._table_element(element)
            return table is not None and self.explicit(table) == "none" and self.role(table) == "none"
        return False

    @staticmethod
    def _table_element(element: Element) -> Element | None:
        """The table that a row group, row or cell is part of."""
        at = element.parent
        for _ in range(3):
            if at is None or at.tag == "table":
                return at
            at = at.parent if at.tag == "tr" or at.tag in _ROW_GROUPS else None
        return None

    def table_of(self, element: Element) -> Table | None:
        """The grid that a ``td`` or ``th`` stands in, or that a ``table`` is."""
        table = element if element.tag == "table" else self._table_element(element)
        if table is None:
            return None
        if table.index not in self._tables:
            self._tables[table.index] = Table(table)
        return self._tables[table.index]

    # Implicit roles

    def implicit(self, element: Element) -> str:
        """The role that HTML gives the element where the author gives none (HTML-AAM 1.0, 3.4)."""
        tag, index = element.tag, element.index
        special = _SPECIAL.get(tag)
        if special is None:
            return _native().get(tag) or ("generic" if "-" in tag else "")
        if index not in self._implicit:
            self._implicit[index] = special(self, element)
        return self._implicit[index]

    def _link(self, element: Element) -> str:
        return "link" if element.get("href") is not None or element.get("xlink:href") is not None else "generic"

    def _image(self, element: Element) -> str:
        return "none" if element.get("alt") == "" else "img"

    def _input(self, element: Element) -> str:
        kind = input_type(element)
        if kind in _TEXT_INPUTS and element.has("list"):
            return "combobox"
        return str(_data()["inputs"][kind]["role"])

    def _select(self, element: Element) -> str:
        if element.has("multiple") or (parse_integer(element.get("size") or "") or 0) > 1:
            return "listbox"
        return "combobox"

    def _landmark_of_page(self, element: Element) -> str:
        if self._in_section[element.index]:
            return "generic"
        return "banner" if element.tag == "header" else "contentinfo"

    def _section(self, element: Element) -> str:
        return "region" if self._is_named(element) else "generic"

    def _aside(self, element: Element) -> str:
        return "generic" if self._in_sectioning[element.index] and not self._is_named(element) else "complementary"

    def _list_item(self, element: Element) -> str:
        """No item of a list where the author has made the list something else: a menu, a row of tabs."""
        parent = element.parent
        if parent is None or parent.tag not in _LISTS:
            return "generic"
        explicit = self.explicit(parent)
        return "listitem" if explicit in ("", "none") or "list" in roles()[explicit].superclasses else "generic"

    def _table_part(self, element: Element) -> str:
        table = self._table_element(element)
        role = "" if table is None else self.explicit(table) or "table"
        if role == "none" and table is not None:
            role = self.role(table) if self.role(table) != "none" else "table"
        if role not in ("table", "grid", "treegrid"):
            return "generic"
        tag = element.tag
        if tag == "tr":
            return "row"
        if tag in _ROW_GROUPS:
            return "rowgroup"
        data = "cell" if role == "table" else "gridcell"
        return self._header(element, data) if tag == "th" else data

    def _header(self, element: Element, otherwise: str) -> str:
        table = self.table_of(element)
        cell = table.by_element.get(element) if table is not None else None
        scope = (element.get("scope") or "").strip().lower()
        if scope in ("row", "rowgroup"):
            return "rowheader"
        if scope in ("col", "colgroup"):
            return "columnheader"
        if table is None or cell is None:
            return otherwise
        if table.is_column_header(cell):
            return "columnheader"
        return "rowheader" if table.is_row_header(cell) else otherwise

    def _svg_group(self, element: Element) -> str:
        return "group" if any(child.tag == "title" for child in element.elements) else "generic"

    @cached_property
    def _in_section(self) -> bytearray:
        """Whether an ``article``, ``aside``, ``main``, ``nav`` or ``section``, or its role, is around each element."""
        return self._inside(
            element
            for element in self._of_kind(_SECTIONING)
            if element.tag in _SECTIONING or self.explicit(element) in _SECTIONING_ROLES
        )

    @cached_property
    def _in_sectioning(self) -> bytearray:
        return self._inside(self.document.find("article", "aside", "nav", "section"))

    def _inside(self, around: Iterable[Element]) -> bytearray:
        """A mark for every element inside one of these, which come in document order."""
        marks = bytearray(len(self.document.elements))
        end = 0
        for element in around:
            if element.index >= end:
                end = element.end
                marks[element.index + 1 : end] = b"\1" * (end - element.index - 1)
        return marks

    def _of_kind(self, tags: Iterable[str]) -> list[Element]:
        """The elements with one of these tags or a ``role``, in document order: only they can have certain roles."""
        having = {*self.document.find(*tags), *self.document.by_attribute.get("role", ())}
        return sorted(having, key=lambda element: element.index)

    # ARIA in HTML

    def allowed(self, element: Element) -> AllowedRoles:
        """The roles an author may give the element besides its own (ARIA in HTML, 4); None where any is allowed."""
        entry = self._allowance(element)
        return None if entry.get("allowed", "any") == "any" else frozenset(_words(entry, "allowed"))

    def _allowance(self, element: Element) -> dict[str, object]:
        tag, data = element.tag, _data()
        variants, get = data["variants"], element.get
        key = ""
        if tag in ("a", "area"):
            key = f"{tag}[href]" if element.has("href") else tag
        elif tag == "img":
            alt = get("alt")
            key = "img[alt='']" if alt == "" else "img[name]" if alt or self._is_named(element) else "img"
        elif tag == "input":
            kind = input_type(element)
            if kind in _TEXT_INPUTS and element.has("list"):
                key = "input[list]"
            elif kind == "checkbox" and element.has("aria-pressed"):
                key = "input[type=checkbox][aria-pressed]"
            else:
                return data["inputs"][kind]
        elif tag == "select":
            key = "select[multiple]" if self._select(element) == "listbox" else "select"
        elif tag == "figure" and any(element.find("figcaption")):
            key = "figure[figcaption]"
        elif tag in ("td", "th", "tr") and self._table_part(element) != "generic":
            key = {"td": "cell", "th": "th", "tr": "row"}[tag]
        elif tag == "div" and element.parent is not None and element.parent.tag == "dl":
            key = "div[dl]"
        elif tag in ("td", "th", "tr") or tag not in data["elements"]:
            return {"allowed": "any"}
        return variants[key] if key else data["elements"][tag]

    # Ownership

    @cached_property
    def _owner(self) -> Mapping[int, Element]:
        """Who claims an element by ``aria-owns``: the first to do so, and nobody inside it, be it by other claims."""
        found: dict[int, Element] = {}
        by_id = self.document.by_id
        for element in self.document.select("[aria-owns]"):
            for name in dict.fromkeys((element.get("aria-owns") or "").split()):
                target = next(iter(by_id.get(name, ())), None)
                if target is not None and target.index not in found and not self._is_inside(element, target, found):
                    found[target.index] = element
        return found

    @staticmethod
    def _is_inside(element: Element, other: Element, owner: Mapping[int, Element]) -> bool:
        """Whether an element is inside another once these owners have what they claim; who is too deep to tell is."""
        at: Element | None = element
        for _ in range(_DEEPEST):
            if at is None or at is other:
                return at is other
            at = owner.get(at.index, at.parent)
        return True

    def parent(self, element: Element) -> Element | None:
        """The nearest ancestor in the accessibility tree that has a role to speak of: not ``generic``, ``none`` or
        none at all; ``aria-owns`` goes before the tree."""
        path: list[int] = []
        at: Element | None = element
        found: Element | None = None
        while at is not None:
            if at.index in self._parents:
                found = self._parents[at.index]
                break
            path.append(at.index)
            at = self._owner.get(at.index, at.parent)
            if at is not None and self.role(at) not in ("generic", "none", ""):
                found = at
                break
        self._parents.update(dict.fromkeys(path, found))
        return found

    def owned(self, element: Element) -> tuple[Element, ...]:
        """The elements whose parent in the accessibility tree is this one: nearest inside, then those that
        ``aria-owns`` names; what is hidden is left out, and what has no role to speak of is looked through."""
        found: list[Element] = []
        seen = {element.index}
        stack = [*reversed(self.claimed(element)), *reversed(list(element.elements))]
        while stack:
            child = stack.pop()
            if child.index in seen or self.exposure.is_hidden(child):
                continue
            owner = self._owner.get(child.index)
            if owner is not None and owner is not element and owner.index not in seen:
                continue
            seen.add(child.index)
            if self.role(child) in ("generic", "none", ""):
                stack += (*reversed(self.claimed(child)), *reversed(list(child.elements)))
            else:
                found.append(child)
        return tuple(found)

    def is_claimed(self, element: Element) -> bool:
        """Whether another element claims this one by ``aria-owns``."""
        return element.index in self._owner

    def claimed(self, element: Element) -> list[Element]:
        """The elements that are inside this one by its ``aria-owns`` alone."""
        by_id = self.document.by_id
        targets = (by_id.get(name) for name in (element.get("aria-owns") or "").split())
        return [target[0] for target in targets if target and self._owner.get(target[0].index) is element]

    def presentational_parent(self, element: Element) -> Element | None:
        """The nearest ancestor whose role makes all inside it presentational (ARIA 1.2, 5.2.8), if any."""
        number = self._swallowed[element.index]
        return self.document.elements[number - 1] if number else None

    @cached_property
    def _swallowed(self) -> list[int]:
        swallowing, tags = _swallowing()
        marks = [0] * len(self.document.elements)
        for element in self._of_kind(tags):
            if element.end > element.index + 1 and self.role(element) in swallowing:
                # Those inside come later, and mark what is inside them in their turn.
                marks[element.index + 1 : element.end] = [element.index + 1] * (element.end - element.index - 1)
        return marks


_SPECIAL: Final[Mapping[str, Callable[[Roles, Element], str]]] = {
    "a": Roles._link,
    "area": Roles._link,
    "img": Roles._image,
    "image": lambda self, element: "img",
    "input": Roles._input,
    "select": Roles._select,
    "header": Roles._landmark_of_page,
    "footer": Roles._landmark_of_page,
    "section": Roles._section,
    "aside": Roles._aside,
    "li": Roles._list_item,
    "tr": Roles._table_part,
    "td": Roles._table_part,
    "th": Roles._table_part,
    "tbody": Roles._table_part,
    "thead": Roles._table_part,
    "tfoot": Roles._table_part,
    "g": Roles._svg_group,
}


@cache
def _native() -> Mapping[str, str]:
    """The role of each tag whose role hangs on nothing else."""
    return {tag: str(entry["role"]) for tag, entry in _data()["elements"].items()}


@cache
def _swallowing() -> tuple[frozenset[str], frozenset[str]]:
    """The roles that make all inside them presentational, and the tags that may have one of them unasked."""
    names = frozenset(name for name, role in roles().items() if role.children_presentational)
    native = frozenset(tag for tag, role in _native().items() if role in names)
    return names, native | {"img", "image", "input"}


def input_type(element: Element) -> str:
    """The type of an ``input``, "text" where it is missing or unknown (HTML, 4.10.5)."""
    kind = (element.get("type") or "").strip().lower()
    return kind if kind in _data()["inputs"] else "text"
