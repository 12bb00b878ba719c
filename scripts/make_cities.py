"""Write src/a11ylint/data/cities.json: which time zones a city's name may mean, and the offsets from UTC in use.

From Unicode CLDR as packaged by Babel (the cities that stand for time zones), from the IANA time zone database as
Python's zoneinfo reads it (offsets since 1972), and from the list below: capitals and news cities that lend no zone
their name (source: the country's or state's zone in the database's zone1970.tab).

    python scripts/make_cities.py
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel import __version__ as babel_version

TARGET: Final = Path(__file__).parents[1] / "src" / "a11ylint" / "data" / "cities.json"
# Languages that leave the name of a city as it is after "in" and "at".
LOCALES: Final = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no")
# Names that are as often a person, another place or another thing.
SHARED: Final = frozenset(
    "Center Knox Palmer Stanley Davis Casey Chatham Johnston Midway Wake Creston Dawson Jersey Easter Regina Nome "
    "Victoria Georgetown Vincennes Monticello Petersburg Marengo Vevay Winamac Cordoba Córdoba Louisville Merida "
    "Mérida Halifax Kingston Troll Syowa Rothera Vostok Mawson Swift McMurdo Macquarie Truk Dominica Nelson Bering "
    "Norfolk Christmas Adak Resolute Thule Bahia Belém Belem Cuiaba Boa Eirunepe Santa Managua Limbo Merdia "
    "Central Eastern Atlantic Pacific Mountain Hora Luxemburgo Pitcairn Rio Santo San Cocos Kwajalein Majuro "
    "Cayman Bermuda Antigua Unknown Desconhecida North South West Virgin Georgia Geórgia Géorgie Granada "
    "Mahe Mahé Oral Maurice Mauricio Maurício Dominique Marchesi Currie Damas Navidad Tell Broken Rainy Roma Kirov "
    "Gambier Wallis Georgian Sydgeorgien Südgeorgien Marquises Enderbury Lindeman Chagos Pasqua".split()
)
ADDED: Final = {
    "America/New_York": "Washington D.C.|Boston|Philadelphia|Atlanta|Miami|Baltimore|Pittsburgh|Cleveland|"
    "Tampa|Buffalo|Brooklyn|Manhattan|Cape Canaveral|United Nations",
    "America/Chicago": "Houston|Dallas|New Orleans|Minneapolis|St. Louis|Milwaukee|Memphis|Nashville|Kansas City|"
    "Oklahoma City|San Antonio|Omaha",
    "America/Denver": "Salt Lake City|Albuquerque|Cheyenne",
    "America/Los_Angeles": "San Francisco|San Diego|Seattle|Las Vegas|Sacramento|Oakland|Hollywood|Silicon Valley",
    "America/Toronto": "Ottawa|Montreal|Montréal|Quebec City",
    "America/Edmonton": "Calgary",
    "America/Sao_Paulo": "Rio de Janeiro|Brasilia|Brasília",
    "Europe/London": "Edinburgh|Glasgow|Cardiff|Belfast|Liverpool|Leeds|Sheffield|Wembley|Wimbledon",
    "Europe/Paris": "Lyon|Marseille|Strasbourg|Bordeaux|Toulouse|Lille|Cannes",
    "Europe/Berlin": "Munich|München|Hamburg|Frankfurt|Cologne|Köln|Stuttgart|Düsseldorf|Leipzig|Dresden|Bonn",
    "Europe/Zurich": "Geneva|Genf|Genève|Bern|Basel|Lausanne|Davos",
    "Europe/Rome": "Milan|Mailand|Milano|Turin|Naples|Venice|Florence|Bologna",
    "Europe/Madrid": "Barcelona|Seville|Bilbao",
    "Europe/Lisbon": "Porto",
    "Europe/Amsterdam": "The Hague|Den Haag|Rotterdam",
    "Europe/Brussels": "Antwerp|Antwerpen|Ghent",
    "Europe/Warsaw": "Krakow|Kraków|Gdansk|Gdańsk|Poznan|Wroclaw",
    "Europe/Prague": "Brno",
    "Europe/Stockholm": "Gothenburg|Göteborg|Malmö",
    "Europe/Oslo": "Bergen|Trondheim",
    "Europe/Copenhagen": "Aarhus",
    "Europe/Athens": "Thessaloniki",
    "Europe/Istanbul": "Ankara|Izmir|Antalya|Diyarbakir",
    "Europe/Kyiv": "Kharkiv|Lviv|Odesa|Odessa|Dnipro|Mariupol|Donetsk|Luhansk|Zaporizhzhya|Kherson",
    "Europe/Moscow": "St. Petersburg|Saint Petersburg|Sochi|Kazan|Nizhny Novgorod|Rostov-on-Don|Grozny|Makhachkala",
    "Asia/Yekaterinburg": "Chelyabinsk|Perm|Ufa",
    "Europe/Skopje": "Ohrid",
    "Europe/Belgrade": "Pristina|Prishtina|Novi Sad|Nis",
    "Europe/Sarajevo": "Banja Luka|Mostar",
    "Asia/Jerusalem": "Tel Aviv|Haifa",
    "Asia/Gaza": "Gaza City|Rafah|Khan Younis",
    "Asia/Hebron": "Ramallah",
    "Asia/Riyadh": "Jeddah|Mecca|Medina",
    "Asia/Dubai": "Abu Dhabi",
    "Asia/Qatar": "Doha",
    "Asia/Damascus": "Aleppo|Idlib|Homs",
    "Asia/Baghdad": "Mosul|Basra|Irbil|Erbil|Kirkuk",
    "Asia/Tehran": "Isfahan|Mashhad|Tabriz|Shiraz|Qom",
    "Asia/Kabul": "Kandahar|Herat|Mazar-e Sharif|Jalalabad|Kunduz",
    "Asia/Karachi": "Islamabad|Lahore|Peshawar|Rawalpindi|Quetta",
    "Asia/Kolkata": "New Delhi|Delhi|Mumbai|Bangalore|Bengaluru|Chennai|Hyderabad|Srinagar|Ahmedabad",
    "Asia/Tashkent": "Samarkand|Bukhara",
    "Asia/Almaty": "Astana|Nur-Sultan|Baikonur",
    "Asia/Bishkek": "Osh",
    "Asia/Shanghai": "Beijing|Guangzhou|Shenzhen|Wuhan|Chongqing|Peking",
    "Asia/Tokyo": "Osaka|Kyoto|Hiroshima|Nagasaki|Fukushima|Yokohama",
    "Asia/Seoul": "Busan|Panmunjom",
    "Asia/Ho_Chi_Minh": "Hanoi|Danang|Da Nang",
    "Asia/Jakarta": "Bandung",
    "Australia/Sydney": "Canberra",
    "Africa/Johannesburg": "Cape Town|Pretoria|Durban|Soweto",
    "Africa/Cairo": "Sharm el-Sheikh|Giza",
    "Africa/Lagos": "Abuja|Kano|Maiduguri",
    "Africa/Nairobi": "Mombasa",
    "Africa/Algiers": "Oran",
    "Africa/Casablanca": "Rabat|Marrakesh",
}  # fmt: skip
# "Washington" is the city or the state.
SEVERAL: Final = {"Washington": ("America/New_York", "America/Los_Angeles")}


def main() -> None:
    names: dict[str, set[str]] = {}
    for code in LOCALES:
        for zone, entry in Locale.parse(code).time_zones.items():
            city = entry.get("city", "")
            if _is_city(zone, city):
                names.setdefault(city, set()).add(zone)
    for zone in available_timezones():
        city = zone.rpartition("/")[2].replace("_", " ")
        if zone.count("/") == 1 and zone.partition("/")[0] in _CONTINENTS and _is_city(zone, city):
            names.setdefault(city, set()).add(zone)
    for zone, cities in ADDED.items():
        for city in cities.split("|"):
            names[city] = {zone}
    names.update({city: set(zones) for city, zones in SEVERAL.items()})
    data = {
        "source": f"Unicode CLDR as packaged by Babel {babel_version} (Unicode License v3), the IANA time zone "
        "database (public domain), and the additions of scripts/make_cities.py. Written by that script.",
        "offsets": sorted(_offsets()),
        "cities": {city: sorted(names[city]) for city in sorted(names)},
    }
    lines = json.dumps(data, ensure_ascii=False, separators=(", ", ": ")).replace("], ", "],\n")
    TARGET.write_text(lines + "\n", "utf-8")


_CONTINENTS: Final = ("Africa", "America", "Asia", "Europe", "Australia", "Pacific", "Indian", "Atlantic")


def _is_city(zone: str, city: str) -> bool:
    return (
        len(city) > 3
        and city[0].isupper()
        and city.split()[0] not in SHARED
        and not zone.startswith(("Etc/", "Antarctica/"))
        and not any(sign in city for sign in "(),/[]0123456789")
    )


def _offsets() -> set[int]:
    """Minutes from UTC that any zone has had since 1972, when quarters of an hour had become the rule."""
    found: set[int] = set()
    for name in available_timezones():
        zone = ZoneInfo(name)
        for year in range(1973, 2031):
            for month in (1, 4, 7, 10):
                offset = datetime(year, month, 15, tzinfo=UTC).astimezone(zone).utcoffset() or timedelta()
                found.add(round(offset / timedelta(minutes=1)))
    return found


if __name__ == "__main__":
    main()
