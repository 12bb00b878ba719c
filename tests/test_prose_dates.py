"""What date rules share: a weekday's right name, quotations blanked out, the dates in an article's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.article import read_article
from a11ylint.calendar import find_dates, weekday_name
from a11ylint.document import parse
from a11ylint.passage import without_quotations
from a11ylint.source import Source


@pytest.mark.parametrize(
    ("text", "language", "written", "right"),
    [
        ("on Tuesday, May 5, 2024", "en", "Tuesday", "Sunday"),
        ("Fri 4 May 2024", "en", "Fri", "Sat"),
        ("May 5, 2023 (Saturday)", "en", "Saturday", "Friday"),
        ("am Montag, den 5. Januar 2027", "de", "Montag", "Dienstag"),
        ("DIENSTAG, 6. JUNI 2024", "de", "DIENSTAG", "DONNERSTAG"),
        ("2024年5月5日(月)", "ja", "月", "日"),
        ("یک شنبه ۲۵ اردیبهشت ۱۴۰۳", "fa", "یک شنبه", ""),
        ("в среду, 5 мая 2024 года", "ru", "среду", ""),
    ],
)
def test_a_wrong_weekday_is_named_in_its_own_form(text: str, language: str, written: str, right: str) -> None:
    (date,) = find_dates(text, [language])
    day = date.date()
    assert day is not None
    name = weekday_name(date, day.weekday(), [language])
    assert name is not None
    assert (date.text[name.start : name.end], name.right) == (written, right)


def test_a_date_without_a_weekday_names_none() -> None:
    (date,) = find_dates("on May 5, 2024", ["en"])
    assert weekday_name(date, 0, ["en"]) is None


def test_half_a_persian_weekday_is_no_weekday() -> None:
    (date,) = find_dates("روزسه\u200cشنبه ۲۵ اردیبهشت ۱۴۰۳", ["fa"])
    assert date.weekday is None


@given(st.text(alphabet="ab 5\"“”„«»‘’'", max_size=60))
def test_what_is_not_quoted_keeps_its_place(text: str) -> None:
    plain = without_quotations(text)
    assert len(plain) == len(text)
    assert all(after in (before, " ") for before, after in zip(text, plain, strict=True))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('He said "on 30 June" and left on 1 July.', "1 July"),
        ("Er sagte „am 30. Juni“ und ging am 1. Juli.", "1. Juli"),
        ("Il a dit « le 30 juin » et il est parti le 1 juillet.", "1 juillet"),
    ],
)
def test_quoted_words_are_blanked_out(text: str, left: str) -> None:
    assert "30" not in without_quotations(text)
    assert left in without_quotations(text)


def test_an_article_has_the_dates_of_its_own_words_once() -> None:
    html = (
        "<article lang=en><h1>Fair of May 1, 2024, is off</h1><figure><img src=a.jpg alt=''>"
        "<figcaption>The fair on May 2, 2023</figcaption></figure>"
        f"<p>{'The fair was called off. ' * 5}It was to begin on May 3, 2024, at 7 p.m.</p>"
        f"<p>{'Rain fell. ' * 20}</p></article>"
    )
    article = read_article(parse(Source("a.html", html)))
    assert sorted(date.day for _, dates in article.text_dates for date in dates) == [1, 2, 3]
    assert [time.hour for _, times in article.text_times for time in times] == [19]
