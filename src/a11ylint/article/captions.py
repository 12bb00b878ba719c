"""A caption taken apart: its text, the credit in it, and the remark that the picture is an old one."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import Final

from a11ylint.article import words
from a11ylint.article.model import Caption
from a11ylint.document import Element
from a11ylint.passage import EMPTY, Passage, passage_of, plain_passage

_TAIL: Final = 300  # characters at the end of a caption in which a credit is looked for
_LABEL_MAXIMUM: Final = 60  # characters
_EDGES: Final = " /|,·•–—"
_TOKEN: Final = re.compile(r"\w+")


@cache
def _credit() -> re.Pattern[str]:
    """A credit at the end of a caption.

    "(Photo: Jane Doe)", "Photo by Jane Doe/AP", "© AFP", "Jane Doe/Reuters", "REUTERS/Jane Doe", "Courtesy of …".
    Searched in the last `_TAIL` characters only, and every repeat is bounded, so the time is bounded too.
    """
    listed = words.data("captions")
    attribution = words.data("attribution")
    aliases = [alias for name, others in attribution["agencies"].items() for alias in (name, *others)]
    agency = rf"(?-i:{words.either([*aliases, *attribution['pictures']])})"
    said = words.either(listed["credit_words"])
    by = words.either(listed["credit_by"])
    name = r"(?-i:[^\W\da-zß-öø-ÿа-џ_])[\w.'’-]{0,40}"
    return re.compile(
        rf"""(?:
            [(\[（]\s{{0,3}}(?:
                (?:{said})\s{{0,3}}[:：/=]
              | (?:{by})\b
              | (?:via|by|from|©|\(c\)|courtesy)\s
              | (?:\w[\w.'’ -]{{1,40}}\s{{0,3}}[/|]\s{{0,3}})?{agency}\b
            )[^()\[\]]{{0,160}}[)\]）]\.?
          | (?:(?<=[\s.!?…”"»|)])|^)(?:
                (?:{said})\s{{0,3}}[:：]\s{{0,3}}\S[^.]{{0,150}}(?:\.[^.\s][^.]{{0,60}})?\.?
              | (?:{by})\s\S.{{0,120}}
              | (?-i:Credits?)(?:\.{{2,3}}|…|(?=(?-i:[A-ZÀ-Þ])))\s?\S.{{0,120}}
              | (?:©|\(c\)|Copyright)\s{{0,3}}\S.{{0,120}}
              | courtesy(?:\s+of)?\b.{{1,120}}
              | (?:handout|via)\s{agency}.{{0,60}}
              | (?-i:AP)\ Photo\b.{{0,80}}
              | (?:{name}\s){{0,4}}{name}\s{{0,3}}[/|]\s{{0,3}}{agency}\b.{{0,60}}
              | {agency}\s{{0,3}}[/|]\s{{0,3}}\S.{{0,80}}
              | {agency}(?:\svia\s{agency}.{{0,30}})?\.?
            )
        )\s{{0,3}}$""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _label_words() -> frozenset[str]:
    listed = words.data("captions")
    return frozenset(
        token for each in (*listed["labels"], *listed["credit_words"]) for token in _TOKEN.findall(each.casefold())
    )


@cache
def _leading_label() -> re.Pattern[str]:
    return re.compile(rf"(?:{words.either(words.data('captions')['leading_labels'])})[,:]?\s+", re.IGNORECASE)


@cache
def _courtesy() -> re.Pattern[str]:
    """ "(file photo)" at the end, "FILE PHOTO: " or "FILE - " at the beginning."""
    said = words.either([*words.phrases("captions", "courtesy")])
    opening = words.either(words.data("captions")["courtesy_opening"])
    return re.compile(
        rf"[(\[（]\s?(?i:{said})(?:[,;][^()\[\]]{{0,40}})?\s?[)\]）]\.?$|^(?:{opening})\s?(?:--|[-–—:])\s"
    )


def is_label(text: str) -> bool:
    """Whether words only announce something ("Photo:", "Image caption", "1 of 9") and say nothing themselves."""
    if len(text) > _LABEL_MAXIMUM:
        return False
    return all(token.isdigit() or token in _label_words() for token in _TOKEN.findall(text.casefold()))


def split_caption(passage: Passage) -> tuple[Passage, Passage]:
    """Words into caption text and credit."""
    text = passage.text
    start = max(len(text) - _TAIL, 0)
    match = _credit().search(text[start:])
    if match is None:
        return passage, EMPTY
    before, credit = passage.part(0, start + match.start()), passage.part(start + match.start(), len(text))
    if is_label(before.text):
        return EMPTY, credit
    if not credit.text.startswith(("(", "[", "©")) and len(credit.text) > 100 and len(before.text) < 15:
        return passage, EMPTY
    return before, credit


def read_caption(whole: Passage, where: str, element: Element | None = None) -> Caption:
    """A caption from its words alone."""
    text, credit = split_caption(whole)
    return _caption(text, credit, whole, where, element)


def _caption(text: Passage, credit: Passage, whole: Passage, where: str, element: Element | None) -> Caption:
    courtesy = text.search(_courtesy()) or EMPTY
    bare = text
    if courtesy:
        end = text.text.endswith(courtesy.text)
        cut = len(courtesy.text)
        bare = text.part(0, len(text.text) - cut) if end else text.part(cut, len(text.text))
    return Caption(text, credit, whole, where, element, bare, courtesy)


def caption_of(element: Element, where: str, credits: Collection[Element]) -> Caption | None:
    """Read a caption element; `credits` are the elements in it that hold a credit. None if nothing is said."""
    whole = passage_of(element, _is_read)
    label = _leading_label().match(whole.text)
    if label:
        whole = whole.part(label.end(), len(whole.text))
    if not whole:
        return None
    marked = EMPTY
    text = whole
    if credits:
        outside = {credit.index for credit in credits}
        marked = next((said for said in map(passage_of, credits) if not is_label(said.text)), EMPTY)
        text = passage_of(element, lambda child: _is_read(child) and child.index not in outside)
        if label and text.text.startswith(label.group().strip()):
            text = text.part(len(label.group()), len(text.text))
    text, credit = split_caption(_without_edges(text) if marked else text)
    if is_label(text.text):
        text = EMPTY
    return _caption(text, marked or credit, whole, where, element)


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
    return " ".join(_TOKEN.findall(text.casefold().replace("\xad", "")))


def without_courtesy(text: str) -> str:
    """Caption words without "(file photo)"."""
    return _courtesy().sub("", text).strip()


def is_old_picture(text: str) -> bool:
    """Whether words end in "(file photo)" or the like: only captions do."""
    match = _courtesy().search(text)
    return match is not None and match.end() == len(text)
