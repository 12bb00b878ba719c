"""The public plug-in API: everything a rule may use, from one place.

A rule's code is a function ``check(page: Page) -> Iterator[Problem]`` in a file beside its page. It reads the
page's article, document and source, and yields problems; it keeps no state and does no input or output.
"""

from __future__ import annotations

from a11ylint.article import (
    AgencyLine,
    Article,
    Byline,
    Caption,
    DateClaim,
    DateRole,
    Link,
    LinkRole,
    Part,
    Photo,
)
from a11ylint.document import Attribute, Comment, Document, Element, Kind, SyntaxProblem, Text
from a11ylint.findings import Certainty, Edit, Fix, Severity
from a11ylint.page import Page, Place, Problem
from a11ylint.passage import Passage, passage_of
from a11ylint.source import Source, Span

__all__ = [
    "AgencyLine",
    "Article",
    "Attribute",
    "Byline",
    "Caption",
    "Certainty",
    "Comment",
    "DateClaim",
    "DateRole",
    "Document",
    "Edit",
    "Element",
    "Fix",
    "Kind",
    "Link",
    "LinkRole",
    "Page",
    "Part",
    "Passage",
    "Photo",
    "Place",
    "Problem",
    "Severity",
    "Source",
    "Span",
    "SyntaxProblem",
    "Text",
    "passage_of",
]
