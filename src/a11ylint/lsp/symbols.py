"""The parts of an article as an editor's outline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lsprotocol import types

from a11ylint.article import read_article
from a11ylint.article.agencies import NO_HOUSE
from a11ylint.article.describe import Row, describe
from a11ylint.document import parse_all
from a11ylint.lsp.positions import Text
from a11ylint.lsp.project import Linted
from a11ylint.source import Span, Unreadable

_LONGEST: Final = 80  # characters of a part that the outline shows
_PHOTO: Final = "photo"
_OF_PHOTOS: Final = frozenset({"alt", "caption", "credit"})
# No kind of symbol is an article's: these have the icons that come closest.
_KINDS: Final = {
    "declared language": types.SymbolKind.Constant,
    "headline": types.SymbolKind.Class,
    "headline, again": types.SymbolKind.Class,
    "byline": types.SymbolKind.Interface,
    "published": types.SymbolKind.Event,
    "modified": types.SymbolKind.Event,
    "dateline": types.SymbolKind.Namespace,
    "photo": types.SymbolKind.Object,
    "alt": types.SymbolKind.Property,
    "caption": types.SymbolKind.Property,
    "credit": types.SymbolKind.Property,
    "body": types.SymbolKind.Array,
    "source": types.SymbolKind.Interface,
    "skip link": types.SymbolKind.Key,
}


def symbols_of(linted: Linted) -> list[types.DocumentSymbol]:
    """Headline, bylines, dates, photos with what belongs to each, sources…, as ``a11ylint article`` lists them."""
    try:
        document = next(parse_all(linted.source), None)
    except Unreadable:
        return []
    if document is None:
        return []
    house = linted.ruleset.house if linted.ruleset is not None else NO_HOUSE
    return list(_symbols(describe(read_article(document, house)), linted.buffer.contents))


def flat(symbols: Iterable[types.DocumentSymbol], uri: str, within: str | None = None) -> list[types.SymbolInformation]:
    """The same for editors that know no symbols within symbols."""
    found: list[types.SymbolInformation] = []
    for symbol in symbols:
        place = types.Location(uri, symbol.selection_range)
        found.append(types.SymbolInformation(place, symbol.name, symbol.kind, container_name=within))
        found += flat(symbol.children or (), uri, symbol.name)
    return found


def _symbols(rows: Iterable[Row], contents: Text) -> Iterator[types.DocumentSymbol]:
    for group in _groups(rows):
        first, *others = group
        whole = Span(min(row.span.start for row in group), max(row.span.end for row in group))
        children = [_symbol(row, row.span, contents, None) for row in others]
        yield _symbol(first, whole, contents, children or None)


def _groups(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows, with a photo's alternative text, captions and credit behind it."""
    groups: list[list[Row]] = []
    for row in rows:
        if row.part in _OF_PHOTOS and groups and groups[-1][0].part == _PHOTO:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _symbol(row: Row, whole: Span, contents: Text, children: list[types.DocumentSymbol] | None) -> types.DocumentSymbol:
    value = " ".join(row.value.split())
    shown = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
    return types.DocumentSymbol(
        f"{row.part}: {shown or '(empty)'}",
        _KINDS.get(row.part, types.SymbolKind.String),
        contents.range(whole),
        contents.range(row.span),
        detail=row.where,
        children=children,
    )
