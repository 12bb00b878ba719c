"""Text that people see and that has too little contrast with what is behind it: WCAG 2.2, 1.4.3 and 1.4.6, with the
exceptions of the ACT rules afw4f7 and 09o5cg (text of disabled controls, characters that are no language).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from typing import Final

from a11ylint import patterns as re
from a11ylint.accessibility.contrast import Contrast, Contrasts
from a11ylint.accessibility.exposure import Exposure
from a11ylint.document import Document, Element, Text
from a11ylint.records import dataclass
from a11ylint.source import Span

# Painted by the browser in colours of its own, or no text of HTML at all.
_NOT_JUDGED: Final = frozenset("option optgroup textarea script style".split())
_MOST_FILLED: Final = 100  # empty elements for which the page's scripts are searched
_FETCHES_SHEET: Final = re.compile(r"\.css\b(?!\()|\bloadCSS\b", re.IGNORECASE)
_WRITES_TEXT: Final = re.compile(
    r"\b(?:textContent|innerText|innerHTML|nodeValue|createTextNode|append|attachShadow)\b"
)


class Doubt(Enum):
    """Why a low contrast may not be what people see."""

    NONE = "none"
    PICTURE = "picture"  # lies over the colour
    SHEETS = "sheets"  # that are not read may set other colours
    SCRIPT = "script"  # puts the text in


@dataclass(frozen=True, slots=True)
class Faint:
    """Words with less than the `least` contrast; `span` selects the words, or the tag that a script will fill."""

    element: Element
    span: Span
    words: str
    contrast: Contrast
    least: float
    doubt: Doubt

    @property
    def summary(self) -> str:
        """A sentence with the words and the figures."""
        words = self.words if len(self.words) <= 60 else self.words[:59].rstrip() + "…"
        named = f"“{words}”" if words else "What a script puts in here"
        contrast = self.contrast
        # Rounded down, so that no contrast that is too low looks as if it were enough.
        return (
            f"{named} is hard to read: {contrast.foreground} on {contrast.background} has a contrast of "
            f"{int(contrast.ratio * 10) / 10:g} to 1, and {self.least:g} is the least."
        )


class Legibility:
    """The contrast of one document's words. Read only."""

    def __init__(self, document: Document, exposure: Exposure, contrasts: Contrasts) -> None:
        self.document = document
        self.exposure = exposure
        self.contrasts = contrasts

    def faint(self, *, enhanced: bool = False) -> Iterator[Faint]:
        """The words with too little contrast for level AA, or, `enhanced`, AAA; of those that get the same colours in
        the same way, the first."""
        seen: set[tuple[str, str | None, str | None, Contrast]] = set()
        for element, text in self._texts():
            found, doubt = self._contrast(element)
            if found is None:
                continue
            least = found.least_enhanced if enhanced else found.least
            if found.ratio >= least or (found.ratio == 1 and doubt is not Doubt.PICTURE):
                continue  # a colour on itself is not meant to be seen
            painter = next(self.contrasts.painters(element), element)
            way = (painter.tag, painter.get("class"), painter.get("style"), found)
            if way not in seen and self._is_judged(element):
                seen.add(way)
                yield Faint(element, _span(text), " ".join(text.data.split()), found, least, doubt)
        looked = 0
        for element in self.document.select("[style][id]"):
            own = self.contrasts.own_contrast(element) if not element.children else None
            least = 0.0 if own is None else own.least_enhanced if enhanced else own.least
            if own is None or own.ratio >= least or looked >= _MOST_FILLED:
                continue
            looked += 1
            if not self._is_filled_by_script(element):
                continue
            if not self.exposure.is_hidden(element):
                yield Faint(element, element.span, "", own, least, Doubt.SCRIPT)

    def _contrast(self, element: Element) -> tuple[Contrast | None, Doubt]:
        if self._has_more_sheets:
            return self.contrasts.own_contrast(element), Doubt.SHEETS
        found = self.contrasts.contrast(element)
        if found is not None:
            return found, Doubt.NONE
        return self.contrasts.contrast(element, through_pictures=True), Doubt.PICTURE

    @cached_property
    def _has_more_sheets(self) -> bool:
        """Whether sheets that are not read apply, or will once scripts have fetched them: what stands in the page is
        then only what the first screen needs."""
        return (
            bool(self.document.select("link[as=style i], noscript link[rel~=stylesheet i]"))
            or bool(self.contrasts.styles.external)
            or any(_FETCHES_SHEET.search(script.text) for script in self.document.find("script"))
        )

    def _texts(self) -> Iterator[tuple[Element, Text]]:
        """Elements with words of their own, and the first of these; where sheets are not read, those that set styles
        themselves."""
        for element in self.document.select("[style]") if self._has_more_sheets else self.document.elements:
            if element.tag in _NOT_JUDGED:
                continue
            text = next((child for child in element.children if isinstance(child, Text) and _speaks(child)), None)
            if text is not None and not (len(text.data.strip()) == 1 and _is_named(element)):
                yield element, text  # a single letter with a name stands for a picture

    def _is_judged(self, element: Element) -> bool:
        """Whether people see the words in an element, and the element is not disabled."""
        exposure = self.exposure
        if exposure.is_hidden(element) or exposure.is_unseen(element) or exposure.hides_text(element):
            return False
        return not self._is_disabled(element)

    def _is_disabled(self, element: Element) -> bool:
        """Whether the text is a disabled control's, or part of its label."""
        for each in (element, *element.ancestors):
            if self._is_off(each) or each.index in self._labels_of_disabled:
                return True
        return False

    def _is_off(self, element: Element) -> bool:
        return self.exposure.is_disabled(element) or (element.get("aria-disabled") or "").strip().lower() == "true"

    @cached_property
    def _labels_of_disabled(self) -> frozenset[int]:
        found: set[int] = set()
        by_id = self.document.by_id
        for control in self.document.select("button, input, select, textarea, [aria-disabled]"):
            if not any(self._is_off(each) for each in (control, *control.ancestors)):
                continue
            label = control.closest("label")
            if label is not None:
                found.add(label.index)
            for name in (control.get("aria-labelledby") or "").split():
                found.update(each.index for each in by_id.get(name, ())[:1])
            identity = control.get("id")
            if identity:
                found.update(label.index for label in self._labels_for.get(identity, ()))
        return frozenset(found)

    @cached_property
    def _labels_for(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for label in self.document.find("label"):
            if target := label.get("for"):
                found.setdefault(target, []).append(label)
        return found

    def _is_filled_by_script(self, element: Element) -> bool:
        """Whether a script in the page that writes text names the element, which is empty in the source."""
        quoted = re.passing(rf"""(["'`])#?{re.escape(element.get("id") or "")}\1""")
        return any(quoted.search(text) for text in self._writing_scripts)

    @cached_property
    def _writing_scripts(self) -> tuple[str, ...]:
        return tuple(text for script in self.document.find("script") if _WRITES_TEXT.search(text := script.text))


def _speaks(text: Text) -> bool:
    """Whether there are letters or digits, as against signs that draw a line."""
    return any(map(str.isalnum, text.data))


def _is_named(element: Element) -> bool:
    return any((element.get(name) or "").strip() for name in ("aria-label", "aria-labelledby"))


def _span(text: Text) -> Span:
    data = text.data
    start = len(data) - len(data.lstrip())
    return Span(text.offset(start), text.offset_after(len(data.rstrip()) - 1))
