"""How hard a text is to read, by the formula made for its language, and which of its sentences are the hardest.

`measure` gives one figure of one text. `measures` gives what a page about an article needs: counts, figures and the
hardest sentences with their places. `default_for` says which formula and which limit suit the news in a language.

Languages without a default get no figure, because no formula is valid for them:

- zh, ja, ko, th, km, lo, my, bo: words are not written apart, or are not letters; all formulas count either;
- ar, fa, ps, ur, he, ckb, ug, sd, yi: short vowels are left out, so neither letters nor written syllables measure a
  word (OSMAN wants the vowel marks, which newspapers do not print; it can be asked for by name);
- vi: a space parts syllables, not words;
- hi, bn, ta and the other scripts of India, am: vowel signs are no letters of their own; no formula is established;
- eo, la, ha, ht: nothing is known of their newspapers' figures;
- zu, xh, sn, rw: what other languages say in a clause is one written word, so that nearly every word is "long".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

from a11ylint.readability import formulas
from a11ylint.readability.counts import LONG, POLYSYLLABLE, Counts, words_in
from a11ylint.readability.sentences import split
from a11ylint.records import dataclass

Compute = Callable[[Counts], float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """A formula by its name.

    `languages` are those it was made for; None: any language written in letters. `higher_is_harder` is the direction.
    """

    name: str
    compute: Compute
    higher_is_harder: bool
    languages: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Default:
    """The measure for a language and the figure beyond which a news text is hard; the text passes at the limit."""

    measure: str
    limit: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its paragraph: `paragraph` counts from 0, ``[start, end)`` are characters of that paragraph."""

    paragraph: int
    start: int
    end: int
    words: int
    long_words: int

    @property
    def difficulty(self) -> int:
        """Its words, the long ones twice: what a reader has to hold until the full stop."""
        return self.words + self.long_words


class Measures:
    """A text in numbers, each counted when it is first asked for: few who ask for a score want the hardest sentences.

    Sentences and paragraphs are those a reader sees; `scores` are textstat's figures. `syllables` is None in languages
    without a hyphenation dictionary. Characters exclude white space.
    """

    def __init__(self, text: Sequence[str], language: str, names: Sequence[str], hardest: int) -> None:
        """Raises KeyError for a name that is not in `MEASURES`."""
        self.language = language
        self._text = text
        self._chosen = [MEASURES[name] for name in names]
        self._most = hardest
        self._counts = Counts(body_text(text, language), _LOCALES.get(language, language))

    @property
    def paragraphs(self) -> int:
        return sum(bool(paragraph.strip()) for paragraph in self._text)

    @property
    def sentences(self) -> int:
        return len(self._sentences)

    @property
    def words(self) -> int:
        return self._counts.words

    @property
    def syllables(self) -> int | None:
        return self._counts.syllables

    @property
    def characters(self) -> int:
        return self._counts.characters

    @property
    def letters(self) -> int:
        return self._counts.letters

    @property
    def long_words(self) -> int:
        return self._counts.long_words

    @cached_property
    def scores(self) -> Mapping[str, float]:
        figures = ((chosen.name, _figure(self._counts, chosen)) for chosen in self._chosen)
        return MappingProxyType({name: figure for name, figure in figures if figure is not None})

    @cached_property
    def hardest(self) -> tuple[Sentence, ...]:
        ranked = sorted(self._sentences, key=lambda each: (-each.difficulty, each.paragraph, each.start))
        return tuple(ranked[: self._most])

    @cached_property
    def _sentences(self) -> list[Sentence]:
        return [
            sentence
            for number, paragraph in enumerate(self._text)
            for sentence in _sentences_of(paragraph, number, self.language)
        ]

    @property
    def words_per_sentence(self) -> float:
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def words_per_paragraph(self) -> float:
        return self.words / self.paragraphs if self.paragraphs else 0.0

    @property
    def long_word_share(self) -> float:
        """Long words among all, 0 to 1."""
        return self.long_words / self.words if self.words else 0.0

    def as_json(self) -> dict[str, Any]:
        """Plain dictionaries, lists and numbers."""
        hardest = [{**asdict(sentence), "difficulty": sentence.difficulty} for sentence in self.hardest]
        counts = {
            name: getattr(self, name)
            for name in (
                "language", "paragraphs", "sentences", "words", "syllables", "characters", "letters", "long_words",
                "words_per_sentence", "words_per_paragraph", "long_word_share",
            )
        }  # fmt: skip
        return {**counts, "scores": dict(self.scores), "hardest": hardest}


def measure(text: str, language: str, name: str) -> float | None:
    """The figure of a text by a measure: ``textstat.<name>(text)`` after ``textstat.set_lang(language)``.

    None where the measure has no figure in that language (it counts syllables and there is no dictionary for them, or
    it has no constants for the language; textstat raises there). 0.0 for a text without words, as in textstat.
    Raises KeyError for a measure that is not in `MEASURES`.
    """
    return _figure(Counts(text, language), MEASURES[name])


def measures(
    paragraphs: Sequence[str], language: str, names: Sequence[str] | None = None, hardest: int = 3
) -> Measures:
    """An article's body in numbers, and its `hardest` sentences, the hardest first.

    `names` are the measures to give; without them the language's default. A name without a figure in the language is
    left out of `scores`. Raises KeyError for a name that is not in `MEASURES`.
    """
    if names is None:
        default = default_for(language)
        names = [default.measure] if default else []
    return Measures(paragraphs, language, names, hardest)


def body_text(paragraphs: Sequence[str], language: str) -> str:
    """The text whose figures are an article's: its body paragraphs, a line each.

    The Armenian full stop is made a point, the only one that the formulas' sentence counts know.
    """
    text = "\n".join(paragraphs)
    return text.replace("։", ".") if language == "hy" else text


def default_for(language: str) -> Default | None:
    """The measure and limit for news in a language (ISO 639-1, or its textstat locale); None where none is valid."""
    root = language.replace("-", "_").partition("_")[0].lower()
    return DEFAULTS.get(_ALIASES.get(root, root))


def measures_for(language: str) -> tuple[str, ...]:
    """The names of the measures that are valid for a language, its default first; none where none is valid."""
    default = default_for(language)
    if default is None:
        return ()
    root = language.replace("-", "_").partition("_")[0].lower()
    made = (each.name for each in MEASURES.values() if each.languages is None or root in each.languages)
    return tuple(dict.fromkeys((default.measure, *made)))


def exceeds(figure: float, limit: float, name: str) -> bool:
    """Whether a figure is on the hard side of a limit. Raises KeyError for an unknown measure."""
    return figure > limit if MEASURES[name].higher_is_harder else figure < limit


def _sentences_of(paragraph: str, number: int, language: str) -> list[Sentence]:
    found = []
    for start, end in split(paragraph, language):
        words = words_in(paragraph[start:end])
        if words:
            long_words = sum(len(word.replace("'", "")) > LONG for word in words)
            found.append(Sentence(number, start, end, len(words), long_words))
    return found


def _figure(counts: Counts, chosen: Measure) -> float | None:
    try:
        return chosen.compute(counts)
    except ZeroDivisionError:  # a text without words
        return 0.0


def _quotient(part: float | None, whole: int) -> float | None:
    return None if part is None else part / whole


def _flesch_reading_ease(counts: Counts) -> float | None:
    if counts.language not in _TEXTSTAT_FLESCH and counts.language in _TEXTSTAT_OTHER:
        return None  # textstat has no constants for Polish and says so
    constants = formulas.FLESCH[counts.language if counts.language in _TEXTSTAT_FLESCH else "en"]
    return _by_syllables(counts, lambda length, syllables: formulas.flesch(length, syllables, constants))


def _flesch_kincaid_grade(counts: Counts) -> float | None:
    return _by_syllables(counts, formulas.flesch_kincaid_grade)


def _fernandez_huerta(counts: Counts) -> float | None:
    return _by_syllables(counts, formulas.fernandez_huerta)


def _by_syllables(counts: Counts, formula: Callable[[float, float], float]) -> float | None:
    syllables = counts.syllables
    if syllables is None:
        return None
    length, per_word = counts.words / counts.sentences, syllables / counts.words
    return 0.0 if length == 0 or per_word == 0 else formula(length, per_word)


def _crawford(counts: Counts) -> float | None:
    syllables = counts.syllables
    if syllables is None:
        return None
    sentences, per_word = 100 * (counts.sentences / counts.words), 100 * (syllables / counts.words)
    return 0.0 if sentences == 0 or per_word == 0 else formulas.crawford(sentences, per_word)


def _smog_index(counts: Counts) -> float | None:
    polysyllables = counts.words_of_syllables(POLYSYLLABLE)
    return None if polysyllables is None else formulas.smog(polysyllables, counts.sentences)


def _gunning_fog(counts: Counts) -> float | None:
    least = _FOG_SYLLABLES.get(counts.language, 3)
    hard = None if counts.language in _NO_FOG else counts.difficult_words(least)
    if hard is None:
        return None
    return formulas.fog(counts.words / counts.sentences, 100 * hard / counts.words)


def _fog_pl(counts: Counts) -> float | None:
    """Words of four syllables and more, by their vowels. Broda, B. et al., "Measuring Readability of Polish Texts:
    Baseline Experiments", LREC 2014."""
    of = counts.vowels_of
    hard = sum(number for word, number in counts.distinct.items() if of[word] >= 4)
    return formulas.fog(counts.words / counts.sentences, 100 * hard / counts.words)


def _coleman_liau_index(counts: Counts) -> float | None:
    letters, sentences = counts.letters / counts.words * 100, counts.sentences / counts.words * 100
    return 0.0 if letters == 0 or sentences == 0 else formulas.coleman_liau(letters, sentences)


def _automated_readability_index(counts: Counts) -> float | None:
    characters, length = counts.characters / len(counts.pieces), counts.words / counts.sentences
    return 0.0 if characters == 0 or length == 0 else formulas.automated_readability(characters, length)


def _dale_chall(counts: Counts) -> float | None:
    hard = counts.difficult_words(0)
    if hard is None:
        return None
    return formulas.dale_chall(100 * hard / counts.words, counts.words / counts.sentences)


def _linsear_write(counts: Counts) -> float | None:
    """Of the first hundred words, as O'Hayre has it."""
    sample, pieces = counts, counts.pieces
    if len(pieces) > 100:
        taken, last = 0, 0
        while last < len(pieces) and taken < 100:
            taken += bool(words_in(pieces[last]))
            last += 1
        sample = Counts(" ".join(pieces[:last]), counts.locale)
    else:
        sample = Counts(" ".join(pieces), counts.locale)
    hard, easy = sample.words_of_syllables(POLYSYLLABLE), sample.words_of_syllables(1, POLYSYLLABLE - 1)
    if hard is None or easy is None:
        return None
    return formulas.linsear_write(easy, hard, sample.sentences)


def _lix(counts: Counts) -> float | None:
    share = 100 * counts.long_words / counts.words
    return formulas.lix(counts.words / counts.sentences, share)


def _rix(counts: Counts) -> float | None:
    return formulas.rix(counts.long_words, counts.sentences)


def _szigriszt_pazos(counts: Counts) -> float | None:
    syllables = counts.syllables
    if syllables is None or (counts.language in _TEXTSTAT_OTHER and counts.language not in _TEXTSTAT_FLESCH):
        return None
    base = formulas.FLESCH[counts.language if counts.language in _TEXTSTAT_FLESCH else "en"].base
    return base - 62.3 * (syllables / counts.words) - counts.words / counts.sentences


def _gutierrez_polini(counts: Counts) -> float | None:
    letters, length = counts.letters / counts.words, counts.words / counts.sentences
    return 0.0 if letters == 0 or length == 0 else formulas.gutierrez_polini(letters, length)


def _gulpease_index(counts: Counts) -> float | None:
    sentences, characters = counts.sentences / counts.words, counts.characters / len(counts.pieces)
    return 0.0 if sentences == 0 or characters == 0 else formulas.gulpease(sentences, characters)


def _wiener(variant: int) -> Compute:
    def compute(counts: Counts) -> float | None:
        words = counts.words
        polysyllables, monosyllables = counts.words_of_syllables(POLYSYLLABLE), counts.words_of_syllables(1, 1)
        if polysyllables is None or monosyllables is None:
            return None
        return formulas.wiener_sachtextformel(
            variant,
            100 * polysyllables / words,
            words / counts.sentences,
            100 * counts.long_words / words,
            100 * monosyllables / words,
        )

    return compute


def _osman(counts: Counts) -> float | None:
    """As textstat has it: no word is complex there, since the vowel marks are gone before they are counted."""
    words = counts.words
    return formulas.osman(
        words / counts.sentences,
        0 / words,
        counts.arabic_syllables / words,
        counts.faseeh / words,
        counts.arabic_long_words / words,
    )


def _martins(counts: Counts) -> float | None:
    return _by_syllables(counts, lambda length, each: formulas.flesch(length, each, formulas.FLESCH["pt"]))


def _by_vowels(language: str) -> Compute:
    constants = formulas.FLESCH[language]

    def compute(counts: Counts) -> float | None:
        return formulas.flesch(counts.words / counts.sentences, counts.vowels / counts.words, constants)

    return compute


def _only(compute: Compute, *languages: str) -> Compute:
    """The formula in its own languages, nothing in others."""
    return lambda counts: compute(counts) if counts.language in languages else None


# What textstat has constants for; it knows Polish too, but not what to make of its reading ease.
_TEXTSTAT_FLESCH: Final = frozenset(("en", "de", "es", "fr", "it", "nl", "ru", "hu"))
_TEXTSTAT_OTHER: Final = frozenset(("pl",))
_FOG_SYLLABLES: Final = {"en": 3, "pl": 4, "hu": 5}
_NO_FOG: Final = frozenset(("de", "es", "fr", "it", "nl", "ru"))

_FLESCH_LANGUAGES: Final = frozenset(("en", "de", "es", "fr", "it", "nl", "ru"))
_EN: Final = frozenset(("en",))
_ES: Final = frozenset(("es",))
_DE: Final = frozenset(("de",))

MEASURES: Final[Mapping[str, Measure]] = MappingProxyType(
    {
        chosen.name: chosen
        for chosen in (
            # textstat's, by textstat's names
            Measure("flesch_reading_ease", _flesch_reading_ease, False, _FLESCH_LANGUAGES),
            Measure("flesch_kincaid_grade", _flesch_kincaid_grade, True, _EN),
            Measure("smog_index", _smog_index, True, _EN),
            Measure("gunning_fog", _gunning_fog, True, _EN),
            Measure("coleman_liau_index", _coleman_liau_index, True, _EN),
            Measure("automated_readability_index", _automated_readability_index, True, _EN),
            Measure("dale_chall_readability_score", _only(_dale_chall, "en"), True, _EN),
            Measure("linsear_write_formula", _linsear_write, True, _EN),
            Measure("lix", _lix, True),
            Measure("rix", _rix, True),
            Measure("fernandez_huerta", _fernandez_huerta, False, _ES),
            Measure("szigriszt_pazos", _szigriszt_pazos, False, _ES),
            Measure("gutierrez_polini", _gutierrez_polini, False, _ES),
            Measure("crawford", _crawford, True, _ES),
            Measure("gulpease_index", _gulpease_index, False, frozenset(("it",))),
            Measure("wiener_sachtextformel_1", _wiener(1), True, _DE),
            Measure("wiener_sachtextformel_2", _wiener(2), True, _DE),
            Measure("wiener_sachtextformel_3", _wiener(3), True, _DE),
            Measure("wiener_sachtextformel_4", _wiener(4), True, _DE),
            Measure("osman", _osman, False, frozenset(("ar",))),
            # not in textstat
            Measure("martins", _only(_martins, "pt"), False, frozenset(("pt",))),
            Measure("oborneva", _only(_by_vowels("ru"), "ru"), False, frozenset(("ru",))),
            Measure("atesman", _only(_by_vowels("tr"), "tr"), False, frozenset(("tr",))),
            Measure("fog_pl", _only(_fog_pl, "pl"), True, frozenset(("pl",))),
        )
    }
)  # fmt: skip

_LIX: Final = Default("lix", 65)
_LIX_LONG_WORDS: Final = Default("lix", 75)  # languages that say with endings what others say with small words
# The limits leave in peace nine of ten articles of the daily press: they stand at the hard end of what newspapers
# print, not at what would be easy. An editor who wants easy texts sets a stricter limit.
DEFAULTS: Final[Mapping[str, Default]] = MappingProxyType(
    {
        "en": Default("flesch_kincaid_grade", 14),  # two years past secondary school
        "de": Default("flesch_reading_ease", 25),
        "fr": Default("flesch_reading_ease", 40),
        "es": Default("szigriszt_pazos", 45),
        "it": Default("gulpease_index", 40),  # Lucisano and Piemontese: hard even with a school-leaving certificate
        "nl": Default("flesch_reading_ease", 35),
        "pt": Default("martins", 20),
        "pl": Default("fog_pl", 16),
        "ru": Default("flesch_reading_ease", 20),
        "tr": Default("atesman", 20),
        **dict.fromkeys(("sv", "da", "nb", "nn"), Default("lix", 55)),  # Björnsson: past it lie official texts
        **dict.fromkeys("uk be bg mk sr hr bs sl cs sk ro sq lt lv ca gl af is el tg ce lb ga cy mt".split(), _LIX),
        **dict.fromkeys("hu fi et kk ky tt ba az tk uz crh mn hy ka eu id ms tl sw so cv ku".split(), _LIX_LONG_WORDS),
    }
)

# Names of one language (what a text cannot tell apart included), and the locale whose dictionary serves; English
# is textstat's own default, American.
_ALIASES: Final = {"no": "nb", "sh": "sr", "hbs": "sr", "cnr": "sr", "mo": "ro"}
_LOCALES: Final = {"en": "en_US", "no": "nb", "sh": "hr", "hbs": "hr", "cnr": "hr", "bs": "hr", "mo": "ro"}
