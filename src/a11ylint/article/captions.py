"""A caption taken apart: its text, the credit in it, and the remark that the picture is an old one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from a11ylint import patterns as re
from a11ylint.article import words
from a11ylint.article.agencies import NO_HOUSE, House, also_words, is_agency, picture_sources
from a11ylint.article.model import Caption
from a11ylint.article.words import Lexicon
from a11ylint.document import Element
from a11ylint.passage import EMPTY, Passage, passage_of, plain_passage

_BEFORE_REMARK: Final = " ,;،–—"
_TAIL: Final = 300  # characters at the end of a caption in which a credit is looked for
_LABEL_MAXIMUM: Final = 60  # characters
_EDGES: Final = " /|,·•–—-"
_WORD: Final = re.compile(r"\w+")
_BRACKETED: Final = re.compile(r"[(\[（]([^()\[\]（）]{1,200})[)\]）]\.?\s{0,3}$")
_COURTESY: Final = re.compile(r"[(\[（]\s?([^()\[\]（）,;]{2,60})(?:[,;][^()\[\]（）]{0,40})?[)\]）]\.?$")
_LAST_PIECE: Final = re.compile(r"[.,;،!?…։۔–—][\"”»]?\s([^.,;،!?…։۔()\[\]–—]{3,60})\.?$")
_DASH: Final = re.compile(r"\s?(?:--|[-–—:])\s")
_INTRODUCED: Final = re.compile(r"\s{0,3}[:：՝/=]")
_FROM: Final = re.compile(r"(?:via|by|from|©|courtesy)\s", re.IGNORECASE)
_NAME: Final = r"[^\W\da-zß-öø-ÿа-џ_][\w.'’-]{0,40}"
_NAMES_STROKE: Final = re.compile(
    rf"(?:(?<=[\s.!?…”\"»|)])|^)(?:(?:{_NAME}\s){{0,4}}{_NAME}\s?/\s?){{0,2}}(?:{_NAME}\s){{0,4}}{_NAME}\s{{0,3}}[/|]\s{{0,3}}$"
)
_NAMES_BEFORE: Final = re.compile(rf"(\S+[.!?…”\"»])\s?((?:{_NAME}\s){{1,3}}{_NAME})\s{{0,2}}$")
_PERSON_OF: Final = re.compile(rf"(?:{_NAME}\s){{1,3}}{_NAME}\s?/\s?(?:{_NAME}\s){{0,3}}{_NAME}")
_CAPITAL_NEXT: Final = re.compile(r"[\s.]{1,2}[^\W\da-zß-öø-ÿа-џ_]")
_VIA: Final = re.compile(r"\svia\s+[^\W_]")
_AFTER_COURTESY: Final = re.compile(r"\s{0,2}[:;,/—–-]\s{0,2}(?=\S)")
_NAME_GAP: Final = re.compile(r"[\s/,&.;|«»@–-]+")
_SENTENCE_END: Final = re.compile(r"(\S{1,40}[.!?…”\"»。])\s")
_SHARED: Final = re.compile(r"[/|]|\s(?:via|for|pour|für|para)\s", re.IGNORECASE)
_PERSON_STROKE: Final = re.compile(r"\w[\w.'’ -]{1,40}[/|]\s{0,3}")
_STROKE: Final = re.compile(r"\s{0,3}[/|]\s{0,3}\S.{0,80}$")
_COLON_REST: Final = re.compile(r"\s{0,3}[:：՝]\s{0,3}\S[^.]{0,150}(?:\.[^.\s][^.]{0,60})?\.?$")
_SHORT_REST: Final = re.compile(r"\s{0,3}\S.{0,120}$")
_GLUED_CREDIT: Final = re.compile(r"(?:(?<=[\s.!?…”\"»|)])|^)Credits?(?:\.{2,3}|…|(?=[A-ZÀ-Þ])).{1,120}$")
_SENTENCE_ENDS: Final = '.!?…”"»|)。'
_MOST_NAMES: Final = 8  # words in a credit that is nothing but names
_LONGEST_CREDIT: Final = 100  # characters in an element that is one
_MADE_BY: Final = 25  # characters in "○○撮影", "김하나 기자"
_MADE_BY_MARKS: Final = "。.．＝=／/」』"
_PARTICLE: Final = 4  # letters of a preposition or an article, at most
_BEFORE_CREDIT: Final = frozenset(' .!?…”"»|/)。—–')


@cache
def _credit_words() -> Lexicon:
    return Lexicon(words.data("captions")["credit_words"])


@cache
def _credit_by() -> Lexicon:
    """What a name follows without a colon."""
    return Lexicon([*words.data("captions")["credit_by"], "©", "(c)", "copyright", "courtesy", "courtesy of"])


@cache
def _label_words() -> frozenset[str]:
    listed = words.data("captions")
    return frozenset(
        token for each in (*listed["labels"], *listed["credit_words"]) for token in _WORD.findall(each.casefold())
    )


@cache
def _leading_labels() -> Lexicon:
    return Lexicon(words.data("captions")["leading_labels"])


@cache
def _credits_alone() -> frozenset[str]:
    """Words that are a credit where a caption is nothing else."""
    return frozenset(each.casefold() for each in words.data("captions")["credits_alone"])


@cache
def _credit_endings() -> tuple[str, ...]:
    return tuple(words.data("captions")["credit_endings"])


@cache
def _trailing_labels() -> tuple[str, ...]:
    return tuple(words.data("captions")["trailing_labels"])


@cache
def _courtesies() -> Lexicon:
    return Lexicon(words.phrases("captions", "courtesy"))


@cache
def _courtesy_openings() -> Lexicon:
    return Lexicon(words.data("captions")["courtesy_opening"], fold=False)


def is_label(text: str) -> bool:
    """Whether words only announce something ("Photo:", "Image caption", "1 of 9") and say nothing themselves."""
    if len(text) > _LABEL_MAXIMUM:
        return False
    return all(token.isdigit() or token in _label_words() for token in _WORD.findall(text.casefold()))


def split_caption(passage: Passage, house: House = NO_HOUSE) -> tuple[Passage, Passage]:
    """Words into caption text and credit."""
    text = passage.text
    remark = _courtesy_place(text)
    cut = max(len(text) - _TAIL, 0 if remark[0] else remark[1])
    start = _credit_start(text[cut:], house)
    if start is None:
        return passage, EMPTY
    before = passage.part(0, len(text[: cut + start].rstrip(" /|–—-")))
    credit = passage.part(cut + start, len(text))
    if is_label(before.text):
        return EMPTY, credit
    if not credit.text.startswith(("(", "[", "©")) and len(credit.text) > 100 and len(before.text) < 15:
        return passage, EMPTY
    return before, credit


def _credit_start(text: str, house: House) -> int | None:
    """Where the credit begins that words end in, or None.

    "(Photo: Jane Doe)", "Photo by Jane Doe/AP", "© AFP", "Jane Doe/Reuters", "REUTERS/Jane Doe", "Courtesy of …".
    """
    if _PERSON_OF.fullmatch(text) or text.strip(" .").casefold() in _credits_alone():
        return 0
    starts = [*_named_credits(text), *_agency_credits(text, house), *_made_by(text), *_names_at_end(text, house)]
    bracketed = _BRACKETED.search(text)
    if bracketed is not None:
        inner = bracketed.group(1).strip()
        behind_sentence = text[: bracketed.start()].rstrip()[-1:] in _SENTENCE_ENDS
        if _is_credit(inner, house) or (behind_sentence and _is_names(inner, house)):
            starts.append(_with_names_before(text, bracketed.start()))
    glued = _GLUED_CREDIT.search(text)
    if glued is not None:
        starts.append(glued.start())
    return min(starts, default=None)


def _with_names_before(text: str, start: int) -> int:
    """Where the photographer's name begins that stands between a sentence and a credit in brackets.

    "The harbour on Monday. Jane Doe (AFP)". A title before the name ("Prof. Jane Doe") ends no sentence.
    """
    names = _NAMES_BEFORE.search(text[max(start - 2 * _LONGEST_CREDIT, 0) : start])
    if names is None:
        return start
    return start - (names.end() - names.start(2)) if _ends_sentence(names.group(1)) else start


def _is_credit(text: str, house: House) -> bool:
    """Whether what stands in brackets is a credit."""
    if text in _courtesies():
        return False
    if text.casefold() in _credits_alone() or is_agency(text, house) or _PERSON_OF.fullmatch(text):
        return True
    word = _credit_words().begins(text)
    if word is not None and _INTRODUCED.match(text, word.end):
        return True
    if word is not None and _CAPITAL_NEXT.match(text, word.end) and len(text.split()) <= _MOST_NAMES:
        return True
    if _credit_by().begins(text) is not None or _FROM.match(text) or (_VIA.search(text) and _is_names(text, house)):
        return True
    remark = _courtesies().begins(text)
    if remark is not None and (gap := _AFTER_COURTESY.match(text, remark.end)):
        return _is_credit(text[gap.end() :], house) or _is_names(text[gap.end() :], house)
    sources = picture_sources(house)
    source = sources.begins(text)
    if source is not None and (source.phrase not in also_words() or not text[source.end :].strip()):
        return True
    if _is_names(text, house) and any(found.end == len(text) for found in sources.find(text)):
        return True
    person = _PERSON_STROKE.match(text)
    return person is not None and sources.begins(text[person.end() :]) is not None


def _is_names(text: str, house: House) -> bool:
    """Whether words are nothing but names, in a script with capitals: "Reed Hart / The Post", "NOAA/SPC"."""
    parts = [part for part in _NAME_GAP.split(text) if part]
    if not 0 < len(parts) <= _MOST_NAMES or any(part[0].isdigit() for part in parts):
        return False
    if len(parts) == 1:
        return (len(text) > 2 and text.isupper()) or text in picture_sources(house)
    return all(part[0].isupper() or (len(part) <= _PARTICLE and part.islower()) for part in parts) and all(
        part[0].isupper() for part in (parts[0], parts[-1])
    )


def _names_at_end(text: str, house: House) -> Iterator[int]:
    """Credits that are nothing but names behind the last sentence: "Jane Doe/The Post", "JANE DOE POUR LE MONDE"."""
    for end in _SENTENCE_END.finditer(text, max(len(text) - _LONGEST_CREDIT, 0)):
        rest = text[end.end() :]
        said = rest.strip(f"{_EDGES}.")
        said = said.removesuffix(next((each for each in _credit_endings() if said.endswith(f" {each}")), "")).strip()
        capitals = said.isupper() and " " in said and not text[: end.end()].isupper()
        names = (capitals or _SHARED.search(said) is not None) and (_is_names(said, house) or said.startswith("@"))
        if (names or said.casefold() in _credits_alone()) and _ends_sentence(end.group(1)):
            yield end.end() + len(rest) - len(rest.lstrip(_EDGES))
            return


def _ends_sentence(word: str) -> bool:
    """Whether a stop behind a word ends a sentence, as it does not behind a title: "Prof. Jane Doe"."""
    last = word.rstrip('.!?…”"»')
    return word[-1:] != "." or last[:1].islower() or last[-1:].isdigit() or len(last) > 2 * _PARTICLE


def _made_by(text: str) -> Iterator[int]:
    """Credits that say behind the name who it is: "山田太郎撮影", "김하나 기자"."""
    said = text.rstrip(" .。")
    if not said.endswith(_credit_endings()):
        return
    place = max(said.rfind(mark) for mark in _MADE_BY_MARKS)
    if place > 0 and len(said) - place <= _MADE_BY:
        yield place if said[place] in "＝=／/" else place + 1


def _named_credits(text: str) -> Iterator[int]:
    """Credits that a word introduces: "Foto: …", "Photo by …", "© …"."""
    for found in _credit_words().find(text):
        if _may_begin(text, found.start) and _COLON_REST.match(text, found.end):
            yield found.start
            break
    for found in _credit_by().find(text):
        # "… a photo by her father" goes on in a sentence; a credit begins one.
        begins = not text[found.start].islower() or text[: found.start].rstrip()[-1:] in _SENTENCE_ENDS
        if begins and _may_begin(text, found.start) and _SHORT_REST.match(text, found.end):
            yield found.start
            break


def _agency_credits(text: str, house: House) -> Iterator[int]:
    """Credits that an agency's name makes: "Jane Doe/Reuters", "REUTERS/Jane Doe", "AFP", "via AP"."""
    sources = picture_sources(house)
    for found in sources.find(text):
        rest = text[found.end :]
        person = _NAMES_STROKE.search(text[: found.start])
        if person is not None and len(rest) <= _LABEL_MAXIMUM:
            yield _behind_place(text, person.start(), found.start)
            return
        if not _may_begin(text, found.start):
            continue
        via = rest.removeprefix(" via ")
        alone = not rest.strip(" .") or (via != rest and sources.begins(via) is not None)
        alone = alone and _stands_apart(text[: found.start], found.phrase)
        if alone or _STROKE.match(rest) or (found.phrase == "AP Photo" and len(rest) <= 80):
            before = text[: found.start].rstrip()
            if before.endswith(" via") or before == "via":
                yield len(before) - 3
            else:
                yield _credit_word_before(before, found.start)
            return


def _behind_place(text: str, start: int, end: int) -> int:
    """Where a name begins that stands right behind another: "a street in Lisbon Jane Doe/AFP"."""
    before = text[:start].rstrip().rpartition(" ")[2]
    if not (before.islower() and len(before) < _PARTICLE) or text[start:end].count(" ") < 2:
        return start
    return text.index(" ", start) + 1


def _credit_word_before(before: str, start: int) -> int:
    """Where a credit begins whose word has no colon: "Фото ТАСС"."""
    tail = max(before.rfind(mark) for mark in ".!?…。") + 1
    for said in (before[tail:].lstrip(), before.rpartition(" ")[2]):
        if said and not said[0].islower() and said in _credit_words():
            return len(before) - len(said)
    return start


def _stands_apart(before: str, source: str) -> bool:
    """Whether an agency's name at the end is a credit, and not the last word of a sentence: "a man from Reuters"."""
    before = before.rstrip()
    if not before or before[-1] in _SENTENCE_ENDS or before[-1] in _EDGES:
        return True
    last = before.rpartition(" ")[2]
    if before[_credit_word_before(before, len(before)) :]:
        return True
    return last == "via" or (source not in also_words() and not (len(last) <= _PARTICLE and last.islower()))


def _may_begin(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in _BEFORE_CREDIT


def read_caption(whole: Passage, where: str, element: Element | None = None, house: House = NO_HOUSE) -> Caption:
    """A caption from its words alone."""
    text, credit = split_caption(whole, house)
    return _caption(text, credit, whole, where, element)


def _caption(text: Passage, credit: Passage, whole: Passage, where: str, element: Element | None) -> Caption:
    start, end = _courtesy_place(text.text)
    said = text.text
    bare = text.part(end, len(said)) if start == 0 else text.part(0, len(said[:start].rstrip(_BEFORE_REMARK)))
    courtesy = text.part(start, end) or _courtesy_in(credit)
    return Caption(text, credit, whole, where, element, bare, courtesy)


def _courtesy_in(credit: Passage) -> Passage:
    """The courtesy remark that opens a credit: "[File: Reuters]"."""
    inner = credit.text[1:] if credit.text[:1] in "([（" else credit.text
    remark = _courtesies().begins(inner)
    shift = len(credit.text) - len(inner)
    if remark is None or not _AFTER_COURTESY.match(inner, remark.end):
        return EMPTY
    return credit.part(shift, shift + remark.end)


def _courtesy_place(text: str) -> tuple[int, int]:
    """Where a caption says that its picture is an old one: "(file photo)" at its end, "FILE - " at its beginning."""
    closing = _COURTESY.search(text[-_TAIL:])
    if closing is not None and closing.group(1).strip() in _courtesies():
        return max(len(text) - _TAIL, 0) + closing.start(), len(text)
    last = _LAST_PIECE.search(text[-_TAIL:])
    if last is not None and last.group(1).strip() in _courtesies() and not _is_english_word(last.group(1).strip()):
        return max(len(text) - _TAIL, 0) + last.start(1), len(text)
    opening = _courtesy_openings().begins(text)
    if opening is not None and (dash := _DASH.match(text, opening.end)):
        return 0, dash.end()
    return len(text), len(text)


def _is_english_word(text: str) -> bool:
    """Whether a remark is one English word: "…, file" needs its brackets."""
    return " " not in text and text.casefold() in words.data("captions")["courtesy"]["en"]


def caption_of(element: Element, where: str, credits: Collection[Element], house: House = NO_HOUSE) -> Caption | None:
    """Read a caption element; `credits` are the elements in it that hold a credit. None if nothing is said."""
    whole = passage_of(element, _is_read)
    label = _leading_labels().begins(whole.text)
    if label is not None:
        whole = _behind_label(whole, label.end)
    whole = _before_labels(whole)
    if not whole:
        return None
    marked = EMPTY
    text = whole
    if credits:
        outside = {credit.index for credit in credits}
        marked = _marked_credit(element, credits)
        text = passage_of(element, lambda child: _is_read(child) and child.index not in outside)
        if label is not None and (again := _leading_labels().begins(text.text)) is not None:
            text = _behind_label(text, again.end)
        text = _before_labels(text)
    own = EMPTY if marked else _last_element_credit(element, whole, house)
    said = text
    text, credit = split_caption(_without_edges(text) if marked else text, house)
    if len(own.text) > len(credit.text):
        text, credit = _without_edges(said.part(0, len(said.text) - len(own.text))), own
    if is_label(text.text):
        text = EMPTY
    return _caption(text, marked or credit, whole, where, element)


def _marked_credit(element: Element, credits: Collection[Element]) -> Passage:
    """What the elements that hold the credit say: all of them, where nothing but strokes stands between."""
    said = [passage for passage in map(passage_of, credits) if not is_label(passage.text)]
    if not said:
        return EMPTY
    if len(said) > 1 and len(credits) <= _MOST_NAMES:
        whole = passage_of(element, _is_read)
        start = whole.text.rfind(said[0].text)
        end = whole.text.find(said[-1].text, start + len(said[0].text)) + len(said[-1].text)
        joined = whole.part(start, end) if 0 <= start < end else EMPTY
        if joined and len(joined.text) <= sum(len(each.text) + 3 for each in said):
            return joined
    return said[0]


def _last_element_credit(element: Element, whole: Passage, house: House) -> Passage:
    """A credit that has the last element of a caption to itself, whatever its class."""
    for child in reversed([*element.descendants][-_MOST_NAMES:]):
        words_in_it = passage_of(child, _is_read).text if child.end == element.end and _is_read(child) else ""
        before = whole.text[: len(whole.text) - len(words_in_it)]
        if not 2 < len(words_in_it) <= _LONGEST_CREDIT or not whole.text.endswith(words_in_it) or not before.strip():
            continue
        start = _credit_start(words_in_it, house)
        if start is not None and (start == 0 or _is_names(words_in_it[:start], house)):
            return whole.part(len(before), len(whole.text))
    return EMPTY


def _before_labels(passage: Passage) -> Passage:
    """Without the words of a widget at its end: "hide caption"."""
    text = passage.text
    lowered = text.lower()
    if len(lowered) != len(text):
        return passage
    while True:
        label = next((each for each in _trailing_labels() if lowered.endswith(each)), None)
        if label is None:
            return passage if len(lowered) == len(text) else passage.part(0, len(lowered))
        lowered = lowered[: -len(label)].rstrip()


def _behind_label(passage: Passage, start: int) -> Passage:
    rest = passage.text[start:]
    return passage.part(start + len(rest) - len(rest.lstrip(" ,:")), len(passage.text))


def _without_edges(passage: Passage) -> Passage:
    """Without the strokes and commas that stood between a caption and its credit."""
    text = passage.text
    return passage.part(len(text) - len(text.lstrip(_EDGES)), len(text.rstrip(_EDGES)))


def _is_read(element: Element) -> bool:
    return not element.hidden and element.tag != "button"


@lru_cache(maxsize=256)  # words beside a photo, each compared with several others
def caption_key(text: str) -> str:
    """The `Caption.key` that words have when they are read as a caption."""
    return read_caption(plain_passage(text, 0, len(text)), "words").key


@lru_cache(maxsize=256)
def plain_key(text: str) -> str:
    """What two captions must share to be the same words: letters and digits, whatever the quotes and spaces."""
    return " ".join(_WORD.findall(text.casefold().replace("\xad", "")))


def without_courtesy(text: str) -> str:
    """Caption words without "(file photo)"."""
    start, end = _courtesy_place(text)
    return text[end:].strip() if start == 0 else text[:start].rstrip(_BEFORE_REMARK)


def is_old_picture(text: str) -> bool:
    """Whether words end in "(file photo)" or the like: only captions do."""
    start, end = _courtesy_place(text)
    return 0 < start < end


_STOPS: Final = frozenset(".!?…。！？｡।॥։․۔؟။።:;")
_CLOSERS: Final = " \"'”’»›“‘」』）)]】〉》"


def ends_in_stop(text: str) -> bool:
    """Whether words end as a sentence does, perhaps with a quotation mark or bracket behind the stop."""
    return text.rstrip(_CLOSERS)[-1:] in _STOPS


class Places(NamedTuple):
    """Words that tell photos beside one another apart, ``[start, end)``, and how many photos they speak of."""

    start: int
    end: int
    photos: int


def names_places(text: str) -> Places | None:
    """Where a caption says which of several photos it means: "clockwise from top left", "left photo … right photo"."""
    corners = [*_place_words("corners").find(text)]
    round_ = next(_place_words("round").find(text), None)
    if round_ is not None:
        return Places(round_.start, round_.end, max(3, len({each.phrase for each in corners})))
    for found in (corners, [*_place_words("photos").find(text)]):
        named = {each.phrase for each in found}
        if len(named) > 1:
            return Places(found[0].start, found[0].end, len(named))
    return None


def says_composite(text: str) -> bool:
    """Whether words say that one picture is put together of several."""
    return _composites().names(text)


@cache
def _place_words(key: str) -> Lexicon:
    return Lexicon(each for by_kind in words.data("captions")["places"].values() for each in by_kind[key])


@cache
def _composites() -> Lexicon:
    return Lexicon(words.data("captions")["composites"])
