"""Alternative texts that are none: the word for an image, what a tool left in the field, the name of a file."""

from __future__ import annotations

from functools import cache
from typing import Final
from unicodedata import normalize
from urllib.parse import unquote

from a11ylint import patterns as re
from a11ylint.article import words

# Vowel signs of the Indic scripts are no word characters to `re`.
_TOKEN: Final = re.compile(r"(?:[^\W\d_]|[\u0900-\u0965\u0970-\u0fff\u1000-\u103f\u1780-\u17df])+(?:'[^\W\d_]+)?")
_ONLY_DOTS: Final = re.compile(r"[.\-_…–—*\s]+")
_IMAGE_EXTENSION: Final = re.compile(r"\.(?:jpe?g|jfif|png|gif|webp|avif|bmp|tiff?|heic|svg)$", re.IGNORECASE)
_LONGEST_FILE_NAME: Final = 255  # what file systems allow
_MOST_WORDS: Final = 6  # in a file name that has spaces; more are a sentence that ends in one
_SCREENSHOT: Final = re.compile(
    r"(?:screen ?shot|screenshot|bildschirmfoto|captura de pantalla|capture d.écran|schermata|"
    r"whatsapp image|снимок экрана)"
    r"[-_ ]+\d{4}[-_.]?\d{2}[-_.]?\d{2}\b",
    re.IGNORECASE,
)
_HEXADECIMAL: Final = re.compile(r"[0-9a-f]{16,}(?:[-_][0-9a-z]{1,12}){0,4}\Z", re.IGNORECASE)
_UUID: Final = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?:[-_]\w{1,12}){0,4}\Z", re.IGNORECASE)
_ARCHIVE_NUMBER: Final = re.compile(r"[A-Z][A-Za-z]{0,24}[-_]?\d{8,}(?:[-_]\w{1,12}){0,4}\Z")
_SIZED: Final = re.compile(r"[\w.-]*[-_]\d{2,4}x\d{2,4}\Z")
_HYPHENED: Final = re.compile(r"[^\W_]+(?:-[^\W_]+){3,}\Z")


def is_placeholder(text: str) -> bool:
    """Whether an alternative text says only that an image is there: "image", "Foto 2", "alt text", "."."""
    text = text.strip()
    if not text or len(text) > 60:
        return False
    if _ONLY_DOTS.fullmatch(text):
        return True
    return _key(text) in _placeholders() and text not in words.data("alternatives")["names"]


def _key(text: str) -> str:
    return " ".join(_TOKEN.findall(normalize("NFC", text).casefold().replace("’", "'")))


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(_key(phrase) for phrase in words.phrases("alternatives", "placeholders")) - {""}


@cache
def _camera() -> re.Pattern[str]:
    """ "IMG_2031", "DSC00127", "PXL_20240503_081512345": what cameras and telephones call their pictures."""
    prefixes = words.either(words.data("alternatives")["camera_prefixes"])
    numbered = r"[-_]?(?:E|A)?\d{3,9}(?:[-_.~]{1,3}\w{1,12}){0,4}(?: ?\(\d{1,3}\)| copy)?"
    return re.compile(rf"_?(?:{prefixes}){numbered}\Z")


def is_file_name(text: str, address: str = "") -> bool:
    """Whether an alternative text is the name of a file; `address` is the image's own, if known.

    With an image's extension, as a camera or an archive numbers it, a hash, or the words of the address itself
    joined by hyphens or underscores.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST_FILE_NAME:
        return False
    if _IMAGE_EXTENSION.search(text):
        return len(text.split()) <= _MOST_WORDS
    if _camera().match(text) or _SCREENSHOT.match(text):
        return True
    if any(character.isspace() for character in text):
        return False
    if _UUID.match(text) or _SIZED.match(text) or _ARCHIVE_NUMBER.match(text):
        return True
    if _HEXADECIMAL.match(text) and any(character.isdigit() for character in text):
        return True
    # Names keep their capitals ("Saint-Germain-en-Laye"), and words of three parts are words ("arc-en-ciel").
    joined = "_" in text or (text == text.lower() and _HYPHENED.match(text))
    return bool(joined) and text.casefold() == _stem(address)


def _stem(address: str) -> str:
    """The name of the file at an address, without its extension."""
    name = unquote(address.partition("?")[0].partition("#")[0][-1000:]).rpartition("/")[2].casefold()
    return _IMAGE_EXTENSION.sub("", name)
