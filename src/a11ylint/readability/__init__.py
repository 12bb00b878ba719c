"""How hard a text is to read. Knows nothing of pages: plain strings in, numbers and places in those strings out.

    >>> figures = measures(["The bridge stays shut. Repairs begin in May."], "en")
    >>> figures.sentences, figures.words
    (2, 8)
    >>> figures.scores["flesch_kincaid_grade"] == measure("The bridge stays shut. Repairs begin in May.", "en",
    ...     "flesch_kincaid_grade")
    True

A rule about readability takes the language of the text (`a11ylint.language.language_of`), asks `default_for` which
measure and limit suit it (None: say nothing), gives its body paragraphs to `measures`, compares with `exceeds`, and
points at the sentences in `Measures.hardest`, whose offsets are those of the paragraph they stand in.
"""

from __future__ import annotations

from a11ylint.readability.counts import words_in
from a11ylint.readability.measures import (
    MEASURES,
    Default,
    Measure,
    Measures,
    Sentence,
    body_text,
    default_for,
    exceeds,
    measure,
    measures,
    measures_for,
)
from a11ylint.readability.sentences import split

__all__ = [
    "MEASURES",
    "Default",
    "Measure",
    "Measures",
    "Sentence",
    "body_text",
    "default_for",
    "exceeds",
    "measure",
    "measures",
    "measures_for",
    "split",
    "words_in",
]
