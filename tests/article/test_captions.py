"""A caption taken apart: text, credit, and the remark that the picture is an old one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.article.captions import is_label, plain_key, read_caption, without_courtesy
from a11ylint.passage import plain_passage

TEXT = "The mayor opens the bridge."


def parts(words: str) -> tuple[str, str, str]:
    caption = read_caption(plain_passage(words, 0, len(words)), "figcaption")
    return caption.bare.text, caption.credit.text, caption.courtesy.text


@pytest.mark.parametrize(
    "credit",
    [
        "(Photo: Jane Doe)",
        "(AP)",
        "(Jane Doe / AP)",
        "(AP Photo/Jane Doe)",
        "[사진 출처 = 연합뉴스]",
        "Photo by Jane Doe",
        "Foto: Jana Muster",
        "Фото: Иван Петров",
        "Ảnh: Minh Anh",
        "Isithombe: Sithunyelwe",
        "© Jane Doe",
        "Credit: Jane Doe/Reuters",
        "Jane Doe/Reuters",
        "REUTERS/Jane Doe",
        "Jane Van Der Doe/AFP via Getty Images",
        "AFP",
        "Getty Images",
        "via AP",
        "Courtesy of the museum",
        "(Courtesy of the museum)",
        "(Jane Doe)",
        "(Jane Doe, AFP)",
        "(Photo Jane Doe. AFP)",
        "(NOAA/SPC)",
        "[SpaceShip via NASA]",
        "(Reed Hart / The Post)",
        "(Foto: dpa)",
        "© Getty Images",
        "Photo: Jane Doe/Invision/AP",
        "Foto: Jana Muster (Reuters)",
        "Фото: РИА Новости",
        "Фото ТАСС",
        "(Фото: Пресс-служба города)",
        "Фота: БелТА",
        "Լուսանկարը՝ Արմենպրես",
        "ფოტო: ინტერპრესნიუსი",
        "Foto: APA",
        "Сурет: Қазинформ",
        "Сүрөт: Кабар",
        "Акс: Ховар",
        "Surat: TDH",
        "Rasm: O‘zA",
        "عکس: ایسنا",
        "عکس از رویترز",
        "انځور: پژواک",
        "تصویر: اے پی پی",
        "Foto: Agerpres",
        "Снимка: БТА",
        "Fotó: MTI",
        "Слика: МИА",
        "Fotoja: ATSH",
        "Fotografija: Hina",
        "Crédit photo : AFP",
        "写真：共同通信",
        "연합뉴스",
        "[사진=김하나 기자]",
        "Screenshot from the video",
        "Jane Doe/The Post",
        "THE CANADIAN PRESS/Jane Doe",
        "Image source, Getty Images",
        "Photo Illustration by Jane Doe/Getty",
        "Foto Ansa",
        "(ansa)",
        "(Supplied)",
        "(Jane Doe/Flash90)",
        "Archivo Particular",
    ],
)
def test_a_credit_at_the_end_is_told_from_the_text(credit: str) -> None:
    assert parts(f"{TEXT} {credit}") == (TEXT, credit, "")
    assert parts(credit) == ("", credit, "")


@pytest.mark.parametrize(
    "credit",
    [
        "Jane Doe | The Post",
        "JANE DOE POUR « LE MONDE »",
        "Jane Doe for The Post",
        "Office of the Mayor via Telegram",
        "J. Doe/The Post nuotr.",
        "@janedoe/Instagram",
    ],
)
def test_names_behind_a_sentence_are_a_credit(credit: str) -> None:
    assert parts(f"{TEXT} {credit}") == (TEXT, credit, "")


@pytest.mark.parametrize(
    ("words", "bare", "credit", "courtesy"),
    [
        (f"{TEXT} / AFP", TEXT, "AFP", ""),
        (f"{TEXT} – AFP", TEXT, "AFP", ""),
        (f"{TEXT}Jane Doe (AFP)", TEXT, "Jane Doe (AFP)", ""),
        ("Jane Doe (AFP)", "Jane Doe", "(AFP)", ""),
        ("The mayor with Prof. Jane Doe (AFP)", "The mayor with Prof. Jane Doe", "(AFP)", ""),
        ("The mayor on the bridge [File: Reuters]", "The mayor on the bridge", "[File: Reuters]", "File"),
        ("Мэр на мосту (архив: ТАСС)", "Мэр на мосту", "(архив: ТАСС)", "архив"),
        ("The mayor on the bridge＝山田太郎撮影", "The mayor on the bridge", "＝山田太郎撮影", ""),
        ("Jane Doe/The Post", "", "Jane Doe/The Post", ""),
        ("Privat", "", "Privat", ""),
    ],
)
def test_parts_of_captions_in_further_shapes(words: str, bare: str, credit: str, courtesy: str) -> None:
    assert parts(words) == (bare, credit, courtesy)


@pytest.mark.parametrize(
    "words",
    [
        "A man from Reuters",
        "THE MAYOR OPENS THE BRIDGE. THE RIVER IS HIGH",
        "The mayor opens the bridge. She came with St. Paul/Minneapolis councillors.",
        "The mayor opens the bridge. Nobody from North Shore came",
        "A village in Fars",
        "She is a fan of Malcolm X",
        "The mayor opens the bridge. (left)",
        "The mayor opens the bridge (North Shore Party)",
        "The photo shows the mayor.",
        "A report by the agency AP was read out in court on Monday",
        "A reporter of Reuters asks a question at the mayor's table.",
        "He reads the village paper / and drinks tea.",
        "The source of the river lies above the village.",
        "The mayor (left) and her deputy.",
        "The bridge over the Sound, seen from the copyright library.",
        "A view of the village of bell founders/Reuters reports from there every year, and has done so since 1911.",
    ],
)
def test_words_that_only_look_like_a_credit_stay_in_the_text(words: str) -> None:
    assert parts(words) == (words, "", "")


@pytest.mark.parametrize(
    ("words", "bare", "courtesy"),
    [
        ("The mayor (file photo)", "The mayor", "(file photo)"),
        ("The mayor. (undated file photo)", "The mayor.", "(undated file photo)"),
        ("FILE PHOTO: The mayor", "The mayor", "FILE PHOTO:"),
        ("FILE - The mayor on the bridge", "The mayor on the bridge", "FILE -"),
        ("Мэр на мосту (архивное фото)", "Мэр на мосту", "(архивное фото)"),
        ("Die Brücke (Archivbild)", "Die Brücke", "(Archivbild)"),
        ("File the mayor opened", "File the mayor opened", ""),
        ("Мэр на мосту, архивное фото", "Мэр на мосту", "архивное фото"),
        ("Мер на мосту. Ілюстраційне фото.", "Мер на мосту.", "Ілюстраційне фото."),
        ("Мэр на мосьце (архіўнае фота)", "Мэр на мосьце", "(архіўнае фота)"),
        ("Քաղաքապետը կամրջի վրա (արխիվային լուսանկար)", "Քաղաքապետը կամրջի վրա", "(արխիվային լուսանկար)"),
        ("მერი ხიდზე (საარქივო ფოტო)", "მერი ხიდზე", "(საარქივო ფოტო)"),
        ("Mer körpünün üstündə (arxiv fotosu)", "Mer körpünün üstündə", "(arxiv fotosu)"),
        ("Мэр көпір үстінде. Көрнекі сурет", "Мэр көпір үстінде.", "Көрнекі сурет"),
        ("Мэр көпүрөдө. Архив сүрөтү", "Мэр көпүрөдө.", "Архив сүрөтү"),
        ("Мири шаҳр дар пул. Акс аз бойгонӣ", "Мири шаҳр дар пул.", "Акс аз бойгонӣ"),
        ("Häkim köpride (arhiw suraty)", "Häkim köpride", "(arhiw suraty)"),
        ("Hokim ko‘prikda (arxiv surati)", "Hokim ko‘prikda", "(arxiv surati)"),
        ("Мэр күпердә (архив фотосы)", "Мэр күпердә", "(архив фотосы)"),
        ("شهردار روی پل (عکس آرشیوی)", "شهردار روی پل", "(عکس آرشیوی)"),
        ("شاروال پر پل، ارشیف", "شاروال پر پل", "ارشیف"),
        ("میئر پل پر (فائل فوٹو)", "میئر پل پر", "(فائل فوٹو)"),
        ("Primarul pe pod (imagine ilustrativă)", "Primarul pe pod", "(imagine ilustrativă)"),
        ("Кметът на моста. Снимката е илюстративна.", "Кметът на моста.", "Снимката е илюстративна."),
        ("A polgármester a hídon (archív fotó)", "A polgármester a hídon", "(archív fotó)"),
        ("Gradonačelnik na mostu, arhivska fotografija", "Gradonačelnik na mostu", "arhivska fotografija"),
        ("Градоначалникот на мостот – архивска фотографија", "Градоначалникот на мостот", "архивска фотографија"),
        ("Kryetari në urë (fotografi nga arkivi)", "Kryetari në urë", "(fotografi nga arkivi)"),
        ("Архивное фото: Мэр на мосту", "Мэр на мосту", "Архивное фото:"),
        ("She puts the paper back into the box, file", "She puts the paper back into the box, file", ""),
        ("The mayor (right)", "The mayor (right)", ""),
    ],
)
def test_a_courtesy_remark_is_told_from_the_text(words: str, bare: str, courtesy: str) -> None:
    assert parts(words) == (bare, "", courtesy)
    assert without_courtesy(words) == bare


def test_captions_are_alike_whatever_quotes_spaces_credit_and_courtesy() -> None:
    def key(words: str) -> str:
        return read_caption(plain_passage(words, 0, len(words)), "figcaption").key

    assert key("The “mayor”\n opens  it (file photo)") == key("The 'mayor' opens it. Photo by Jane Doe")
    assert key("The mayor opens it") != key("The mayor opened it")


@pytest.mark.parametrize("label", ["Photo:", "Image caption", "1 of 9", "Toggle caption", "Фото", ""])
def test_labels_say_nothing_themselves(label: str) -> None:
    assert is_label(label)


def test_a_sentence_is_no_label() -> None:
    assert not is_label("The mayor opens the bridge")


WRITTEN = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"]), max_size=400)  # what is drawn on a page


@given(WRITTEN)
def test_the_parts_of_any_words_stand_in_them_in_order(words: str) -> None:
    whole = plain_passage(words, 0, len(words))
    caption = read_caption(whole, "figcaption")
    assert not caption.text or f"{caption.text}{caption.credit}".replace(" ", "") == whole.text.replace(" ", "")
    for part in (caption.text, caption.credit, caption.bare, caption.courtesy):
        if part:
            assert part.text.split() == words[part.span.start : part.span.end].split()


@given(st.text(max_size=200))
def test_a_key_does_not_change_when_taken_again(words: str) -> None:
    assert plain_key(plain_key(words)) == plain_key(words)


@pytest.mark.parametrize("unit", ["photo", "Aa/", "(AP ", "A. ", "Photo: x ", "Jane ", "© "])
def test_long_captions_take_no_longer_than_their_length(unit: str) -> None:
    words = unit * 100_000
    started = time.process_time()
    parts(words)
    assert time.process_time() - started < 2
