"""A caption taken apart: its text, and the credit in it."""

from __future__ import annotations

import re
from typing import Final

from a11ylint.article.model import Caption
from a11ylint.document import Element
from a11ylint.passage import EMPTY, Passage, passage_of

_AGENCY: Final = (
    r"(?-i:AP|AFP|EPA|DPA|dpa|EFE|ANSA|TASS|ITAR-TASS|RIA|APA|PAP|NTB|TT|STT|CTK|ČTK|ANP|Belga|Kyodo|Xinhua|Yonhap|Reuters|"
    r"REUTERS|Getty|Getty Images|GETTY|EPA-EFE|Shutterstock|iStock|Alamy|Bloomberg|AAP|PA|PA Wire|PA Media|Zuma|Imago|"
    r"imago|picture alliance|Picture Alliance|Keystone|Sipa|LaPresse|Europa Press|NurPhoto|Anadolu|UPI|SWNS|Rex|REX|"
    r"Unsplash|Pexels|Pixabay|Flickr|Wikimedia|Wikimedia Commons|Wikipedia|USA TODAY|RFE/RL|VOA|ISNA|IRNA|Interfax|"
    r"Scanpix|TNS|NASA|CNN|BBC|AP Photo|Twitter|Instagram|Facebook|Adobe Stock|Adobe|Depositphotos|Ritzau|Lehtikuva)"
)
_WORDS: Final = (
    r"photo(?:graph)?s?|photo credit|image|images|picture|pictures|pic|credits?|courtesy(?: of)?|source|foto|fotos|bild|"
    r"bilder|photographer|fotograf|illustration|graphic|graphics|video|screenshot|screengrab|handout|copyright|crédits?|"
    r"fonte|fuente|quelle|bron|фото|источник|photos?|foto-?credit|imagem|zdjęcie|fot|kuva|mynd|lusvardi|crédit photo|"
    r"写真|사진|ảnh|ภาพ|foto/ilustrasi"
)
# "(Photo: Jane Doe)", "Photo by Jane Doe/AP", "© AFP", "Jane Doe/Reuters", "REUTERS/Jane Doe", "Courtesy of …" at the end.
_CREDIT: Final = re.compile(
    rf"""(?:
        [\(\[（]\s*(?:(?:{_WORDS})\s*[:：/]|(?:{_WORDS})\s+(?:by|courtesy)\b|(?:via|by|from|©|\(c\)|courtesy)\s|(?:\w[\w.'’ -]{{1,40}}\s*[/|]\s*)?{_AGENCY}\b)
            [^()\[\]]{{0,160}}[\)\]）]\.?
      | (?:(?<=[\s.!?…”"»|])|^)(?:
            (?:{_WORDS})\s*[:：]\s*\S[^.]{{0,150}}(?:\.[^.\s][^.]{{0,60}})?\.?
          | (?:photo(?:graph)?s?|image|picture|illustration|graphic|photography)\s+(?:by|courtesy(?:\s+of)?|via|from)\s+\S.{{0,120}}
          | (?:©|\(c\)|&copy;|Copyright)\s*\S.{{0,120}}
          | courtesy(?:\s+of)?\b.{{1,120}}
          | (?:handout|via)\s+{_AGENCY}.{{0,60}}
          | AP\ Photo\b.{{0,80}}
          | (?:\w[\w.'’-]+\s){{0,4}}\w[\w.'’-]*\s*[/|]\s*{_AGENCY}\b.{{0,60}}
          | {_AGENCY}\s*[/|]\s*\S.{{0,80}}
          | {_AGENCY}(?:\s+via\s+{_AGENCY}.{{0,30}})?\.?
        )
    )\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"^(?:[\s/|:：()\[\]–—-]*(?:(?:"
    + _WORDS
    + r"|photo by|by|caption|image caption|image source|image credit|open image modal|"
    r"toggle caption|hide caption|enlarge|zoom|view gallery|play|ad|advertisement|\d+\s*(?:/|of)\s*\d+)[\s:：/|.–—-]*)*)$",
    re.IGNORECASE,
)
_COURTESY: Final = re.compile(
    r"\(?\b(?:file(?: photo)?|archive(?: photo)?|handout|illustrative|undated)\)?$", re.IGNORECASE
)
_LEADING_LABEL: Final = re.compile(
    r"^(?:image caption|caption|image source|media caption|toggle caption|hide caption)[,:]?\s+",
    re.IGNORECASE,
)


def is_label(text: str) -> bool:
    """Whether words only announce something ("Photo:", "Image caption", "1 of 9") and say nothing themselves."""
    return bool(_LABEL.match(text))


def credit_in(passage: Passage) -> Passage:
    """The credit at the end of a caption's words, or an empty passage."""
    return passage.search(_CREDIT) or EMPTY


def split_caption(passage: Passage) -> tuple[Passage, Passage]:
    """Words into caption text and credit."""
    match = _CREDIT.search(passage.text)
    if match is None:
        return passage, EMPTY
    text, credit = passage.part(0, match.start()), passage.part(match.start(), len(passage.text))
    if is_label(text.text):
        return EMPTY, credit
    if not credit.text.startswith(("(", "[", "©")) and len(credit.text) > 100 and len(text.text) < 15:
        return passage, EMPTY
    return text, credit


def caption_of(element: Element, where: str, credits: list[Element]) -> Caption | None:
    """Read a caption element; `credits` are the elements in it that hold a credit. None if nothing is said."""
    whole = passage_of(element)
    label = _LEADING_LABEL.match(whole.text)
    if label:
        whole = whole.part(label.end(), len(whole.text))
    if not whole:
        return None
    marked = EMPTY
    text = whole
    if credits:
        marked = next((passage for passage in map(passage_of, credits) if not is_label(passage.text)), EMPTY)
        text = passage_of(element, lambda child: not child.hidden and child not in credits)
        if label and text.text.startswith(label.group()):
            text = text.part(label.end(), len(text.text))
    text, credit = split_caption(text)
    if is_label(text.text):
        text = EMPTY
    return Caption(text, marked or credit, whole, where, element)


def plain_key(text: str) -> str:
    """What two captions must share to be the same words: letters and digits, whatever the quotes and spaces."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("\xad", "")))


def without_courtesy(text: str) -> str:
    """Caption words without a closing "(file photo)"."""
    return _COURTESY.sub("", text).strip()
