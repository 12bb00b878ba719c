"""What the XML reports share: text that XML can hold, and how a tree is written."""

from __future__ import annotations

from typing import Final

from lxml import etree

from a11ylint import patterns as re
from a11ylint.report.text import ACTING

# XML 1.0, production 2: every other character is forbidden, however it is written.
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Text with what XML cannot hold made U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text)


def to_text(root: etree._Element) -> str:
    """A whole document, indented; what would act on a terminal is written by its number."""
    text = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True).decode("utf-8").rstrip("\n")
    return ACTING.sub(lambda match: f"&#{ord(match[0])};", text)
