"""What months, weekdays and the marks around them are called in a set of languages.

The names are data (``data/calendar.json``, from CLDR); a set of languages is put together when it is first asked for.
Names are looked up, not searched for with a pattern: putting a pattern of a hundred names together costs more than
linting an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from a11ylint.data import read_data
from a11ylint.records import dataclass

Value = TypeVar("Value")


class MonthForm(Enum):
    """How a month is written. EITHER is a name that is its own abbreviation ("May")."""

    WIDE = "wide"
    ABBREVIATED = "abbreviated"
    EITHER = "either"
    NUMERIC = "numeric"


class Calendar(Enum):
    """The calendar that a date's year, month and day are counted in."""

    GREGORIAN = "gregorian"
    SOLAR_HIJRI = "solar hijri"
    BUDDHIST = "buddhist"


@dataclass(frozen=True, slots=True)
class Month:
    """What a written month says. `orders` are the orders of a date that its languages use in running text."""

    number: int
    form: MonthForm
    language: str
    orders: frozenset[str]
    calendar: Calendar = Calendar.GREGORIAN


@dataclass(frozen=True, slots=True)
class Weekday:
    """What a written weekday says: Monday is 0. `short` for an abbreviation, which may be another word as well."""

    number: int
    short: bool


class Lexicon(Generic[Value]):
    """Words or phrases and what they say, found at a place in a text or ending at one."""

    __slots__ = ("_by_length", "_values")

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values
        self._by_length = tuple(sorted({len(word) for word in values}, reverse=True))

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def at(self, text: str, place: int) -> Iterator[tuple[int, Value]]:
        """What can begin at `place`, the longest first: where it ends, and what it says."""
        for length in self._by_length:
            value = self._values.get(text[place : place + length])
            if value is not None and place + length <= len(text):
                yield place + length, value

    def before(self, text: str, place: int, floor: int = 0) -> tuple[int, Value] | None:
        """The longest that ends at `place`, begins no earlier than `floor`, and is no word's tail."""
        for length in self._by_length:
            start = place - length
            if start < floor:
                continue
            value = self._values.get(text[start:place])
            if value is not None and not joined(text, start):
                return start, value
        return None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of dates and times in some languages.

    `numeric` is the order of a date in figures alone, "dmy" or "mdy", and `numeric_certain` whether the language and
    region settle it. `dotted_clock`: a full stop parts hours and minutes ("16.30").
    """

    months: Lexicon[Month]
    weekdays: Lexicon[Weekday]
    ordinals: Lexicon[str]
    endings: Lexicon[str]
    joiners: Lexicon[str]
    year_suffixes: Lexicon[str]
    meridiem: Lexicon[bool]
    numeric: str
    numeric_certain: bool
    dotted_clock: bool


# Names under which pages call a language that the data has under another one.
_ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "no": ("nb",), "cnr": ("sr",), "me": ("sr",), "sh": ("sr", "bs", "hr"), "iw": ("he",), "in": ("id",),
    "prs": ("fa",), "pes": ("fa",), "tl": ("fil",), "mo": ("ro",), "cmn": ("zh",), "yue": ("zh",), "zsm": ("ms",),
    "swh": ("sw",), "azj": ("az",), "uzn": ("uz",),
}  # fmt: skip
# Regions where the month stands first in figures (CLDR, dateFormats/short, of their English locales).
_MONTH_FIRST: Final = frozenset({"us", "ph", "pr", "gu"})
_TURKIC: Final = frozenset({"tr", "az", "tt", "crh"})  # with a dotted capital I


def joined(text: str, place: int) -> bool:
    """Whether a word begun at `place` would be the tail of one: a letter or figure stands before, or the zero-width
    non-joiner that Persian sets inside a word.

    Scripts without spaces between words (Thai, Han, kana, Hangul) join nothing.
    """
    if place == 0:
        return False
    before = text[place - 1]
    return before == "\u200c" or (before.isalnum() and not spaceless(before))


def broken_off(text: str, place: int) -> bool:
    """Whether a word ended at `place` would be the head of one: a letter or figure stands after."""
    return place < len(text) and (text[place].isalnum() or text[place] == "_") and not spaceless(text[place])


def spaceless(character: str) -> bool:
    """Whether a character belongs to a script that sets no spaces between words, or joins its endings to any."""
    return "\u0e00" <= character <= "\u0eff" or ("\u2e80" <= character <= "\ud7ff" or "\uf900" <= character <= "\ufaff")


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_data("calendar")
    return found


@lru_cache(maxsize=1)
def zones() -> Lexicon[tuple[int, ...]]:
    """Names of zones to their minutes from UTC; more than one where the name alone does not tell."""
    return Lexicon({name: tuple(minutes) for name, minutes in _data()["zones"].items()})


def languages_known() -> tuple[str, ...]:
    """The codes of the languages in which dates can be read."""
    return tuple(_data()["languages"])


def year_first_in_figures(tag: str) -> bool:
    """Whether a language (BCP 47 tag) writes the year first in figures, as ISO 8601 does (CLDR)."""
    code = re.split(r"[-_]", tag.strip().lower())[0]
    entry = _data()["languages"].get(_ALIASES.get(code, (code,))[0], {})
    return bool(entry) and entry["numeric"] == "ymd"


def weekday_forms(tag: str, number: int) -> Iterator[tuple[str, str]]:
    """Every way a language (BCP 47 tag) writes a weekday, Monday = 0: what kind of form it is, and the word.

    Only a language's first form of a weekday has a kind that the other weekdays share; the rest are inflections and
    other names ("Sonnabend").
    """
    code = re.split(r"[-_]", tag.strip().lower())[0]
    code = _ALIASES.get(code, (code,))[0]
    entry = _data()["languages"].get(code, {})
    for key in ("weekdays", "weekdays_short"):
        for place, name in enumerate(entry[key][number] if entry else ()):
            for shape, form in enumerate(_variants([name], code)):
                yield (f"{key} {shape}" if place == 0 else form), form


def vocabulary(tags: Sequence[str]) -> Vocabulary:
    """The vocabulary of some languages (BCP 47 tags), the first the likeliest; put together once for each set."""
    return _vocabulary_of(tuple(tags))


@lru_cache(maxsize=64)
def _vocabulary_of(tags: tuple[str, ...]) -> Vocabulary:
    known = _data()["languages"]
    subtags = [re.split(r"[-_]", tag.strip().lower()) for tag in tags]
    codes = dict.fromkeys(code for parts in subtags for code in _ALIASES.get(parts[0], (parts[0],)) if code in known)
    region = next((part for parts in subtags[:1] for part in parts[1:] if len(part) == 2), "")
    return _vocabulary(tuple(codes) or ("en",), region)


@lru_cache(maxsize=64)
def _vocabulary(codes: tuple[str, ...], region: str) -> Vocabulary:
    entries = {code: _data()["languages"][code] for code in codes}
    months: dict[str, Month] = {}
    weekdays: dict[str, Weekday] = {}
    for code, entry in entries.items():
        for name, month in _months(code, entry):
            first = months.setdefault(name, month)
            if first.number == month.number and not month.orders <= first.orders:
                orders = first.orders | month.orders
                months[name] = Month(first.number, first.form, first.language, orders, first.calendar)
        for key in ("weekdays", "weekdays_short"):
            for number, names in enumerate(entry[key]):
                for name in _variants(names, code):
                    weekdays.setdefault(name, Weekday(number, key == "weekdays_short"))

    def lexicon(key: str) -> Lexicon[str]:
        return Lexicon({word: word for entry in entries.values() for word in entry.get(key, ())})

    numeric, certain = entries[codes[0]]["numeric"], True
    if codes[0] == "en":
        numeric = "mdy" if not region or region in _MONTH_FIRST else "dmy"
        certain = bool(region) and region != "ca"  # Canada writes dates in every order
    return Vocabulary(
        Lexicon(months),
        Lexicon(weekdays),
        lexicon("ordinals"),
        lexicon("endings"),
        lexicon("joiners"),
        lexicon("year_suffixes"),
        Lexicon(
            {
                form: key == "pm"
                for entry in entries.values()
                for key in ("am", "pm")
                for word in entry[key]
                for form in _spaced(word)
            }
        ),
        "mdy" if numeric == "mdy" else "dmy",
        certain,
        any(entry["clock_dot"] for entry in entries.values()),
    )


def _months(code: str, entry: Mapping[str, Any]) -> Iterator[tuple[str, Month]]:
    """Every way a language's months are written, and what each says."""
    orders = frozenset(entry["orders"])
    for number, (wide, brief) in enumerate(zip(entry["months"], entry["months_short"], strict=True), start=1):
        both = set(wide) & set(brief)
        for forms, form in ((wide, MonthForm.WIDE), (brief, MonthForm.ABBREVIATED)):
            for name in forms:
                month = Month(number, MonthForm.EITHER if name in both else form, code, orders)
                for variant in _variants([name], code):
                    yield variant, month
    for number, names in enumerate(entry.get("jalali", ()), start=1):
        for name in names:
            yield name, Month(number, MonthForm.WIDE, code, orders, Calendar.SOLAR_HIJRI)


def _variants(names: Iterable[str], code: str) -> Iterator[str]:
    """A name as its language writes it, with a capital, and in capitals; each with every kind of space."""
    turkic = code in _TURKIC
    for name in names:
        first = "İ" if turkic and name[:1] == "i" else name[:1].upper()
        capitals = (name.replace("i", "İ") if turkic else name).upper()
        for form in (name, first + name[1:], capitals):
            if form.isalpha():
                yield form
            else:
                yield from _spaced(form)


def _spaced(name: str) -> Iterator[str]:
    """A name with plain spaces, and with spaces that do not break."""
    plain = " ".join(name.split())
    yield plain
    if " " in plain:
        yield plain.replace(" ", "\u00a0")
