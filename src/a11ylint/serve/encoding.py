"""An article back as bytes, in the encoding that its file came in: browsers write UTF-8 and nothing else."""

from __future__ import annotations

from typing import Final

from a11ylint.serve.problem import Problem

# What `Source.encoding` may be: the codecs of the Encoding Standard (4.2 Names and labels) that encode.
ENCODINGS: Final = frozenset(
    "utf-8 utf-16-le utf-16-be ibm866 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 "
    "iso8859-8 iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 iso-8859-16 koi8-r koi8-u mac-roman mac-cyrillic cp874 "
    "windows-1250 windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 "
    "windows-1258 big5hkscs gb18030 cp949 cp932 euc-jp iso-2022-jp".split()
)
_MARKED: Final = frozenset({"utf-16-le", "utf-16-be"})  # a byte order mark tells them


def encoded(content: bytes, encoding: str) -> bytes:
    """UTF-8 in another encoding; what that lacks as character references. Raises `Problem`."""
    if encoding not in ENCODINGS:
        raise Problem(422, f"encoding is one of {', '.join(sorted(ENCODINGS))}")
    text = content.decode("utf-8", "replace")
    mark = "\ufeff" if encoding in _MARKED else ""
    return (mark + text).encode(encoding, "xmlcharrefreplace")
