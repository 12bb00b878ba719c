"""Machines are told that the article was changed before it was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from a11ylint.plugin import DateClaim, DateRole, Page, Problem

# Sources that state both dates, each by its names for them.
_SOURCES: Final = (
    (("json-ld",), ("json-ld",)),
    (("article:published_time", "og:published_time"), ("article:modified_time", "og:updated_time")),
    (("datepublished",), ("datemodified",)),
)


def check(page: Page) -> Iterator[Problem]:
    tolerance = timedelta(minutes=page.option("tolerance", int))
    found = [pair for pair in _pairs(page.article.date_claims) if _is_reversed(*pair, tolerance)]
    if found:
        (published, modified), *more = found
        also = tuple((other.span, "The same is said here.") for _, other in more)
        yield Problem(
            modified.span,
            f"Machines are told that this was changed on {modified.text} but published only on {published.text}. "
            "Correct the one that is wrong.",
            ((published.span, "Published, it says here."), *also),
        )


def _pairs(claims: Iterable[DateClaim]) -> Iterator[tuple[DateClaim, DateClaim]]:
    """The publication and the change that one source gives; for JSON-LD, one block."""
    claims = tuple(claims)
    for published_names, modified_names in _SOURCES:
        published = [c for c in claims if c.role is DateRole.PUBLISHED and c.where in published_names]
        modified = [c for c in claims if c.role is DateRole.MODIFIED and c.where in modified_names]
        if published_names == ("json-ld",):
            blocks = dict.fromkeys(claim.element for claim in published)
            for block in blocks:
                own = [c for c in published if c.element is block], [c for c in modified if c.element is block]
                yield from _only(*own)
        else:
            yield from _only(published, modified)


def _only(published: list[DateClaim], modified: list[DateClaim]) -> Iterator[tuple[DateClaim, DateClaim]]:
    """The pair, where a source says each date once (or the same one more than once)."""
    if len({claim.text for claim in published}) == len({claim.text for claim in modified}) == 1:
        yield published[0], modified[0]


def _is_reversed(published: DateClaim, modified: DateClaim, tolerance: timedelta) -> bool:
    if published.moment is None or modified.moment is None:
        return False
    return published.moment.earliest - modified.moment.latest > tolerance
