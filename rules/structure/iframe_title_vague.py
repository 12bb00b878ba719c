"""The title of a frame says only that it is one (WCAG 4.1.2, technique H64)."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Page, Problem, is_vague_frame


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    for frame in page.document.find("iframe", "frame"):
        name = tree.name(frame).text
        if not is_vague_frame(name) or tree.is_hidden(frame) or not tree.is_visible(frame):
            continue
        yield Problem(
            frame.attribute("aria-label") or frame.attribute("title") or frame,
            f"“{name}” does not say what is in this frame. Name what the reader finds there.",
        )
