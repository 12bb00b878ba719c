"""The parts of an article, as a newsroom names them. Every part carries its evidence: where it was found."""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from typing import Final, Generic, TypeVar

from a11ylint import patterns as re
from a11ylint.calendar import Moment
from a11ylint.document import Attribute, Element
from a11ylint.passage import EMPTY, Passage, text_of
from a11ylint.records import dataclass
from a11ylint.source import Span

Value = TypeVar("Value")

_TOKEN: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Part(Generic[Value]):
    """A thing that the page says, and the place where it says it.

    `where` names the kind of evidence: ``h1``, ``og:title``, ``json-ld``, ``rel=author``, ``visible text``…
    """

    value: Value
    where: str
    span: Span
    element: Element | None = None


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it: the `names` as given, agencies among them."""

    names: tuple[str, ...]
    text: str
    where: str
    span: Span
    element: Element | None = None

    @property
    def visible(self) -> bool:
        """Whether a reader meets it, as against machines alone."""
        return self.where not in ("json-ld", "meta")


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption: `whole` as it stands, `text` without its credit, `bare` without the `courtesy` remark too.

    A courtesy remark says that the picture is an old one: "(file photo)", "FILE PHOTO: ". A caption may be
    nothing but a credit.
    """

    text: Passage
    credit: Passage
    whole: Passage
    where: str
    element: Element | None = None
    bare: Passage = EMPTY
    courtesy: Passage = EMPTY

    @property
    def span(self) -> Span:
        return self.text.span if self.text else self.whole.span

    @property
    def key(self) -> str:
        """What two captions must share to say the same: letters and digits, without credit and courtesy remark."""
        return " ".join(_TOKEN.findall(self.bare.text.casefold().replace("\xad", "")))


@dataclass(frozen=True, slots=True)
class Photo:
    """A content photo: one picture as a reader meets it, however many elements carry it.

    `image` is None in plain text, where only the caption is left. `alt` is None where none is written, neither
    on the image nor on a twin. `twins` are further elements for the same picture: a ``<noscript>`` fallback, a
    responsive copy. `captions` are all that are printed with it, in order; two that say the same are a fault of
    the page. `address` is the picture's own, where `src` holds a placeholder too.

    `in_gallery`: one of several in a carousel, a slide show or a figure of many. `at_some_widths`: shown on some
    screens only, so that a like photo beside it is met by other readers. `in_embed`: in somebody else's widget.
    `behind_paywall`: in a part that only subscribers are shown.
    """

    image: Element | None
    alt: Attribute | None
    captions: tuple[Caption, ...] = ()
    credit: Passage = EMPTY
    figure: Element | None = None
    twins: tuple[Element, ...] = ()
    address: str = ""
    in_gallery: bool = False
    at_some_widths: bool = False
    in_embed: bool = False
    behind_paywall: bool = False

    @property
    def caption(self) -> Caption | None:
        return self.captions[0] if self.captions else None

    @property
    def span(self) -> Span:
        if self.image is not None:
            return self.image.span
        return self.captions[0].span if self.captions else Span(0, 0)


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """A line that says whose reporting the article rests on; `names` in order, agencies and people."""

    text: Passage
    phrase: str
    names: tuple[Passage, ...]
    agencies: tuple[str, ...]
    element: Element | None = None

    @property
    def span(self) -> Span:
        return self.text.span


class DateRole(Enum):
    PUBLISHED = "published"
    MODIFIED = "modified"


@dataclass(frozen=True, slots=True)
class DateClaim:
    """When the article says it was published or changed. `moment` is None where it cannot be understood."""

    role: DateRole
    text: str
    moment: Moment | None
    where: str
    span: Span
    element: Element | None = None

    @property
    def visible(self) -> bool:
        """Whether a reader meets it, as against machines alone."""
        return self.where == "visible text"


class LinkRole(Enum):
    SKIP = "skip"
    NAVIGATION = "navigation"
    BODY = "body"
    RELATED = "related"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Link:
    """A link and what it is for.

    `fragment` is the id it leads to on the same page, if it does; `target` the element there, None where it is
    missing. A button that skips has neither: a script knows where it leads. `reaches_content`, of skip links:
    the target is the article's body, holds it, or stands before it, and is neither hidden nor in navigation.
    """

    element: Element
    role: LinkRole
    fragment: str | None = None
    target: Element | None = field(default=None, repr=False)
    reaches_content: bool = False

    @property
    def name(self) -> str:
        """What it says: ``aria-label``, else its text, else ``title``."""
        label = (self.element.get("aria-label") or "").strip()
        return label or text_of(self.element) or (self.element.get("title") or "").strip()

    @property
    def span(self) -> Span:
        return self.element.span
