"""Write src/a11ylint/data/calendar.json: the names of months and weekdays, and the orders of dates, by language.

From Unicode CLDR as packaged by Babel, and from calendar_additions.yaml beside this script.

    python scripts/make_calendar_data.py            writes the file
    python scripts/make_calendar_data.py --print    prints it instead
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml
from babel import __version__ as babel_version
from babel import localedata

HERE: Final = Path(__file__).parent
TARGET: Final = HERE.parent / "src" / "a11ylint" / "data" / "calendar.json"
# Our language code to the CLDR locales whose names it takes, the main one first.
LOCALES: Final[Mapping[str, Sequence[str]]] = {
    **{
        code: (code,)
        for code in (
            "af am be bg bn bs ca cs cy da el et fi fil ga gl gu he hi hr hu hy id is it ja ka kk kn ko ky lb lt lv mk "
            "ml mr ms mt ne nl pa pl ps ro ru si sk sl so sq sv sw ta te tg th tk tr tt uk ur vi xh zh zu"
        ).split()
    },
    "en": ("en", "en_AU", "en_GB", "en_CA"),
    "ar": ("ar", "ar_LB", "ar_DZ", "ar_MA", "ar_SA", "ar_TN"),
    "fa": ("fa", "fa_AF"),
    "az": ("az", "az_Cyrl"),
    "uz": ("uz", "uz_Cyrl"),
    "nb": ("no", "nb"),
    "nn": ("nn", "no"),
    "pt": ("pt", "pt_PT"),
    "de": ("de", "de_AT"),
    "es": ("es", "es_MX", "es_AR", "es_PE"),
    "fr": ("fr", "fr_CA"),
    "sr": ("sr", "sr_Latn", "sr_Latn_BA", "sr_Latn_ME", "sr_Cyrl_BA"),
    "ba": (),
    "crh": (),
}
# CLDR spells weekdays and months with these codes.
DAY_KEYS: Final = range(7)
MONTH_KEYS: Final = range(1, 13)


def raw(locale: str) -> Mapping[str, Any]:
    return localedata.load(locale, merge_inherited=False) if localedata.exists(locale) else {}


def names(locale: str, kind: str, width: str, key: int) -> Iterator[str]:
    for context in ("format", "stand-alone"):
        widths = raw(locale).get(kind, {}).get(context, {})
        table = widths.get(width, {}) if hasattr(widths, "get") else {}
        value = table.get(key) if hasattr(table, "get") else None
        if isinstance(value, str):
            yield re.sub(r"^(?:de |d['’])", "", value) if locale == "ca" else value


def pattern(locale: str, section: str, key: str) -> str:
    value = raw(locale).get(section, {}).get(key, "")
    return re.sub(r"'[^']*'", "", str(getattr(value, "pattern", value)))


def order(form: str) -> str:
    return "".join(dict.fromkeys(re.sub(r"[^ymd]", "", form.replace("L", "M").lower())))


def unique(values: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(value.strip() for value in values if value.strip()))


def stripped(values: Sequence[str]) -> list[str]:
    return unique([value.removesuffix(".") for value in values])


def language(code: str, locales: Sequence[str], more: Mapping[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for kind, keys, target in (("months", MONTH_KEYS, "months"), ("days", DAY_KEYS, "weekdays")):
        wide: list[list[str]] = []
        short: list[list[str]] = []
        for number in keys:
            added: list[str] = (more.get(target) or {}).get(number, [])
            full = [name for locale in locales for name in names(locale, kind, "wide", number)]
            brief = [name for locale in locales for name in names(locale, kind, "abbreviated", number)]
            wide.append(unique([*full, *(name for name in added if not name.endswith("."))]))
            brief = stripped([*brief, *(name for name in added if name.endswith("."))])
            # CLDR's one-letter weekdays and its figures are no names.
            short.append([n for n in brief if (len(n) > 1 or not n.isascii()) and not re.fullmatch(r"\d+|M\d\d", n)])
        entry[target], entry[f"{target}_short"] = wide, short
    orders = [
        order(pattern(locale, section, key))
        for locale in locales[:1]
        for section, key in (("date_formats", "long"), ("datetime_skeletons", "yMMMd"), ("datetime_skeletons", "MMMMd"))
    ]
    entry["orders"] = unique(
        [{"md": "mdy", "dm": "dmy"}.get(o, o) for o in [*more.get("orders", []), *orders] if len(o) > 1]
    ) or ["dmy"]
    entry["numeric"] = (order(pattern(locales[0], "date_formats", "short")) if locales else "") or "dmy"
    for key in ("am", "pm"):
        periods = [
            raw(locale).get("day_periods", {}).get("format", {}).get(width, {})
            for locale in locales
            for width in ("wide", "abbreviated")
        ]
        found = [p[key] for p in periods if hasattr(p, "get") and isinstance(p.get(key), str)]
        entry[key] = unique([*more.get(key, []), *found])
    clock = pattern(locales[0], "time_formats", "short") if locales else "HH:mm"
    entry["clock_dot"] = bool(re.search(r"[Hh]\.mm", clock))
    for key in ("endings", "ordinals", "joiners", "year_suffixes"):
        if more.get(key):
            entry[key] = sorted(set(more[key]), key=lambda value: (-len(value), value))
    if "jalali" in more:
        entry["jalali"] = [more["jalali"][number] for number in MONTH_KEYS]
    return entry


def build() -> str:
    additions = yaml.safe_load((HERE / "calendar_additions.yaml").read_text("utf-8"))
    zones = additions.pop("zones")
    unknown = set(additions) - set(LOCALES)
    if unknown:
        raise SystemExit(f"additions for languages that are not listed: {sorted(unknown)}")
    lines = []
    for code in sorted(LOCALES):
        entry = language(code, LOCALES[code], additions.get(code) or {})
        lines.append(f'"{code}": {json.dumps(entry, ensure_ascii=False, sort_keys=True)}')
    source = (
        f"Unicode CLDR as packaged by Babel {babel_version} (Unicode License v3), with the additions of "
        "scripts/calendar_additions.yaml, where their sources are named. Written by scripts/make_calendar_data.py."
    )
    return (
        '{"source": '
        + json.dumps(source)
        + ',\n"zones": '
        + json.dumps(zones, ensure_ascii=False)
        + ',\n"languages": {\n'
        + ",\n".join(lines)
        + "\n}}\n"
    )


def main() -> None:
    text = build()
    if "--print" in sys.argv[1:]:
        sys.stdout.buffer.write(text.encode())
        return
    TARGET.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
