"""One source through every stage, from its text to what reports need of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from a11ylint.article import Article, read_article
from a11ylint.document import Document, parse_all
from a11ylint.engine import Ruleset, lint_articles
from a11ylint.findings import Finding
from a11ylint.kind import Kind
from a11ylint.places import places_of
from a11ylint.report.model import About, FileResult
from a11ylint.source import Source

if TYPE_CHECKING:
    from a11ylint.report.proof import Proof


def lint_source(
    source: Source, rules: Ruleset, kind: Kind | None = None, *, describe: bool = False, show: bool = False
) -> FileResult:
    """The result of one source. With `describe`, it says what the article is, too; with `show`, it has a proof of the
    page. Raises `Unreadable`."""
    return lint_documents(source, parse_all(source, kind), rules, describe=describe, show=show)


def lint_documents(
    source: Source, documents: Iterable[Document], rules: Ruleset, *, describe: bool = False, show: bool = False
) -> FileResult:
    """The same, over the Documents of all readings of the source."""
    articles = (read_article(document, rules.house) for document in documents)
    first = next(articles, None)
    findings = lint_articles(chain(() if first is None else (first,), articles), rules)
    about = _about(first) if describe and first is not None else None
    hardest = (span for _, span in about.hardest) if about is not None else ()
    proof = _proof(first, findings) if show and first is not None else None
    return FileResult(source.path, places_of(source, findings, hardest), findings, about=about, proof=proof)


def _about(article: Article) -> About:
    from a11ylint.report.about import about

    return about(article)


def _proof(article: Article, findings: Sequence[Finding]) -> Proof:
    from a11ylint.report.proof import proof

    return proof(article, findings)
