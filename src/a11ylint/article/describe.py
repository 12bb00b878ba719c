"""What the model saw, part by part, for people and for programs: each with where it was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from a11ylint.article import Article
from a11ylint.article.model import Byline, Caption, DateClaim, Link, Part, Photo
from a11ylint.source import Span


class Row(NamedTuple):
    """One part: its name in a newsroom, its words, the evidence it rests on, and its place in `Source.text`."""

    part: str
    value: str
    where: str
    span: Span


def describe(article: Article) -> list[Row]:
    """Every part of an article in reading order of a newsroom's list: headline first, links last."""
    return list(_rows(article))


def as_json(article: Article) -> dict[str, Any]:
    """The same as plain values, for ``json.dumps``: places with line, column (from 1) and offset.

    Keys: `path`, `kind`, `language`, `headline`, `headlines`, `kicker`, `deck`, `authors`, `bylines`, `published`,
    `modified`, `dates`, `dateline`, `photos`, `agencies`, `skip_links`, `paragraphs` (their number and words).
    """
    source = article.document.source

    def place(span: Span) -> dict[str, dict[str, int]]:
        return {
            name: {"line": position.line, "column": position.column, "offset": offset}
            for name, offset in (("start", span.start), ("end", span.end))
            for position in (source.position(offset),)
        }

    def part(found: Part[str] | None) -> dict[str, Any] | None:
        return None if found is None else {"text": found.value, "where": found.where, **place(found.span)}

    def byline(found: Byline) -> dict[str, Any]:
        return {"names": list(found.names), "text": found.text, "where": found.where, **place(found.span)}

    def date(found: DateClaim | None) -> dict[str, Any] | None:
        if found is None:
            return None
        moment = str(found.moment) if found.moment is not None else None
        return {
            "text": found.text,
            "moment": moment,
            "role": found.role.value,
            "where": found.where,
            **place(found.span),
        }

    def caption(found: Caption) -> dict[str, Any]:
        return {
            "text": found.text.text,
            "credit": found.credit.text or None,
            "courtesy": found.courtesy.text or None,
            "where": found.where,
            **place(found.span),
        }

    def photo(found: Photo) -> dict[str, Any]:
        return {
            "address": found.address or None,
            "alt": found.alt.value if found.alt is not None else None,
            "credit": found.credit.text or None,
            "captions": [caption(each) for each in found.captions],
            "in_gallery": found.in_gallery,
            **place(found.span),
        }

    def link(found: Link) -> dict[str, Any]:
        return {
            "text": found.name,
            "fragment": found.fragment,
            "target": found.target.tag if found.target is not None else None,
            "reaches_content": found.reaches_content,
            **place(found.span),
        }

    return {
        "path": source.path,
        "kind": article.document.kind.value,
        "language": article.language,
        "declared_language": part(article.declared_language),
        "headline": part(article.headline),
        "headlines": [part(each) for each in article.headlines],
        "kicker": part(article.kicker),
        "deck": part(article.deck),
        "authors": list(article.authors),
        "bylines": [byline(each) for each in article.bylines],
        "published": date(article.published),
        "modified": date(article.modified),
        "dates": [date(each) for each in article.date_claims],
        "dateline": part(article.dateline),
        "photos": [photo(each) for each in article.photos],
        "agencies": [
            {
                "text": line.text.text,
                "phrase": line.phrase,
                "names": [{"text": name.text, **place(name.span)} for name in line.names],
                "agencies": list(line.agencies),
                **place(line.span),
            }
            for line in article.agency_lines
        ],
        "skip_line": part(article.skip_line),
        "skip_links": [link(each) for each in article.skip_links],
        "paragraphs": {
            "number": len(article.paragraphs),
            "words": sum(len(paragraph.text.split()) for paragraph in article.paragraphs),
        },
    }


def _rows(article: Article) -> Iterator[Row]:
    if article.declared_language is not None:
        yield _part("declared language", article.declared_language)
    for number, each in enumerate(article.headlines):
        yield _part("headline" if number == 0 else "headline, again", each)
    for part, found in (("kicker", article.kicker), ("deck", article.deck), ("dateline", article.dateline)):
        if found is not None:
            yield _part(part, found)
    for byline in article.bylines:
        yield Row("byline", ", ".join(byline.names), byline.where, byline.span)
    for claim in article.date_claims:
        value = claim.text if claim.moment is None else str(claim.moment)
        yield Row(claim.role.value, value, claim.where, claim.span)
    for photo in article.photos:
        yield from _photo(photo)
    if article.paragraphs:
        count = len(article.paragraphs)
        said = sum(len(paragraph.text.split()) for paragraph in article.paragraphs)
        span = Span(article.paragraphs[0].span.start, article.paragraphs[-1].span.end)
        yield Row("body", f"{count} paragraphs, {said} words, {article.language or 'language unknown'}", "text", span)
    for line in article.agency_lines:
        for name in line.names:
            yield Row("source", name.text, line.phrase, name.span)
    if article.skip_line is not None:
        yield _part("skip link", article.skip_line)
    for link in article.skip_links:
        yield Row("skip link", link.name, _target(link), link.span)


def _part(name: str, found: Part[str]) -> Row:
    return Row(name, found.value, found.where, found.span)


def _photo(photo: Photo) -> Iterator[Row]:
    if photo.image is not None:
        where = "in a gallery" if photo.in_gallery else photo.image.tag
        yield Row("photo", photo.address or "(no address)", where, photo.span)
        if photo.alt is None:
            yield Row("alt", "(none written)", photo.image.tag, photo.span)
        else:
            yield Row("alt", photo.alt.value, photo.alt.element.tag, photo.alt.span)
    for caption in photo.captions:
        if caption.text:
            yield Row("caption", caption.text.text, caption.where, caption.span)
    if photo.credit:
        yield Row("credit", photo.credit.text, "caption", photo.credit.span)


def _target(link: Link) -> str:
    if link.fragment is None:
        return "a script"
    if link.target is None:
        return f"#{link.fragment}, which is missing"
    return f"#{link.fragment}" + ("" if link.reaches_content else ", which is not the article")
