"""Which language a text is in, by the text itself: pages are often wrong about their own.

Two kinds of evidence, both kept as data in ``data/languages.json``. *Letters*: a text with «ө» and «ң» is not Russian,
one with «ы» is not Ukrainian. *Words*: in running text of any language a fifth to a half of all words are among its
few dozen commonest, so the language whose common words fill the text is its language; a word that many languages
share says less than one that a single language has (after the small-words method of Ingle, "A language identification
table", The Incorporated Linguist 15(4), 1976). Where the evidence is thin or divided the answer is None.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import repeat
from typing import Any, Final
from unicodedata import normalize

from a11ylint.data import read_data
from a11ylint.records import dataclass

_SAMPLE: Final = 6000  # characters: more of a text tells nothing new
_FEWEST_LETTERS: Final = 80  # in a script that many languages share
_FEWEST_ALONE: Final = 20  # in a script that tells the language by itself
_DOMINANT: Final = 0.6  # the share of a text's letters that its main script must have
_COMMON_WORDS: Final = 0.055  # the least share of (weighted) common words; foreign text stays below it
_LEAD: Final = 1.5  # how far the best language must lead another, in what they do not share
_FOREIGN: Final = 3.0  # what a share of letters foreign to the language costs
_OWN: Final = 1.5  # what a share of letters all its own gains...
_OWN_MOST: Final = 0.12  # ...at most

# The Unicode blocks of each script's letters (The Unicode Standard, Blocks.txt): first character and script.
_BLOCKS: Final = (
    (0x0000, "Latin"), (0x0250, ""), (0x0370, "Greek"), (0x0400, "Cyrillic"), (0x0530, "Armenian"),
    (0x0590, "Hebrew"), (0x0600, "Arabic"), (0x0700, ""), (0x0750, "Arabic"), (0x0780, ""), (0x08A0, "Arabic"),
    (0x0900, "Devanagari"), (0x0980, "Bengali"), (0x0A00, "Gurmukhi"), (0x0A80, "Gujarati"), (0x0B00, "Oriya"),
    (0x0B80, "Tamil"), (0x0C00, "Telugu"), (0x0C80, "Kannada"), (0x0D00, "Malayalam"), (0x0D80, "Sinhala"),
    (0x0E00, "Thai"), (0x0E80, "Lao"), (0x0F00, "Tibetan"), (0x1000, "Myanmar"), (0x10A0, "Georgian"),
    (0x1100, "Hangul"), (0x1200, "Ethiopic"), (0x13A0, ""), (0x1780, "Khmer"), (0x1800, ""), (0x1C90, "Georgian"),
    (0x1CC0, ""), (0x1E00, "Latin"), (0x1F00, "Greek"), (0x2000, ""), (0x3040, "Kana"), (0x3100, ""),
    (0x3130, "Hangul"), (0x3190, ""), (0x31F0, "Kana"), (0x3200, ""), (0x3400, "Han"), (0xA000, ""),
    (0xAC00, "Hangul"), (0xD7B0, ""), (0xF900, "Han"), (0xFB00, "Latin"), (0xFB07, ""), (0xFB50, "Arabic"),
    (0xFE00, ""), (0xFE70, "Arabic"), (0xFEFF, ""),
)  # fmt: skip
_FIRSTS: Final = tuple(first for first, _ in _BLOCKS)
_KANA_SHARE: Final = 0.1  # of Japanese, a third and more is kana; Chinese quotes a little at most

# One letter where typists and keyboards differ: Arabic and Persian yeh and kaf, the apostrophes, the half space.
_ONE_LETTER: Final = {
    "ي": "ی", "ى": "ی", "ك": "ک", "ʻ": "'", "ʼ": "'", "’": "'", "‘": "'", "`": "'", "´": "'", "\u200c": " ",
    "\u00ad": "", "\u0307": "",
}  # fmt: skip
# What a single paragraph is too little to tell apart.
_CLOSE: Final = (frozenset({"da", "nb", "nn", "no", "sv"}), frozenset({"ja", "zh"}))
_EDGES: Final = "'.,;:!?…\"«»“”„‟‹›()[]{}—–-‐/|*#·•،؛؟۔।॥%0123456789"


@dataclass(frozen=True, slots=True)
class _Profile:
    """One language in one script."""

    code: str
    letters: frozenset[str]
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Script:
    """The languages of a script, and for every common word which of them have it and what it weighs."""

    is_latin: bool
    profiles: tuple[_Profile, ...]
    words: dict[str, tuple[float, tuple[int, ...]]]


def primary(tag: str | None) -> str | None:
    """The primary language of a tag: "en" for "en-US"."""
    return tag.replace("_", "-").split("-")[0].strip().lower() or None if tag else None


def same_language(one: str | None, other: str | None) -> bool:
    """Whether two language tags agree, as far as a text can tell.

    Regions and scripts do not count ("en-GB", "en-US"), nor the names that standards give to what a reader of one
    reads in the other as well: Bosnian, Croatian, Montenegrin and Serbian; Persian and Dari; the Norwegians;
    Indonesian and Malay; the written Chineses. An absent tag agrees with nothing.
    """
    first, second = primary(one), primary(other)
    if first is None or second is None:
        return False
    family = _family()
    return family.get(first, first) == family.get(second, second)


def easily_confused(one: str | None, other: str | None) -> bool:
    """Whether a paragraph is too little to tell two languages apart: the Scandinavian ones, Chinese and Japanese."""
    return any({primary(one), primary(other)} <= close for close in _CLOSE)


def language_of(text: str, fewest: int = _FEWEST_LETTERS) -> str | None:
    """The ISO 639-1 code of a text's language (639-3 where there is none, as "ckb"), or None.

    None stands for: too short, of mixed scripts, in a language unknown to the data, or undecided between two.
    `fewest` is the number of letters below which a text is too short, in a script that many languages share.
    Bosnian, Croatian, Montenegrin ("cnr") and Serbian in Latin letters are told apart by a handful of words and may be
    taken for one another: compare with `same_language`.
    """
    sample, letters = _spelt_alike(normalize("NFC", text[:_SAMPLE]).lower())
    script, count = _script_of(letters)
    alone = _data()["alone"]
    if script in alone:
        return str(alone[script]) if count >= _FEWEST_ALONE else None
    if script == "Han":
        return "zh" if count >= _FEWEST_ALONE else None
    if script == "Kana":
        return "ja" if count >= _FEWEST_ALONE else None
    if script not in _data()["scripts"] or count < fewest:
        return None
    # Names and quotations in another script say nothing about the language of the text around them.
    words = [word for word in _words(sample) if script == "Latin" or not word.isascii()]
    return _by_evidence(_script(script), letters, words)


def common_words(language: str) -> frozenset[str]:
    """The commonest words of a language, in lower case; none for a language unknown to the data."""
    return frozenset(
        word for entry in _data()["languages"] if entry["code"] == language for word in entry["words"].split()
    )


def _script_of(letters: Counter[str]) -> tuple[str, int]:
    """The script of most letters and how many it has; no script where none is dominant."""
    counts: Counter[str] = Counter()
    for letter, number in letters.items():
        if letter.isalpha():
            counts[_BLOCKS[bisect_right(_FIRSTS, ord(letter)) - 1][1]] += number
    kana, han = counts["Kana"], counts["Han"]
    if kana + han:  # Japanese is written in both; and each of these characters carries what two letters do
        del counts["Kana"], counts["Han"]
        counts["Kana" if kana > _KANA_SHARE * (kana + han) else "Han"] = 2 * (kana + han)
    if not counts:
        return "", 0
    script, count = counts.most_common(1)[0]
    return (script, count) if count >= _DOMINANT * counts.total() else ("", 0)


def _spelt_alike(text: str) -> tuple[str, Counter[str]]:
    """A lower-case text with one letter where typists differ, and how often it has each letter."""
    letters = Counter(text)
    for letter in letters.keys() & _ONE_LETTER.keys():
        one = _ONE_LETTER[letter]
        text = text.replace(letter, one)
        number = letters.pop(letter)
        if one:
            letters[one] += number
    return text, letters


def _words(text: str) -> Iterator[str]:
    """The words of a text as the data has them; an elided article ("l'", "d'") counts beside the whole word."""
    for bare in map(str.strip, text.split(), repeat(_EDGES)):
        if bare:
            yield bare
            if "'" in bare:
                yield bare[: bare.index("'") + 1]


def _by_evidence(script: _Script, letters: Counter[str], words: list[str]) -> str | None:
    family = _family()
    scores = [0.0] * len(script.profiles)
    known = [script.words[word] for word in words if word in script.words]
    for weight, having in known:
        for index in having:
            scores[index] += weight
    alphabetic = {
        letter: number
        for letter, number in letters.items()
        if letter.isalpha() and (script.is_latin or not letter.isascii())
    }
    total = sum(alphabetic.values())
    for index, profile in enumerate(script.profiles):
        scores[index] /= max(len(words), 1)
        if scores[index] < _COMMON_WORDS / 2:
            scores[index] = 0.0
            continue
        if profile.letters:
            foreign = sum(n for letter, n in alphabetic.items() if letter not in profile.letters) / total
            scores[index] -= _FOREIGN * foreign
        own = sum(alphabetic.get(letter, 0) for letter in profile.own) / total
        scores[index] += min(_OWN * own, _OWN_MOST)
    best = max(range(len(scores)), key=scores.__getitem__)
    if scores[best] < _COMMON_WORDS:
        return None
    code = script.profiles[best].code
    shared = [0.0] * len(scores)
    for weight, having in known:
        if best in having:
            for index in having:
                shared[index] += weight / len(words)
    for profile, score, common in zip(script.profiles, scores, shared, strict=True):
        if family.get(profile.code, profile.code) == family.get(code, code):
            continue
        if scores[best] - common < _LEAD * (score - common):
            return None
    return code


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_data("languages")
    return data


@cache
def _family() -> Mapping[str, str]:
    """The language that stands for each of those which readers of one read as well."""
    return {code: group[0] for group in _data()["same"] for code in group}


@cache
def _script(name: str) -> _Script:
    """The languages of a script. Raises KeyError for a script of none or of one."""
    base = _data()["scripts"][name]
    of_script = [entry for entry in _data()["languages"] if entry["script"] == name]
    profiles = tuple(
        _Profile(
            entry["code"],
            # without a list of letters every letter passes
            frozenset(_letters(base + entry["letters"])) if base else frozenset(),
            frozenset(_letters(entry.get("own", ""))),
        )
        for entry in of_script
    )
    return _Script(name == "Latin", profiles, _weigh([entry["words"] for entry in of_script], profiles))


def _letters(letters: str) -> str:
    return _spelt_alike(letters.lower())[0]


def _weigh(lists: Iterable[str], profiles: tuple[_Profile, ...]) -> dict[str, tuple[float, tuple[int, ...]]]:
    """Each common word with its weight, one over the number of languages that have it, and those languages."""
    having: dict[str, list[int]] = {}
    for index, words in enumerate(lists):
        for word in dict.fromkeys(_letters(words).split()):
            having.setdefault(word, []).append(index)
    kin = [_family().get(profile.code, profile.code) for profile in profiles]
    alone = [(1.0, (index,)) for index in range(len(kin))]  # most words have one language
    return {
        word: (1.0 / len({kin[index] for index in indices}), tuple(indices)) if len(indices) > 1 else alone[indices[0]]
        for word, indices in having.items()
    }
