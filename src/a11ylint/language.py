"""Which language a text is in, by the text itself."""

from __future__ import annotations

from typing import Final

from turbohtml.detect import detect_language

_ENOUGH: Final = 150  # characters; less than this and detection is a guess
_SAMPLE: Final = 6000
# The detector speaks ISO 639-3; pages and formulas ISO 639-1.
_TWO_LETTERS: Final = {
    "eng": "en", "rus": "ru", "ukr": "uk", "bel": "be", "hye": "hy", "kat": "ka", "aze": "az", "azj": "az", "kaz": "kk", "kir": "ky",
    "tgk": "tg", "tuk": "tk", "uzb": "uz", "uzn": "uz", "tat": "tt", "bak": "ba", "pes": "fa", "fas": "fa", "prs": "fa", "pus": "ps",
    "pbu": "ps", "urd": "ur", "ron": "ro", "bul": "bg", "hun": "hu", "srp": "sr", "bos": "bs", "hrv": "hr", "mkd": "mk", "sqi": "sq",
    "deu": "de", "fra": "fr", "spa": "es", "por": "pt", "ita": "it", "nld": "nl", "pol": "pl", "ces": "cs", "slk": "sk", "slv": "sl",
    "swe": "sv", "dan": "da", "nob": "nb", "nno": "nn", "nor": "nb", "fin": "fi", "isl": "is", "est": "et", "lit": "lt", "lav": "lv", "tur": "tr",
    "ell": "el", "heb": "he", "ara": "ar", "arb": "ar", "hin": "hi", "ben": "bn", "ind": "id", "msa": "ms", "zsm": "ms", "vie": "vi",
    "tha": "th", "swa": "sw", "swh": "sw", "zul": "zu", "xho": "xh", "afr": "af", "kor": "ko", "jpn": "ja", "zho": "zh", "cmn": "zh",
    "cat": "ca", "lat": "la", "epo": "eo", "jav": "jv", "tam": "ta", "tel": "te", "mar": "mr", "guj": "gu", "pan": "pa", "sna": "sn",
    "nep": "ne", "sin": "si", "khm": "km", "mya": "my", "yid": "yi", "mal": "ml", "kan": "kn", "ori": "or", "amh": "am", "aka": "ak",
}  # fmt: skip


def primary(tag: str | None) -> str | None:
    """The primary language of a tag: "en" for "en-US"."""
    return tag.replace("_", "-").split("-")[0].strip().lower() or None if tag else None


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, or None where it is too short or too mixed to tell."""
    if len(text) < _ENOUGH:
        return None
    match = detect_language(text[:_SAMPLE])
    if match.language is None or match.confidence < 0.5:
        return None
    return _TWO_LETTERS.get(match.language, match.language)
