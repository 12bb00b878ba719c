"""Compiled regular expressions, remembered between runs: compiling them is a tenth of what a first page takes.

CPython compiles a pattern to a list of numbers, of which the pattern object is then made. These numbers are kept in the
user's cache folder, for one build of Python. They are data, not code that could do anything; the interpreter checks
them before it takes them, and nobody but the user may have written them. They are remembered only where a pattern made
of them is equal to the one that `re.compile` makes; what is not remembered, or is not as it must be, is compiled.
"""

from __future__ import annotations

import json
import re
import sys
from array import array
from binascii import a2b_base64, b2a_base64
from contextlib import suppress
from functools import cache, cached_property
from importlib import import_module
from typing import Any, Final

from a11ylint.store import Store, cache_folder, name_of

_MOST: Final = 2000  # patterns that are remembered; we have some 350, and newsrooms may add some
# What making a pattern of something else than what was kept ends with.
_NOT_MADE: Final = (AttributeError, LookupError, OverflowError, RuntimeError, TypeError, ValueError)


class Compiled:
    """The patterns kept in a store, and those that have been compiled since."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._new: list[tuple[str, int]] = []

    def compile(self, pattern: str, flags: int = 0) -> re.Pattern[str]:
        """What `re.compile` gives. Raises `re.error` as it does."""
        known = self._known.get(_key(pattern, flags))
        if known is not None:
            with suppress(*_NOT_MADE):
                return _made(pattern, *known)
        self._new.append((pattern, int(flags)))
        return re.compile(pattern, flags)

    def keep(self) -> None:
        """Remember what was new, if anything was."""
        new, self._new = self._new, []
        fresh = {_key(*each): known for each in new if (known := _known(*each)) is not None}
        if fresh and len(self._known) < _MOST:
            self._known.update(fresh)
            self._store.write(self._name, json.dumps(self._known, separators=(",", ":")).encode())

    @cached_property
    def _name(self) -> str:
        """The name of what holds for this very Python."""
        return name_of("patterns", sys.version, sys.byteorder, str(sys.maxsize))

    @cached_property
    def _known(self) -> dict[str, list[Any]]:
        with suppress(ValueError):
            known = json.loads(self._store.read(self._name, own=True) or b"")
            return known if isinstance(known, dict) else {}
        return {}


@cache
def remembered() -> Compiled:
    """The patterns that this user's runs remember."""
    return Compiled(Store(cache_folder()))


def _key(pattern: str, flags: int) -> str:
    return f"{int(flags)}:{pattern}"


def _made(pattern: str, flags: int, numbers: str, names: dict[str, int], groups: int) -> re.Pattern[str]:
    """A pattern, of the numbers it was compiled to. Raises `RuntimeError` where they are no pattern's."""
    code = array("I", a2b_base64(numbers)).tolist()
    names_by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        names_by_number[number] = name
    made: re.Pattern[str] = import_module("_sre").compile(pattern, flags, code, groups, names, tuple(names_by_number))
    return made


def _known(pattern: str, flags: int) -> list[Any] | None:
    """What `_made` makes a pattern of; None where this Python's patterns are made in another way."""
    whole = re.compile(pattern, flags)
    with suppress(Exception):  # these are its inner parts: whatever has changed about them, there are no others
        parsed = import_module("re._parser").parse(pattern, flags)
        code = array("I", import_module("re._compiler")._code(parsed, flags))
        numbers = b2a_base64(code.tobytes(), newline=False).decode()
        known: list[Any] = [whole.flags, numbers, dict(whole.groupindex), whole.groups]
        made = _made(pattern, *known)
        return known if made == whole and made.groupindex == whole.groupindex else None
    return None
