"""Agency lines and datelines in the languages that RFE/RL publishes in, and what a newsroom adds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from a11ylint.article import Article, read_article, words
from a11ylint.article.agencies import House, agencies_in, is_agency
from a11ylint.article.attribution import find_agency_lines, find_dateline, names_of
from a11ylint.document import parse
from a11ylint.passage import plain_passage
from a11ylint.source import Source

Page = Callable[..., Article]

LINES: Final = {
    "en": ("With reporting by AFP and BelTA", ["AFP", "BelTA"]),
    "ru": ("По материалам Рейтер, ТАСС и Интерфакса", ["Reuters", "TASS", "Interfax"]),
    "ru, reported": ("По сообщениям АФП и РИА Новости", ["AFP", "RIA Novosti"]),
    "uk": ("За матеріалами УНІАН та Укрінформу", ["UNIAN", "Ukrinform"]),
    "be": ("Паводле паведамленьняў БелаПАН і БелТА", ["BelaPAN", "BelTA"]),
    "hy": ("Արմենպրեսի և Reuters-ի նյութերի հիման վրա", ["ARMENPRESS", "Reuters"]),
    "ka": ("ინტერპრესნიუსის და AFP-ის მასალების მიხედვით", ["Interpress News", "AFP"]),
    "az": ("APA və Turan-ın məlumatları əsasında", ["APA", "Turan"]),
    "kk": ("Қазинформ және Reuters материалдары негізінде", ["Kazinform", "Reuters"]),
    "ky": ("24.kg жана АКИpress маалыматтарынын негизинде", ["24.kg", "AKIpress"]),
    "tg": ("Бар асоси гузоришҳои Ховар ва Азия-Плюс", ["Khovar", "Asia-Plus"]),
    "tk": ("TDH we Reuters habarlary esasynda", ["TDH", "Reuters"]),
    "uz": ("O‘zA va AFP xabarlari asosida", ["UzA", "AFP"]),
    "tt": ("Татар-информ һәм ТАСС материаллары нигезендә", ["Tatar-inform", "TASS"]),
    "ba": ("Башинформ һәм Интерфакс материалдары нигеҙендә", ["Bashinform", "Interfax"]),
    "fa": ("با استفاده از گزارش‌های ایسنا، ایرنا و رویترز", ["ISNA", "IRNA", "Reuters"]),
    "prs": ("به اساس گزارش‌های باختر و پژواک", ["Bakhtar", "Pajhwok"]),
    "ps": ("د پژواک او رویټرز د رپوټونو پر بنسټ", ["Pajhwok", "Reuters"]),
    "ur": ("اس خبر کے لیے کچھ معلومات رائٹرز اور اے پی پی سے لی گئی ہیں", ["Reuters", "APP"]),
    "ro": ("Cu informații de la Agerpres și Mediafax", ["Agerpres", "Mediafax"]),
    "bg": ("По материали на БТА и Ройтерс", ["BTA", "Reuters"]),
    "hu": ("Forrás: MTI, AFP", ["MTI", "AFP"]),
    "hu, at the end": ("az MTI és az AFP jelentései alapján", ["MTI", "AFP"]),
    "sr": ("Prema izveštajima agencija Beta, FoNet i Tanjug", ["Beta", "FoNet", "Tanjug"]),
    "bs": ("Na osnovu izvještaja agencija Fena i SRNA", ["Fena", "SRNA"]),
    "hr": ("Na temelju izvješća Hine i Reutersa", ["HINA", "Reuters"]),
    "cnr": ("Na osnovu izvještaja MINA i Reuters", ["MINA", "Reuters"]),
    "mk": ("Според извештаите на МИА и Макфакс", ["MIA", "Makfax"]),
    "sq": ("Me raportime nga ATSH dhe AFP", ["ATA", "AFP"]),
}


@pytest.mark.parametrize(("line", "agencies"), LINES.values(), ids=LINES)
def test_an_agency_line_in_each_language(page: Page, line: str, agencies: list[str]) -> None:
    article = page(f"<p>{line}.</p>")
    (found,) = article.agency_lines
    assert list(found.agencies) == agencies
    assert article.document.source.cut(found.span) == f"{line}."


SENTENCES: Final = {
    "ru": "По сообщениям ТАСС, паром не выйдет в море до четверга, пока не утихнет ветер.",
    "uk": "За інформацією УНІАН, пором не вийде в море до четверга.",
    "be": "Паводле БелТА, паром ня выйдзе ў мора да чацьвярга.",
    "hu": "A kompok az AFP szerint a vihar után, a kapitány döntése nyomán.",
    "sr": "Prema pisanju Bete, trajekt neće isploviti do četvrtka.",
    "mk": "Според извештаите на МИА, траектот нема да исплови до четврток.",
    "fa": "بر اساس گزارش ایسنا، کشتی تا روز پنجشنبه از بندر بیرون نخواهد رفت.",
    "hy": "Ըստ Արմենպրեսի, լաստանավը մինչև հինգշաբթի ծով դուրս չի գա։",
}


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_that_begins_or_ends_like_one_is_none(page: Page, sentence: str) -> None:
    assert page(f"<p>{sentence}</p>").agency_lines == ()


DATELINES: Final = {
    "en": ("MOSCOW, June 5 (Reuters) - The ferry waits.", "MOSCOW, June 5 (Reuters)"),
    "en, a small city": ("Sofia, June 5 (BTA) The ferry waits.", "Sofia, June 5 (BTA)"),
    "no place": ("(Reuters) - The ferry waits.", "(Reuters)"),
    "ru": ("МОСКВА, 5 июн (Рейтер) — Паром ждет.", "МОСКВА, 5 июн (Рейтер)"),
    "ru, with a word": ("5 июня, Минск /Корр. БЕЛТА/. Паром ждет.", "5 июня, Минск /Корр. БЕЛТА/"),
    "uk": ("КИЇВ, 5 червня (Укрінформ) — Пором чекає.", "КИЇВ, 5 червня (Укрінформ)"),
    "hy": ("ԵՐԵՎԱՆ, 5 ՀՈՒՆԻՍԻ, ԱՐՄԵՆՊՐԵՍ. Լաստանավը սպասում է։", "ԵՐԵՎԱՆ, 5 ՀՈՒՆԻՍԻ, ԱՐՄԵՆՊՐԵՍ"),
    "az": ("Bakı – APA. Bərə gözləyir.", "Bakı – APA"),
    "kk": ("АСТАНА. КАЗИНФОРМ – Паром күтіп тұр.", "АСТАНА. КАЗИНФОРМ"),
    "kk, in Latin letters": ("ASTANA. KAZINFORM – Parom kütip tur.", "ASTANA. KAZINFORM"),
    "ky": ("Бишкек, 05.06.24. /Кабар/. Паром күтүп турат.", "Бишкек, 05.06.24. /Кабар/"),
    "tg": ("ДУШАНБЕ, 05.06.2024 /АМИТ «Ховар»/. Паром мунтазир аст.", "ДУШАНБЕ, 05.06.2024 /АМИТ «Ховар»/"),
    "tt": ("(Казан, 5 июнь, «Татар-информ»). Паром көтә.", "(Казан, 5 июнь, «Татар-информ»)"),
    "ba": ("ӨФӨ, 5 июнь /«Башинформ»/. Паром көтә.", "ӨФӨ, 5 июнь /«Башинформ»/"),
    "fa": ("تهران (ایرنا) - کشتی در بندر می‌ماند.", "تهران (ایرنا)"),
    "ps": ("کابل (پژواک، ۵ جوزا): بېړۍ په بندر کې ده.", "کابل (پژواک، ۵ جوزا)"),
    "ur": ("اسلام آباد (اے پی پی): کشتی بندرگاہ میں ہے۔", "اسلام آباد (اے پی پی)"),
    "hu": ("Budapest, 2024. június 5., szerda (MTI) - A komp vár.", "Budapest, 2024. június 5., szerda (MTI)"),
    "sr": ("BEOGRAD, 5. juna (Tanjug) - Trajekt čeka.", "BEOGRAD, 5. juna (Tanjug)"),
    "bs": ("SARAJEVO, 5. juna /SRNA/ - Trajekt čeka.", "SARAJEVO, 5. juna /SRNA/"),
    "hr": ("ZAGREB, 5. lipnja 2024. (Hina) - Trajekt čeka.", "ZAGREB, 5. lipnja 2024. (Hina)"),
    "mk": ("Скопје, 5 јуни 2024 (МИА) - Траектот чека.", "Скопје, 5 јуни 2024 (МИА)"),
    "sq": ("TIRANË, 5 qershor /ATSH/ - Trageti pret.", "TIRANË, 5 qershor /ATSH/"),
    "ro": ("CHIȘINĂU, 5 iun. (Moldpres) - Feribotul așteaptă.", "CHIȘINĂU, 5 iun. (Moldpres)"),
}


@pytest.mark.parametrize(("text", "dateline"), DATELINES.values(), ids=DATELINES)
def test_a_dateline_in_each_shape(text: str, dateline: str) -> None:
    found = find_dateline(plain_passage(text, 0, len(text)))
    assert (found.value if found is not None else "") == dateline
    if found is not None:
        assert text[found.span.start : found.span.end].startswith(dateline)


@pytest.mark.parametrize(
    "text",
    [
        "The ferry company (Reuters) said that it would wait.",
        "Reuters asked the captain about the crossing.",
        "Moscow told Reuters - and others - that the ferry would wait.",
        "President Ilves, asked by AFP, said no.",
        "Президент (ТАСС) сказал, что паром подождет.",
    ],
)
def test_a_sentence_with_an_agency_has_no_dateline(text: str) -> None:
    assert find_dateline(plain_passage(text, 0, len(text))) is None


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Аўтар: Янка Лес", ("Янка Лес",)),
        ("Հեղինակ՝ Անի Սարյան", ("Անի Սարյան",)),
        ("ავტორი: ნინო გორელი და გია მთიელი", ("ნინო გორელი", "გია მთიელი")),
        ("Müəllif: Leyla Dağlı və Orxan Çaylı", ("Leyla Dağlı", "Orxan Çaylı")),
        ("Муаллиф: Баҳром Кӯҳӣ ва Лола Дарёӣ", ("Баҳром Кӯҳӣ", "Лола Дарёӣ")),
        ("نویسنده: مینا کوهی و آرش دریا", ("مینا کوهی", "آرش دریا")),
        ("تحریر: زینب دریا اور کامل پہاڑ", ("زینب دریا", "کامل پہاڑ")),
        ("Автор: Ана Полска и Иво Речен", ("Ана Полска", "Иво Речен")),
        ("Autorica: Iva Otočna", ("Iva Otočna",)),
        ("Nga: Arta Mali dhe Ilir Deti", ("Arta Mali", "Ilir Deti")),
    ],
)
def test_bylines_name_their_authors_in_more_languages(byline: str, names: tuple[str, ...]) -> None:
    assert names_of(byline) == names


def test_case_endings_do_not_hide_an_agency() -> None:
    assert agencies_in("Интерфаксу, Արմենպրեսին, როიტერის, Reuters’ın, AFP-nin, АКИpress") == (
        "Interfax", "ARMENPRESS", "Reuters", "Reuters", "AFP", "AKIpress",
    )  # fmt: skip


def test_every_agency_names_its_country_and_source_and_no_name_has_two_owners() -> None:
    listed = words.data("attribution")["agencies"]
    owners: dict[str, str] = {}
    for name, entry in listed.items():
        assert entry["of"]
        assert entry["source"]
        for each in (name, *entry["names"]):
            assert owners.setdefault(each, name) == name


def test_every_language_that_rferl_publishes_in_has_phrases_and_says_where_they_are_printed() -> None:
    listed = words.data("attribution")
    known = {
        language
        for key in ("opening", "closing", "opening_of_agencies", "closing_of_agencies")
        for language in listed[key]
    }
    published = set("en ru uk be hy ka az kk ky tg tk uz tt ba fa prs ps ur ro bg hu sr bs hr cnr mk sq".split())
    assert published <= known
    assert published <= set(listed["where"])


HOUSE: Final = House(
    agencies=(("Harbour Press", "HP", "Harbour Press Agency"),),
    opening=("With notes from",),
    closing=("helped with this story",),
)


def test_a_newsroom_adds_agencies_and_phrases() -> None:
    assert agencies_in("HP and AFP", HOUSE) == ("Harbour Press", "AFP")
    assert agencies_in("HP and AFP") == ("AFP",)
    assert is_agency("harbour press agency", HOUSE)
    for text in ("With notes from HP and AFP.", "HP and AFP helped with this story."):
        (line,) = find_agency_lines([(None, plain_passage(text, 0, len(text)))], HOUSE)
        assert line.agencies == ("Harbour Press", "AFP")
        assert find_agency_lines([(None, plain_passage(text, 0, len(text)))]) == ()


def test_the_article_knows_its_house() -> None:
    markup = "<h1>The ferry waits</h1><figure><img src=a.jpg alt=Ferry><figcaption>The ferry. HP</figcaption></figure>"
    source = Source("page.html", markup)
    credits = [photo.credit.text for photo in read_article(parse(source), HOUSE).photos]
    assert credits == ["HP"]
    assert [photo.credit.text for photo in read_article(parse(source)).photos] == [""]


def test_the_data_are_sorted_into_known_keys() -> None:
    listed = json.loads((Path(words.__file__).parents[1] / "data" / "attribution.json").read_text("utf-8"))
    assert set(listed["also_words"]) <= {
        *listed["pictures"],
        *(name for key, entry in listed["agencies"].items() for name in (key, *entry["names"])),
    }
