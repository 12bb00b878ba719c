"""Dates and times in words and in figures, in the languages that news is written in. Knows nothing of HTML's tree.

- `Moment`, `read_machine`: a point in time as far as it was said, and how programs write it;
- `find_dates`, `find_times`: dates and times of day in text, as `TextDate` and `TextTime`, each with its place and
  the style it is written in;
- `find_relative_dates`: days named by their distance from the day of writing ("yesterday");
- `weekday_name`, `names_eve`: what the weekday written in a date should be called, and whether its eve is meant;
- `house_style`, `date_departures`, `time_departures`: how a stylebook writes dates and times, and where texts do not;
- `find_cities`, `city_offsets`, `implied_offsets`: which offsets from UTC a text implies, and which a city keeps;
- `valid_datetime`, `find_placeholder`: what is wrong with a machine-readable date.
"""

from a11ylint.calendar.dates import DateStyle, Order, TextDate, find_dates
from a11ylint.calendar.locale import Calendar, MonthForm, languages_known, year_first_in_figures
from a11ylint.calendar.machine import find_placeholder, read_machine
from a11ylint.calendar.moment import Moment
from a11ylint.calendar.naming import WeekdayName, names_eve, weekday_name
from a11ylint.calendar.relative import RelativeDate, find_relative_dates
from a11ylint.calendar.style import STYLES, Departure, HouseStyle, date_departures, house_style, time_departures
from a11ylint.calendar.times import Clock, TextTime, TimeStyle, find_times
from a11ylint.calendar.validity import valid_datetime
from a11ylint.calendar.zones import City, city_offsets, find_cities, implied_offsets, offsets_in_use

__all__ = [
    "STYLES",
    "Calendar",
    "City",
    "Clock",
    "DateStyle",
    "Departure",
    "HouseStyle",
    "Moment",
    "MonthForm",
    "Order",
    "RelativeDate",
    "TextDate",
    "TextTime",
    "TimeStyle",
    "WeekdayName",
    "city_offsets",
    "date_departures",
    "find_cities",
    "find_dates",
    "find_placeholder",
    "find_relative_dates",
    "find_times",
    "house_style",
    "implied_offsets",
    "languages_known",
    "names_eve",
    "offsets_in_use",
    "read_machine",
    "time_departures",
    "valid_datetime",
    "weekday_name",
    "year_first_in_figures",
]
