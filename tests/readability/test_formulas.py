"""The formulas are those of the papers: each expected figure is worked out by hand from the published form."""

from __future__ import annotations

import pytest

from a11ylint.readability import formulas

# words a sentence, syllables a word, and what the paper's own form gives
FLESCH = {
    "en": (20, 1.47, 206.835 - 1.015 * 20 - 0.846 * 147),  # Flesch 1948: per hundred words
    "de": (15, 1.8, 180 - 15 - 58.5 * 1.8),  # Amstad 1978
    "es": (25, 2.0, 206.84 - 0.60 * 200 - 1.02 * 25),  # Fernández Huerta 1959: per hundred words
    "fr": (20, 1.6, 207 - 1.015 * 20 - 0.736 * 160),  # Kandel and Moles 1958: per hundred words
    "it": (22, 2.1, 217 - 1.3 * 22 - 0.6 * 210),  # Franchina and Vacca 1986: per hundred words
    "nl": (18, 1.6, 206.835 - 0.93 * 18 - 0.77 * 160),  # Douma 1960: per hundred words
    "ru": (15, 2.6, 206.835 - 1.3 * 15 - 60.1 * 2.6),  # Oborneva 2006
    "tr": (10, 2.6, 198.825 - 40.175 * 2.6 - 2.610 * 10),  # Ateşman 1997
}


@pytest.mark.parametrize("language", sorted(FLESCH))
def test_reading_ease(language: str) -> None:
    length, syllables, expected = FLESCH[language]
    assert formulas.flesch(length, syllables, formulas.FLESCH[language]) == pytest.approx(expected, rel=1e-9)


def test_portuguese_reading_ease_is_flesch_and_42() -> None:
    english = formulas.flesch(20, 2.1, formulas.FLESCH["en"])
    assert formulas.flesch(20, 2.1, formulas.FLESCH["pt"]) == pytest.approx(english + 42)


def test_the_examples_of_the_other_papers() -> None:
    # Kincaid 1975: 20 words, 1.5 syllables
    assert formulas.flesch_kincaid_grade(20, 1.5) == pytest.approx(9.91, rel=0.01)
    # McLaughlin 1969: 1.0430 times the root of the polysyllables of thirty sentences, and 3.1291
    assert formulas.smog(100, 30) == pytest.approx(13.5591, rel=1e-6)
    # Gunning 1952: two fifths of length and share
    assert formulas.fog(18, 7) == pytest.approx(10)
    # Coleman and Liau 1975, letters and sentences per hundred words
    assert formulas.coleman_liau(537, 4.2) == pytest.approx(14.1, rel=0.01)
    # Smith and Senter 1967
    assert formulas.automated_readability(4.7, 19.6) == pytest.approx(10.5, rel=0.01)
    # Dale and Chall 1948; the constant is added past five in the hundred
    assert formulas.dale_chall(5, 20) == pytest.approx(0.7895 + 0.992)
    assert formulas.dale_chall(10, 20) == pytest.approx(1.579 + 0.992 + 3.6365)
    # O'Hayre 1966: 88 easy and 12 hard words in five sentences make 24.8, over 20: half of it
    assert formulas.linsear_write(88, 12, 5) == pytest.approx(12.4)
    assert formulas.linsear_write(88, 12, 10) == pytest.approx((12.4 - 2) / 2)
    # Björnsson 1968; Anderson 1983
    assert formulas.lix(15, 30) == 45
    assert formulas.rix(72, 10) == 7.2
    # Szigriszt Pazos 1993, with 206.835 for the base
    assert formulas.szigriszt_pazos(200, 100, 5) == pytest.approx(206.835 - 62.3 * 2 - 20, rel=0.001)
    # Gutiérrez de Polini 1972; Crawford 1984
    assert formulas.gutierrez_polini(4.5, 20) == pytest.approx(95.2 - 43.65 - 7)
    assert formulas.crawford(8, 190) == pytest.approx(4.263, rel=0.01)
    # Lucisano and Piemontese 1988: 89 + (300 sentences - 10 letters) / words
    assert formulas.gulpease(5 / 100, 480 / 100) == pytest.approx(89 + (1500 - 4800) / 100)
    # El-Haj and Rayson 2016
    assert formulas.osman(20, 0.1, 3, 0.05, 0.2) == pytest.approx(200.791 - 20.3 - 24.181 * 3.35)


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        (1, 0.1935 * 25 + 0.1672 * 17 + 0.1297 * 35 - 0.0327 * 50 - 0.875),
        (2, 0.2007 * 25 + 0.1682 * 17 + 0.1373 * 35 - 2.779),
        (3, 0.2963 * 25 + 0.1905 * 17 - 1.1144),
        (4, 0.2744 * 25 + 0.2656 * 17 - 1.693),
    ],
)
def test_the_four_vienna_formulas(variant: int, expected: float) -> None:
    assert formulas.wiener_sachtextformel(variant, 25, 17, 35, 50) == pytest.approx(expected)


def test_there_is_no_fifth_vienna_formula() -> None:
    with pytest.raises(ValueError, match="1 to 4"):
        formulas.wiener_sachtextformel(5, 25, 17, 35, 50)
