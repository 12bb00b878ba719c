"""Where words may be hyphenated, after Liang's patterns as LibreOffice's dictionaries have them.

The dictionaries are those of the ``pyphen`` package and the places are the same as it finds; only the reading differs.
Parsing all patterns of German or Hungarian takes half a second, an article touches a few hundred of them: here a
pattern is parsed when a word first meets it, and no word is kept.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from a11ylint import patterns as re

_HEX: Final = re.compile(r"\^\^([0-9a-f]{2})")
_DIGITS: Final = "0123456789"
_NOT_PATTERNS: Final = (
    "%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUNDLEFTHYPHENMIN", "COMPOUNDRIGHTHYPHENMIN",
)  # fmt: skip
_LEAST_LEFT: Final = 2  # letters that must stay before the first hyphen...
_LEAST_RIGHT: Final = 2  # ...and after the last

Levels = tuple[tuple[int, int], ...]  # before which letter of the pattern each level stands, and the level


class Hyphenation:
    """The patterns of one dictionary file (``hyph_*.dic``).

    Liang, F. M., "Word Hy-phen-a-tion by Com-put-er", Stanford 1983: every pattern found in the word raises the level
    between some letters; an odd level is a place for a hyphen.
    """

    def __init__(self, path: Path) -> None:
        """Raises OSError where the file cannot be read."""
        head, _, body = path.read_bytes().partition(b"\n")
        encoding = head.decode("ascii").strip()
        text = body.decode("cp1251" if encoding.lower() == "microsoft-cp1251" else encoding)
        if "^^" in text:
            text = _HEX.sub(lambda match: chr(int(match.group(1), 16)), text)
        patterns = _pattern_lines(text)
        if "/" in text:  # a spelling that changes at the hyphen: where the hyphen falls is said before it
            patterns = [line.partition("/")[0] if "/" in line and "=" in line else line for line in patterns]
        letters = "\n".join(patterns)
        for digit in _DIGITS:  # ten times faster than str.translate, and the text is a megabyte
            letters = letters.replace(digit, "")
        keys = letters.split("\n")
        # A pattern without a level says nothing, nor does it take back what another said of the same letters.
        self._patterns: dict[str, str | Levels] = {
            key: pattern for key, pattern in zip(keys, patterns, strict=True) if key != pattern
        }
        self._longest = max(map(len, self._patterns), default=0)

    def hyphens(self, word: str) -> int:
        """How many places for a hyphen a lower-case word has."""
        pointed = f".{word}."
        size = len(pointed)
        levels: dict[int, int] = {}  # by the letter of the pointed word that each stands before
        patterns, longest = self._patterns, self._longest
        for start in range(size - 1):
            for stop in range(start + 1, min(start + longest, size) + 1):
                part = pointed[start:stop]
                if part not in patterns:
                    continue
                pattern = patterns[part]
                if isinstance(pattern, str):
                    pattern = patterns[part] = _parsed(pattern)
                for letter, level in pattern:
                    if level > levels.get(start + letter, 0):
                        levels[start + letter] = level
        return sum(level & 1 for place, level in levels.items() if _LEAST_LEFT < place < size - _LEAST_RIGHT)


def _pattern_lines(text: str) -> list[str]:
    """The lines that are patterns: most often all after a few lines of remarks and settings."""
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)].strip()
        if line and not line.startswith(_NOT_PATTERNS):
            break
        at = end + 1 if end >= 0 else len(text)
    body = text[at:].strip()
    if any(sign in body for sign in ("%", "#", "HYPHENMIN", "\r", " ", "\t", "\n\n")):
        lines = map(str.strip, body.split("\n"))
        return [line for line in lines if line and not line.startswith(_NOT_PATTERNS)]
    return body.split("\n")


def _parsed(pattern: str) -> Levels:
    levels: list[tuple[int, int]] = []
    letter, before = 0, "."
    for sign in pattern:
        if sign not in _DIGITS:
            letter += 1
        else:
            letter += before in _DIGITS  # of two digits together, the first holds a letter's place
            levels.append((letter, int(sign)))
        before = sign
    return tuple(levels)


@lru_cache(maxsize=8)  # a large dictionary holds some megabytes, and takes as long to read as a page to lint
def _hyphenation(path: Path) -> Hyphenation:
    return Hyphenation(path)


@cache
def _dictionaries() -> dict[str, Path]:
    """The dictionaries by locale, and by language alone: the first of its locales in the alphabet."""
    spec = find_spec("pyphen")  # found, not imported
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("syllables need the package pyphen", name="pyphen")
    found: dict[str, Path] = {}
    for path in sorted(Path(spec.submodule_search_locations[0], "dictionaries").glob("hyph_*.dic")):
        locale = path.stem.removeprefix("hyph_")
        found[locale.lower()] = path
        found.setdefault(locale.partition("_")[0].lower(), path)
    return found


def hyphenation_for(locale: str) -> Hyphenation | None:
    """The dictionary of a locale ("de_AT"), or of what is left of it from the right ("de"); None where none is."""
    parts = locale.replace("-", "_").lower().split("_")
    while parts:
        path = _dictionaries().get("_".join(parts))
        if path is not None:
            return _hyphenation(path)
        parts.pop()
    return None
