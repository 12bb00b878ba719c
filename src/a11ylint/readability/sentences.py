"""Where the sentences of a text begin and end, in the languages of the news.

A stop ends a sentence unless something says otherwise: an abbreviation before it, an initial, an ordinal, a small
letter after it. The abbreviations are data (``data/abbreviations.json``); what may open a sentence are the common
words of the language, which a name hardly ever is: in "the U.S. The vote" a sentence ends, in "the U.S. Senate" none
does.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from a11ylint import patterns as re
from a11ylint.data import read_data
from a11ylint.language import common_words
from a11ylint.records import dataclass

_CLOSERS: Final = "\"'”’»›“‘」』）)]】〉》"
_OPENERS: Final = "\"'“‘«‹„‚「『（([【〈《¿¡-–—•*"
_QUOTES: Final = frozenset("\"'“‘«‹„‚「『")
# One or more stops (spaced dots are one ellipsis), then what closes a quotation or a bracket.
# Stops that need no white space after them come first.
_STOPS: Final = (
    r"(?P<line>\n)"
    r"|(?P<full>[。！？｡۔।॥։።။។؟]+)(?:%s)*"
    r"|(?P<stop>[.!?…;;:]+(?:[ \u00a0]\.)*)(?:%s)*"
)
_CLOSED: Final = f"[{re.escape(_CLOSERS)}]"
_STOP: Final = re.compile(_STOPS % (_CLOSED, _CLOSED))
_STOP_SPACED: Final = re.compile(_STOPS % ((rf"[ \u00a0\u202f]?»|{_CLOSED}",) * 2))  # « Pourquoi ? »
_WORD_BEFORE: Final = re.compile(r"[^\s(\[«„“”\"‘]*\Z")
_SPACED_HALF: Final = re.compile(r"(?<![^\W_])([^\W\d_]{1,2})\.[ \u00a0]\Z")
_APOSTROPHE: Final = re.compile("['’]")
_JOINT: Final = re.compile("['’-]")
_LONGEST_WORD: Final = 40  # characters: abbreviations and ordinals are shorter
_NEXT: Final = re.compile(rf"(?P<space>\s*)(?P<open>[{re.escape(_OPENERS)}\s]*)(?P<word>[^\W_][\w'’.-]{{0,40}})?")
_INITIAL: Final = re.compile(r"[^\W\d_](?:\.-?[^\W\d_]){0,3}\Z")
_DOTTED: Final = re.compile(r"[^\W\d_]{1,3}(?:\.[^\W\d_]{1,3})+\Z")
_ROMAN: Final = re.compile(r"[IVXLC]+\Z")
_QUOTED_ON: Final = re.compile("(?:と|という|といっ|など|も|は|が|を|の|に|で|や|から)")
_MTAVRULI: Final = range(0x10A0, 0x1100)  # Georgian letters have a case in Unicode, but sentences do not show it
# A name, with titles and an aside between commas, and the verb after it.
_NAMED: Final = re.compile(
    r"[A-Z][\w.'’-]*(?:[ \u00a0][A-Z][\w.'’-]*){0,4}(?:,[^\"“”!?\n]{1,60}?,)?[ \u00a0](?P<verb>[a-z]+)\b"
)


@dataclass(frozen=True, slots=True)
class _Habits:
    """What a language's stops mean."""

    titles: frozenset[str]
    numbered: frozenset[str]
    after_number: frozenset[str]
    others: frozenset[str]
    starters: frozenset[str]
    continuers: frozenset[str]
    speech: frozenset[str]
    ordinals: bool
    names_after_numbers: bool
    spaced_quotes: bool
    stops: str


def split(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text as half-open ranges of its characters, in order, without white space at their edges.

    A line break always ends one. `language` is an ISO 639-1 code, or a longer tag; with a language unknown to the data
    only initials and small letters are heeded. Together the ranges hold everything but white space.
    """
    habits = _habits_of(language.replace("_", "-").partition("-")[0].lower())
    found: list[tuple[int, int]] = []
    start = 0
    for match in (_STOP_SPACED if habits.spaced_quotes else _STOP).finditer(text):
        if match["line"] or _ends(text, match, habits):
            _add(text, start, match.end(), found)
            start = match.end()
    _add(text, start, len(text), found)
    return tuple(found)


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    sentence = text[start:end]
    bare = sentence.strip()
    if bare:
        start += len(sentence) - len(sentence.lstrip())
        found.append((start, start + len(bare)))


def _ends(text: str, match: re.Match[str], habits: _Habits) -> bool:
    """Whether the stop that was found ends a sentence."""
    if match["full"]:
        closed = match.end() > match.end("full")
        return not (closed and _QUOTED_ON.match(text, match.end()))
    if match.end() < len(text) and not text[match.end()].isspace():
        return False  # inside a number, an address, a name
    stop = match["stop"]
    if stop.strip(habits.stops + ". \u00a0"):
        return False  # a colon or a semicolon where it is no full stop
    following = _NEXT.match(text, match.end())
    assert following is not None  # it matches anything
    word = following["word"] or ""
    opened = bool(following["open"].strip())
    if not word:
        return True
    if _small(word[0]):
        return False
    if stop[0] in "!?" and match.end() > match.end("stop"):
        return opened or not _is_said(text, following.start("word"), habits)
    if stop != ".":
        # "Yahoo! Inc.": the mark is part of a name
        return not (stop == "!" and text.startswith(".", following.end("word") - 1) and word[:-1] in habits.others)
    before = _WORD_BEFORE.search(text, max(match.start() - _LONGEST_WORD, 0), match.start())
    return before is None or _ends_after(text, match, before, following, habits)


def _ends_after(
    text: str, stop: re.Match[str], before: re.Match[str], following: re.Match[str], habits: _Habits
) -> bool:
    """Whether a single point ends a sentence, by the word before it and the word after."""
    token = before.group().lstrip("".join((_OPENERS, "/")))
    closing = text[stop.end("stop") : stop.end()]
    if not token or closing.strip(")]"):
        return True  # the point stands alone, or inside a quotation that ends here
    word: str = following["word"]
    numeral = word[0].isdigit()
    lower = word.lower().strip(".'’")
    opens = not habits.starters.isdisjoint((lower, _APOSTROPHE.split(lower)[0]))
    starts = not _QUOTES.isdisjoint(following["open"]) or (opens and not word[:2].isupper())
    if token.isdigit():
        if not habits.ordinals or len(token) > 3:
            return True
        return starts if habits.names_after_numbers else not numeral
    if len(token) == 1 and len(word) == 2 and word[1] == ".":
        return False  # "a. M.", "z. B."
    variants = _variants(text, before.start(), token)
    if habits.after_number & variants and _number_before(text, before.start(), token):
        if numeral or lower in habits.continuers or text.startswith((" time", "\u00a0time"), following.end("word")):
            return False  # "7 p.m. Monday", "7 p.m. Moscow time"
        return starts if habits.names_after_numbers or not word[0].isupper() else True
    if habits.others & variants:
        return starts
    if habits.titles & variants:
        return False
    if habits.numbered & variants and (numeral or _ROMAN.match(word)):
        return False
    if _DOTTED.match(token) or (_INITIAL.match(token) and not _small(token[0])):
        return starts
    return True


def _variants(text: str, at: int, token: str) -> set[str]:
    """What an abbreviation may be listed as: without its capital, its figure, its elided article, its first half."""
    found = {token, token[0].lower() + token[1:]}
    if token[0].isdigit():
        found.add(token.lstrip("0123456789.,:"))  # "5км"
    found.update(_JOINT.split(token)[-1:])  # "l'art", "Jan.-Dec"
    first = _SPACED_HALF.search(text, max(at - 8, 0), at) if len(token) <= 2 else None
    if first is not None:
        found.add(f"{first[1]}.{token}")  # "u. a", "т. д"
    return found


def _number_before(text: str, at: int, token: str) -> bool:
    """Whether a figure stands before the word at an offset, or at its head."""
    before = text[max(at - 3, 0) : at].rstrip()
    return token[0].isdigit() or before[-1:].isdigit() or (before != "" and before[-1] in "IVXLC")


def _is_said(text: str, at: int, habits: _Habits) -> bool:
    """Whether a name and a verb of saying follow, as after a quoted question."""
    named = _NAMED.match(text, at) if habits.speech else None
    return named is not None and named["verb"] in habits.speech


def _small(letter: str) -> bool:
    return letter.islower() and ord(letter) not in _MTAVRULI


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_data("abbreviations")
    return data


@cache
def _habits_of(language: str) -> _Habits:
    data = _data()
    entry = data["languages"].get(data["same_as"].get(language, language), {})

    def words(name: str) -> frozenset[str]:
        return frozenset(entry.get(name, "").split())

    stops = "!?…" + {"el": ";;", "hy": ":"}.get(language, "")
    return _Habits(
        titles=words("titles"),
        numbered=words("numbered"),
        after_number=words("after_number"),
        others=words("others"),
        starters=(common_words(language) | words("starters")) - words("not_starters"),
        continuers=words("continuers"),
        speech=words("speech"),
        ordinals=bool(entry.get("ordinals")),
        names_after_numbers=bool(entry.get("names_after_numbers")),
        spaced_quotes=bool(entry.get("spaced_quotes")),
        stops=stops,
    )
