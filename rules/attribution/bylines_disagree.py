"""Readers and machines are told of different authors."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Byline, Page, Problem, may_be_same_person, people_in, text_of


def check(page: Page) -> Iterator[Problem]:
    article = page.article
    visible = [byline for byline in article.bylines if byline.visible]
    people = [name for byline in visible for name in people_in(byline, article)]
    # A byline of which anything is no person's name for sure is not compared.
    if not people or any(len(people_in(byline, article)) < len(byline.names) for byline in visible):
        return
    text = ""
    for told in _told(page):
        names = people_in(told, article)
        if not names or len(names) < len(told.names):
            continue
        if any(may_be_same_person(name, other) for name in names for other in people):
            return
        text = text or (" ".join(text_of(page.document.body).casefold().split()) if page.document.body else "")
        if any(part in text for name in names for part in name.casefold().split() if len(part) > 2):
            return  # the page shows the name somewhere: as an editor's, or where no byline was recognised
        yield Problem(
            told.span,
            f"Machines are told that {names[0]} wrote this, readers that {people[0]} did. Name the same people in both "
            "places.",
            ((visible[0].span, "The byline that readers see."),),
        )
        return


def _told(page: Page) -> Iterator[Byline]:
    """What machines are told, JSON-LD first."""
    yield from (byline for byline in page.article.bylines if byline.where == "json-ld")
    yield from (byline for byline in page.article.bylines if byline.where == "meta")
