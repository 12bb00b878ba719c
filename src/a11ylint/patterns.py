"""Regular expressions that are compiled when they are first used.

The stages and the rules have some three hundred patterns, of which a short page needs a quarter; compiling them all
takes longer than linting it. Modules that make patterns when they are imported take this one in place of the standard
one, whose other functions it has as well::

    from a11ylint import patterns as re

What has been compiled is remembered between runs: see `a11ylint.compiled`. A pattern that cannot be compiled raises
`re.error` where it is first used. Patterns made of what a page says are made with `passing`, which remembers nothing.
"""

from __future__ import annotations

import re
from functools import cached_property
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    Match,
    Pattern,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, AnyStr, cast

from a11ylint.compiled import remembered

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "passing",
    "search",
    "split",
    "sub",
]


passing = re.compile


def compile(pattern: AnyStr, flags: int = 0) -> Pattern[AnyStr]:
    """What `re.compile` gives, as soon as it is asked for anything."""
    return cast("Pattern[AnyStr]", _Awaited(pattern, flags))


class _Awaited:
    """A pattern not compiled yet. What it is asked for is kept on it, so that each method is looked up but once."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._source = pattern, flags

    @cached_property
    def _compiled(self) -> Pattern[Any]:
        pattern, flags = self._source
        return remembered().compile(pattern, flags) if isinstance(pattern, str) else re.compile(pattern, flags)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever a pattern has
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value
