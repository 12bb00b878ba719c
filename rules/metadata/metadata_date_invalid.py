"""A publication date in the metadata that is no ISO 8601 date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import DateClaim, Edit, Fix, Page, Problem, find_placeholder, read_machine

# ISO 8601, 5.2 and 5.3: extended or basic form. The zone's colon may be missing in either: every program reads it so.
_ISO: Final = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d)?)?(?P<extended>(?<=-\d\d-\d\d)[Tt]\d\d(?::\d\d(?::\d\d(?:[.,]\d{1,12})?)?)?ZONE)?"
    r"|\d{8}(?:[Tt]\d\d(?:\d\d(?:\d\d(?:[.,]\d{1,12})?)?)?ZONE)?".replace("ZONE", r"(?:[Zz]|[+-]\d\d(?::?\d\d)?)?"),
    re.ASCII,
)
_DAY: Final = re.compile(r"\d{4}-?\d\d-?\d\d", re.ASCII)
_OPEN_GRAPH: Final = frozenset({"article:published_time", "article:modified_time", "og:updated_time"})
_SCHEMA: Final = frozenset({"datepublished", "datemodified"})
_SHOWN: Final = 60


def check(page: Page) -> Iterator[Problem]:
    for claim in page.article.date_claims:
        if not _must_be_iso(claim) or find_placeholder(claim.text) is not None:
            continue  # date-template-unfilled tells of templates
        value = claim.text.strip()
        reason = _reason(value)
        if reason is not None:
            yield Problem(
                claim.span,
                f"Machines read when this was {claim.role.value} from “{value[:_SHOWN]}”, which {reason}. Write year, "
                "month and day, a T, the time and its zone: 2024-05-03T16:30:00+02:00.",
                fixes=_fixes(page, claim, value),
            )


def _must_be_iso(claim: DateClaim) -> bool:
    """Whether a specification says how the date is written: schema.org's and Open Graph's do."""
    if claim.where in _SCHEMA:
        return claim.element is not None and claim.element.has("itemprop")
    return claim.where == "json-ld" or claim.where in _OPEN_GRAPH


def _reason(value: str) -> str | None:
    if not _ISO.fullmatch(value):
        return "is not in the form that programs agreed on"
    if _DAY.match(value) and read_machine(value) is None and not value.startswith("0000"):
        return "names a day or time that does not exist"
    return None


def _fixes(page: Page, claim: DateClaim, value: str) -> tuple[Fix, ...]:
    moment = read_machine(value)
    if moment is None or moment.day.year < 1000 or page.source.cut(claim.span).strip() != value:
        return ()
    mended = str(moment)
    return (Fix(f"Write {mended}.", (Edit(claim.span, mended),)),) if _ISO.fullmatch(mended) else ()
