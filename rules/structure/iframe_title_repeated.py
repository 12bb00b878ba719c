"""Two frames with different addresses have the same name."""

from __future__ import annotations

from collections.abc import Iterator

from a11ylint.plugin import Element, Page, Problem


def check(page: Page) -> Iterator[Problem]:
    tree = page.accessibility
    firsts: dict[str, tuple[Element, set[str]]] = {}
    for frame in page.document.find("iframe"):
        address = (frame.get("src") or "").partition("#")[0].partition("?")[0].strip()
        name = tree.name(frame).text.casefold() if address else ""
        if not name or tree.is_hidden(frame) or not tree.is_visible(frame):
            continue
        first, known = firsts.setdefault(name, (frame, {address}))
        if address not in known:
            known.add(address)
            yield Problem(
                frame.attribute("title") or frame,
                f"Another frame is called “{name}” too, and holds something else. Say in each title what is in it.",
                ((first, "The other frame."),),
            )
