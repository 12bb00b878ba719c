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
from a11ylint.article.alternatives import is_file_name, is_placeholder
from a11ylint.article.attribution import agencies_in, is_agency, names_picture_source
from a11ylint.article.captions import caption_key
from a11ylint.article.links import says_skip
from a11ylint.article.photos import address_of, at_some_widths, photo_key, responsive_twins
from a11ylint.article.structured import Block, content_part, json_place, string_span
from a11ylint.article.titles import differing_figures, same_words, shares_no_subject, subjects_of
from a11ylint.calendar import (
    Calendar,
    Clock,
    Departure,
    HouseStyle,
    Moment,
    MonthForm,
    Order,
    TextDate,
    TextTime,
    date_departures,
    find_dates,
    find_placeholder,
    find_times,
    house_style,
    read_machine,
    time_departures,
    valid_datetime,
    weekday_name,
)
from a11ylint.document import Attribute, Comment, Document, Element, Kind, SyntaxProblem, Text
from a11ylint.findings import Certainty, Edit, Fix, Severity
from a11ylint.language import language_of, primary, same_language
from a11ylint.page import Page, Place, Problem
from a11ylint.passage import Passage, passage_of, without_quotations
from a11ylint.readability import (
    MEASURES,
    Measures,
    Sentence,
    default_for,
    exceeds,
    measures,
    measures_for,
    split,
    words_in,
)
from a11ylint.source import Source, Span
from a11ylint.subtags import intended_tag, is_language_tag, name_of_language

__all__ = [
    "MEASURES",
    "AgencyLine",
    "Article",
    "Attribute",
    "Block",
    "Byline",
    "Calendar",
    "Caption",
    "Certainty",
    "Clock",
    "Comment",
    "DateClaim",
    "DateRole",
    "Departure",
    "Document",
    "Edit",
    "Element",
    "Fix",
    "HouseStyle",
    "Kind",
    "Link",
    "LinkRole",
    "Measures",
    "Moment",
    "MonthForm",
    "Order",
    "Page",
    "Part",
    "Passage",
    "Photo",
    "Place",
    "Problem",
    "Sentence",
    "Severity",
    "Source",
    "Span",
    "SyntaxProblem",
    "Text",
    "TextDate",
    "TextTime",
    "address_of",
    "agencies_in",
    "at_some_widths",
    "caption_key",
    "content_part",
    "date_departures",
    "default_for",
    "differing_figures",
    "exceeds",
    "find_dates",
    "find_placeholder",
    "find_times",
    "house_style",
    "intended_tag",
    "is_agency",
    "is_file_name",
    "is_language_tag",
    "is_placeholder",
    "json_place",
    "language_of",
    "measures",
    "measures_for",
    "name_of_language",
    "names_picture_source",
    "passage_of",
    "photo_key",
    "primary",
    "read_machine",
    "responsive_twins",
    "same_language",
    "same_words",
    "says_skip",
    "shares_no_subject",
    "split",
    "string_span",
    "subjects_of",
    "time_departures",
    "valid_datetime",
    "weekday_name",
    "without_quotations",
    "words_in",
]
