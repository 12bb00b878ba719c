"""Dates and times in text and for machines: what is read, where it stands, and what is left alone."""

from __future__ import annotations

import json
import subprocess
import sys
import time as clocks
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a11ylint.calendar import (
    Calendar,
    Clock,
    Moment,
    MonthForm,
    Order,
    TextDate,
    TextTime,
    find_dates,
    find_placeholder,
    find_times,
    languages_known,
    read_machine,
    valid_datetime,
)

SCRIPT = Path(__file__).parent.parent / "scripts" / "make_calendar_data.py"


def dates_in(text: str, *languages: str) -> list[TextDate]:
    return list(find_dates(text, languages or ("en",)))


def only_date(text: str, *languages: str) -> TextDate:
    found = dates_in(text, *languages)
    assert len(found) == 1, f"{text!r}: {[each.text for each in found]}"
    return found[0]


def only_time(text: str, *languages: str) -> TextTime:
    found = list(find_times(text, languages or ("en",)))
    assert len(found) == 1, f"{text!r}: {[each.text for each in found]}"
    return found[0]


class TestDatesInWords:
    @pytest.mark.parametrize(
        ("language", "text", "words"),
        [
            ("en", "Talks open on Wednesday, June 27, 2018, in Oslo.", "Wednesday, June 27, 2018"),
            ("en", "Filed 27 June 2018 at the court", "27 June 2018"),
            ("en", "on the 27th of June 2018", "27th of June 2018"),
            ("en", "By A. Writer, JUNE 27, 2018", "JUNE 27, 2018"),
            ("ru", "Встреча в среду, 27 июня 2018 года, в городе", "среду, 27 июня 2018 года"),
            ("uk", "у середу, 27 червня 2018 року", "середу, 27 червня 2018 року"),
            ("be", "27 чэрвеня 2018 года", "27 чэрвеня 2018 года"),
            ("hy", "2018 թ. հունիսի 27, չորեքշաբթի", "2018 թ. հունիսի 27, չորեքշաբթի"),
            ("ka", "შეხვედრა 2018 წლის 27 ივნისს გაიმართა", "2018 წლის 27 ივნისს"),
            ("az", "27 iyun 2018-ci il", "27 iyun 2018-ci il"),
            ("kk", "Кездесу 2018 жылғы 27 маусымда өтті", "2018 жылғы 27 маусымда"),
            ("ky", "2018-жылдын 27-июнунда", "2018-жылдын 27-июнунда"),
            ("tg", "27 июни соли 2018", "27 июни соли 2018"),
            ("tk", "2018-nji ýylyň 27-nji iýuny", "2018-nji ýylyň 27-nji iýuny"),
            ("uz", "2018-yil 27-iyun kuni", "2018-yil 27-iyun"),
            ("uz", "2018 йил 27 июнь куни", "2018 йил 27 июнь"),
            ("tt", "2018 елның 27 июнендә", "2018 елның 27 июнендә"),
            ("ba", "2018 йылдың 27 июнендә", "2018 йылдың 27 июнендә"),
            ("ur", "27 جون 2018", "27 جون 2018"),
            ("ro", "miercuri, 27 iunie 2018", "miercuri, 27 iunie 2018"),
            ("bg", "сряда, 27 юни 2018 г.", "сряда, 27 юни 2018 г."),
            ("hu", "2018. június 27., szerda", "2018. június 27., szerda"),
            ("sr", "среда, 27. јун 2018.", "среда, 27. јун 2018."),
            ("sr-Latn", "27. juna 2018. godine", "27. juna 2018. godine"),
            ("sh", "27. juni/lipanj, 2018.", "27. juni/lipanj, 2018."),
            ("cnr", "srijeda, 27. jun 2018.", "srijeda, 27. jun 2018."),
            ("bs", "27. juni 2018.", "27. juni 2018."),
            ("hr", "u srijedu, 27. lipnja 2018.", "srijedu, 27. lipnja 2018."),
            ("mk", "27 јуни 2018 г.", "27 јуни 2018 г."),
            ("sq", "27 qershor 2018", "27 qershor 2018"),
            ("de", "am Mittwoch, den 27. Juni 2018, in Wien", "Mittwoch, den 27. Juni 2018"),
            ("fr", "le mercredi 27 juin 2018 à Paris", "mercredi 27 juin 2018"),
            ("es", "el miércoles 27 de junio de 2018", "miércoles 27 de junio de 2018"),
            ("pt", "quarta-feira, 27 de junho de 2018", "quarta-feira, 27 de junho de 2018"),
            ("ca", "dimecres, 27 de juny del 2018", "dimecres, 27 de juny del 2018"),
            ("it", "mercoledì 27 giugno 2018", "mercoledì 27 giugno 2018"),
            ("nl", "woensdag 27 juni 2018", "woensdag 27 juni 2018"),
            ("pl", "w środę, 27 czerwca 2018 r.", "środę, 27 czerwca 2018 r."),
            ("cs", "ve středu 27. června 2018", "středu 27. června 2018"),
            ("fi", "keskiviikkona 27. kesäkuuta 2018", "keskiviikkona 27. kesäkuuta 2018"),
            ("et", "27. juunil 2018", "27. juunil 2018"),
            ("lt", "2018 m. birželio 27 d., trečiadienis", "2018 m. birželio 27 d., trečiadienis"),
            ("lv", "2018. gada 27. jūnijā", "2018. gada 27. jūnijā"),
            ("tr", "27 Haziran 2018 Çarşamba", "27 Haziran 2018 Çarşamba"),
            ("el", "Τετάρτη 27 Ιουνίου 2018", "Τετάρτη 27 Ιουνίου 2018"),
            ("he", "ביום רביעי, 27 ביוני 2018", "ביום רביעי, 27 ביוני 2018"),
            ("ar", "الأربعاء 27 حزيران/يونيو 2018", "الأربعاء 27 حزيران/يونيو 2018"),
            ("hi", "बुधवार, २७ जून २०१८", "बुधवार, २७ जून २०१८"),
            ("vi", "ngày 27 tháng 6 năm 2018", "27 tháng 6 năm 2018"),
            ("th", "วันพุธที่ 27 มิถุนายน 2561", "วันพุธที่ 27 มิถุนายน 2561"),
            ("zu", "ngoJuni: June 27, 2018", "June 27, 2018"),
            ("ko", "서울, 2018년 6월 27일 수요일", "2018년 6월 27일 수요일"),
            ("ja", "東京で2018年6月27日(水)に", "2018年6月27日(水)"),
            ("zh", "于2018年6月27日星期三举行", "2018年6月27日星期三"),
            ("fa", "چهارشنبه ۶ تیر ۱۳۹۷", "چهارشنبه ۶ تیر ۱۳۹۷"),
            ("ps", "د ۱۳۹۷ د چنګاښ ۶", "۱۳۹۷ د چنګاښ ۶"),
        ],
    )
    def test_each_language_writes_its_own_way(self, language: str, text: str, words: str) -> None:
        found = only_date(text, language, "en")
        assert found.text == words == text[found.start : found.end]
        assert found.date() == date(2018, 6, 27)
        assert found.weekday in (None, 2)

    def test_a_date_without_its_year_is_a_date(self) -> None:
        found = only_date("The council meets on June 27.")
        assert (found.text, found.year, found.month, found.day) == ("June 27", None, 6, 27)
        assert found.date() is None
        assert found.date(2018) == date(2018, 6, 27)

    def test_a_range_within_a_month_has_its_last_day(self) -> None:
        found = only_date("in London on June 25-26, 2018")
        assert (found.day, found.last_day, found.text) == (25, 26, "June 25-26, 2018")
        assert only_date("25.–26. Juni 2018", "de").last_day == 26

    @pytest.mark.parametrize(
        ("language", "text", "weekday"),
        [
            ("en", "Monday, June 25, and then rest", 0),
            ("en", "Tues., Aug. 7", 1),
            ("de", "Mo., 25.6.2018", 0),
            ("de", "Dienstag (26. Juni)", 1),
            ("id", "Rabu (27/6/2018)", 2),
            ("es", "25 de junio de 2018 (lunes)", 0),
        ],
    )
    def test_a_weekday_belongs_to_its_date(self, language: str, text: str, weekday: int) -> None:
        assert only_date(text, language).weekday == weekday

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "He spoke on June 25. Monday was quiet."),
            ("en", "It was June 25, Monday's papers said."),
            ("cs", "Po 27. června 2018 už nikdo nepřišel."),  # "After 27 June"
            ("pl", "po 27 czerwca"),
        ],
    )
    def test_a_word_that_is_not_the_dates_weekday_is_left_alone(self, language: str, text: str) -> None:
        assert only_date(text, language).weekday is None

    @pytest.mark.parametrize("text", ["on 31 June", "February 30, 2018", "31 April 2018", "February 29, 2019"])
    def test_a_day_that_does_not_exist_is_kept_as_written(self, text: str) -> None:
        found = only_date(text)
        assert not found.exists
        assert found.date() is None

    def test_the_29th_of_february_exists_where_no_year_says_otherwise(self) -> None:
        assert only_date("February 29").exists
        assert only_date("February 29, 2020").exists

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "In June 2018 he left."),
            ("en", "the June 1967 war"),
            ("en", "27 may be enough"),
            ("en", "May 5-0 win"),
            ("en", "version 10.12.2018.4, address 192.168.12.2018"),
            ("en", "a 3/4 share, 1/2/3, a ratio of 16:9"),
            ("it", "Ha vinto in 5 set"),
            ("es", "ganó en 3 set"),
            ("de", "Im Juni 27 Menschen"),
            ("de", "27 Marinesoldaten"),
            ("fr", "Il a 27 maisons"),
            ("tr", "5 arabayı"),
            ("ja", "27日午後、6月"),
        ],
    )
    def test_what_only_looks_like_a_date_is_none(self, language: str, text: str) -> None:
        assert dates_in(text, language, "en") == []

    def test_the_sentences_full_stop_is_not_the_dates(self) -> None:
        assert only_date("Le vote aura lieu mardi 5 mai. Il sera long.", "fr").text == "mardi 5 mai"
        assert only_date("It met on 5 May. Nobody came.").text == "5 May"
        assert only_date("It met on Jan. 5 in Oslo.").text == "Jan. 5"

    def test_two_dates_side_by_side_are_two(self) -> None:
        found = dates_in("Friday 1 June – Sunday 3 June 2018")
        assert [(each.text, each.weekday) for each in found] == [("Friday 1 June", 4), ("Sunday 3 June 2018", 6)]


class TestDatesInFigures:
    def test_the_region_settles_which_figure_is_the_month(self) -> None:
        assert only_date("05/06/2018", "en-US").month == 5
        assert only_date("05/06/2018", "en-GB").month == 6
        assert not only_date("05/06/2018", "en-GB").ambiguous
        assert not only_date("05/06/2018", "de", "en").ambiguous

    def test_without_a_region_both_readings_stand(self) -> None:
        found = only_date("05/06/2018", "en")
        assert found.ambiguous
        assert found.readings() == (date(2018, 5, 6), date(2018, 6, 5))

    def test_a_figure_over_twelve_is_the_day(self) -> None:
        for text in ("27/06/2018", "06/27/2018"):
            found = only_date(text, "en")
            assert (found.month, found.day, found.ambiguous) == (6, 27, False)

    @pytest.mark.parametrize(
        "text", ["2018-06-27", "2018/6/27", "2018. 6. 27", "27.06.18", "27. 6. 2018", "27-06-2018"]
    )
    def test_every_separator_is_read(self, text: str) -> None:
        found = only_date(f"am {text} um", "de")
        assert found.text == text
        assert found.date() == date(2018, 6, 27)

    def test_calendars_of_iran_and_thailand_are_converted(self) -> None:
        solar = only_date("۱۳۹۷/۰۴/۰۶", "fa")
        assert (solar.calendar, solar.date()) == (Calendar.SOLAR_HIJRI, date(2018, 6, 27))
        thai = only_date("27/06/2561", "th")
        assert (thai.calendar, thai.date()) == (Calendar.BUDDHIST, date(2018, 6, 27))

    @pytest.mark.parametrize(
        ("text", "day"),
        [("1 فروردین 1400", date(2021, 3, 21)), ("30 اسفند 1399", date(2021, 3, 20)), ("30 اسفند 1400", None)],
    )
    def test_the_solar_years_leap_days(self, text: str, day: date | None) -> None:
        assert only_date(text, "fa").date() == day


class TestStyle:
    def test_months_are_in_full_or_short_or_in_figures(self) -> None:
        forms = [each.style.month for each in dates_in("March 5, 2018; Aug. 5, 2018; May 5, 2018; 05/25/2018")]
        assert forms == [MonthForm.WIDE, MonthForm.ABBREVIATED, MonthForm.EITHER, MonthForm.NUMERIC]

    def test_orders_are_told_apart(self) -> None:
        orders = [each.style.order for each in dates_in("June 25, 2018; 25 June 2018; 2018-06-25; 06/25/2018")]
        assert orders == [Order.MONTH_FIRST, Order.DAY_FIRST, Order.YEAR_FIRST, Order.MONTH_FIRST]

    def test_the_days_mark_and_leading_zero_are_kept(self) -> None:
        assert only_date("June 25th, 2018").style.ordinal == "th"
        assert only_date("5. Juni", "de").style.ordinal == "."
        assert only_date("05 June").style.padded is True
        assert only_date("5 June").style.padded is False
        assert only_date("25 June").style.padded is None

    def test_the_clock_and_its_marks_are_kept(self) -> None:
        styles = [each.style for each in find_times("7:30 p.m., 7:30pm, 7 PM, 19:30, 07:30, 9:30", ["en"])]
        assert [each.clock for each in styles] == [
            Clock.TWELVE, Clock.TWELVE, Clock.TWELVE, Clock.TWENTY_FOUR, Clock.TWENTY_FOUR, Clock.EITHER,
        ]  # fmt: skip
        assert [each.meridiem for each in styles[:3]] == ["p.m.", "pm", "PM"]
        assert [each.spaced for each in styles[:3]] == [True, False, True]


class TestTimes:
    @pytest.mark.parametrize(
        ("language", "text", "words", "hour", "minute"),
        [
            ("en", "due at 7:30 p.m. today", "7:30 p.m.", 19, 30),
            ("en", "at 7 p.m.", "7 p.m.", 19, 0),
            ("en", "12:15 a.m.", "12:15 a.m.", 0, 15),
            ("en", "12 p.m.", "12 p.m.", 12, 0),
            ("en", "7.30pm", "7.30pm", 19, 30),
            ("en", "until 0930 GMT", "0930 GMT", 9, 30),
            ("de", "um 16.30 Uhr", "16.30 Uhr", 16, 30),
            ("de", "um 8 Uhr", "8 Uhr", 8, 0),
            ("fr", "à 18 h 30", "18 h 30", 18, 30),
            ("fr", "à 9h", "9h", 9, 0),
            ("es", "a las 16.30h", "16.30h", 16, 30),
            ("sv", "kl. 16.30", "16.30", 16, 30),
            ("fi", "klo 16.30", "16.30", 16, 30),
            ("id", "pukul 16.30 WIB", "16.30 WIB", 16, 30),
            ("ru", "в 18:30 по Москве", "18:30 по Москве", 18, 30),
            ("el", "4:30 μ.μ.", "4:30 μ.μ.", 16, 30),
            ("ja", "27日午後4時30分", "午後4時30分", 16, 30),
            ("ko", "오후 4시 30분", "오후 4시 30분", 16, 30),
            ("zh", "下午4:30", "下午4:30", 16, 30),
            ("fa", "ساعت ۱۸:۳۰", "۱۸:۳۰", 18, 30),
        ],
    )
    def test_each_language_writes_its_own_way(
        self, language: str, text: str, words: str, hour: int, minute: int
    ) -> None:
        found = only_time(text, language, "en")
        assert (found.text, found.hour, found.minute) == (words, hour, minute)
        assert text[found.start : found.end] == found.text

    @pytest.mark.parametrize(
        ("text", "hours"),
        [
            ("16:30 GMT", [0]),
            ("16:30 CEST", [2]),
            ("16:30 (GMT+7)", [7]),
            ("16:30 UTC-5", [-5]),
            ("4:30 p.m. ET", [-5, -4]),
        ],
    )
    def test_the_zone_is_read_with_every_offset_it_may_mean(self, text: str, hours: list[int]) -> None:
        found = only_time(text)
        assert list(found.offsets) == [timedelta(hours=each) for each in hours]
        assert found.offset == (found.offsets[0] if len(hours) == 1 else None)

    @pytest.mark.parametrize(
        "text", ["at 7:30 p.m. (1630 GMT/UTC) in Moscow", "at 7:30 p.m. local time (1630 GMT/UTC)"]
    )
    def test_a_time_said_twice_is_one_time(self, text: str) -> None:
        found = only_time(text)
        assert (found.text, found.hour, found.offset) == ("7:30 p.m.", 19, None)
        assert found.also is not None
        assert (found.also.text, found.also.hour, found.also.offset) == ("1630 GMT/UTC", 16, timedelta())

    @pytest.mark.parametrize(
        "text",
        ["page 12.30", "$5:30", "a ratio of 16:9", "1999", "24h", "won 3-2", "15 oct 2024 - 08", "Ps 119:176", "1:2:3"],
    )
    def test_what_only_looks_like_a_time_is_none(self, text: str) -> None:
        assert list(find_times(text, ["en"])) == []

    def test_the_german_am_is_no_half_of_the_day(self) -> None:
        assert list(find_times("Der Rat tagt am 8. April, am 8 April auch", ["de", "en"])) == []


class TestMachineDates:
    @pytest.mark.parametrize(
        ("text", "moment"),
        [
            ("2018-06-27", "2018-06-27"),
            ("20180627", "2018-06-27"),
            ("2018-06-27T16:30", "2018-06-27T16:30:00"),
            ("2018-06-27 16:30:05Z", "2018-06-27T16:30:05Z"),
            ("2018-06-27T16:30:05.250+0200", "2018-06-27T16:30:05.250000+02:00"),
            ("2018-06-27T16:30:05-03:30", "2018-06-27T16:30:05-03:30"),
            ("2018-06-27 04:30 PM", "2018-06-27T16:30:00"),
            ("20180627T163005Z", "2018-06-27T16:30:05Z"),
            ("20180627163005", "2018-06-27T16:30:05"),
            ("2018-06-27T24:00:00Z", "2018-06-28T00:00:00Z"),
            ("Wed, 27 Jun 2018 16:30:00 GMT", "2018-06-27T16:30:00Z"),
            ("27 Jun 2018 16:30 +0200", "2018-06-27T16:30:00+02:00"),
            ("Wed Jun 27 2018 16:30:00 GMT+0200 (CEST)", "2018-06-27T16:30:00+02:00"),
            ("Wed Jun 27 16:30:00 UTC 2018", "2018-06-27T16:30:00Z"),
            ("1530117000", "2018-06-27T16:30:00Z"),
            ("1530117000000", "2018-06-27T16:30:00Z"),
        ],
    )
    def test_programs_dates_are_read(self, text: str, moment: str) -> None:
        assert str(read_machine(text)) == moment

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "soon",
            "June 27, 2018, maybe",
            "2018-02-30",
            "2018-13-01",
            "2018-06-27T25:00",
            "[hour]:[minute]",
            "P3D",
            "2018",
        ],
    )
    def test_what_says_no_day_is_none(self, text: str) -> None:
        assert read_machine(text) is None

    @pytest.mark.parametrize(
        "text",
        [
            "2011-11", "2011-11-18", "11-18", "--11-18", "02-29", "14:54", "14:54:39", "14:54:39.929",
            "2011-11-18T14:54",
            "2011-11-18 14:54:39.929", "Z", "+0000", "-08:00", "2011-11-18T14:54Z", "2011-11-18T14:54:39.929-0800",
            "2011-11-18 14:54+00:00", "2011-W47", "2020-W53", "2011", "0001", "PT4H18M3S", "P2D", "P1DT2H", "PT3.5S",
            "4h 18m 3s", "1w 2d", "3.25S",
        ],
    )  # fmt: skip
    def test_every_form_of_html_is_valid(self, text: str) -> None:
        assert valid_datetime(text) is None

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "empty"),
            (" 2011-11-18", "white space"),
            ("2011-02-30", "day 30 of February"),
            ("2011-02-29", "in 2011"),
            ("2011-13-01", "month 13"),
            ("0000-01-01", "year 0"),
            ("02-30", "day 30"),
            ("2021-W53", "week 53"),
            ("25:00", "hour 25"),
            ("2011-11-18T14:60", "minute 60"),
            ("2011-11-18T14:54:39.9290001", "three figures"),
            ("2011-11-18T14:54 +00:00", "space"),
            ("2011-11-18T14:54+24:00", "zone"),
            ("2011-1-8", "two figures"),
            ("18/11/2011", "order"),
            ("20111118T14:54", "hyphens"),
            ("1321628079", "count of seconds"),
            ("November 18, 2011", "in words"),
            ("P1Y", "any form"),
            ("P", "any form"),
            ("4h 2h", "any form"),
            ("1321628079000", "milliseconds"),
            ("2011-11-18T14:54+02", "neither as Z"),
            ("2011-11-18T14:54UTC", "neither as Z"),
            ("2011-11-18T02:54PM", "hours:minutes"),
            ("2011-11-18t14:54", "capital T"),
            ("2011-11-18T[hour]:[minute]", "template"),
            ("00:00-YY-DD-MM", "template"),
        ],
    )
    def test_an_invalid_value_is_told_why(self, text: str, reason: str) -> None:
        assert reason in (valid_datetime(text) or "")

    @pytest.mark.parametrize(
        ("text", "piece"),
        [
            ("Published [hour]:[minute] [AMPM]", "[hour]"),
            ("{{ article.date }}", "{{ article.date }}"),
            ("{date}", "{date}"),
            ("${published}", "${published}"),
            ("<%= date %>", "<%= date %>"),
            ("%Y-%m-%d", "%Y-%m-%d"),
            ("YYYY-MM-DD", "YYYY-MM-DD"),
            ("00:00-YY-DD-MM", "YY-DD-MM"),
            ("Invalid Date", "Invalid Date"),
            ("NaN-NaN-NaN", "NaN-NaN-NaN"),
            ("undefined", "undefined"),
            ("0000-00-00 00:00:00", "0000-00-00"),
        ],
    )
    def test_an_unfilled_template_is_found(self, text: str, piece: str) -> None:
        found = find_placeholder(text)
        assert found is not None
        assert text[slice(*found)] == piece

    @pytest.mark.parametrize(
        "text", ["June 27, 2018", "100% sure", "50%Off", "[updated]", "none of it", "null and void", "MM", "a {brace"]
    )
    def test_prose_is_no_template(self, text: str) -> None:
        assert find_placeholder(text) is None


class TestMoments:
    def test_one_instant_in_two_zones(self) -> None:
        first, second = read_machine("2018-06-27T23:30:00+02:00"), read_machine("2018-06-27T21:30:00Z")
        assert first is not None and second is not None
        assert first.may_be_same_instant(second)
        assert first.instant == second.instant

    def test_a_zone_that_is_not_given_may_be_any(self) -> None:
        machine = Moment(date(2018, 6, 27), time(21, 30), timedelta())
        assert Moment(date(2018, 6, 27), time(17, 30)).may_be_same_instant(machine)
        assert Moment(date(2018, 6, 28), time(0, 30)).may_be_same_instant(machine)
        assert not Moment(date(2018, 6, 27), time(17, 37)).may_be_same_instant(machine)
        assert not Moment(date(2018, 6, 29), time(17, 30)).may_be_same_instant(machine)

    def test_a_local_day_and_utcs_may_differ_by_one(self) -> None:
        late = Moment(date(2018, 6, 27), time(22, 30), timedelta())
        assert late.may_be_same_day(Moment(date(2018, 6, 28)))
        assert not late.may_be_same_day(Moment(date(2018, 6, 26)))
        assert not late.may_be_same_day(Moment(date(2018, 6, 29)))

    def test_before_means_before_in_every_zone(self) -> None:
        assert Moment(date(2018, 6, 25)).is_before(Moment(date(2018, 6, 28)))
        assert not Moment(date(2018, 6, 27)).is_before(Moment(date(2018, 6, 28)))

    def test_the_ends_of_the_calendar_hold(self) -> None:
        assert Moment(date.min).earliest <= Moment(date.min).latest
        assert Moment(date.max).earliest <= Moment(date.max).latest

    @given(st.datetimes(), st.datetimes())
    def test_comparison_does_not_depend_on_which_comes_first(self, one: datetime, other: datetime) -> None:
        first, second = Moment(one.date(), one.time()), Moment(other.date(), other.time(), timedelta(hours=3))
        assert first.may_be_same_instant(second) == second.may_be_same_instant(first)
        assert first.may_be_same_day(second) == second.may_be_same_day(first)
        assert first.may_be_same_instant(first)


PIECES = st.lists(
    st.sampled_from(
        "27 31 6 2018 1397 0 99 June Juni июня Mai tháng 6月 日 年 Monday среда , . - – / : 's ( ) "
        "p.m. PM GMT UTC+3 Uhr h de den ١٢ २७ \u200f \u00a0 \n [ { % 年 żół İ".split(" ")
    ),
    max_size=14,
).map(" ".join)
TAGS = st.lists(st.sampled_from([*languages_known(), "en-US", "sh", "xx", ""]), max_size=4)


class TestEverything:
    @given(st.one_of(st.text(max_size=200), PIECES), TAGS)
    @settings(max_examples=400, deadline=None)
    def test_dates_and_times_select_their_words_and_never_overlap(self, text: str, tags: list[str]) -> None:
        place = 0
        for dated in find_dates(text, tags):
            assert place <= dated.start < dated.end <= len(text)
            assert dated.text == text[dated.start : dated.end] == dated.text.strip()
            assert dated.weekday is None or 0 <= dated.weekday <= 6
            dated.date(), dated.readings(), dated.exists
            place = dated.end
        place = 0
        for timed in find_times(text, tags):
            assert place <= timed.start < timed.end <= len(text)
            assert timed.text == text[timed.start : timed.end]
            assert 0 <= timed.hour < 24 and 0 <= timed.minute < 60
            place = (timed.also or timed).end

    @given(st.text(max_size=60))
    @settings(deadline=None)
    def test_machine_dates_never_crash(self, text: str) -> None:
        read_machine(text), valid_datetime(text), find_placeholder(text)

    @given(st.datetimes())
    def test_what_iso_writes_is_valid_and_read_back(self, moment: datetime) -> None:
        written = moment.isoformat(timespec="milliseconds")
        assert valid_datetime(written) is None
        read = read_machine(written)
        assert read is not None and read.day == moment.date()

    @pytest.mark.parametrize(
        "piece",
        ["27 ", "June ", "27 June ", "1-", "12:", "2018. ", "9 h ", "den ", "((", "{{", "Monday, ", "1.1.1.", "%Y-"],
    )
    def test_hostile_input_takes_linear_time(self, piece: str) -> None:
        def seconds(count: int) -> float:
            text = piece * count
            start = clocks.perf_counter()
            for _ in find_dates(text, ["en", "de", "hu"]):
                pass
            for _ in find_times(text, ["en", "de", "hu"]):
                pass
            find_placeholder(text)
            return clocks.perf_counter() - start

        seconds(10)
        short = min(seconds(2_000) for _ in range(3))
        assert seconds(20_000) < 40 * short + 0.2


def freshly_written() -> str:
    """What the script writes, in a process of its own: it reads CLDR's files raw, and Babel would keep them so."""
    pytest.importorskip("babel")
    if not SCRIPT.exists():
        pytest.skip("the script that writes the data is in the repository only")
    run = subprocess.run([sys.executable, str(SCRIPT), "--print"], capture_output=True, check=True)
    return run.stdout.decode()


class TestData:
    def test_the_file_is_what_the_script_writes(self) -> None:
        written = (files("a11ylint") / "data" / "calendar.json").read_text("utf-8")
        fresh = json.loads(freshly_written())
        kept = json.loads(written)
        if fresh["source"] != kept["source"]:
            pytest.skip(f"written from another release of CLDR: {kept['source']}")
        assert fresh == kept

    def test_the_languages_of_the_readers_are_there(self) -> None:
        wanted = (
            "en ru uk be hy ka az kk ky tg tk uz tt ba fa ps ur ro bg hu sr bs hr mk sq de fr es pt it nl pl cs sk sl "
            "sv da nb fi is et lt lv tr el he ar hi bn id ms vi th sw zu xh af ko ja zh ca"
        )
        assert set(wanted.split()) <= set(languages_known())

    @pytest.mark.parametrize("code", [code for code in languages_known() if code not in ("ba", "crh")])
    def test_dates_that_babel_writes_are_found_again(self, code: str) -> None:
        babel = pytest.importorskip("babel.dates")
        locales = {"sr": ("sr", "sr_Latn", "sr_Latn_ME"), "en": ("en_US", "en_GB"), "es": ("es", "es_MX")}
        for locale in locales.get(code, (code,)):
            for month in range(1, 13):
                for number in (3, 27):
                    day = date(2018, month, number)
                    for width in ("medium", "long", "full"):
                        text = babel.format_date(day, width, locale=locale)
                        found = only_date(f"  {text} ", locale.replace("_", "-"))
                        assert found.date() == day, text
                        assert found.weekday == (day.weekday() if width == "full" else None), text
