"""The title of a frame says only that it is one (WCAG 4.1.2, technique H64)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Certainty, Element, Page, Problem, bare_words, is_vague_frame


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for frame in page.document.find("iframe", "frame"):
        name = tree.name(frame).text
        if not is_vague_frame(name) or tree.is_hidden(frame) or not tree.is_visible(frame):
            continue
        yield Problem(
            frame.attribute("aria-label") or frame.attribute("title") or frame,
            f"“{name}” does not say what is in this frame. Name what the reader finds there.",
            certainty=Certainty.LIKELY if _names_its_site(frame, name) else None,
        )


def _names_its_site(frame: Element, name: str) -> bool:
    """Whether the title is the name of the site that the frame is from: little, but something."""
    address = f"{frame.get('src') or ''} {frame.get('data-src') or ''}"[:2000].lower()
    return any(word in address for word in bare_words(name).split() if len(word) > 2)
