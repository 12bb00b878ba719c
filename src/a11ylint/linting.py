"""One source through every stage, from its text to what reports need of it."""

from __future__ import annotations

from itertools import chain

from a11ylint.article import Article, read_article
from a11ylint.document import Kind, parse_all
from a11ylint.engine import Ruleset, lint_articles
from a11ylint.places import places_of
from a11ylint.report.model import About, FileResult
from a11ylint.source import Source


def lint_source(source: Source, rules: Ruleset, kind: Kind | None = None, *, describe: bool = False) -> FileResult:
    """The result of one source; with `describe`, it says what the article is, too. Raises `Unreadable`."""
    articles = (read_article(document, rules.house) for document in parse_all(source, kind))
    first = next(articles, None)
    findings = lint_articles(chain(() if first is None else (first,), articles), rules)
    about = _about(first) if describe and first is not None else None
    hardest = (span for _, span in about.hardest) if about is not None else ()
    return FileResult(source.path, places_of(source, findings, hardest), findings, about=about)


def _about(article: Article) -> About:
    from a11ylint.report.about import about

    return about(article)
