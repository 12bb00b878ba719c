"""Write src/a11ylint/data/calendar.json: the names of months and weekdays, and the orders of dates, by language.

From Unicode CLDR as packaged by Babel, and from calendar_additions.yaml beside this script.

    python scripts/make_calendar_data.py            writes the file
    python scripts/make_calendar_data.py --check    fails if the file is not what would be written
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
    **{code: (code,) for code in (
        "en ru uk be hy ka az kk ky tg tk uz tt fa ps ur ro bg hu bs hr mk sq de fr es pt it nl pl cs sk sl sv da fi is et "
        "lt lv tr el he ar hi bn id ms vi th sw zu xh af ko ja zh ca gl eu lb mt ga cy nn fil am so mn ta te mr gu pa ml kn ne si"
    ).split()},
    "en": ("en", "en_AU", "en_GB", "en_CA"),
    "ar": ("ar", "ar_LB", "ar_DZ", "ar_MA", "ar_SA", "ar_TN"),
    "fa": ("fa", "fa_AF"),
    "az": ("az", "az_Cyrl"),
    "uz": ("uz", "uz_Cyrl"),
    "nb": ("no", "nb"),
    "pt": ("pt", "pt_PT"),
    "de": ("de", "de_AT"),
    "es": ("es", "es_MX", "es_AR", "es_PE"),
    "fr": ("fr", "fr_CA"),
    "sr": ("sr", "sr_Latn", "sr_Latn_BA", "sr_Latn_ME", "sr_Cyrl_BA"),
    "ba": (),
    "crh": (),
}  # fmt: skip
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
    hand = {key: more.get(key, {}) for key in ("months", "weekdays", "jalali")}
    entry: dict[str, Any] = {}
    for kind, keys, target in (("months", MONTH_KEYS, "months"), ("days", DAY_KEYS, "weekdays")):
        wide, short = [], []
        for key in keys:
            added = hand[target].get(key, [])
            full = unique(
                [n for loc in locales for n in names(loc, kind, "wide", key)]
                + [n for n in added if not n.endswith(".")]
            )
            brief = [n for loc in locales for n in names(loc, kind, "abbreviated", key)]
            brief = [
                n for n in stripped(brief + [n for n in added if n.endswith(".")]) if len(n) > 1 or not n.isascii()
            ]
            wide.append(full)
            short.append([name for name in brief if not re.fullmatch(r"\d+|M\d\d", name)])
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
    if hand["jalali"]:
        entry["jalali"] = [hand["jalali"][key] for key in MONTH_KEYS]
    return entry


def build() -> str:
    additions = yaml.safe_load((HERE / "calendar_additions.yaml").read_text("utf-8"))
    zones = additions.pop("zones")
    unknown = set(additions) - set(LOCALES)
    if unknown:
        raise SystemExit(f"additions for languages that are not listed: {sorted(unknown)}")
    lines = [
        f'"{code}": {json.dumps(language(code, LOCALES[code], additions.get(code) or {}), ensure_ascii=False, sort_keys=True)}'
        for code in sorted(LOCALES)
    ]
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
    if "--check" in sys.argv[1:]:
        if TARGET.read_text("utf-8") != text:
            raise SystemExit(f"{TARGET} is not what this script writes; run it again")
        return
    TARGET.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
