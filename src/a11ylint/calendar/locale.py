"""The names of months and weekdays and the shapes of dates in a set of languages, as one compiled pattern."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final


class MonthForm(Enum):
    """How a month is written. EITHER is a name that is its own abbreviation ("May")."""

    WIDE = "wide"
    ABBREVIATED = "abbreviated"
    EITHER = "either"
    NUMERIC = "numeric"


class Calendar(Enum):
    GREGORIAN = "gregorian"
    SOLAR_HIJRI = "solar hijri"
    BUDDHIST = "buddhist"


@dataclass(frozen=True, slots=True)
class Month:
    """What a written month says."""

    number: int
    form: MonthForm
    language: str
    calendar: Calendar = Calendar.GREGORIAN


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is needed to read dates in some languages. `dates` has the groups of each order under its prefix."""

    dates: re.Pattern[str]
    months: Mapping[str, Month]
    weekdays: Mapping[str, int]
    short_weekdays: frozenset[str]
    meridiem: re.Pattern[str]
    afternoon: frozenset[str]
    numeric: str
    numeric_certain: bool
    dotted_clock: bool


# Names under which pages call a language that the data has under another one.
_ALIASES: Final = {
    "no": "nb", "cnr": "sr", "me": "sr", "sh": "sr", "srp": "sr", "iw": "he", "in": "id", "prs": "fa", "pes": "fa", "tl": "fil",
    "mo": "ro", "cmn": "zh", "yue": "zh", "zsm": "ms", "swh": "sw", "azj": "az", "uzn": "uz",
}  # fmt: skip
_UNSPACED: Final = frozenset({"th", "ja", "zh", "ko"})  # words are not parted by spaces, or run into the date
# The order of a date in figures by region, where the region settles what the language does not (CLDR, dateFormats/short).
_MONTH_FIRST: Final = frozenset({"us", "ph", "pr", "gu"})
_BETWEEN: Final = r"(?:,|،|、)?\s{1,2}(?:(?:the|den|dem|der|de|el|le|am|ngày|ที่|u|dana|dne|dnia|на|от|ang)\s)?"
_SPACE: Final = r"[\s\u200e\u200f]"
_DASH: Final = r"\s?[-–—]\s?"


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((files("a11ylint") / "data" / "calendar.json").read_text("utf-8"))
    return found


@lru_cache(maxsize=1)
def zones() -> Mapping[str, tuple[int, ...]]:
    """Zone names to their minutes from UTC; more than one where the name alone does not tell."""
    return {name: tuple(minutes) for name, minutes in _data()["zones"].items()}


def languages_known() -> tuple[str, ...]:
    """The codes of the languages in which dates can be read."""
    return tuple(_data()["languages"])


def normal_languages(tags: Iterable[str]) -> tuple[str, ...]:
    """Language codes of the data for BCP 47 tags, each once, unknown ones left out."""
    known = _data()["languages"]
    codes = (re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0] for tag in tags)
    return tuple(dict.fromkeys(code for code in (_ALIASES.get(code, code) for code in codes) if code in known))


def vocabulary(tags: Sequence[str]) -> Vocabulary:
    """The vocabulary of some languages, the first the likeliest; compiled once for each set."""
    first = re.split(r"[-_]", tags[0].strip().lower()) if tags else ["en"]
    return _vocabulary(normal_languages(tags) or ("en",), next((p for p in first[1:] if len(p) == 2), ""))


@lru_cache(maxsize=64)
def _vocabulary(codes: tuple[str, ...], region: str) -> Vocabulary:
    entries = {code: _data()["languages"][code] for code in codes}
    months: dict[str, Month] = {}
    weekdays: dict[str, int] = {}
    short: set[str] = set()
    orders: dict[str, dict[str, None]] = {"dmy": {}, "mdy": {}, "ymd": {}, "ydm": {}}
    for code, entry in entries.items():
        written = dict(_months(code, entry))
        for name, month in written.items():
            months.setdefault(name, month)
        for order in entry["orders"]:
            orders[order].update(dict.fromkeys(written))
        for key, target in (("weekdays", None), ("weekdays_short", short)):
            for number, names in enumerate(entry[key]):
                for form in _variants(names, code):
                    if form not in weekdays:
                        weekdays[form] = number
                        if target is not None:
                            target.add(form)
    numeric = entries[codes[0]]["numeric"]
    certain = True
    if codes[0] == "en":
        numeric = "mdy" if not region or region in _MONTH_FIRST else "dmy"
        certain = bool(region) and region != "ca"
    morning = [form for entry in entries.values() for form in entry["am"]]
    afternoon = [form for entry in entries.values() for form in entry["pm"]]
    return Vocabulary(
        _dates(codes, entries, orders, weekdays),
        months,
        weekdays,
        frozenset(short),
        re.compile(_alternatives([*morning, *afternoon], flexible=True) or r"(?!)"),
        frozenset(re.sub(r"\s", "", form) for form in afternoon),
        numeric if numeric in ("dmy", "mdy") else "dmy",
        certain,
        any(entry["clock_dot"] for entry in entries.values()),
    )


def _months(code: str, entry: Mapping[str, Any]) -> Iterator[tuple[str, Month]]:
    """Every way a language's months are written, and what each says."""
    for number, (wide, brief) in enumerate(zip(entry["months"], entry["months_short"], strict=True), start=1):
        both = set(wide) & set(brief)
        for forms, form in ((wide, MonthForm.WIDE), (brief, MonthForm.ABBREVIATED)):
            for name in forms:
                month = Month(number, MonthForm.EITHER if name in both else form, code)
                for variant in _variants([name], code):
                    yield variant, month
    for number, names in enumerate(entry.get("jalali", ()), start=1):
        for name in names:
            yield name, Month(number, MonthForm.WIDE, code, Calendar.SOLAR_HIJRI)


def _variants(names: Iterable[str], code: str) -> Iterator[str]:
    """A name as its language writes it, with a capital, and in capitals."""
    for name in names:
        turkic = code in ("tr", "az", "tt", "crh")
        first = "İ" if turkic and name[:1] == "i" else name[:1].upper()
        yield name
        yield first + name[1:]
        yield (name.replace("i", "İ") if turkic else name).upper()


def _alternatives(words: Iterable[str], *, flexible: bool = False) -> str:
    """Words as alternatives, longest first, so that the first that matches is the whole one."""
    found = []
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        escaped = re.escape(word).replace(r"\ ", " ")
        found.append(re.sub(r"\s", r"\\s?" if flexible else r"\\s", escaped))
    return "(?:" + "|".join(found) + ")" if found else ""


def _optional(words: Iterable[str]) -> str:
    joined = _alternatives(words)
    return joined + "?" if joined else ""


def _dates(
    codes: tuple[str, ...],
    entries: Mapping[str, Mapping[str, Any]],
    orders: Mapping[str, Iterable[str]],
    weekdays: Iterable[str],
) -> re.Pattern[str]:
    def words(key: str) -> Iterator[str]:
        return (word for entry in entries.values() for word in entry.get(key, ()))

    unspaced = not _UNSPACED.isdisjoint(codes)
    begin = r"(?<!\d)(?<!\d[.,:/-])" if unspaced else r"(?<![\w])(?<!\d[.,:/-])"
    stop = r"(?!\d)" if unspaced else r"(?!\w)"
    ordinal = _optional([*words("ordinals"), "."])
    joiner = _optional(w if w.endswith(("'", "’")) or w in ("ב", "ל") else w + " " for w in words("joiners"))
    suffix = _alternatives(words("year_suffixes"))
    suffix = rf"(?:\s{{0,2}}{suffix}(?!\w))?" if suffix else ""
    ending = _optional(words("endings"))
    week = _alternatives(weekdays)
    parts = []
    for order, names in orders.items():
        # An abbreviation may carry its full stop; a name in full ends before one.
        month = _month_alternatives(names, codes, entries)
        if not month:
            continue
        p = order
        before = rf"(?:(?P<{p}_w>{week})(?P<{p}_ws>\.?{_BETWEEN}))?"
        after = (
            rf"(?:\s?[(（](?P<{p}_wp>{week})\.?[)）]"
            rf"|(?:,|،|\.,)?\s{{1,2}}(?P<{p}_wa>{week})(?!\w)(?=\s{{0,2}}(?:[.)|•·–—]|\Z|\d\d?[:.]\d\d)))?"
        )
        day = rf"(?P<{p}_d>\d{{1,2}})"
        span = rf"(?:{_DASH}(?P<{p}_l>\d{{1,2}})(?!\d))?"
        ord_ = rf"(?P<{p}_o>{ordinal})"
        named = rf"(?P<{p}_m>{month}){ending}{stop}"
        year = rf"(?P<{p}_y>\d{{4}})(?!\d)"
        year_after = rf"(?P<{p}_t>(?:[,،]?{_SPACE}{{1,2}}|\.?[,،]\s?|[-./]\s?){joiner}{year}{suffix})?"
        gap = rf"(?:\.?{_SPACE}{{1,2}}|[.-])"
        parts.append(
            {
                "dmy": rf"{before}{begin}{day}{ord_}{span}{ordinal}{gap}{joiner}{named}{year_after}{after}",
                "mdy": rf"{before}(?<!\w){named}(?<!\w\.\.){_SPACE}{{1,2}}{day}(?!\d|[.,:/]\d|%|\s?[-–—]\d{{3}}){ord_}{span}{ordinal}(?!\w){year_after}{after}",
                "ymd": rf"{begin}{year}{suffix}[.,]?\s{{1,2}}{named}\s{{1,2}}{day}(?!\d){ord_}{span}{after}",
                "ydm": rf"{begin}{year}{suffix}[.,]{{0,2}}\s{{0,2}}(?<!\d){day}(?!\d){ord_}{span}{gap}{named}{after}",
            }[order]
        )
    # 2018年6月27日(水), 2018년 6월 27일 수요일
    parts.append(
        r"(?:(?P<cjk_y>(?<!\d)\d{4})\s?[年년]\s?)?(?<!\d)(?P<cjk_m>\d{1,2})\s?[月월]\s?(?P<cjk_d>\d{1,2})\s?[日号號일]"
        rf"(?:\s?[(（](?P<cjk_wp>{week})[)）]|\s?(?P<cjk_wa>[星周週]\w{{1,2}}|\w{{1,2}}(?:曜日|요일)))?"
    )
    # 27.06.2018, 27/06/18; 2018-06-27
    parts.append(
        r"(?<!\w)(?<!\d[.,:/-])(?P<num_a>\d{1,2})(?P<num_s>[./-])(?P<num_p>[\s\u200f]?)(?P<num_b>\d{1,2})[\u200f]?(?P=num_s)(?P=num_p)"
        r"(?P<num_y>\d{4}|\d{2})(?![\w/-]|[.,:]\d)"
    )
    parts.append(
        r"(?<!\w)(?<!\d[.,:/-])(?P<iso_y>\d{4})(?P<iso_s>[./-])(?P<iso_p>\s?)(?P<iso_m>\d{1,2})(?P=iso_s)(?P=iso_p)(?P<iso_d>\d{1,2})"
        r"(?!\d|[/-]\w)"
    )
    return re.compile("|".join(parts))


def _month_alternatives(names: Iterable[str], codes: Sequence[str], entries: Mapping[str, Mapping[str, Any]]) -> str:
    written = set(names)
    brief = {
        variant
        for code in codes
        for forms in entries[code]["months_short"]
        for variant in _variants(forms, code)
        if variant in written
    }
    found = [
        re.sub(r"\s", r"\\s", re.escape(name).replace(r"\ ", " ")) + (r"\.?" if name in brief else "")
        for name in sorted(written, key=lambda name: (-len(name), name))
    ]
    return "(?:" + "|".join(found) + ")" if found else ""
