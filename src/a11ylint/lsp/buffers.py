"""What an editor has open, saved or not."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes, urlsplit
from urllib.request import url2pathname

from a11ylint.inputs.files import begins_as_page, is_page, may_be_page
from a11ylint.lsp.positions import Text
from a11ylint.settings import OWN_FILE, PROJECT_FILE

_TEXT_SUFFIXES: Final = (".txt", ".text")
# What editors call the languages of pages and of plain text (LSP 3.17, TextDocumentItem; Vim, Emacs).
_OF_PAGES: Final = frozenset({"html", "xhtml", "mhtml", "htmldjango", "django-html", "jinja-html"})
_OF_TEXT: Final = frozenset({"plaintext", "text"})


@dataclass(frozen=True, eq=False)
class Buffer:
    """One state of an open document; `folder` is where it is to be, as long as it has no file."""

    uri: str
    version: int
    language: str
    contents: Text
    folder: Path

    @cached_property
    def path(self) -> Path:
        """Its file; for what was never saved, one that it may become."""
        path = path_of(self.uri)
        return path or self.folder / ("untitled.txt" if self.language in _OF_TEXT else "untitled.html")

    @property
    def is_settings(self) -> bool:
        """Whether it may say how pages are linted."""
        return self.path.name in (OWN_FILE, PROJECT_FILE)

    @property
    def is_article(self) -> bool:
        """Whether it is to be linted: told, as for files in folders, by its name; else by what the editor calls it.

        Of templates and feeds the beginning must look like one. What an editor shows of other places than files, such
        as the old version beside a new one, is left alone.
        """
        if path_of(self.uri) is None and not self.uri.startswith("untitled:"):
            return False
        name = self.path.name.lower()
        if may_be_page(name) and not is_page(name):
            return begins_as_page(name, self.contents.text[: 64 * 1024].encode("utf-8", "replace"))
        return is_page(name) or name.endswith(_TEXT_SUFFIXES) or self.language in _OF_PAGES


def path_of(uri: str) -> Path | None:
    """The path that a ``file:`` URI means (RFC 8089), whatever bytes it has; None for any other URI."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if parts.scheme != "file":
        return None
    if os.name == "nt":
        return Path(url2pathname(f"//{parts.netloc}{parts.path}" if parts.netloc else parts.path))
    return Path(os.fsdecode(unquote_to_bytes(parts.path)))
