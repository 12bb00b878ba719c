"""Which of the page's own CSS applies to an element: ``<style>`` sheets and ``style`` attributes, before any layout.

The cascade is CSS Cascading Level 5, section 6 (importance, the style attribute, layers, specificity, order); what
each selector matches is the parser's own selector engine's word. Lengths stay as written. Media queries are answered
for a screen of 1280 by 1024 CSS pixels with a mouse and no preferences. What cannot be known here is None: a value
with ``var()`` or ``env()``, or one set under a condition that only a browser can answer. External sheets are not read;
`Styles.external` names them, so that whoever asks can say nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

from turbohtml import SelectorSyntaxError
from turbohtml.cssom import StyleDeclaration, StyleSheet

from a11ylint import patterns as re
from a11ylint.document import Document, Element
from a11ylint.records import dataclass
from a11ylint.source import Span

Value: TypeAlias = "str | None"

_MOST_TRIED: Final = 20_000_000  # elements on all selectors of a page; the largest real pages have some 100,000
_LONGEST_VALUE: Final = 1_000  # characters of a declaration, but for pictures that stand in it, and for text
_MAY_BE_LONG: Final = frozenset({"background-image", "content"})
_DEEPEST: Final = 64  # conditional group rules in one another, whose conditions are kept
_MOST_KEPT: Final = 4096  # answers of each pure function: pages of one publisher ask for the same
VIEWPORT: Final = (1280, 1024)  # CSS pixels: the screen that WCAG 2.2's understanding of reflow starts from

_PROPERTIES: Final = frozenset(
    "display visibility content-visibility opacity position top right bottom left clip clip-path text-indent "
    "overflow-x overflow-y width height float max-width max-height transform margin-left margin-top color "
    "background-color background-image text-shadow filter mix-blend-mode font-size font-weight "
    "-webkit-text-fill-color line-height letter-spacing word-spacing text-transform white-space text-overflow "
    "font-family font-style text-align content".split()
)
_INHERITED: Final = frozenset(
    "visibility color font-size font-weight line-height letter-spacing word-spacing text-transform white-space "
    "text-indent text-shadow -webkit-text-fill-color font-family "
    "font-style text-align".split()
)
_SHORTHANDS: Final[Mapping[str, tuple[str, ...]]] = {
    "background": ("background-color", "background-image"),
    "font": ("font-size", "font-weight", "line-height"),
    "overflow": ("overflow-x", "overflow-y"),
    "inset": ("top", "right", "bottom", "left"),
    "margin": ("margin-top", "margin-left"),
}
_SET_BY: Final[Mapping[str, tuple[str, ...]]] = {
    name: (name, *(shorthand for shorthand, parts in _SHORTHANDS.items() if name in parts)) for name in _PROPERTIES
}
_WIDE: Final = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})  # CSS Cascading 5, 7.3

# HTML, 15.3 Non-replaced elements: what browsers display when no author says otherwise.
_UA_NONE: Final = frozenset(
    "base basefont datalist head link meta noembed noframes param rp script style template title source track".split()
)
_UA_DISPLAY: Final[Mapping[str, str]] = {
    **dict.fromkeys(_UA_NONE, "none"),
    **dict.fromkeys(
        "html body address blockquote center dialog div figure figcaption footer form header hr legend listing main p "
        "plaintext pre search xmp article aside h1 h2 h3 h4 h5 h6 hgroup nav section dir dd dl dt menu ol ul "
        "fieldset details summary optgroup option frameset frame".split(),
        "block",
    ),
    **dict.fromkeys("input select button textarea meter progress marquee".split(), "inline-block"),
    "li": "list-item",
    "table": "table",
    "caption": "table-caption",
    "colgroup": "table-column-group",
    "col": "table-column",
    "thead": "table-header-group",
    "tbody": "table-row-group",
    "tfoot": "table-footer-group",
    "tr": "table-row",
    "td": "table-cell",
    "th": "table-cell",
    "rt": "ruby-text",
    "ruby": "ruby",
    "slot": "contents",
}

_TOKEN: Final = re.compile(
    r"/\*.*?(?:\*/|\Z)|\"(?:[^\"\\\n]|\\.)*+\"?|'(?:[^'\\\n]|\\.)*+'?|url\([^)\"']*+\)?|\\.|@[a-zA-Z-]+|[{}();:,]",
    re.DOTALL | re.IGNORECASE,
)
_BLOCK_TOKEN: Final = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*+\"?|'(?:[^'\\\n]|\\.)*+'?|url\([^)\"']*+\)?|\\.|@[a-zA-Z-]+|[{};]",
    re.DOTALL | re.IGNORECASE,
)
_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_IMPORTANT: Final = re.compile(r"![ \t\n\f\r]*+important[ \t\n\f\r]*+\Z", re.IGNORECASE)
_UNKNOWABLE: Final = re.compile(r"\b(?:var|env|attr|if)\(", re.IGNORECASE)
_PSEUDO_ELEMENT: Final = re.compile(
    r"(?:::(before|after|placeholder|first-line|first-letter|marker|selection|backdrop)|:(before|after))\Z",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"[.#]-?[a-zA-Z_][\w-]*+(?!\\)")  # a class or an id
_FIRST_NAME: Final = re.compile(r"[^.#\[(\\]*+([.#]-?[a-zA-Z_][\w-]*+)(?!\\)")
_ONE_NAME: Final = re.compile(r"[.#]-?[a-zA-Z_][a-zA-Z0-9_-]*+\Z")
_TYPE: Final = re.compile(r"(?:^|(?<=[ \t\n\f\r>+~]))([a-zA-Z][a-zA-Z0-9_-]*+)(?![\\|]|[^\x00-\x7f])")
_ARGUMENTS: Final = re.compile(r"\[[^\]]*+\]|\((?:[^()]++|\([^()]*+\))*+\)")
# What a selector ends in: a tag, then classes, ids, attributes and pseudo-classes.
_SUBJECT: Final = re.compile(
    r"(?:\A|[ \t\n\f\r>+~])([a-zA-Z][a-zA-Z0-9-]*+)?"
    r"((?:[.#]-?[a-zA-Z_][\w-]*+|::?[a-zA-Z-]++(?:\((?:[^()]++|\([^()]*+\))*+\))?|\[[^\]]*+\])*+)\Z"
)
_SPACES: Final = re.compile(r"[ \t\n\f\r]++")
_IMAGE: Final = re.compile(r"\b(?:url|image|image-set|cross-fade|element|paint)\(|gradient\(", re.IGNORECASE)
_FEATURE: Final = re.compile(r"(min-|max-)?(width|height|device-width|device-height)\s*+:\s*+([\d.]++)(px|em|rem)?\Z")
_RANGE: Final = re.compile(r"(width|height)\s*+(<=?|>=?|=)\s*+([\d.]++)(px|em|rem)?\Z")
_WEIGHTS: Final = frozenset("bold bolder lighter 100 200 300 400 500 600 700 800 900".split())
_FONT_SIZES: Final = frozenset("xx-small x-small small medium large x-large xx-large xxx-large larger smaller".split())
_KNOWN_FEATURES: Final[Mapping[str, bool]] = {
    "orientation:landscape": True,
    "orientation:portrait": False,
    "hover:hover": True,
    "any-hover:hover": True,
    "hover:none": False,
    "any-hover:none": False,
    "pointer:fine": True,
    "any-pointer:fine": True,
    "pointer:coarse": False,
    "pointer:none": False,
    "scripting:enabled": True,
    "scripting:none": False,
    "prefers-reduced-motion:no-preference": True,
    "prefers-reduced-motion:reduce": False,
    "prefers-reduced-motion": False,
    "prefers-contrast:no-preference": True,
    "prefers-contrast:more": False,
    "prefers-contrast:less": False,
    "prefers-color-scheme:light": True,
    "prefers-color-scheme:dark": False,
    "forced-colors:none": True,
    "forced-colors:active": False,
    "inverted-colors:none": True,
    "inverted-colors:inverted": False,
    "color": True,
    "grid": False,
}


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration as written, its property in lower case.

    In a ``style`` attribute `span` selects ``property: value`` with what makes it important; the attribute's
    whole value where character references make that unknowable. None for a style sheet's.
    """

    property: str
    value: str
    important: bool
    span: Span | None = None


class Scope(NamedTuple):
    """The conditions around a style rule as written; `applies` says whether they hold on the screen assumed, None where
    only a browser knows."""

    conditions: tuple[str, ...] = ()
    applies: bool | None = True
    layered: bool = False

    def within(self, condition: str, applies: bool | None) -> Scope:
        """The scope of the same rule under one condition more, around the others."""
        return Scope((condition, *self.conditions), _all((applies, self.applies)), self.layered)


class Rule(NamedTuple):
    """One style rule of a ``<style>`` element; `body` are its declarations as written."""

    selector: str
    body: str
    scope: Scope
    order: int
    element: Element

    @property
    def conditions(self) -> tuple[str, ...]:
        """The media queries and other conditions around the rule, as written."""
        return self.scope.conditions

    @property
    def applies(self) -> bool | None:
        """Whether the conditions hold on the screen assumed, None where only a browser knows."""
        return self.scope.applies

    @property
    def style(self) -> StyleDeclaration:
        """What the rule declares, by property."""
        return _style_of(self.body)

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """What the rule declares, the winning declaration of each property."""
        style = self.style
        return tuple(Declaration(name.lower(), style[name], style.important(name)) for name in style)


_Specificity: TypeAlias = tuple[int, int, int]
_Rank: TypeAlias = tuple[bool, bool, bool, _Specificity, int]


class Styles:
    """The CSS of one document. Read only; every answer is kept."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._declared: dict[tuple[str, str], Mapping[int, Value]] = {}
        self._matches: dict[str, tuple[int, ...]] = {}
        self._tried = 0
        self._matches_of_lists: dict[tuple[str, str], list[tuple[_Specificity, tuple[int, ...]]]] = {}
        self._inherited: dict[str, dict[int, Value]] = {}

    # What there is

    @cached_property
    def external(self) -> tuple[Element, ...]:
        """Elements that bring in sheets which are not read: ``<link rel=stylesheet>`` for screens, ``@import``."""
        found = [
            link
            for link in self.document.find("link")
            if "stylesheet" in (rel := (link.get("rel") or "").lower().split())
            and "alternate" not in rel
            and (link.get("href") or "").strip()
            and media_applies(link.get("media") or "") is not False
            and link.closest("noscript", "template") is None
        ]
        found += [
            element
            for element, text in self._sheets
            if "@import" in text.lower() and "@import" in _COMMENT.sub("", text).lower()
        ]
        return tuple(sorted(found, key=lambda element: element.index))

    @cached_property
    def _sheets(self) -> tuple[tuple[Element, str], ...]:
        """The ``<style>`` elements for screens, with their text."""
        return tuple(
            (element, element.text)
            for element in self.document.find("style")
            if (element.get("type") or "text/css").strip().lower() == "text/css"
            and ("orientation" in (media := (element.get("media") or "").lower()) or media_applies(media) is not False)
            and element.closest("noscript", "template") is None
        )

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every style rule of the embedded sheets, in order, those that do not apply to a screen among them."""
        found: list[Rule] = []
        for element, sheet in self._read:
            media = (element.get("media") or "").strip()
            scopes = (
                {scope: scope.within(f"@media {media}", media_applies(media)) for _, _, scope in sheet.rules}
                if media
                else {}
            )
            found += [
                Rule(selector, body, scopes.get(scope, scope) if media else scope, order, element)
                for order, (selector, body, scope) in enumerate(sheet.rules, len(found))
            ]
        return tuple(found)

    @cached_property
    def nested(self) -> bool:
        """Whether a sheet nests rules in rules, which are not read."""
        return any(sheet.nested for _, sheet in self._read)

    @cached_property
    def _read(self) -> tuple[tuple[Element, _Sheet], ...]:
        return tuple((element, _read_sheet(text)) for element, text in self._sheets)

    def mention(self, word: str) -> bool:
        """Whether the embedded sheets or their media have a word, in lower case, somewhere: what is about it does."""
        return any(
            word in text.lower() or word in (element.get("media") or "").lower() for element, text in self._sheets
        )

    def inline(self, element: Element) -> Mapping[str, Declaration]:
        """The winning declaration of each property in the element's ``style`` attribute, shorthands as written."""
        written = element.get("style")
        if not written:
            return {}
        attribute = element.attribute("style")
        found: dict[str, Declaration] = {}
        for name, value, important, start, end in _declarations_in(written):
            known = found.get(name)
            if known is not None and known.important and not important:
                continue
            span = attribute.value_span if attribute is not None else None
            if span is not None and span.end - span.start == len(written):
                span = Span(span.start + start, span.start + end)
            found[name] = Declaration(name, value, important, span)
        return found

    # What applies

    def declares(self, name: str) -> bool:
        """Whether any element of the page has the property set."""
        return bool(self.declarations(name))

    def declaring(self, name: str, pseudo: str = "") -> Iterator[Element]:
        """The elements on which the property is set, in document order."""
        return (self.document.elements[index] for index in sorted(self.declarations(name, pseudo)))

    def declared(self, element: Element, name: str, pseudo: str = "") -> Value:
        """The value that wins the cascade, in lower case but for strings; "" where none is set, None if unknowable.

        `pseudo` is ``before`` or ``after``.
        """
        return self.declarations(name, pseudo).get(element.index, "")

    def declarations(self, name: str, pseudo: str = "") -> Mapping[int, Value]:
        """The value that wins the cascade, by the index of each element on which the property is set."""
        known = self._declared.get((name, pseudo))
        if known is None:
            known = self._declared[name, pseudo] = self._cascade(name, pseudo)
        return known

    def value(self, element: Element, name: str) -> Value:
        """The computed value: declared or inherited; "" where nobody sets it (its initial or the browser's own)."""
        if name not in _INHERITED:
            declared = self.declared(element, name)
            if declared in _WIDE:
                parent = element.parent
                if declared == "inherit":
                    return self.declared(parent, name) if parent is not None else ""
                return ""
            return declared
        won = self.declarations(name)
        if not won:
            return ""
        known = self._inherited.setdefault(name, {})
        if element.index in known:
            return known[element.index]
        path: list[Element] = []
        value: Value = ""
        at: Element | None = element
        while at is not None:
            if at.index in known:
                value = known[at.index]
                break
            path.append(at)
            at = at.parent
        for each in reversed(path):
            declared = won.get(each.index, "inherit")
            if declared == "initial":
                value = ""
            elif declared not in _WIDE:
                value = declared
            known[each.index] = value
        return value

    def display(self, element: Element) -> str:
        """The computed ``display``, the browser's own sheet included; what is unknowable counts as that sheet's."""
        tag = element.tag
        if tag == "noscript" or (tag == "input" and (element.get("type") or "").strip().lower() == "hidden"):
            return "none"  # `!important` in the browser's sheet (HTML, 15.3.1 and 15.5.4)
        declared = self.value(element, "display")
        if declared:
            return declared
        if tag == "dialog" and not element.has("open"):
            return "none"
        if tag == "audio" and not element.has("controls"):
            return "none"
        if element.index in self._attribute_hidden:
            return "none"
        if tag == "template" and element.has("shadowrootmode"):
            return "contents"
        return _UA_DISPLAY.get(tag, "inline")

    @cached_property
    def _attribute_hidden(self) -> frozenset[int]:
        """Elements that ``hidden`` or ``popover`` keeps from being rendered."""
        return frozenset(
            element.index
            for element in self.document.select("[hidden], [popover]")
            if element.has("popover")
            or element.tag == "embed"
            or (element.get("hidden") or "").strip().lower() != "until-found"
        )

    @cached_property
    def maybe_unrendered(self) -> frozenset[int]:
        """A set that holds every element for which `display` says ``none``, among others."""
        document = self.document
        by_kind = (element.index for element in document.find(*_UA_NONE, "noscript", "input", "dialog", "audio"))
        return self._attribute_hidden.union(by_kind, self.declarations("display"))

    def font_size(self, element: Element) -> float | None:
        """The computed font size in CSS pixels; None where it hangs on what is not known here."""
        sizes = self._font_sizes
        path: list[Element] = []
        at: Element | None = element
        while at is not None and at.index not in sizes:
            path.append(at)
            at = at.parent
        size: float | None = sizes[at.index] if at is not None else 16.0
        for each in reversed(path):
            size = self._own_font_size(each, size)
            sizes[each.index] = size
        return size

    @cached_property
    def _font_sizes(self) -> dict[int, float | None]:
        return {}

    def _own_font_size(self, element: Element, inherited: float | None) -> float | None:
        declared = self.declared(element, "font-size")
        if declared is None:
            return None
        if declared in _WIDE or declared == "":
            if declared == "initial":
                return 16.0
            factor = _UA_FONT_SIZE.get(element.tag)
            if factor is None or declared == "inherit":
                return inherited
            if element.tag in _OWN_FONT:
                return factor
            return inherited * factor if inherited is not None else None
        root = self.document.root
        root_size = 16.0 if root is None or root is element else self.font_size(root)
        return pixels(declared, em=inherited, rem=root_size, percent=inherited)

    def is_bold(self, element: Element) -> bool | None:
        """Whether the computed font weight is 700 or more; None where unknowable."""
        at: Element | None = element
        while at is not None:
            declared = self.declared(at, "font-weight")
            if declared is None:
                return None
            if declared and declared not in _WIDE:
                if declared in ("bold", "bolder"):
                    return True
                if declared in ("normal", "lighter"):
                    return False
                return float(declared) >= 700 if declared.isdigit() else None
            if not declared and at.tag in _BOLD:
                return True
            at = at.parent
        return False

    def matched(self, selector: str) -> tuple[Element, ...]:
        """The elements that a selector without a comma matches; none where it cannot be read."""
        return tuple(self.document.elements[index] for index in self._matched(selector))

    # The cascade

    def _cascade(self, name: str, pseudo: str) -> Mapping[int, Value]:
        setters = _SET_BY[name]
        found: list[tuple[_Rank, Value, tuple[int, ...]]] = []
        rules = {rule.order: rule for setter in setters for rule in self._rules_setting.get(setter, ())}
        for order, rule in sorted(rules.items()):
            matches = self._matches_of(rule.selector, pseudo)
            if not matches:
                continue
            style, scope = rule.style, rule.scope
            for setter in style:
                if setter not in setters:
                    continue
                important = style.important(setter)
                for longhand, value in _longhands(setter, style[setter]):
                    if longhand == name:
                        known = value if scope.applies else None
                        for specificity, matched in matches:
                            rank = (important, False, scope.layered == important, specificity, order)
                            found.append((rank, known, matched))
        if not pseudo:
            inline = (each for setter in setters for each in self._inline.get(setter, ()))
            for _, index, setter, value, important in sorted(inline):
                for longhand, known in _longhands(setter, value):
                    if longhand == name:
                        found.append(((important, True, True, (0, 0, 0), 0), known, (index,)))
        found.sort(key=itemgetter(0))
        won: dict[int, Value] = {}
        for known, indices in _last_of_each(found):
            won.update(dict.fromkeys(indices, known))
        return won

    @cached_property
    def _inline(self) -> Mapping[str, list[tuple[int, int, str, str, bool]]]:
        """The declarations of each property in ``style`` attributes, numbered, with their elements' indices."""
        found: dict[str, list[tuple[int, int, str, str, bool]]] = {}
        number = 0
        for element in self.document.select("[style]"):
            for name, value, important, _, _ in _declarations_in(element.get("style") or ""):
                found.setdefault(name, []).append((number, element.index, name, value, important))
                number += 1
        return found

    @cached_property
    def _rules_setting(self) -> Mapping[str, list[Rule]]:
        """The rules that set each property or shorthand, of those that may apply and may match anything."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            if rule.scope.applies is not False and self._may_match(rule.selector):
                for name in rule.style:
                    found.setdefault(name, []).append(rule)
        return found

    def _may_match(self, selector: str) -> bool:
        """Whether the page has what one of the selectors in a list asks for: most sheets serve other pages too."""
        # A comma in a parenthesis parts a selector, too, which asks for no more than the whole: that does no harm.
        return any(map(self._has_names, selector.split(",")))

    def _has_names(self, selector: str) -> bool:
        """Whether the page has the classes and ids that stand before any parenthesis or bracket, where all are asked of
        every match."""
        first = _FIRST_NAME.match(selector)
        if first is not None and first.group(1) not in self._names:
            return False
        if self._names.issuperset(_NAME.findall(selector)):
            return True
        plain = selector.partition("[")[0].partition("(")[0]
        return plain != selector and self._names.issuperset(_NAME.findall(plain))

    def _matches_of(self, selector: str, pseudo: str) -> Sequence[tuple[_Specificity, tuple[int, ...]]]:
        """The specificity of each selector of a list, with the elements it matches."""
        if pseudo and pseudo not in selector:
            return ()
        known = self._matches_of_lists.get((selector, pseudo))
        if known is None:
            known = self._matches_of_lists[selector, pseudo] = [
                (specificity(bare), matched)
                for bare, element in map(_without_pseudo_element, map(str.strip, split_top(selector, ",")))
                if element == pseudo and (matched := self._matched(bare))
            ]
        return known

    def _matched(self, selector: str) -> tuple[int, ...]:
        if selector not in self._matches:
            self._matches[selector] = self._select(selector)
        return self._matches[selector]

    def _select(self, selector: str) -> tuple[int, ...]:
        if selector in self._indices and _ONE_NAME.match(selector) and selector not in self._unlike_names:
            return tuple(sorted(self._indices[selector])) if self._may_try(len(self._indices[selector])) else ()
        if not self._has_names(selector):
            return ()
        if not all(name.lower() in self._types for name in _TYPE.findall(selector.partition("[")[0].partition("(")[0])):
            return ()
        candidates = self._candidates(selector)
        if not self._may_try(len(self.document.elements if candidates is None else candidates)):
            return ()
        try:
            if candidates is None:
                return tuple(element.index for element in self.document.select(selector or "*"))
            elements = self.document.elements
            return tuple(index for index in candidates if elements[index].raw.matches(selector))
        except SelectorSyntaxError:
            return ()

    def _may_try(self, elements: int) -> bool:
        """Whether a selector may be tried on so many elements more: thousands of each take hours together. One that may
        not is left aside like one that cannot be read."""
        self._tried += elements
        return self._tried <= _MOST_TRIED

    def _candidates(self, selector: str) -> Sequence[int] | None:
        """The elements that have a class, the id or the tag which stands last in the selector, in document order; None
        where that says too little."""
        subject = _SUBJECT.search(selector)
        if subject is None or "\\" in selector:
            return None
        names = _NAME.findall(_ARGUMENTS.sub("", subject.group(2)))
        if names:
            if not self._names.issuperset(names) or not self._unlike_names.isdisjoint(names):
                return None
            fewest: list[int] = min((self._indices[name] for name in names), key=len)
            return sorted(fewest)
        tag = subject.group(1)
        return self._types.get(tag.lower(), ()) if tag else None

    @cached_property
    def _indices(self) -> Mapping[str, list[int]]:
        """The elements of each class and id, written as selectors."""
        written: dict[str, list[int]] = {}
        for element in self.document.select("[class]"):
            written.setdefault(element.get("class") or "", []).append(element.index)
        found = {f"#{name}": [element.index for element in each] for name, each in self.document.by_id.items()}
        for classes, indices in written.items():
            names = classes.split()
            if not classes.isascii():  # other white space than HTML's parts no classes, but may look so
                for name in names:
                    found.setdefault(f".{name}", [])
                names = _SPACES.split(classes)
            for name in dict.fromkeys(names):
                if (known := found.get(key := f".{name}")) is not None:
                    known += indices
                else:
                    found[key] = indices.copy()
        return found

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self._indices)

    @cached_property
    def _unlike_names(self) -> frozenset[str]:
        """Classes and ids that are written in different cases: in quirks mode a selector matches them all."""
        counted = Counter(map(str.lower, self._indices))
        if len(counted) == len(self._indices):
            return frozenset()
        return frozenset(name for name in self._indices if counted[name.lower()] > 1)

    @cached_property
    def _types(self) -> Mapping[str, Sequence[int]]:
        """The elements of each tag, in lower case."""
        found: dict[str, list[int]] = {}
        for tag, elements in self.document.by_tag.items():
            found.setdefault(tag.lower(), []).extend(element.index for element in elements)
        return {tag: sorted(indices) for tag, indices in found.items()}


def _last_of_each(found: Sequence[tuple[_Rank, Value, tuple[int, ...]]]) -> Iterable[tuple[Value, tuple[int, ...]]]:
    """What is declared, in order, without what a later declaration for the same elements replaces."""
    last = {id(indices): number for number, (_, _, indices) in enumerate(found)}
    return ((value, indices) for number, (_, value, indices) in enumerate(found) if last[id(indices)] == number)


_BOLD: Final = frozenset("b strong h1 h2 h3 h4 h5 h6 th".split())
_OWN_FONT: Final = frozenset("input select button textarea".split())
_UA_FONT_SIZE: Final[Mapping[str, float]] = {
    "h1": 2.0, "h2": 1.5, "h3": 1.17, "h5": 0.83, "h6": 0.67, "small": 1 / 1.2, "big": 1.2, "sub": 1 / 1.2,
    "sup": 1 / 1.2, "rt": 0.5, "input": 13.3333, "select": 13.3333, "button": 13.3333, "textarea": 13.3333,
    "pre": 0.8125, "code": 0.8125, "kbd": 0.8125, "samp": 0.8125, "tt": 0.8125,
}  # fmt: skip


# Reading declarations


def declarations_of(text: str) -> Iterator[tuple[str, str, bool, int, int]]:
    """Property, value, importance and place of each declaration in a block (CSS Syntax 3, 5.4.5)."""
    start = depth = 0
    colon = -1
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in ("(", "{"):
            depth += 1
        elif token in (")", "}"):
            depth = max(0, depth - 1)
        elif token == ":" and not depth and colon < 0:
            colon = match.start()
        elif token == ";" and not depth:
            yield from _declaration(text, start, colon, match.start())
            start, colon = match.end(), -1
    yield from _declaration(text, start, colon, len(text))


@lru_cache(_MOST_KEPT)
def _declarations_in(text: str) -> tuple[tuple[str, str, bool, int, int], ...]:
    return tuple(declarations_of(text))


@lru_cache(_MOST_KEPT)
def _style_of(text: str) -> StyleDeclaration:
    return StyleDeclaration.parse(text)


def _declaration(text: str, start: int, colon: int, end: int) -> Iterator[tuple[str, str, bool, int, int]]:
    if colon < 0:
        return
    name = _COMMENT.sub("", text[start:colon])
    value = _COMMENT.sub("", text[colon + 1 : end]).strip()
    important = _IMPORTANT.search(value[-40:])
    if important is not None:
        value = value[: len(value) - len(important.group())].rstrip()
    name = name.strip()
    if name and value and not name.isspace():
        raw = text[start:end]
        first = start + len(raw) - len(raw.lstrip())
        yield (
            name if name.startswith("--") else name.lower(),
            value,
            important is not None,
            first,
            start + len(raw.rstrip()),
        )


def longhands(name: str, value: str) -> Iterator[tuple[str, Value]]:
    """The declaration as longhand properties; a value that only a browser can work out is None."""
    parts = _SHORTHANDS.get(name)
    if _UNKNOWABLE.search(value) is not None and name != "content":
        yield from ((part, None) for part in parts or (name,))
        return
    plain = value if name == "content" else value.lower()
    if parts is None:
        if name == "overflow-wrap" or name not in _PROPERTIES:
            return
        yield name, plain
    elif plain in _WIDE:
        yield from ((part, plain) for part in parts)
    elif name == "background":
        yield from _background(plain)
    elif name == "font":
        yield from _font(plain)
    elif name == "overflow":
        words = plain.split()
        yield "overflow-x", words[0]
        yield "overflow-y", words[-1]
    else:  # inset, margin: one to four values, clockwise from the top
        words = list(split_top(plain, " "))
        sides = dict(
            zip(("top", "right", "bottom", "left"), (words * 4)[:4] if len(words) == 1 else words, strict=False)
        )
        sides.setdefault("bottom", sides["top"])
        sides.setdefault("left", sides.get("right", sides["top"]))
        for part in parts:
            yield part, sides.get(part.removeprefix("margin-"), sides["top"])


@lru_cache(_MOST_KEPT)
def _longhands(name: str, value: str) -> tuple[tuple[str, Value], ...]:
    return tuple((part, known if _is_readable(part, known) else None) for part, known in longhands(name, value))


def _is_readable(name: str, value: Value) -> bool:
    """Whether a value is not too long to be read for each of the elements that may have it."""
    return value is None or len(value) <= _LONGEST_VALUE or name in _MAY_BE_LONG


def _background(value: str) -> Iterator[tuple[str, Value]]:
    layers = list(split_top(value, ","))
    images = [word for layer in layers for word in split_top(layer, " ") if _IMAGE.search(word)]
    yield "background-image", ", ".join(images) or "none"
    colour = "transparent"
    for word in split_top(layers[-1], " "):
        function = "(" in word and not _IMAGE.search(word)
        if function or word.startswith("#") or (word.isalpha() and word not in _BACKGROUND_WORDS):
            colour = word
    yield "background-color", colour


_BACKGROUND_WORDS: Final = frozenset(
    "none left right top bottom center fixed local scroll cover contain auto round space text".split()
)


def _font(value: str) -> Iterator[tuple[str, Value]]:
    weight: Value = "normal"
    words = list(split_top(value.replace(" /", "/").replace("/ ", "/"), " "))
    for word in words:
        size, _, height = word.partition("/")
        if word in _WEIGHTS:
            weight = word
        elif size in _FONT_SIZES or size[:1] in set("0123456789.") or "(" in size:
            yield "font-size", size
            yield "font-weight", weight
            yield "line-height", height or "normal"
            return
    yield from (("font-size", None), ("font-weight", None), ("line-height", None))  # a system font


def split_top(text: str, separator: str) -> Iterator[str]:
    """The parts between separators that stand in no parenthesis, bracket or string; none is empty."""
    if separator == "," and _GROUPED.search(text) is None:
        yield from (part for part in text.split(",") if part.strip())
        return
    depth = start = 0
    for match in _SPLITTER.finditer(text):
        token = match.group()
        if token in ("(", "["):
            depth += 1
        elif token in (")", "]"):
            depth = max(0, depth - 1)
        elif not depth and (token == separator or (separator == " " and token.isspace())):
            if text[start : match.start()].strip():
                yield text[start : match.start()]
            start = match.end()
    if text[start:].strip():
        yield text[start:]


_GROUPED: Final = re.compile(r"[(\[\"'\\]")
_SPLITTER: Final = re.compile(r"\"(?:[^\"\\]|\\.)*+\"?|'(?:[^'\\]|\\.)*+'?|\\.|[()\[\],]|[ \t\n\f\r]++", re.DOTALL)


def pixels(value: str, em: float | None = None, rem: float | None = None, percent: float | None = None) -> float | None:
    """A length in CSS pixels, given what its relative units stand for; None where that is not known."""
    if value in _ABSOLUTE_SIZES:
        return _ABSOLUTE_SIZES[value]
    if value in ("larger", "smaller"):
        return None if em is None else em * (1.2 if value == "larger" else 1 / 1.2)
    match = _LENGTH.match(value)
    if match is None:
        return None
    number, unit = float(match.group(1)), match.group(2)
    if not unit:
        return 0.0 if number == 0 else None
    scale = {"em": em, "rem": rem, "%": percent / 100 if percent is not None else None}.get(unit, _UNITS.get(unit))
    return None if scale is None else number * scale


_LENGTH: Final = re.compile(r"([-+]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))([a-z]{1,5}|%)?\Z")
_UNITS: Final = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
_ABSOLUTE_SIZES: Final = {
    "xx-small": 9.6, "x-small": 12.0, "small": 14.2222, "medium": 16.0, "large": 19.2, "x-large": 24.0,
    "xx-large": 32.0, "xxx-large": 48.0,
}  # CSS Fonts 4, 2.5.1  # fmt: skip


# Reading sheets


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The style rules of a sheet, their selectors and declarations as written."""

    rules: Sequence[tuple[str, str, Scope]]
    nested: bool = False  # whether rules stand inside rules, which are not read


def _read_sheet(css: str) -> _Sheet:
    return _read_short_sheet(css) if len(css) <= _LONGEST_KEPT else _read_any_sheet(css)


def _read_any_sheet(css: str) -> _Sheet:
    css = _COMMENT.sub(" ", css)
    plain = _read_plain_sheet(css)
    if plain is not None:
        return plain
    segments = tuple(_segments(css))
    rules = [
        (rule.selector_text, rule.style.text, segment.scope)
        for segment in segments
        for rule in StyleSheet(segment.text).rules
    ]
    return _Sheet(rules, any(segment.nested for segment in segments))


_LONGEST_KEPT: Final = 200_000  # characters
_read_short_sheet: Final = lru_cache(32)(_read_any_sheet)  # the pages of one publisher share theirs


def _read_plain_sheet(css: str) -> _Sheet | None:
    """A sheet in which every brace begins or ends a block and nothing is left open: nearly every one. None of others,
    for which it takes a parser."""
    bare = _QUOTED.sub("", css)
    if any(bare.count(brace) != css.count(brace) for brace in "{}") or _LEFT_OPEN.search(bare) is not None:
        return None
    rules: list[tuple[str, str, Scope]] = []
    scopes = [Scope()]
    nested = False
    pieces = iter(css.split("}"))
    for piece in pieces:
        parts = piece.split("{")
        inner = 1  # the part that stands behind the brace
        head = _behind_statements(parts[0])
        while "@" in head and "@" in _ESCAPED.sub("", head):
            at_rule = _AT_RULE.match(head)
            if at_rule is None or inner == len(parts):
                return None
            name, prelude = at_rule.group(2).lower(), at_rule.group(1)
            if name not in _GROUPING:
                _block("{".join(parts[inner:]), pieces)
                break
            scopes.append(_inside(scopes[-1], name, prelude.strip()))
            head = _behind_statements(parts[inner])
            inner += 1
        else:
            if inner < len(parts):
                body = "{".join(parts[inner:])
                if "{" in body:
                    nested = True
                    body = _block(body, pieces)
                if selector := head.strip(_WHITE_SPACE):
                    rules.append((selector, body, scopes[-1]))
            elif len(scopes) > 1:
                scopes.pop()
            elif next(pieces, None) is not None:
                return None  # it ends what nothing began
    return _Sheet(rules, nested)


def _behind_statements(head: str) -> str:
    """What begins a block, without the at-rules before it that have none (``@import``)."""
    place = 0
    while (statement := _AT_STATEMENT.match(head, place)) is not None:
        place = statement.end()
    return head[place:]


def _block(body: str, pieces: Iterator[str]) -> str:
    """What stands in a block, with the blocks inside; takes the pieces of the sheet up to the brace that ends it."""
    found = [body]
    depth = body.count("{")
    while depth and (piece := next(pieces, None)) is not None:
        found.append(piece)
        depth += piece.count("{") - 1
    return "}".join(found)


_ESCAPED: Final = re.compile(r"\\.", re.DOTALL)
_WHITE_SPACE: Final = " \t\n\f\r"
_QUOTED: Final = re.compile(r"\"(?:[^\"\\]|\\.)*+\"?|'(?:[^'\\]|\\.)*+'?|\\.", re.DOTALL)
# A parenthesis or bracket that is not closed before a brace, or holds others more than two deep.
_LEFT_OPEN: Final = re.compile(
    r"\((?:[^(){}]++|\((?:[^(){}]++|\([^(){}]*+\))*+\))*+[({}]|\[(?:[^\[\]{}]++|\[[^\[\]{}]*+\])*+[\[{}]"
)
_AT_STATEMENT: Final = re.compile(
    r"\s*+@[a-zA-Z-]++(?:[^;(\"'\\]++|\"[^\"\\]*+\"|'[^'\\]*+'|(?<=url)\([^()\"'\\]*+\))*+;"
)
_AT_RULE: Final = re.compile(r"\s*+((@[a-zA-Z-]++)[^;@\\]*+)\Z")


@dataclass(frozen=True, slots=True)
class _Segment:
    """Style rules that stand under the same conditions."""

    text: str
    scope: Scope
    nested: bool  # whether rules stand inside rules


_GROUPING: Final = frozenset({"@media", "@supports", "@layer", "@container", "@scope", "@starting-style", "@document"})


def _segments(css: str) -> Iterator[_Segment]:
    """The style rules of a sheet without comments, by the conditional group rules around them (CSS Conditional 3)."""
    scopes = [Scope()]
    start = 0  # of the style rules being collected
    depth = 0  # of blocks inside the present group
    at = -1  # where an at-rule's prelude began, at depth 0
    name = ""
    nested = False
    skipping = 0  # depth of blocks inside an at-rule that holds no style rules

    def flush(end: int) -> Iterator[_Segment]:
        text = css[start:end]
        if "{" in text:
            yield _Segment(text, scopes[-1], nested)

    for match in _BLOCK_TOKEN.finditer(css):
        token = match.group()
        if skipping:
            skipping += (token == "{") - (token == "}")
            if not skipping:
                start = match.end()
        elif at >= 0:
            if token == ";":
                at, start = -1, match.end()
            elif token == "{":
                if name in _GROUPING:
                    prelude = css[at : match.start()].strip()
                    scopes.append(_inside(scopes[-1], name, prelude))
                else:
                    skipping = 1
                at, start = -1, match.end()
        elif token == "{":
            depth += 1
            nested = nested or depth > 1
        elif token == "}":
            if depth:
                depth -= 1
            elif len(scopes) > 1:
                yield from flush(match.start())
                scopes.pop()
                start = match.end()
        elif token[0] == "@" and not depth:
            yield from flush(match.start())
            at, name = match.start(), token.lower()
    if at < 0 and not skipping:
        yield from flush(len(css))


@lru_cache(_MOST_KEPT)
def _inside(scope: Scope, name: str, prelude: str) -> Scope:
    """The scope of what stands in a conditional group rule."""
    if name == "@layer":
        return scope._replace(layered=True)
    # What a browser supports, or the size of a container, is not for the page to say.
    applies = media_applies(prelude[len("@media") :]) if name == "@media" else None
    conditions = (*scope.conditions, prelude) if len(scope.conditions) < _DEEPEST else scope.conditions
    return Scope(conditions, _all((scope.applies, applies)), scope.layered)


@lru_cache(_MOST_KEPT)
def media_applies(query: str) -> bool | None:
    """Whether a media query list holds on the screen assumed (Media Queries 4); None where only a browser knows."""
    queries = [part.strip().lower() for part in split_top(query, ",")]
    if not queries:
        return True
    answers = [_media_query(part) for part in queries]
    if True in answers:
        return True
    return None if None in answers else False


def _media_query(query: str) -> bool | None:
    if query.startswith("not ") and "(" not in query.split()[1]:
        answer = _media_query(query[4:])
        return None if answer is None else not answer
    query = query.removeprefix("only ")
    words = list(split_top(query, " "))
    if "or" in words or "not" in words:
        return None
    return _all(_media_part(word) for word in words if word != "and")


def _media_part(word: str) -> bool | None:
    if not word.startswith("("):
        return word in ("screen", "all")
    inside = word.strip("()").strip()
    if "(" in inside or ")" in inside:
        return None
    match = _FEATURE.match(inside)
    if match is not None:
        bound, side, number, unit = match.groups()
        return _compare(side.removeprefix("device-"), {"min-": ">=", "max-": "<="}.get(bound, "="), number, unit)
    match = _RANGE.match(inside)
    if match is not None:
        return _compare(*match.groups())
    return _KNOWN_FEATURES.get("".join(inside.split()))


def _compare(side: str, sign: str, number: str, unit: str | None) -> bool | None:
    if number.count(".") > 1 or number == ".":
        return None
    actual = VIEWPORT[side == "height"]
    bound = float(number) * (1 if unit in ("px", None) else 16)
    return {
        ">=": actual >= bound, "<=": actual <= bound, ">": actual > bound, "<": actual < bound, "=": actual == bound,
    }[sign]  # fmt: skip


def _all(answers: Iterable[bool | None]) -> bool | None:
    known = list(answers)
    if False in known:
        return False
    return None if None in known else True


def _without_pseudo_element(selector: str) -> tuple[str, str]:
    match = _PSEUDO_ELEMENT.search(selector[-20:]) if ":" in selector else None
    if match is None:
        return selector, ""
    bare = selector[: len(selector) - len(match.group())]
    pseudo = (match.group(1) or match.group(2)).lower()
    return (f"{bare}*" if not bare or bare[-1] in " >+~" else bare), pseudo


_SPECIFIC: Final = re.compile(
    r"(#)(?:[\w-]|[^\x00-\x7f]|\\.)++|(\.)(?:[\w-]|[^\x00-\x7f]|\\.)++|(\[)(?:[^\]\"']|\"[^\"]*+\"|'[^']*+')*+\]?"
    r"|(::[\w-]++)|(:[\w-]++)|((?:[a-zA-Z_]|[^\x00-\x7f])(?:[\w-]|[^\x00-\x7f]|\\.)*+)|\\.",
)


@lru_cache(_MOST_KEPT)
def specificity(selector: str) -> tuple[int, int, int]:
    """Selectors 4, 17; the arguments of functional pseudo-classes count as if they stood outside."""
    ids = classes = types = 0
    for hash_, class_, attribute, element, pseudo, tag in _SPECIFIC.findall(selector):
        ids += bool(hash_)
        classes += bool(class_ or attribute or (pseudo and pseudo.lower() not in (":not", ":is", ":where", ":has")))
        types += bool(element or tag)
    return ids, classes, types
