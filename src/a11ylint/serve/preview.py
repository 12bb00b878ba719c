"""An article as readers meet it, inert: the tree written anew from what is known to do nothing, findings marked in it.

Nothing of the page's own markup is passed on. Elements, attributes and texts are written by us: elements that are on
a list, as they are or as something that does nothing, with those attributes that are on another; texts escaped. So no
script, handler, address, form or style sheet of the page is in the preview, whatever a browser makes of it; that it
is shown in a sandbox under a policy that allows nothing comes on top.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from operator import attrgetter
from typing import Final, NamedTuple

from a11ylint import patterns as re
from a11ylint.document import Comment, Document, Element, Kind, Text
from a11ylint.feeds import is_feed
from a11ylint.findings import Finding
from a11ylint.serve.style import PREVIEW_STYLE
from a11ylint.source import Span
from a11ylint.templates import UNKNOWN

_AS_THEY_ARE: Final = frozenset(
    "abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i ins kbd li main nav ol p pre q rp rt ruby s samp "
    "section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
_INSTEAD: Final = {
    "a": "span",
    "center": "div",
    "dialog": "div",
    "fieldset": "div",
    "form": "div",
    "legend": "div",
    "listing": "pre",
    "menu": "ul",
    "mark": "span",
    "optgroup": "div",
    "option": "div",
    "search": "div",
    "select": "div",
    "strike": "s",
    "textarea": "pre",
    "tt": "code",
    "xmp": "pre",
}
_LEFT_OUT: Final = frozenset(
    "area base bgsound datalist head link meta noembed noframes noscript param plaintext script source style template "
    "title track".split()
)
_TRANSPARENT: Final = frozenset({"html", "body", "picture", "slot"})
_BOXES: Final = {
    "applet": "Applet",
    "audio": "Sound",
    "canvas": "Canvas",
    "embed": "Embedded object",
    "frame": "Frame",
    "iframe": "Embedded page",
    "math": "Formula",
    "object": "Embedded object",
    "svg": "Drawing",
    "video": "Video",
}
_EMPTY: Final = frozenset({"br", "col", "hr", "wbr"})
_BADGELESS: Final = frozenset("br caption col colgroup hr table tbody tfoot thead tr wbr".split())
_KEPT: Final = frozenset("colspan dir lang reversed rowspan scope span start title value".split())
_LOOKS: Final = {"a": "link", "button": "control", "input": "control", "label": "", "option": "choice"}
_NAMES: Final = ("aria-label", "title", "value", "placeholder", "type")
# Pictures that are in the page itself; as an image, a drawing runs and loads nothing.
_DATA_IMAGE: Final = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif|bmp|svg\+xml)[;,]", re.IGNORECASE)
_HIDING: Final = re.compile(r"(?:^|;)\s*+(?:display\s*+:\s*+none|visibility\s*+:\s*+hidden)\b", re.IGNORECASE)
_FILLED: Final = re.compile(f"{UNKNOWN}+")
_LANGUAGE: Final = re.compile(r"[A-Za-z0-9-]{1,60}")


class Preview(NamedTuple):
    """A whole page of HTML, and for each finding the id of its mark in it; None where it has no place that shows."""

    page: str
    places: tuple[str | None, ...]


class _Mark(NamedTuple):
    """A finding's place; `number` counts findings from 1."""

    start: int
    end: int
    number: int


def preview_of(documents: Sequence[Document], findings: Sequence[Finding]) -> Preview:
    """Findings marked in what readers get of a source: of several readings of one page the first, of a feed all."""
    shown = documents if documents and is_feed(documents[0].source.text) else documents[:1]
    writer = _Writer(findings)
    for document in shown:
        writer.write(document)
    language = next(filter(None, (each.root.get("lang") for each in shown if each.root is not None)), "")
    spoken = f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""
    page = (
        f'<!doctype html>\n<html{spoken}>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Preview</title>\n<style>\n{PREVIEW_STYLE}</style>\n</head>\n<body>\n"
        f"{''.join(writer.parts)}\n</body>\n</html>\n"
    )
    return Preview(page, tuple(writer.places.get(number) for number in range(1, len(findings) + 1)))


@dataclass(eq=False)
class _Writer:
    """Writes documents one after the other into `parts`; `places` are the ids of marks by findings' numbers."""

    findings: Sequence[Finding]
    parts: list[str] = field(default_factory=list)
    places: dict[int, str] = field(default_factory=dict)
    _marks: tuple[_Mark, ...] = ()  # by where they start
    _longest: int = 0
    _ids: int = 0

    def write(self, document: Document) -> None:
        marks = (_Mark(*each.span, number) for number, each in enumerate(self.findings, 1))
        if document.kind is Kind.TEXT:
            self._take(marks)
            self.parts.append('<div class="plain">')
            self._write_characters(document.source.text, range(len(document.source.text) + 1))
            self.parts.append("</div>")
            return
        written = [each for each in document.elements if not each.implied]
        starts = [each.span for each in written]
        self._on: dict[Element, list[_Mark]] = {}
        loose: list[_Mark] = []
        for mark in marks:
            place = bisect_right(starts, mark.start, key=_start) - 1
            if place >= 0 and mark.start < starts[place].end:
                self._on.setdefault(written[place], []).append(mark)
            else:
                loose.append(mark)
        self._take(loose)
        if document.root is not None:
            self._write_tree(document.root)

    def _take(self, marks: Iterable[_Mark]) -> None:
        self._marks = tuple(sorted(marks))
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)

    def _write_tree(self, root: Element) -> None:
        """An element and all in it, without recursion: pages nest as deeply as they like."""
        todo: list[Element | Text | Comment | str] = [root]
        while todo:
            node = todo.pop()
            if isinstance(node, str):
                self.parts.append(node)
            elif isinstance(node, Text):
                self._write_text(node)
            elif isinstance(node, Element) and not _is_left_out(node):
                closing = self._open(node)
                if closing is not None:
                    todo.append(closing)
                    todo += reversed(node.children)

    def _open(self, element: Element) -> str | None:
        """Write what stands for an element's start tag; its end, or None where nothing in it is shown."""
        tag = element.tag
        if tag in _TRANSPARENT:
            return ""
        if tag == "img" or (tag == "input" and (element.get("type") or "").lower() == "image"):
            self._write_picture(element)
            return None
        if tag in _BOXES:
            self._write_box(element, "box", _boxed(element))
            return None
        if tag == "input":
            if (element.get("type") or "").lower() != "hidden":
                self._write_box(element, "control", next(filter(None, map(element.get, _NAMES)), "Field"))
            return None
        name = tag if tag in _AS_THEY_ARE else _INSTEAD.get(tag, "span")
        looks = _LOOKS.get(tag, "")
        if tag == "dialog" and not element.has("open"):
            return None
        kept = "".join(f' {each}="{escape(element.get(each) or "")}"' for each in _KEPT if element.has(each))
        opened = " open" if name == "details" else ""
        self.parts.append(f"<{name}{kept}{opened}{self._marked(element, looks, badge=name not in _BADGELESS)}>")
        return "" if name in _EMPTY else f"</{name}>"

    def _marked(self, element: Element, looks: str, *, badge: bool = True) -> str:
        """The attributes that mark an element, where a finding is about it; `looks` is how it looks otherwise."""
        marks = self._on.get(element, ())
        if not marks:
            return f' class="{looks}"' if looks else ""
        numbers = [mark.number for mark in marks]
        shows = " badge" if badge else ""
        return f' class="{looks} a11ylint{shows}"{self._attributes(numbers)}'

    def _attributes(self, numbers: Sequence[int]) -> str:
        worst = min((self.findings[number - 1].severity for number in numbers), key=attrgetter("rank"))
        self._ids += 1
        name = f"place-{self._ids}"
        for number in numbers:
            self.places.setdefault(number, name)
        told = " ".join(map(str, numbers))
        return f' id="{name}" data-severity="{worst.value}" data-findings="{told}"'

    def _write_picture(self, element: Element) -> None:
        source, alt = element.get("src") or "", element.get("alt")
        marked = self._marked(element, "picture")
        if _DATA_IMAGE.match(source):
            described = f' alt="{escape(alt)}"' if alt is not None else ""
            self.parts.append(f'<span{marked}><img src="{escape(source)}"{described}></span>')
            return
        if alt is None:
            heard = "Image without alternative text"
        elif not alt.strip():
            heard = "Decorative image"
        else:
            heard = f"Image: {alt}"
        self.parts.append(f"<span{marked}>{escape(heard)}</span>")

    def _write_box(self, element: Element, looks: str, said: str) -> None:
        self.parts.append(f"<span{self._marked(element, looks)}>{escape(said)}</span>")

    def _write_text(self, text: Text) -> None:
        if not text.data.strip(" \t\n\f\r") or not self._marks:
            self.parts.append(_shown(text.data))
            return
        self._write_characters(text.data, _Offsets(text))

    def _write_characters(self, data: str, offsets: Sequence[int]) -> None:
        """Characters, of which number n stands at ``offsets[n]`` in the source, with marks where findings are."""
        end = offsets[len(data)]
        touching = list(self._touching(offsets[0], end))
        if not touching:
            self.parts.append(_shown(data))
            return
        ranges = []
        for mark in touching:
            first = bisect_left(offsets, mark.start, 0, len(data))
            last = max(first, bisect_left(offsets, min(mark.end, end), 0, len(data) + 1))
            ranges.append((first, last, mark.number))
        cuts = sorted({0, len(data), *(cut for first, last, _ in ranges for cut in (first, last))})
        place = 0
        for cut in cuts:
            if cut > place:
                numbers = [number for first, last, number in ranges if first <= place and cut <= last and first < last]
                self._write_segment(data[place:cut], numbers)
                place = cut
            points = [number for first, last, number in ranges if first == last == cut]
            if points:
                self.parts.append(f'<span class="a11ylint point badge"{self._attributes(points)}></span>')

    def _write_segment(self, words: str, numbers: Sequence[int]) -> None:
        written = _shown(words)
        if not numbers or not words.strip():
            self.parts.append(written)
            return
        first = " badge" if any(number not in self.places for number in numbers) else ""
        self.parts.append(f'<mark class="a11ylint{first}"{self._attributes(numbers)}>{written}</mark>')

    def _touching(self, start: int, end: int) -> Iterator[_Mark]:
        """The marks that share a character with a range, or that are a point in it."""
        first = bisect_left(self._marks, start - self._longest, key=_start)
        last = bisect_right(self._marks, end, key=_start)
        for mark in self._marks[first:last]:
            if (mark.start < end and start < mark.end) or (mark.start == mark.end and start <= mark.start < end):
                yield mark


class _Offsets(Sequence[int]):
    """Where the characters of a text begin in the source, and where the last one ends."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._length = len(text.data)

    def __len__(self) -> int:
        return self._length + 1

    def __getitem__(self, index: int) -> int:  # type: ignore[override]
        return self._text.offset_after(index - 1) if index == self._length else self._text.offset(index)


def _shown(words: str) -> str:
    """Words as markup; what a template fills in as an ellipsis."""
    return escape(_FILLED.sub("…", words), quote=False)


def _start(place: Span | _Mark) -> int:
    return place.start


def _is_left_out(element: Element) -> bool:
    return element.tag in _LEFT_OUT or element.has("hidden") or _HIDING.search(element.get("style") or "") is not None


def _boxed(element: Element) -> str:
    """What stands in the place of what is embedded."""
    name = next(filter(None, (element.get("aria-label"), element.get("title"))), "")
    what = _BOXES[element.tag]
    return f"{what}: {name}" if name else what
