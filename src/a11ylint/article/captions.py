"""A caption taken apart: its text, the credit in it, and the remark that the picture is an old one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from a11ylint.article import words
from a11ylint.article.model import Caption
from a11ylint.article.words import Lexicon
from a11ylint.document import Element
from a11ylint.passage import EMPTY, Passage, passage_of, plain_passage

_TAIL: Final = 300  # characters at the end of a caption in which a credit is looked for
_LABEL_MAXIMUM: Final = 60  # characters
_EDGES: Final = " /|,·•–—"
_WORD: Final = re.compile(r"\w+")
_BRACKETED: Final = re.compile(r"[(\[（]([^()\[\]（）]{1,200})[)\]）]\.?\s{0,3}$")
_COURTESY: Final = re.compile(r"[(\[（]\s?([^()\[\]（）,;]{2,60})(?:[,;][^()\[\]（）]{0,40})?[)\]）]\.?$")
_DASH: Final = re.compile(r"\s?(?:--|[-–—:])\s")
_INTRODUCED: Final = re.compile(r"\s{0,3}[:：/=]")
_FROM: Final = re.compile(r"(?:via|by|from|©|courtesy)\s", re.IGNORECASE)
_NAME: Final = r"[^\W\da-zß-öø-ÿа-џ_][\w.'’-]{0,40}"
_NAMES_STROKE: Final = re.compile(rf"(?:(?<=[\s.!?…”\"»|)])|^)(?:{_NAME}\s){{0,4}}{_NAME}\s{{0,3}}[/|]\s{{0,3}}$")
_PERSON_STROKE: Final = re.compile(r"\w[\w.'’ -]{1,40}[/|]\s{0,3}")
_STROKE: Final = re.compile(r"\s{0,3}[/|]\s{0,3}\S.{0,80}$")
_COLON_REST: Final = re.compile(r"\s{0,3}[:：]\s{0,3}\S[^.]{0,150}(?:\.[^.\s][^.]{0,60})?\.?$")
_SHORT_REST: Final = re.compile(r"\s{0,3}\S.{0,120}$")
_GLUED_CREDIT: Final = re.compile(r"(?:(?<=[\s.!?…”\"»|)])|^)Credits?(?:\.{2,3}|…|(?=[A-ZÀ-Þ])).{1,120}$")
_SENTENCE_ENDS: Final = '.!?…”"»|)'
_BEFORE_CREDIT: Final = frozenset(' .!?…”"»|/)')


@cache
def _credit_words() -> Lexicon:
    return Lexicon(words.data("captions")["credit_words"])


@cache
def _credit_by() -> Lexicon:
    """What a name follows without a colon."""
    return Lexicon([*words.data("captions")["credit_by"], "©", "(c)", "copyright", "courtesy", "courtesy of"])


@cache
def picture_sources() -> Lexicon:
    """News agencies, picture agencies and picture libraries, by every name they go by."""
    listed = words.data("attribution")
    names = [alias for name, others in listed["agencies"].items() for alias in (name, *others)]
    return Lexicon([*names, *listed["pictures"]], fold=False)


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


def split_caption(passage: Passage) -> tuple[Passage, Passage]:
    """Words into caption text and credit."""
    text = passage.text
    remark = _courtesy_place(text)
    cut = max(len(text) - _TAIL, 0 if remark[0] else remark[1])
    start = _credit_start(text[cut:])
    if start is None:
        return passage, EMPTY
    before = passage.part(0, len(text[: cut + start].rstrip(" /|")))
    credit = passage.part(cut + start, len(text))
    if is_label(before.text):
        return EMPTY, credit
    if not credit.text.startswith(("(", "[", "©")) and len(credit.text) > 100 and len(before.text) < 15:
        return passage, EMPTY
    return before, credit


def _credit_start(text: str) -> int | None:
    """Where the credit begins that words end in, or None.

    "(Photo: Jane Doe)", "Photo by Jane Doe/AP", "© AFP", "Jane Doe/Reuters", "REUTERS/Jane Doe", "Courtesy of …".
    """
    starts = [*_named_credits(text), *_agency_credits(text)]
    bracketed = _BRACKETED.search(text)
    if bracketed is not None and _is_credit(bracketed.group(1).strip()):
        starts.append(bracketed.start())
    glued = _GLUED_CREDIT.search(text)
    if glued is not None:
        starts.append(glued.start())
    return min(starts, default=None)


def _is_credit(text: str) -> bool:
    """Whether what stands in brackets is a credit."""
    word = _credit_words().begins(text)
    if word is not None and _INTRODUCED.match(text, word.end):
        return True
    if _credit_by().begins(text) is not None or _FROM.match(text) or picture_sources().begins(text) is not None:
        return True
    person = _PERSON_STROKE.match(text)
    return person is not None and picture_sources().begins(text[person.end() :]) is not None


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


def _agency_credits(text: str) -> Iterator[int]:
    """Credits that an agency's name makes: "Jane Doe/Reuters", "REUTERS/Jane Doe", "AFP", "via AP"."""
    for found in picture_sources().find(text):
        rest = text[found.end :]
        person = _NAMES_STROKE.search(text[: found.start])
        if person is not None and len(rest) <= _LABEL_MAXIMUM:
            yield person.start()
            return
        if not _may_begin(text, found.start):
            continue
        via = rest.removeprefix(" via ")
        alone = not rest.strip(" .") or (via != rest and picture_sources().begins(via) is not None)
        if alone or _STROKE.match(rest) or (found.phrase == "AP Photo" and len(rest) <= 80):
            before = text[: found.start].rstrip()
            yield len(before) - 3 if before.endswith(" via") or before == "via" else found.start
            return


def _may_begin(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in _BEFORE_CREDIT


def read_caption(whole: Passage, where: str, element: Element | None = None) -> Caption:
    """A caption from its words alone."""
    text, credit = split_caption(whole)
    return _caption(text, credit, whole, where, element)


def _caption(text: Passage, credit: Passage, whole: Passage, where: str, element: Element | None) -> Caption:
    start, end = _courtesy_place(text.text)
    said = text.text
    bare = text.part(end, len(said)) if start == 0 else text.part(0, start)
    return Caption(text, credit, whole, where, element, bare, text.part(start, end))


def _courtesy_place(text: str) -> tuple[int, int]:
    """Where a caption says that its picture is an old one: "(file photo)" at its end, "FILE - " at its beginning."""
    closing = _COURTESY.search(text[-_TAIL:])
    if closing is not None and closing.group(1).strip() in _courtesies():
        return max(len(text) - _TAIL, 0) + closing.start(), len(text)
    opening = _courtesy_openings().begins(text)
    if opening is not None and (dash := _DASH.match(text, opening.end)):
        return 0, dash.end()
    return len(text), len(text)


def caption_of(element: Element, where: str, credits: Collection[Element]) -> Caption | None:
    """Read a caption element; `credits` are the elements in it that hold a credit. None if nothing is said."""
    whole = passage_of(element, _is_read)
    label = _leading_labels().begins(whole.text)
    if label is not None:
        whole = _behind_label(whole, label.end)
    if not whole:
        return None
    marked = EMPTY
    text = whole
    if credits:
        outside = {credit.index for credit in credits}
        marked = next((said for said in map(passage_of, credits) if not is_label(said.text)), EMPTY)
        text = passage_of(element, lambda child: _is_read(child) and child.index not in outside)
        if label is not None and (again := _leading_labels().begins(text.text)) is not None:
            text = _behind_label(text, again.end)
    text, credit = split_caption(_without_edges(text) if marked else text)
    if is_label(text.text):
        text = EMPTY
    return _caption(text, marked or credit, whole, where, element)


def _behind_label(passage: Passage, start: int) -> Passage:
    rest = passage.text[start:]
    return passage.part(start + len(rest) - len(rest.lstrip(" ,:")), len(passage.text))


def _without_edges(passage: Passage) -> Passage:
    """Without the strokes and commas that stood between a caption and its credit."""
    text = passage.text
    return passage.part(len(text) - len(text.lstrip(_EDGES)), len(text.rstrip(_EDGES)))


def _is_read(element: Element) -> bool:
    return not element.hidden and element.tag != "button"


def caption_key(text: str) -> str:
    """The `Caption.key` that words have when they are read as a caption."""
    return read_caption(plain_passage(text, 0, len(text)), "words").key


def plain_key(text: str) -> str:
    """What two captions must share to be the same words: letters and digits, whatever the quotes and spaces."""
    return " ".join(_WORD.findall(text.casefold().replace("\xad", "")))


def without_courtesy(text: str) -> str:
    """Caption words without "(file photo)"."""
    start, end = _courtesy_place(text)
    return (text[:start] + text[end:]).strip()


def is_old_picture(text: str) -> bool:
    """Whether words end in "(file photo)" or the like: only captions do."""
    start, end = _courtesy_place(text)
    return 0 < start < end
