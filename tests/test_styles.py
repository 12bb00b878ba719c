"""House styles: each tried with sentences of its own, those that keep to it and those that do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.calendar import STYLES, Departure, HouseStyle, date_departures, find_dates, house_style, time_departures
from a11ylint.engine import lint
from a11ylint.rulesets import active_rules
from a11ylint.settings import SettingsError, read_settings
from a11ylint.source import Source

LANGUAGES = ("en",)
# Sentences that keep to a style.
RIGHT = {
    "ap": (
        "The council met on Thursday, June 6, 2024, to vote on the bridge.",
        "The bridge was shut on Sept. 14 and again on Dec. 3.",
        "The talks of July 25-26 led to nothing.",
        "The bridge was shut in September 2022, after the flood of Jan. 30, 2021.",
        "The doors open at 7 p.m., close at noon and open again at 7:30 p.m.",
        "He speaks at 7:30 p.m. (1630 GMT) in the town hall.",
        "The song was on the radio all through the 1990s.",
    ),
    "reuters": (
        "The council met on June 6, 2024, to vote on the bridge.",
        "The bridge was shut on Nov. 14 and again in November.",
        "The talks of Aug. 25-26 led to nothing.",
        "PORTVILLE, Sept 5 (Reuters) - The bridge is open again.",
        "He speaks at 9 a.m. (1300 GMT) in the town hall.",
        "The market opens at noon and the mill at midnight.",
        "The song was on the radio all through the 1990s.",
    ),
    "guardian": (
        "The council met on Thursday 6 June 2024 to vote on the bridge.",
        "The bridge was shut on 14 September and again on 3 December.",
        "The talks of 25-26 July led to nothing.",
        "The exhibition runs from 21 July-6 August in the old mill.",
        "The doors open at 7pm, close at noon and open again at 7.30pm.",
        "The bridge was shut in September 2022, after the flood of 30 January 2021.",
        "The song was on the radio all through the 1990s.",
    ),
    "bbc": (
        "The council met on Thursday, 6 June 2024 to vote on the bridge.",
        "The council met on Thursday 6 June to vote on the bridge.",
        "The bridge was shut on 14 September and again on 3 December.",
        "He speaks at 19:30 BST (18:30 GMT) in the town hall.",
        "The doors open at 07:05 and close at noon.",
        "The talks of 25-26 July led to nothing, nor did those of 1–2 August.",
        "The song was on the radio all through the 1990s.",
    ),
    "chicago": (
        "The council met on Thursday, September 5, 2024, to vote on the bridge.",
        "The bridge was shut on September 14 and again on December 3.",
        "The talks of July 25–26 led to nothing.",
        "The bridge was shut in September 2022, after the flood of January 30, 2021.",
        "The exhibition runs from June 30–July 2 in the old mill.",
        "The doors open at 7:00 p.m., close at noon and open again at 7:30 p.m.",
        "The song was on the radio all through the 1990s.",
    ),
    "rferl": (
        "The council met on September 5, 2024, to vote on the bridge.",
        "Teams are to meet in London and Rome on June 25-26.",
        "He is due to speak in Moscow at 7:30 p.m. (1630 GMT/UTC) after his meetings.",
        "He is due to speak in Moscow at 7:30 p.m. (1630 GMT).",
        "The summit is expected on July 11-12, and a visit on July 13.",
        "The bridge was shut in November 2022.",
        "The song was on the radio all through the 1990s.",
    ),
}
# Sentences that do not, and the same in that style.
WRONG = {
    "ap": (
        ("The council met on 6 June 2024 to vote.", "The council met on June 6, 2024, to vote."),
        ("The council met on the 6th of June to vote.", "The council met on June 6 to vote."),
        ("The bridge was shut on September 14th.", "The bridge was shut on Sept. 14."),
        ("The bridge was shut on Sept 14.", "The bridge was shut on Sept. 14."),
        ("The bridge was shut on Mar. 14.", "The bridge was shut on March 14."),
        ("It was shut in Sept. 2022 for long.", "It was shut in September 2022 for long."),
        ("The talks of July 25–26 led to nothing.", "The talks of July 25-26 led to nothing."),
        ("Thurs., June 6, was a fine day.", "Thursday, June 6, was a fine day."),
        ("The doors open at 7:00 PM.", "The doors open at 7 p.m."),
        ("The doors open at 7.30pm on June 6.", "The doors open at 7:30 p.m. on June 6."),
        ("He speaks by 19:30 (16:30 GMT) today.", "He speaks by 7:30 p.m. (1630 GMT) today."),
        ("The sale ends at 12 noon.", "The sale ends at noon."),
        ("The song of the early 1990's is back.", "The song of the early 1990s is back."),
    ),
    "reuters": (
        ("The council met on 6 June 2024 to vote.", "The council met on June 6, 2024, to vote."),
        ("The council met on June 6, 2024 to vote.", "The council met on June 6, 2024, to vote."),
        ("The bridge was shut on November 14.", "The bridge was shut on Nov. 14."),
        ("The bridge was shut on July 4th, 2023.", "The bridge was shut on July 4, 2023."),
        ("The talks of Aug. 25 – 26 led to nothing.", "The talks of Aug. 25-26 led to nothing."),
        ("He speaks at 9am (13:00 GMT) there.", "He speaks at 9 a.m. (1300 GMT) there."),
        ("He speaks at 9 a.m. (1300 UTC) there.", "He speaks at 9 a.m. (1300 GMT) there."),
        ("It was shut in Nov. 2022 for long.", "It was shut in November 2022 for long."),
        ("The mill closes at 12 midnight.", "The mill closes at midnight."),
        ("The song of the 1990's is back.", "The song of the 1990s is back."),
    ),
    "guardian": (
        ("The council met on June 6 to vote.", "The council met on 6 June to vote."),
        ("The council met on Thursday, 6 June.", "The council met on Thursday 6 June."),
        ("The bridge was shut on 14th September.", "The bridge was shut on 14 September."),
        ("The bridge was shut on 14 Sept 2022.", "The bridge was shut on 14 September 2022."),
        ("The bridge was shut on 14 June, 2022.", "The bridge was shut on 14 June 2022."),
        ("The talks of 25–26 July led to nothing.", "The talks of 25-26 July led to nothing."),
        ("The doors open at 7:30 p.m., he said.", "The doors open at 7.30pm, he said."),
        ("The doors open at 7.00pm.", "The doors open at 7pm."),
        ("The doors open at 7:30 p.m.", "The doors open at 7.30pm."),
        ("The song of the late 1980's is back.", "The song of the late 1980s is back."),
    ),
    "bbc": (
        ("The council met on June 6, 2024.", "The council met on 6 June 2024."),
        ("The council met on Thurs., 6th June.", "The council met on Thursday, 6 June."),
        ("The bridge was shut on 14 Sept 2022.", "The bridge was shut on 14 September 2022."),
        ("The bridge was shut on the 14th of May.", "The bridge was shut on 14 May."),
        ("The bridge was shut on 27/06/2018.", "The bridge was shut on 27 June 2018."),
        ("The doors open at 7.30pm.", "The doors open at 19:30."),
        ("The doors open at 7 a.m., he said.", "The doors open at 07:00, he said."),
        ("He speaks at 1630 GMT there.", "He speaks at 16:30 GMT there."),
        ("He speaks at 7:30 p.m. BST.", "He speaks at 19:30 BST."),
        ("The song of the mid-1970's is back.", "The song of the mid-1970s is back."),
    ),
    "chicago": (
        ("The council met on 6 June 2024 to vote.", "The council met on June 6, 2024, to vote."),
        ("The council met on June 6, 2024 to vote.", "The council met on June 6, 2024, to vote."),
        ("The bridge was shut on Sept. 14.", "The bridge was shut on September 14."),
        ("The bridge was shut on December 3rd.", "The bridge was shut on December 3."),
        ("The talks of July 25-26 led to nothing.", "The talks of July 25–26 led to nothing."),
        ("It was shut in September, 2022.", "It was shut in September 2022."),
        ("It was shut on Tues., June 4.", "It was shut on Tuesday, June 4."),
        ("The doors open at 7:30PM.", "The doors open at 7:30 p.m."),
        ("The sale ends at 12:00 noon.", "The sale ends at noon."),
        ("The song of the 1990’s is back.", "The song of the 1990s is back."),
    ),
    "rferl": (
        ("Teams are to meet on 25-26 June.", "Teams are to meet on June 25-26."),
        ("Teams are to meet on June 25–26.", "Teams are to meet on June 25-26."),
        ("The bridge was shut on Sept. 14.", "The bridge was shut on September 14."),
        ("The bridge was shut on the 14th of June.", "The bridge was shut on June 14."),
        ("The bridge was shut on 2018-06-27.", "The bridge was shut on June 27, 2018."),
        ("He speaks at 19:30 (16:30 GMT).", "He speaks at 7:30 p.m. (1630 GMT)."),
        ("He speaks at 7.30pm (1630 GMT/UTC).", "He speaks at 7:30 p.m. (1630 GMT/UTC)."),
        ("It was shut in Nov. 2022 for long.", "It was shut in November 2022 for long."),
        ("The vote is on 3 March, he said.", "The vote is on March 3, he said."),
        ("The song of the 1990's is back.", "The song of the 1990s is back."),
    ),
}


def departures(text: str, style: HouseStyle) -> Iterator[Departure]:
    yield from date_departures(text, style, LANGUAGES)
    yield from time_departures(text, style, LANGUAGES)


def mended(text: str, style: HouseStyle) -> str:
    for each in sorted(departures(text, style), key=lambda each: each.start, reverse=True):
        text = text[: each.start] + (each.right or text[each.start : each.end]) + text[each.end :]
    return text


def cases(sentences: Mapping[str, Iterable[object]]) -> list[ParameterSet]:
    return [pytest.param(name, case, id=f"{name}: {case}") for name in sentences for case in sentences[name]]


@pytest.mark.parametrize(("name", "sentence"), cases(RIGHT))
def test_a_sentence_keeps_to_its_style(name: str, sentence: str) -> None:
    assert list(departures(sentence, house_style(name))) == []


@pytest.mark.parametrize(("name", "pair"), cases(WRONG))
def test_a_sentence_is_put_into_a_style(name: str, pair: tuple[str, str]) -> None:
    wrong, right = pair
    assert list(departures(wrong, house_style(name)))
    assert mended(wrong, house_style(name)) == right
    assert list(departures(right, house_style(name))) == []


@pytest.mark.parametrize("name", STYLES)
def test_a_style_has_ten_sentences_of_its_own(name: str) -> None:
    assert len(RIGHT[name]) + len(WRONG[name]) >= 10


@pytest.mark.parametrize("name", STYLES)
def test_a_style_names_its_source(name: str) -> None:
    assert len(house_style(name).source) > 20


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The April 6 Youth Movement met there.", "guardian"),
        ("The 25 January Revolution began there.", "ap"),
        ("It changed after September 11 for good.", "guardian"),
        ("THE BRIDGE IS SHUT ON 6 JUNE 2024 FOR GOOD", "ap"),
        ("It was lost on Friday. 6 June was a fine day.", "guardian"),
        ("The home side won the half 21:15 and the cup.", "ap"),
        ("The year 1990's best film came from there.", "ap"),
    ],
)
def test_what_may_be_something_else_is_left_alone(sentence: str, name: str) -> None:
    assert list(departures(sentence, house_style(name))) == []


def test_days_that_share_a_month_are_not_torn_apart() -> None:
    found = list(departures("It is shut between 25 and 26 June.", house_style("ap")))
    assert [each.right for each in found] == [""]


def test_a_day_that_may_be_two_is_not_mended() -> None:
    found = list(date_departures("It was shut on 03/04/2018.", house_style("ap"), ("en",)))
    assert [each.right for each in found] == [""]


def test_noon_is_written_for_12_pm_only_when_asked() -> None:
    (found,) = departures("It is shut from 12 p.m. to 3 p.m.", house_style("ap"))
    assert (found.right, found.safe) == ("noon", False)


@given(
    style=st.sampled_from(STYLES).map(house_style),
    day=st.dates(date(2000, 1, 1), date(2079, 12, 31)),
    year=st.booleans(),
    weekday=st.booleans(),
)
def test_what_a_style_writes_is_read_as_that_day_and_keeps_to_the_style(
    style: HouseStyle, day: date, year: bool, weekday: bool
) -> None:
    written = style.write_date(day.month, day.day, day.year if year else None, day.weekday() if weekday else None)
    (found,) = find_dates(f"It was on {written}.", ("en",))
    assert found.date(day.year) == day
    assert list(departures(f"It was on {written}.", style)) == []


@given(style=st.sampled_from(STYLES).map(house_style), hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_times_that_a_style_writes_keep_to_it(style: HouseStyle, hour: int, minute: int) -> None:
    assert list(departures(f"It was at {style.write_time(hour, minute)}", style)) == []


@given(text=st.text(st.sampled_from("0123456789 .,:-–JunSeptpmM'sGT()"), max_size=60), name=st.sampled_from(STYLES))
def test_any_text_can_be_judged(text: str, name: str) -> None:
    places = [(each.start, each.end) for each in departures(text, house_style(name))]
    assert all(0 <= start < end <= len(text) for start, end in places)


def test_one_setting_chooses_the_style_of_all_rules(tmp_path: Path) -> None:
    settings = tmp_path / "a11ylint.toml"
    settings.write_text('style = "guardian"\nselect = ["date-style", "time-style"]\n')
    text = "Council votes to reopen the bridge\n\nThe council met on June 6 at 7:30 p.m. to vote on the bridge.\n"
    found = lint(Source("a.txt", text), active_rules(read_settings(settings)))
    assert [finding.fixes[0].edits[0].text for finding in found] == ["6 June", "7.30pm"]


def test_a_rule_may_have_a_style_of_its_own(tmp_path: Path) -> None:
    settings = tmp_path / "a11ylint.toml"
    settings.write_text('style = "guardian"\nselect = ["date-style"]\n[rules]\ndate-style = { style = "ap" }\n')
    text = "Council votes to reopen the bridge\n\nThe council met on June 6 at 7:30 p.m. to vote on the bridge.\n"
    assert lint(Source("a.txt", text), active_rules(read_settings(settings))) == ()


def test_a_style_that_does_not_exist_is_named(tmp_path: Path) -> None:
    settings = tmp_path / "a11ylint.toml"
    settings.write_text('style = "gaurdian"\n')
    with pytest.raises(SettingsError, match="guardian"):
        active_rules(read_settings(settings))
