"""Structured data about the article that leave out what search engines ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from a11ylint.plugin import Page, Problem, string_span

_NAMES: Final[Mapping[str, str]] = {
    "author": "who wrote it (author)",
    "dateModified": "when it was last changed (dateModified)",
    "datePublished": "when it was published (datePublished)",
    "headline": "its headline (headline)",
    "image": "its picture (image)",
}
_REFERENCE: Final = frozenset({"@context", "@id", "@type", "url"})  # what a mere reference to the article has
_SAME: Final[Mapping[str, tuple[str, ...]]] = {"author": ("author", "creator"), "headline": ("headline", "name")}


def check(page: Page) -> Iterator[Problem]:
    described = [(block, data) for block, data in page.article.structured.articles if data.keys() - _REFERENCE]
    if not described:
        return
    missing = [key for key in page.option("wanted", tuple) if not any(_has(data, key) for _, data in described)]
    if not missing:
        return
    block, data = described[0]
    kind = data.get("@type")
    name = next((each for each in (kind if isinstance(kind, list) else [kind]) if isinstance(each, str)), "")
    told = [_NAMES.get(key, key) for key in missing]
    listed = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    yield Problem(
        string_span(block, name, "@type"),
        f"The structured data about this article do not say {listed}. Search engines ask for it when they show news.",
    )


def _has(data: Mapping[str, object], key: str) -> bool:
    return any(data.get(each) for each in _SAME.get(key, (key,)))
