"""Character references that stand for no character (HTML, 13.5 Named character references and 13.2.5.80)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from a11ylint.plugin import Edit, Fix, Page, Problem, SyntaxProblem

_REPLACED: Final = "stands for no character, so readers see a replacement mark. Write the character that was meant."
_MESSAGES: Final = {
    "unknown-named-character-reference": "is the name of no character, so readers see it as it is written. "
    "Correct the name, or write &amp; for the ampersand.",
    "absence-of-digits-in-numeric-character-reference": "lacks its number, so readers see it as it is written. "
    "Write the number, or &amp; for the ampersand.",
    "character-reference-outside-unicode-range": _REPLACED,
    "null-character-reference": _REPLACED,
    "surrogate-character-reference": _REPLACED,
    "noncharacter-character-reference": "is no character, and readers see nothing or a box. "
    "Write the character that was meant.",
    "control-character-reference": "is the number of a control character. Write the character that was meant.",
}


def check(page: Page) -> Iterator[Problem]:
    for problem in page.syntax_problems:
        message = _MESSAGES.get(problem.code)
        if message is not None:
            yield Problem(problem.span, f"“{page.source.cut(problem.span)}” {message}", fixes=_fixes(problem))


def _fixes(problem: SyntaxProblem) -> tuple[Fix, ...]:
    if problem.code == "control-character-reference":
        character = _windows_character(problem.name)
        if character is not None:
            return (Fix(f"Write {character}, as browsers show it.", (Edit(problem.span, character),)),)
    return ()


def _windows_character(reference: str) -> str | None:
    """What browsers show for 128 to 159: the character of windows-1252 (HTML, 13.2.5.80)."""
    digits = reference.removeprefix("&#").removesuffix(";").lower()
    try:
        number = int(digits[1:], 16) if digits.startswith("x") else int(digits)
        return bytes([number]).decode("cp1252") if 0x80 <= number <= 0x9F else None
    except (ValueError, UnicodeDecodeError):
        return None
