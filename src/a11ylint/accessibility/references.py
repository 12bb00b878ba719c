"""Sentences that send readers to a part of the page by its place or looks alone: WCAG 2.2, 1.3.3, as the ACT rule
9bd38c has it. The words are in ``data/visual_references.json``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from a11ylint import patterns as re
from a11ylint.data import read_data
from a11ylint.passage import Passage, passage_of
from a11ylint.records import dataclass

if TYPE_CHECKING:
    from a11ylint.accessibility import Accessibility

_BLOCKS: Final = ("p", "li", "dd", "figcaption", "h2", "h3", "h4", "label")
_MOST_INSIDE: Final = 30  # elements: a paragraph, not a part of the page
_SENTENCE: Final = re.compile(r"[^.!?。！？]+")
_LONGEST: Final = 200  # characters of a sentence that gives an instruction
_MOST_NAMES: Final = 500  # that are compared with a sentence
_APART: Final = 25  # characters between the part's name and its looks
_TAGS: Final = {
    "button": "button, input, summary, [role]",
    "link": "a, area, [role]",
    "navigation": "nav, menu, [role]",
    "textbox": "input, textarea, [role]",
}
_ROLES: Final = {
    "button": frozenset({"button"}),
    "link": frozenset({"link"}),
    "navigation": frozenset({"navigation", "menu", "menubar"}),
    "textbox": frozenset({"textbox", "searchbox", "combobox"}),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A sentence, what it sends the reader to ("menu") and by which look ("on the right")."""

    sentence: Passage
    noun: str
    look: str


@dataclass(frozen=True, slots=True)
class _Language:
    verb: re.Pattern[str]
    noun: re.Pattern[str]
    look: re.Pattern[str]
    roles: dict[str, str]


def visual_references(tree: Accessibility) -> Iterator[Reference]:
    """The references that nothing but looks resolves: the part is not marked as such, or there are several of it and
    neither the look nor anything else in the sentence is part of a name."""
    names: dict[str, Counter[str]] = {}
    for element in tree.document.find(*_BLOCKS):
        written = element.text if element.end - element.index <= _MOST_INSIDE else ""
        languages = [each for each in _languages() if each.noun.search(written) and each.look.search(written)]
        if not languages or tree.is_hidden(element):
            continue
        passage = passage_of(element)
        for match in _SENTENCE.finditer(passage.text):
            text = match.group().strip()
            for language in languages if len(text) <= _LONGEST else ():
                found = _read(text, language)
                if found is not None and _is_unresolved(text, *found, names, tree):
                    yield Reference(passage.part(*match.span()), found[0], found[2])
                    break


def _read(text: str, language: _Language) -> tuple[str, str, str] | None:
    """The part a sentence names, its role, and the look that is to tell which one; None where there are not both."""
    if language.verb.match(text) is None:
        return None
    for noun in language.noun.finditer(text):
        for look in language.look.finditer(text):
            gap = max(look.start() - noun.end(), noun.start() - look.end())
            if 0 <= gap <= _APART:
                return noun.group(), language.roles[noun.group().lower()], look.group()
    return None


def _is_unresolved(
    text: str, noun: str, role: str, look: str, known: dict[str, Counter[str]], tree: Accessibility
) -> bool:
    """Whether nothing on the page but its look tells which part is meant; `known` keeps the names by role."""
    if role not in known:
        known[role] = Counter(
            tree.name(each).text.casefold()
            for each in tree.document.select(_TAGS[role])
            if tree.role(each) in _ROLES[role] and tree.is_exposed(each)
        )
    names = known[role]
    if names.total() == 1 or (not names and role != "navigation") or len(names) > _MOST_NAMES:
        return False
    rest = text.casefold().replace(noun.casefold(), " ")
    return not any(name and (look.casefold() in name or name in rest) for name in names)


@cache
def _languages() -> tuple[_Language, ...]:
    found = []
    for words in read_data("visual_references").values():
        if isinstance(words, dict):
            verb, noun, look = (_any_of(words[key]) for key in ("verbs", "nouns", "looks"))
            found.append(_Language(verb, noun, look, words["nouns"]))
    return tuple(found)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE)
