"""What reports say of an article itself, taken from its model once and small enough to be sent and kept."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.article import Article
from a11ylint.article.structured import Json, names_in
from a11ylint.report.model import About


def about(article: Article) -> About:
    """An article's headline, publisher, section, date, language and measures. It is dear: only for who asks."""
    measures = article.measures
    figures = measures.as_json() if measures is not None else None
    if figures is not None:
        del figures["hardest"]
    return About(
        headline=article.headline.value if article.headline is not None else "",
        publisher=next(_publishers(article), ""),
        section=next(_sections(article), ""),
        published=str(article.published.moment or "") if article.published is not None else "",
        language=article.language or "",
        words=measures.words if measures is not None else sum(len(each.text.split()) for each in article.paragraphs),
        sentences=measures.sentences if measures is not None else None,
        figures=figures,
        hardest=tuple(
            (sentence.words, article.paragraphs[sentence.paragraph].part(sentence.start, sentence.end).span)
            for sentence in (measures.hardest if measures is not None else ())
        ),
    )


def _publishers(article: Article) -> Iterator[str]:
    for _, value in article.structured.values("publisher"):
        yield from filter(None, map(_in_line, names_in(value)))
    yield from _meta(article, "og:site_name")


def _sections(article: Article) -> Iterator[str]:
    for _, value in article.structured.values("articleSection"):
        yield from filter(None, map(_in_line, _strings(value)))
    yield from _meta(article, "article:section")


def _meta(article: Article, name: str) -> Iterator[str]:
    return filter(None, (_in_line(part.value) for part in article.structured.meta.get(name, ())))


def _strings(value: Json) -> Iterator[str]:
    return (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str))


def _in_line(text: str) -> str:
    return " ".join(text.split())
