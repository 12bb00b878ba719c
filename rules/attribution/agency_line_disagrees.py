"""An agency line that does not go with the byline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import AgencyLine, Byline, Certainty, Page, Problem, agencies_in, is_agency

# These broadcasters are agencies to others and the author at home, where their line rightly names only others.
_BROADCASTERS: Final = frozenset({"RFE/RL", "VOA", "BBC", "CNN"})
# "Reporting by Mira Holm; editing by Jan Berg" is a byline in another form.
_FURTHER: Final = re.compile(
    r"^with\b|\badditional\b|\bcontribut|\bcontribu[yi]|\bcolabor|\bbeigetragen\b|\btrug\b", re.IGNORECASE
)


def check(page: Page) -> Iterator[Problem]:
    bylines = [byline for byline in page.article.bylines if byline.visible]
    for line in page.article.agency_lines:
        yield from _authors_named_again(page, line, bylines)
        yield from _agency_left_out(page, line, bylines)


def _authors_named_again(page: Page, line: AgencyLine, bylines: list[Byline]) -> Iterator[Problem]:
    """The line names as a further hand somebody whom the byline names."""
    if not _FURTHER.search(line.phrase):
        return
    house = page.article.house
    for byline in bylines:
        people = (name for name in byline.names if len(name.split()) > 1 and not is_agency(name, house))
        authors = set(map(_key, people))
        for name in line.names:
            if _key(name.text) in authors:
                yield Problem(
                    name,
                    f"{name.text} is the author of this article, and is named here as somebody who helped with it. "
                    "Drop the name from one of the two.",
                    ((byline.span, "The byline."),),
                )


def _agency_left_out(page: Page, line: AgencyLine, bylines: list[Byline]) -> Iterator[Problem]:
    """The byline is an agency alone, and the line names others and not that one."""
    names = {name for byline in bylines for name in byline.names}
    house = page.article.house
    authors = {agency for name in names for agency in agencies_in(name, house)}
    if (
        not names
        or not all(is_agency(name, house) for name in names)
        or not line.agencies
        or "additional" in line.phrase.casefold()
    ):
        return
    site = " ".join(part.value for part in page.article.structured.meta.get("og:site_name", ()))
    if authors & {*line.agencies, *_BROADCASTERS, *agencies_in(site, house)}:
        return
    yield Problem(
        line.span,
        f"The byline says {' and '.join(sorted(authors))}, the agency line only {' and '.join(line.agencies)}. "
        "Make the two agree.",
        ((bylines[0].span, "The byline."),),
        certainty=Certainty.LIKELY,
    )


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
