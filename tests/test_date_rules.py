"""What the rules about dates rest on: cities and their offsets, relative words, calendars other than ours."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.calendar import (
    Calendar,
    TextTime,
    city_offsets,
    find_cities,
    find_dates,
    find_relative_dates,
    find_times,
    implied_offsets,
    offsets_in_use,
)
from a11ylint.engine import activate, lint
from a11ylint.findings import Finding
from a11ylint.packs import all_rules, built_in_pack
from a11ylint.source import Source

RULES = {rule.id: rule for rule in all_rules((built_in_pack(),))}
RELATIVE = json.loads((files("a11ylint") / "data" / "relative_dates.json").read_text("utf-8"))["languages"]
CITIES = json.loads((files("a11ylint") / "data" / "cities.json").read_text("utf-8"))["cities"]
PUBLISHED_IN = (
    "en ru uk be hy ka az kk ky tg tk uz tt ba fa prs ps ur ro bg hu sr bs hr cnr mk sq".split()
)  # the languages of one large international newsroom


def found_by(rule: str, html: str, **options: str | int) -> tuple[Finding, ...]:
    return lint(Source("a.html", html), (activate(RULES[rule], options=options),))


def words_found(rule: str, html: str, **options: str | int) -> list[str]:
    source = Source("a.html", html)
    return [source.cut(finding.span) for finding in found_by(rule, html, **options)]


def two_times(text: str) -> tuple[TextTime, TextTime]:
    (time,) = find_times(text, ("en",))
    assert time.also is not None
    return time, time.also


class TestOffsets:
    @pytest.mark.parametrize(
        ("text", "hours"),
        [
            ("at 7:30 p.m. (1630 GMT/UTC)", {3}),
            ("at 9 a.m. (1300 GMT)", {-4}),
            ("at 1 a.m. (1500 UTC)", {10}),
            ("at 11 p.m. (0400 GMT)", {-5}),
            ("at 00:30 (1230 GMT)", {-12, 12}),
            ("at 01:00 (1200 GMT)", {-11, 13}),
            ("at 5:45 p.m. (1200 GMT)", {5.75}),
        ],
    )
    def test_the_offset_of_a_double_time(self, text: str, hours: set[float]) -> None:
        assert implied_offsets(*two_times(text)) == {timedelta(hours=each) for each in hours}

    @given(hour=st.integers(0, 23), minute=st.integers(0, 59), offset=st.sampled_from(sorted(offsets_in_use())))
    def test_the_true_offset_is_always_among_those_implied(self, hour: int, minute: int, offset: timedelta) -> None:
        there = (datetime(2024, 6, 6, hour, minute) - offset).time()
        text = f"at {hour:02}:{minute:02} ({there:%H%M} GMT)"
        assert offset in implied_offsets(*two_times(text))

    def test_every_zone_of_today_keeps_an_offset_in_use(self) -> None:
        days = [date(2026, 1, 15), date(2026, 7, 15)]
        for name in available_timezones():
            assert city_offsets([name], days) <= offsets_in_use(), name

    @pytest.mark.parametrize(
        ("zone", "day", "hours"),
        [
            ("Europe/Moscow", date(2018, 6, 27), 3),
            ("Europe/Moscow", date(2013, 6, 27), 4),
            ("Europe/London", date(2024, 1, 10), 0),
            ("Europe/London", date(2024, 7, 10), 1),
            ("Asia/Kathmandu", date(2024, 7, 10), 5.75),
        ],
    )
    def test_a_zone_on_a_day(self, zone: str, day: date, hours: float) -> None:
        assert city_offsets([zone], [day]) == {timedelta(hours=hours)}

    def test_a_zone_that_does_not_exist_keeps_none(self) -> None:
        assert city_offsets(["Nowhere/Atlantis"], [date(2024, 1, 1)]) == frozenset()


NEWS = (
    "<article><h1>Envoy meets president to prepare for summit of leaders</h1>"
    "<p>The envoy is due to hold a news conference in {} on {:%B} {}, {}, at {} ({:%H%M} GMT), after his meetings.</p>"
    "<p>He spoke briefly with reporters who were present at the start of the first meeting in the morning.</p>"
    "</article>"
)
DAYS = (date(2018, 1, 17), date(2018, 6, 27), date(2024, 3, 20), date(2024, 11, 1))


def news(city: str, day: date, off: int = 0) -> str:
    """An article that gives seven in the evening in a city and the same in GMT, which is `off` hours wrong."""
    local = datetime(day.year, day.month, day.day, 19, 0, tzinfo=ZoneInfo(CITIES[city][0]))
    world = local.astimezone(ZoneInfo("UTC")) + timedelta(hours=off)
    return NEWS.format(city, day, day.day, day.year, "7 p.m.", world)


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize(
    "city",
    ["Moscow", "London", "New York", "Kyiv", "Kabul", "New Delhi", "Kathmandu", "Tehran", "Beijing", "Tbilisi",
     "Sydney", "Nairobi", "Los Angeles", "Prague", "Baku", "Islamabad"],
)  # fmt: skip
class TestDoubleTimes:
    def test_the_right_time_for_the_world_is_left_alone(self, city: str, day: date) -> None:
        assert words_found("time-zone-arithmetic", news(city, day)) == []
        assert words_found("time-zone-impossible", news(city, day)) == []

    @pytest.mark.parametrize("off", [-1, 1, 2])
    def test_an_hour_off_is_found(self, city: str, day: date, off: int) -> None:
        (found,) = words_found("time-zone-arithmetic", news(city, day, off))
        assert found.startswith("7 p.m. (")


class TestCities:
    def test_every_city_is_in_zones_that_exist(self) -> None:
        for city, zones in CITIES.items():
            assert zones, city
            for zone in zones:
                assert ZoneInfo(zone), city

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("in Moscow and New York", ["Moscow", "New York"]),
            ("NEW DELHI (Reuters) -- The", ["NEW DELHI"]),
            ("a moscow mule, Moscowites, Parisian", []),
            ("Rio de Janeiro, São Paulo, Kyiv", ["Rio de Janeiro", "São Paulo", "Kyiv"]),
        ],
    )
    def test_cities_are_whole_words_with_a_capital(self, text: str, names: list[str]) -> None:
        assert [city.name for city in find_cities(text)] == names

    def test_in_a_city(self) -> None:
        assert [city.located for city in find_cities("in Moscow, as London said")] == [True, False]


class TestRelativeDates:
    def test_all_languages_of_the_newsroom_have_phrases(self) -> None:
        assert set(PUBLISHED_IN) <= set(RELATIVE)
        assert all(len(RELATIVE[language]["cldr"]) >= 6 for language in PUBLISHED_IN)

    @pytest.mark.parametrize("language", RELATIVE)
    def test_every_phrase_is_found_as_words_of_its_own(self, language: str) -> None:
        for phrase in (*RELATIVE[language]["cldr"], *RELATIVE[language]["added"]):
            (found,) = find_relative_dates(f"Xa, {phrase}, xb.", language)
            assert found.text == phrase
            assert list(find_relative_dates(f"x{phrase}x", language)) == []

    def test_apostrophes_may_be_any(self) -> None:
        for apostrophe in "'’‘ʻ":
            (found,) = find_relative_dates(f"Bu o{apostrophe}tgan hafta boʻldi", "uz")
            assert found.text == f"o{apostrophe}tgan hafta"

    def test_a_language_without_a_list_has_none(self) -> None:
        assert list(find_relative_dates("yesterday", "tlh")) == []


class TestDatesWithoutAYear:
    @pytest.mark.parametrize(
        ("text", "language", "day", "meant"),
        [
            ("on December 25", "en", date(2018, 1, 10), date(2017, 12, 25)),
            ("on December 25", "en", date(2018, 11, 10), date(2018, 12, 25)),
            ("on Monday, December 25", "en", date(2018, 11, 10), date(2017, 12, 25)),
            ("on 29 February", "en", date(2023, 11, 10), date(2024, 2, 29)),
            ("روز ۶ تیر", "fa", date(2018, 7, 10), date(2018, 6, 27)),
            ("روز ۲۵ اسفند", "fa", date(2018, 4, 10), date(2018, 3, 16)),
            ("on May 3, 2001", "en", date(2018, 4, 10), date(2001, 5, 3)),
        ],
    )
    def test_the_nearest_such_day(self, text: str, language: str, day: date, meant: date) -> None:
        (found,) = find_dates(text, (language,))
        assert found.nearest(day) == meant

    @pytest.mark.parametrize(
        ("text", "language", "month", "day"),
        [
            ("3/9(木) 18:01", "ja", 3, 9),
            ("keterangan tertulis, Selasa (20/1).", "id", 1, 20),
            ("Ngày 22/10, ông nói", "vi", 10, 22),
        ],
    )
    def test_day_and_month_in_figures_beside_a_weekday(self, text: str, language: str, month: int, day: int) -> None:
        (found,) = find_dates(text, (language,))
        assert (found.month, found.day, found.year) == (month, day, None)

    @pytest.mark.parametrize("text", ["1/2 cup of milk", "Monday 24/7 service", "won 6/4 on Tuesday", "since 9/11"])
    def test_fractions_are_no_dates(self, text: str) -> None:
        assert list(find_dates(text, ("en",))) == []


PERSIAN = (
    "<article lang=fa><h1>فرستاده پیش از نشست سران با رئیس جمهور دیدار کرد</h1>"
    "<p>فرستاده روز {} برای گفت‌وگو درباره نشست سران دو کشور به مسکو رفت و با رئیس جمهور و وزیران او دیدار کرد.</p>"
    "<p>فرستاده با خبرنگارانی که در آغاز نخستین دیدار حاضر بودند کوتاه سخن گفت و به پرسش‌های آنان پاسخ داد.</p>"
    "</article>"
)


class TestPersianDates:
    """Rules understand the Solar Hijri calendar, in which Mehr has thirty days and Esfand twenty-nine or thirty."""

    def test_a_day_that_exists(self) -> None:
        assert words_found("date-impossible", PERSIAN.format("۳۱ شهریور ۱۳۹۷")) == []
        assert words_found("date-impossible", PERSIAN.format("۳۰ اسفند ۱۳۹۹")) == []  # a leap year

    def test_a_day_that_does_not(self) -> None:
        assert words_found("date-impossible", PERSIAN.format("۳۱ مهر ۱۳۹۷")) == ["۳۱ مهر ۱۳۹۷"]
        assert words_found("date-impossible", PERSIAN.format("۳۰ اسفند ۱۳۹۷")) == ["۳۰ اسفند ۱۳۹۷"]

    def test_the_weekday(self) -> None:
        assert words_found("weekday-wrong", PERSIAN.format("چهارشنبه ۶ تیر ۱۳۹۷")) == []
        assert words_found("weekday-wrong", PERSIAN.format("جمعه ۶ تیر ۱۳۹۷")) == ["جمعه"]

    def test_the_machine_readable_date(self) -> None:
        tag = "<time datetime={}>۶ تیر ۱۳۹۷</time>"
        assert words_found("dates-disagree", PERSIAN.format(tag.format("2018-06-27"))) == []
        assert words_found("dates-disagree", PERSIAN.format(tag.format("2018-07-27"))) == ["۶ تیر ۱۳۹۷"]

    def test_figures(self) -> None:
        (found,) = find_dates("۱۳۹۷/۰۴/۰۶", ("fa",))
        assert (found.calendar, found.date()) == (Calendar.SOLAR_HIJRI, date(2018, 6, 27))
        assert words_found("iso-date-in-prose", PERSIAN.format("1397-04-06")) == []
