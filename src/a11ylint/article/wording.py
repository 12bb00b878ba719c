"""Words that say nothing by themselves: links, frames, titles, labels and messages that only say what they are.

The lists are ``data/wording.json``; texts are compared whole, without case and without punctuation at the ends.
"""

from __future__ import annotations

from functools import cache
from typing import Final
from unicodedata import category, normalize

from a11ylint import patterns as re
from a11ylint.article import words
from a11ylint.article.words import Lexicon

_LONGEST: Final = 120  # characters; every listed phrase is far shorter
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def bare_words(text: str) -> str:
    """A text in lower case, white space collapsed, without punctuation, arrows and other signs at its ends."""
    text = " ".join(normalize("NFC", text.replace("’", "'")).casefold().split())
    start, end = 0, len(text)
    while start < end and _is_sign(text[start]):
        start += 1
    while end > start and _is_sign(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_sign(character: str) -> bool:
    return category(character)[0] in "PSZC"


def has_words(text: str) -> bool:
    """Whether a text holds anything that is read out as more than a sign: a letter, a figure, a pictogram."""
    return any(category(character)[0] in "LNM" or category(character) == "So" for character in text)


def is_vague_link(text: str) -> bool:
    """Whether the words of a link tell nothing of where it leads: "click here", "Weiterlesen »", "далее"."""
    return _is_one_of(text, "links")


def names_format(text: str) -> bool:
    """Whether the words of a link name only the kind of file: "PDF", "plain text"."""
    return len(text) <= _LONGEST and bare_words(text) in _plain("formats")


def is_vague_frame(text: str) -> bool:
    """Whether a frame's title says only that it is a frame, or who runs the site in it: "iframe", "YouTube"."""
    return _is_one_of(text, "frames")


def is_vague_title(text: str) -> bool:
    """Whether a page's title is what an editor left in the field: "Untitled document", "Home"."""
    return _is_one_of(text, "titles")


def is_vague_label(text: str) -> bool:
    """Whether a field's label names no piece of information: "menu", "input field", "go"."""
    return _is_one_of(text, "labels")


def is_vague_button(text: str) -> bool:
    """Whether a button says only that it is one: "button", "click"."""
    return _is_one_of(text, "buttons")


def announces_window(text: str) -> bool:
    """Whether words tell that a new window or tab opens."""
    return _windows().names(text) or any(phrase in text for phrase in _plain("new_window_unspaced"))


def file_words(suffix: str) -> frozenset[str]:
    """The words that tell a reader to expect a file with this suffix; none for what browsers show as a page."""
    return frozenset(words.data("wording")["files"].get(suffix, ()))


def says_required(text: str) -> bool:
    """Whether a label tells that the field must be filled in: a star, "required", "Pflichtfeld"."""
    return "*" in text or "✱" in text or _required().names(text)


def says_error(text: str) -> bool:
    """Whether words report that something was filled in wrongly (English)."""
    return _signs().names(text)


def tells_of_error(text: str, label: str) -> bool:
    """Whether a message about a field says more than that it is wrong: what is, or how to put it right (English).

    `label` is the field's own name, which tells which field it is but not what is the matter.
    """
    known = _plain("errors") | set(_WORD.findall(label.casefold()))
    return any(word not in known for word in _WORD.findall(text.casefold()))


def _is_one_of(text: str, key: str) -> bool:
    return 0 < len(text) <= _LONGEST and bare_words(text) in _whole(key)


@cache
def _whole(key: str) -> frozenset[str]:
    return frozenset(map(bare_words, words.phrases("wording", key))) - {""}


@cache
def _plain(key: str) -> frozenset[str]:
    listed = words.data("wording")[key]
    return frozenset(listed if isinstance(listed, list) else (phrase for each in listed.values() for phrase in each))


@cache
def _windows() -> Lexicon:
    return Lexicon(words.phrases("wording", "new_window"))


@cache
def _required() -> Lexicon:
    return Lexicon(words.phrases("wording", "required"))


@cache
def _signs() -> Lexicon:
    return Lexicon(words.phrases("wording", "error_signs"))
