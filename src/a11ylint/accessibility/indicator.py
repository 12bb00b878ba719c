"""Whether an element shows that it has the focus (WCAG 2.2, 2.4.7), by the page's own CSS.

Browsers draw an outline. Where a sheet takes it away and nothing else in the page's CSS changes with the focus, whoever
uses the keyboard does not see where they are. Nothing is said of pages with sheets or scripts that are not read here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from a11ylint import patterns as re
from a11ylint.accessibility.exposure import Exposure
from a11ylint.accessibility.style import Declaration, Rule, Styles, split_top
from a11ylint.document import Document, Element
from a11ylint.records import dataclass
from a11ylint.source import Span

_FOCUS: Final = re.compile(r":focus(?:-visible)?(?![\w-])", re.IGNORECASE)
_COMPOUND_END: Final = re.compile(r"[\s>+~]")
_OUTLINE: Final = frozenset({"outline", "outline-style", "outline-width", "outline-color"})
_NOTHING: Final = frozenset({"none", "0", "0px", "0em", "0rem", "transparent", "hidden"})
# In these the caret blinks.
_TYPED_IN: Final = frozenset({"input", "textarea"})


@dataclass(frozen=True, slots=True)
class Unmarked:
    """What takes the outline away, a selector in a sheet or a declaration, and the elements it leaves unmarked."""

    span: Span
    elements: tuple[Element, ...]


class Indicators:
    """The focus indicators of one document. Read only."""

    def __init__(self, document: Document, styles: Styles, exposure: Exposure) -> None:
        self.document = document
        self.styles = styles
        self.exposure = exposure

    @cached_property
    def unmarked(self) -> tuple[Unmarked, ...]:
        """What takes the outline away from elements that the Tab key reaches, and nothing gives them another mark."""
        if self.styles.external or self.styles.nested or self._has_scripts:
            return ()
        takers: dict[Span, list[Element]] = {}
        order = [each for each in self.document.elements if self._counts(each)]
        for element in order:
            span = self._taken.get(element.index)
            if span is not None and element.index not in self._marked:
                takers.setdefault(span, []).append(element)
        return tuple(Unmarked(span, tuple(elements)) for span, elements in takers.items())

    def _counts(self, element: Element) -> bool:
        if element.tag in _TYPED_IN and (element.get("type") or "text").lower() not in ("button", "submit", "reset"):
            return False
        return self.exposure.in_focus_order(element) and not element.has("contenteditable")

    @cached_property
    def _has_scripts(self) -> bool:
        return any(self.document.find("script")) or bool(self.document.select("[onfocus], [onfocusin]"))

    @cached_property
    def _taken(self) -> dict[int, Span]:
        """By element, what takes its outline away."""
        takers: dict[str, tuple[Rule, str]] = {}  # the last with each selector, in order
        for rule in self.styles.rules:
            if rule.applies and any(_takes(each) for each in rule.declarations):
                for part, bare in _parts(rule):
                    if bare is not None:
                        takers.pop(bare, None)
                        takers[bare] = rule, part
        found: dict[int, Span] = {}
        for bare, (rule, part) in takers.items():
            if elements := self.styles.matched(bare):
                found.update(dict.fromkeys((element.index for element in elements), self._place(rule, part)))
        for element in self.document.select("[style]"):
            for declaration in self.styles.inline(element).values():
                if _takes(declaration) and declaration.span is not None:
                    found[element.index] = declaration.span
        return found

    @cached_property
    def _marked(self) -> frozenset[int]:
        """Elements on which something else may show the focus: any other declaration of a rule about focus, wherever
        it applies, and any outline that is drawn."""
        marking: set[str] = set()  # selectors
        for rule in self.styles.rules:
            if rule.applies is False:
                continue
            draws = any(each.property in _OUTLINE and not _takes(each) for each in rule.declarations)
            changes = any(each.property not in _OUTLINE for each in rule.declarations)
            for part, bare in _parts(rule):
                about_focus = ":focus" in part.lower()
                if not (draws or (changes and about_focus)):
                    continue
                if bare is None:
                    return frozenset(range(len(self.document.elements)))
                marking.add(bare)
        found = {element.index for selector in marking for element in self.styles.matched(selector)}
        for element in self.document.select("[style]"):
            declared = self.styles.inline(element).values()
            if any(each.property in _OUTLINE and not _takes(each) for each in declared):
                found.add(element.index)
        return frozenset(found)

    def _place(self, rule: Rule, part: str) -> Span:
        """The selector in the sheet, else the tag of the sheet."""
        text, whole = self.document.source.text, rule.element.whole
        at = text.find(part, rule.element.span.end, whole.end)
        return Span(at, at + len(part)) if at >= 0 else rule.element.span


def _takes(declaration: Declaration) -> bool:
    return declaration.property in _OUTLINE and bool(_NOTHING.intersection(declaration.value.lower().split()))


def _parts(rule: Rule) -> Iterator[tuple[str, str | None]]:
    """Each selector of a rule, and what it matches once the element has the focus; None where the focus is another
    element's."""
    for part in split_top(rule.selector, ","):
        part = part.strip()
        if ":focus" not in part.lower():
            yield part, part
            continue
        matches = list(_FOCUS.finditer(part))
        bare = _FOCUS.sub("", part).strip()
        subject = len(matches) == 1 and not _COMPOUND_END.search(part, matches[0].end())
        if not subject or ":focus" in bare.lower() or "(" in part:
            yield part, None
        else:
            yield part, f"{bare}*" if not bare or bare[-1] in ">+~" else bare
