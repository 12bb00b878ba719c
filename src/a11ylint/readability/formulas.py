"""Readability formulas as their authors published them: numbers in, a figure out.

Every function takes averages or counts of one text (`words_per_sentence` and the like are plain quotients, `share`
arguments are percentages of all words) and knows nothing of how they were counted. Where textstat 0.7.8 has the
formula, constants and the order of operations are its own, so that figures agree to the last bit.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Flesch(NamedTuple):
    """The constants of a Flesch formula: base − sentence · words/sentence − syllable · syllables/word."""

    base: float
    sentence: float
    syllable: float


# The Flesch formulas by language.
FLESCH: Final = {
    # Flesch, R., "A new readability yardstick", Journal of Applied Psychology 32 (1948).
    "en": Flesch(206.835, 1.015, 84.6),
    # Amstad, T., "Wie verständlich sind unsere Zeitungen?", Zürich 1978.
    "de": Flesch(180, 1, 58.5),
    # Fernández Huerta, J., "Medidas sencillas de lecturabilidad", Consigna 214 (1959).
    "es": Flesch(206.84, 1.02, 60.0),
    # Kandel, L., Moles, A., "Application de l'indice de Flesch à la langue française", Cahiers Études de
    # Radio-Télévision 19 (1958).
    "fr": Flesch(207, 1.015, 73.6),
    # Franchina, V., Vacca, R., "Adaptation of Flesch readability index on a bilingual text", Linguaggi 3 (1986).
    "it": Flesch(217, 1.3, 60.0),
    # Douma, W. H., "De leesbaarheid van landbouwbladen", Wageningen 1960.
    "nl": Flesch(206.835, 0.93, 77),
    # Оборнева И. В., «Автоматизированная оценка сложности учебных текстов на основе статистических параметров»,
    # Москва 2006.
    "ru": Flesch(206.835, 1.3, 60.1),
    # textstat's own for Hungarian; no paper is known, and no default here rests on it.
    "hu": Flesch(206.835, 1.015, 58.5),
    # Martins, T. B. F. et al., "Readability formulas applied to textbooks in Brazilian Portuguese", Notas do ICMSC 28,
    # São Carlos 1996: Flesch's own constants and 42 points more.
    "pt": Flesch(248.835, 1.015, 84.6),
    # Ateşman, E., "Türkçede okunabilirliğin ölçülmesi", Dil Dergisi 58 (1997).
    "tr": Flesch(198.825, 2.610, 40.175),
}


def flesch(words_per_sentence: float, syllables_per_word: float, constants: Flesch) -> float:
    """Reading ease: 100 is very easy, 0 very hard. The sources are at `FLESCH`."""
    return constants.base - constants.sentence * words_per_sentence - constants.syllable * syllables_per_word


def flesch_kincaid_grade(words_per_sentence: float, syllables_per_word: float) -> float:
    """U.S. school grade. Kincaid, J. P. et al., "Derivation of New Readability Formulas ... for Navy Enlisted
    Personnel", Research Branch Report 8-75 (1975)."""
    return 0.39 * words_per_sentence + 11.8 * syllables_per_word - 15.59


def smog(polysyllables: int, sentences: int) -> float:
    """U.S. school grade, meant for 30 sentences and more. McLaughlin, G. H., "SMOG Grading — a New Readability
    Formula", Journal of Reading 12 (1969)."""
    root: float = (30 * (polysyllables / sentences)) ** 0.5
    return 1.043 * root + 3.1291


def fog(words_per_sentence: float, share_of_hard_words: float) -> float:
    """Years of schooling. Gunning, R., "The Technique of Clear Writing", New York 1952."""
    return 0.4 * (words_per_sentence + share_of_hard_words)


def coleman_liau(letters_per_100_words: float, sentences_per_100_words: float) -> float:
    """U.S. school grade. Coleman, M., Liau, T. L., "A computer readability formula designed for machine scoring",
    Journal of Applied Psychology 60 (1975)."""
    return 0.058 * letters_per_100_words - 0.296 * sentences_per_100_words - 15.8


def automated_readability(characters_per_word: float, words_per_sentence: float) -> float:
    """U.S. school grade. Smith, E. A., Senter, R. J., "Automated Readability Index", AMRL-TR-66-220 (1967)."""
    return 4.71 * characters_per_word + 0.5 * words_per_sentence - 21.43


def dale_chall(share_of_hard_words: float, words_per_sentence: float) -> float:
    """A score of 4.9 and less is fourth grade, 9 and more college. Dale, E., Chall, J. S., "A Formula for Predicting
    Readability", Educational Research Bulletin 27 (1948)."""
    score = 0.1579 * share_of_hard_words + 0.0496 * words_per_sentence
    return score + 3.6365 if share_of_hard_words > 5 else score


def linsear_write(easy_words: int, hard_words: int, sentences: int) -> float:
    """U.S. school grade of a sample of 100 words. O'Hayre, J., "Gobbledygook Has Gotta Go", U.S. Bureau of Land
    Management 1966."""
    number = float((easy_words * 1 + hard_words * 3) / sentences)
    return (number - 2 if number <= 20 else number) / 2


def lix(words_per_sentence: float, share_of_long_words: float) -> float:
    """25 is a children's book, 40 fiction, 50 a newspaper, 60 and more an official text. Björnsson, C. H.,
    "Läsbarhet", Stockholm 1968; for newspapers in eleven languages: the same, Reading Research Quarterly 18 (1983)."""
    return words_per_sentence + share_of_long_words


def rix(long_words: int, sentences: int) -> float:
    """Long words a sentence; 7.2 and more is college. Anderson, J., "Lix and Rix: Variations on a little-known
    readability index", Journal of Reading 26 (1983)."""
    return long_words / sentences


def fernandez_huerta(words_per_sentence: float, syllables_per_word: float) -> float:
    """The Spanish constants of `FLESCH`, in textstat's other order of operations."""
    return 206.84 - 60 * syllables_per_word - 1.02 * words_per_sentence


def szigriszt_pazos(syllables: int, words: int, sentences: int) -> float:
    """Perspicuity of Spanish, 0 to 100, higher is easier. Szigriszt Pazos, F., "Sistemas predictivos de legibilidad del
    mensaje escrito: fórmula de perspicuidad", Madrid 1993. (The base is 206.835 there, 206.84 in textstat.)"""
    return FLESCH["es"].base - 62.3 * (syllables / words) - words / sentences


def gutierrez_polini(letters_per_word: float, words_per_sentence: float) -> float:
    """Comprehensibility of Spanish, higher is easier. Gutiérrez de Polini, L. E., "Investigación sobre lectura en
    Venezuela", Caracas 1972."""
    return 95.2 - 9.7 * letters_per_word - 0.35 * words_per_sentence


def crawford(sentences_per_100_words: float, syllables_per_100_words: float) -> float:
    """Years of schooling needed for a Spanish text of the primary grades. Crawford, A. N., "Fórmula y gráfico para
    determinar la comprensibilidad de textos de nivel primario en castellano", Lectura y Vida 5 (1984)."""
    return -0.205 * sentences_per_100_words + 0.049 * syllables_per_100_words - 3.407


def gulpease(sentences_per_word: float, characters_per_word: float) -> float:
    """Italian, 0 to 100, higher is easier; below 40 is hard with a secondary school leaving certificate. Lucisano, P.,
    Piemontese, M. E., "GULPEASE: una formula per la predizione della difficoltà dei testi in lingua italiana", Scuola e
    città 39 (1988)."""
    return 300 * sentences_per_word - 10 * characters_per_word + 89


def wiener_sachtextformel(
    variant: int, share_of_polysyllables: float, words_per_sentence: float, share_of_long_words: float,
    share_of_monosyllables: float,
) -> float:  # fmt: skip
    """School grade, 4 to 15, of a German text; `variant` is 1 to 4. Bamberger, R., Vanecek, E., "Lesen – Verstehen –
    Lernen – Schreiben", Wien 1984. ValueError for another variant."""
    ms, sl, iw, es = share_of_polysyllables, words_per_sentence, share_of_long_words, share_of_monosyllables
    if variant == 1:
        return 0.1935 * ms + 0.1672 * sl + 0.1297 * iw - 0.0327 * es - 0.875
    if variant == 2:
        return 0.2007 * ms + 0.1682 * sl + 0.1373 * iw - 2.779
    if variant == 3:
        return 0.2963 * ms + 0.1905 * sl - 1.1144
    if variant == 4:
        return 0.2744 * ms + 0.2656 * sl - 1.693
    raise ValueError(f"the Wiener Sachtextformel has variants 1 to 4, not {variant}")


def osman(
    words_per_sentence: float, complex_share: float, syllables_per_word: float, faseeh_share: float, long_share: float
) -> float:
    """Arabic, 0 to 100, higher is easier; the shares are quotients here. El-Haj, M., Rayson, P., "OSMAN — A Novel
    Arabic Readability Metric", LREC 2016."""
    return (
        200.791 - 1.015 * words_per_sentence - 24.181 * (complex_share + syllables_per_word + faseeh_share + long_share)
    )
