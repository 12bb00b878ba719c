"""What a rule is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, TypeVar, cast

from a11ylint import patterns as re
from a11ylint.article import Article
from a11ylint.document import Document, Element, Kind
from a11ylint.findings import Certainty, Edit, Fix, Related
from a11ylint.records import dataclass
from a11ylint.source import Source, Span
from a11ylint.syntax import SyntaxProblem

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

    from a11ylint.accessibility import Accessibility

# A start tag as HTML reads it (HTML, 13.2.5.8 to 13.2.5.40): a ">" between quotation marks does not end it.
_START_TAG: Final = re.compile(
    r"""<[^\t\n\f\r />]++
    (?: [\t\n\f\r /]++
      | [^\t\n\f\r />][^\t\n\f\r />=]*+
        (?: [\t\n\f\r ]*+ = [\t\n\f\r ]*+ (?: "[^"]*+" | '[^']*+' | [^\t\n\f\r >"'][^\t\n\f\r >]*+ )?+ )?+
    )*+ >""",
    re.VERBOSE,
)

OptionValue: TypeAlias = "str | int | float | bool | tuple[str, ...]"
Value = TypeVar("Value", str, int, float, bool, tuple[str, ...])


class HasSpan(Protocol):
    """Anything that knows its place: an element, an attribute, a passage, a part of the article."""

    @property
    def span(self) -> Span: ...


Place: TypeAlias = "Span | HasSpan | Tag"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule yields: the place, and a plain sentence about it.

    `certainty` is given only where it is lower than the rule's own; an error becomes a warning then.
    """

    place: Place
    message: str
    related: tuple[tuple[Place, str], ...] = ()
    fixes: tuple[Fix, ...] = ()
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a rule sees it. Read only."""

    article: Article
    options: Mapping[str, OptionValue] = field(default_factory=dict)

    @property
    def document(self) -> Document:
        """The tree with the place of every tag and attribute; empty for plain text."""
        return self.article.document

    @property
    def source(self) -> Source:
        """The text of the file."""
        return self.article.document.source

    @property
    def kind(self) -> Kind:
        """Whole page, fragment, XHTML or plain text."""
        return self.article.document.kind

    @property
    def accessibility(self) -> Accessibility:
        """Roles, names and what is hidden, style sheets in the page included; worked out when first asked for."""
        return self.article.accessibility

    @property
    def soup(self) -> BeautifulSoup:
        """The page as a BeautifulSoup tree, built when first asked for; its tags are accepted as places."""
        return self.article.document.soup

    @property
    def syntax_problems(self) -> tuple[SyntaxProblem, ...]:
        """What the parser forgave: tokenizer errors, stray, unclosed and misnested tags, in source order."""
        return self.article.syntax_problems

    def select(self, selector: str) -> tuple[Element, ...]:
        """Elements that a CSS selector matches, in document order."""
        return self.article.document.select(selector)

    def option(self, name: str, kind: type[Value]) -> Value:
        """The value of one of the rule's options, as the type that the rule's page gives it.

        Raises `KeyError` for an option the page does not declare, `TypeError` for another type.
        """
        value = self.options[name]
        if kind is float and isinstance(value, int):
            value = float(value)
        if not isinstance(value, kind):
            raise TypeError(f"option {name!r} is {type(value).__name__}, not {kind.__name__}")
        return value


def removal_of(element: Element, message: str, *, safe: bool) -> tuple[Fix, ...]:
    """The fix that takes an element out: for one that holds nothing, is named by nothing and has its own end tag."""
    named = element.has("id") or element.has("name")
    if named or element.end_tag is None or element.descendants or element.text.strip():
        return ()
    return (Fix(message, (Edit(element.whole, ""),), safe),)


def span_of(place: Place, document: Document) -> Span:
    """The characters a place selects; a BeautifulSoup tag's place is its start tag."""
    if isinstance(place, Span):
        return place
    # A BeautifulSoup tag answers to any name, so its type must tell; bs4 itself stays unimported.
    if type(place).__module__.partition(".")[0] == "bs4":
        return _tag_span(cast("Tag", place), document)
    return cast("HasSpan", place).span


def _tag_span(tag: Tag, document: Document) -> Span:
    """The start tag in the source. Nothing, at the beginning, for a tag that the rule made itself."""
    line, column = getattr(tag, "sourceline", None), getattr(tag, "sourcepos", None)
    if not hasattr(tag, "attrs"):
        raise TypeError("a text of page.soup has no place of its own; give the tag around it, or a passage")
    starts = document.normalised_line_starts
    if line is None or column is None or line > len(starts):
        return Span(0, 0)
    start = starts[line - 1] + column
    whole = _START_TAG.match(document.normalised, start)
    return document.original_span(start, whole.end() if whole else len(document.normalised))


def related_of(problem: Problem, document: Document) -> tuple[Related, ...]:
    """A problem's other places, as a finding has them."""
    return tuple(Related(span_of(place, document), message) for place, message in problem.related)
