"""HTML that cannot be broken by what stands in it: whatever is not `Markup` is text, and is escaped."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape
from typing import Any, Final, TypeAlias

from a11ylint import patterns as re
from a11ylint.report.json import encodable

# Control characters, and those that turn the text round them: overrides and isolates of direction (the "Trojan
# source"), separators of lines and paragraphs.
_COMMANDS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2060-\u206f\ufff9-\ufffb]")
# What else nobody sees, though it may be what is wrong with a page.
_UNSEEN: Final = re.compile("[\xad\u061c\u200b\u200e\u200f\ufeff]")
# What ends a script element or begins a comment in it (HTML, 4.12.1.3), or ends a line in old JavaScript.
_IN_SCRIPT: Final = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


class Markup(str):
    """A string that is HTML already."""

    __slots__ = ()


_SPECIAL: Final = re.compile("[&<>\"']")

Piece: TypeAlias = str | int | None
Content: TypeAlias = Piece | Iterable[Piece]

VOID: Final = frozenset({"br", "hr", "meta", "input", "link"})
EMPTY: Final = Markup("")


def tag(name: str, /, *content: Content, **attributes: str | float | bool | None) -> Markup:
    """An element. An attribute's name is its keyword, ``_`` for ``-``, and without the ``_`` at its end (``class_``).

    Attributes that are None or False, and content that is None, are left out.
    """
    start = name
    for key, value in attributes.items():
        if value is not None and value is not False:
            start += f" {_keyword(key)}" if value is True else f' {_keyword(key)}="{_attribute(value)}"'
    return Markup(f"<{start}>" if name in VOID else f"<{start}>{join(*content)}</{name}>")


def join(*content: Content) -> Markup:
    """Pieces of content one after the other."""
    parts: list[str] = []
    for each in content:
        if type(each) is Markup:
            parts.append(each)
        elif isinstance(each, str):
            parts.append(_escaped(each))
        elif isinstance(each, int):
            parts.append(str(each))
        elif each is not None:
            parts += map(text, each)
    return Markup("".join(parts))


def text(content: Piece) -> Markup:
    """Text as HTML; what is Markup stays as it is."""
    if type(content) is Markup:
        return content
    return Markup(_escaped(str(content))) if content is not None else EMPTY


def _escaped(content: str) -> str:
    content = plain(content)
    return escape(content, quote=True) if _SPECIAL.search(content) else content


@lru_cache(1_000)
def _attribute(value: str | float) -> str:
    """The value of an attribute; most come again and again."""
    return text(value) if isinstance(value, str) else str(value)


def source_text(content: str) -> Markup:
    """Text of a page's source as HTML: characters that are not seen are shown by their numbers, as ``⟨U+200F⟩``."""
    return text(_UNSEEN.sub(_shown, content) if not content.isascii() else content)


def plain(content: str) -> str:
    """Text that can be written and turns nothing round: characters that would act are shown by their numbers."""
    if content.isascii() and content.isprintable():
        return content
    return _COMMANDS.sub(_shown, encodable(content.replace("\r\n", "\n")))


def in_script(data: Any) -> Markup:  # noqa: ANN401 (what JSON holds)
    """JSON for a script element: nothing in it ends the element or begins a comment."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT))


@cache
def _keyword(name: str) -> str:
    """An attribute as HTML writes it."""
    return name.rstrip("_").replace("_", "-")


def _shown(match: re.Match[str]) -> str:
    """A character that is not seen, by its number: ``⟨U+202E⟩``."""
    return f"⟨U+{ord(match[0]):04X}⟩"


def figure(value: float) -> str:
    """A number for people: ``1,204``, ``17.5``."""
    return f"{round(value, 2):,}".removesuffix(".0")
