"""Recordings in the page, and what stands in for them: HTML, 4.8.8 to 4.8.11; WCAG 2.2, guideline 1.2 and 1.4.2.

Nothing is played. What a recording holds, and what goes with it, is taken from its attributes and tracks, from the
name of its file (Media Fragments 1.0 for a part of it), and from the words, links and controls around it. Where these
leave it open whether there is a substitute, there is one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from math import inf
from typing import Final
from urllib.parse import unquote

from a11ylint import patterns as re
from a11ylint.accessibility.exposure import Exposure
from a11ylint.accessibility.names import Names
from a11ylint.accessibility.wordings import is_wide, mentions, phrases
from a11ylint.document import Document, Element, Text
from a11ylint.passage import BLOCKS
from a11ylint.records import dataclass

SHORT: Final = 3.0  # seconds: sound that stops so soon does not drown a screen reader (WCAG 1.4.2)
_LEAST_TRANSCRIPT: Final = 100  # characters; ideographs, which say more, count twice
_LONGEST_LABEL: Final = 400
_LONGEST_CONTROL: Final = 40
_STREAM: Final = re.compile(r"\.(?:m3u8|mpd|ism|f4m)(?:[/?#]|\Z)|\A(?:blob|rtmp|rtsp|mms):", re.IGNORECASE)
_CLIP: Final = re.compile(r"#(?:[^#]*&)?t=(?:npt:)?([\d:.]*),([\d:.]+)\Z")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SENTENCE_END: Final = re.compile(r"[.!?。！？…]+[\s\"”»’)]*|\n")
_PLAYER: Final = 2  # levels around a recording that its player may take up
_NO_PLAYER: Final = frozenset("body main article section html".split())
_BUTTONS: Final = frozenset("button checkbox link menuitem menuitemcheckbox radio slider switch".split())


@dataclass(frozen=True, slots=True)
class Recording:
    """An ``audio`` or ``video`` element that the source gives a file to.

    `has_sound` is None where it is muted and nobody knows; `seconds` how long it plays, where the address says so.
    """

    element: Element
    addresses: tuple[str, ...]
    has_sound: bool | None
    seconds: float | None

    @property
    def is_video(self) -> bool:
        return self.element.tag == "video"

    @property
    def has_controls(self) -> bool:
        return self.element.has("controls")

    @property
    def plays_aloud(self) -> bool:
        """Whether it starts by itself, with sound that lasts.

        What goes round and round within the text is a moving picture; browsers start it only where it is silent.
        """
        element = self.element
        if not element.has("autoplay") or not self.has_sound or (element.has("loop") and element.has("playsinline")):
            return False
        return self.seconds is None or self.seconds > SHORT


@dataclass(frozen=True, slots=True)
class _Block:
    """Words of one paragraph or the like that assistive technology meets; `index` is where
    the last of them stand."""

    text: str
    index: int
    is_seen: bool


class Media:
    """The recordings of one document. Read only."""

    def __init__(self, document: Document, exposure: Exposure, names: Names) -> None:
        self.document = document
        self.exposure = exposure
        self.names = names
        self._offered: dict[str, bool] = {}

    @cached_property
    def recordings(self) -> tuple[Recording, ...]:
        """Those with a file, visible or not, in document order; streams, which nobody can prepare, are left out."""
        found = []
        for element in self.document.find("audio", "video"):
            written = [element.get("src"), *(source.get("src") for source in element.find("source"))]
            addresses = tuple(address.strip() for address in written if address and address.strip())
            if addresses and not any(_STREAM.search(address) for address in addresses):
                found.append(Recording(element, addresses, _has_sound(element, addresses), _seconds(addresses)))
        return tuple(found)

    def audible(self) -> Iterator[Recording]:
        """Audio that a reader can play, or that plays by itself."""
        for each in self.recordings:
            if not each.is_video and (each.element.has("autoplay") or self._is_visible(each)):
                yield each

    def talking(self) -> Iterator[Recording]:
        """Videos that people see and that have sound."""
        return (each for each in self.recordings if each.is_video and each.has_sound and self._is_visible(each))

    def silent(self) -> Iterator[Recording]:
        """Videos that people see and that have no sound."""
        return (
            each for each in self.recordings if each.is_video and each.has_sound is False and self._is_visible(each)
        )

    def _is_visible(self, recording: Recording) -> bool:
        return self.exposure.is_visible(recording.element) and not self.exposure.is_hidden(recording.element)

    # What stands in for it

    def has_captions(self, recording: Recording) -> bool:
        """Whether a track or the file's name promises captions."""
        tracks = any(
            (track.get("kind") or "subtitles").strip().lower() in ("captions", "subtitles")
            and (track.get("src") or "").strip()
            for track in recording.element.find("track")
        )
        return tracks or _all_named(recording.addresses, "file_captioned")

    def has_description(self, recording: Recording) -> bool:
        """Whether the file's name or a link promises that a voice tells what is seen.

        A track of descriptions does not: no browser reads one out.
        """
        return _all_named(recording.addresses, "file_described") or self._is_offered("description")

    def has_transcript(self, recording: Recording, *, seen: bool = True) -> bool:
        """Whether a link or label promises a transcript, or a text long enough to be one follows the recording or
        speaks of it; with `seen`, one that people see."""
        return self._is_offered("transcript") or recording.element.end <= self._last_transcript[seen]

    @cached_property
    def _last_transcript(self) -> tuple[float, float]:
        """Where the last text stands that is long enough to be a transcript, of all and of those that people see;
        infinitely far down where one speaks of a recording, since it need not follow."""
        last = [-1.0, -1.0]
        for block in self._blocks:
            if _length(block.text) >= _LEAST_TRANSCRIPT:
                place = inf if mentions(block.text, "medium") else block.index
                last[0] = max(last[0], place)
                last[1] = max(last[1], place) if block.is_seen else last[1]
        return last[0], last[1]

    @cached_property
    def repeats_text(self) -> bool:
        """Whether the page says that a recording tells once more what a text on it tells.

        Whose label it is cannot be told where there are several recordings.
        """
        seen = [block for block in self._blocks if block.is_seen]
        for block in seen:
            for sentence in _SENTENCE_END.split(block.text):
                if len(sentence) < _LONGEST_LABEL and mentions(sentence, "medium") and mentions(sentence, "same"):
                    rest = _length(block.text) - _length(sentence)
                    if rest >= _LEAST_TRANSCRIPT or any(
                        _length(other.text) >= _LEAST_TRANSCRIPT for other in seen if other is not block
                    ):
                        return True
        return False

    def has_audio_beside(self, recording: Recording) -> bool:
        """Whether there is audio that may tell what a silent video shows."""
        return self.has_description(recording) or self._has_audio

    @cached_property
    def _has_audio(self) -> bool:
        return any(not each.is_video and self._is_visible(each) for each in self.recordings)

    def has_control(self, recording: Recording) -> bool:
        """Whether something that people see and assistive technology can name may stop the sound."""
        return recording.has_controls or self._has_named_control or self._has_control_in_player(recording.element)

    @cached_property
    def _has_named_control(self) -> bool:
        return any(len(name) < _LONGEST_CONTROL and mentions(name, "control") for _, name in self._controls)

    @cached_property
    def _control_places(self) -> list[int]:
        return [control.index for control, _ in self._controls]

    def _has_control_in_player(self, element: Element) -> bool:
        """Whether a control stands in what the recording's player is made of: its parent or the parent's parent."""
        places = self._control_places
        at, steps = element.parent, 0
        while at is not None and steps < _PLAYER and at.tag not in _NO_PLAYER:
            if bisect_left(places, at.index) < bisect_left(places, at.end):
                return True
            at, steps = at.parent, steps + 1
        return False

    @cached_property
    def _controls(self) -> tuple[tuple[Element, str], ...]:
        found = []
        for element in self.document.select("button, input, summary, a, [role]"):
            if self.names.roles.role(element) not in _BUTTONS or self.exposure.is_hidden(element):
                continue
            name = self.names.name(element).text if self.exposure.is_visible(element) else ""
            if name.strip():
                found.append((element, name))
        return tuple(found)

    def _is_offered(self, what: str) -> bool:
        """Whether a short text that people meet, as on a link or a button, says that there is one."""
        known = self._offered.get(what)
        if known is None:
            texts = (*(block.text for block in self._blocks if block.is_seen), *(name for _, name in self._controls))
            known = any(len(text) < _LONGEST_LABEL and mentions(text, what) for text in texts)
            self._offered[what] = known
        return known

    @cached_property
    def _blocks(self) -> tuple[_Block, ...]:
        """What is written in the page, by paragraphs."""
        found = []
        known: dict[int, int] = {}
        for _, group in groupby(self._texts(), key=lambda text: _block_of(text.parent, known)):
            texts = list(group)
            spoken = [text for text in texts if not text.data.isspace()]
            if spoken:
                written = " ".join("".join(text.data for text in texts).split())
                found.append(_Block(written, _place(spoken[-1]), not self.exposure.is_unseen(spoken[0].parent)))
        return tuple(found)

    def _texts(self) -> Iterator[Text]:
        """Text that assistive technology meets, seen or not."""
        body, exposure = self.document.body, self.exposure
        if body is None:
            return
        for node in body.texts(lambda child: not exposure.is_hidden(child)):
            if isinstance(node, Text) and not exposure.is_hidden(node.parent) and not exposure.hides_text(node.parent):
                yield node


_PARAGRAPHS: Final = BLOCKS - {"br", "button"}


def _block_of(element: Element, known: dict[int, int]) -> int:
    """The paragraph or the like around words, by its index; `known` keeps every answer."""
    path: list[int] = []
    at: Element | None = element
    while at is not None and at.tag not in _PARAGRAPHS and at.index not in known:
        path.append(at.index)
        at = at.parent
    found = -1 if at is None else known.get(at.index, at.index)
    known.update(dict.fromkeys(path, found))
    return found


def _place(text: Text) -> int:
    """Where a text stands among the elements: the index that an element just before it ends at, or its parent's."""
    before = [child for child in text.parent.children[: text.position] if isinstance(child, Element)]
    return before[-1].end if before else text.parent.index


def _has_sound(element: Element, addresses: tuple[str, ...]) -> bool | None:
    if element.tag == "video" and _all_named(addresses, "file_silent"):
        return False
    return None if element.has("muted") else True


def _seconds(addresses: tuple[str, ...]) -> float | None:
    """How long the part that the addresses ask for lasts; None where one of them asks for all."""
    found = [_clip(address) for address in addresses]
    known = [seconds for seconds in found if seconds is not None]
    return max(known) if len(known) == len(found) else None


def _clip(address: str) -> float | None:
    match = _CLIP.search(address)
    if match is None:
        return None
    start, end = (_time(part) for part in match.groups())
    return None if start is None or end is None else max(0.0, end - start)


def _time(written: str) -> float | None:
    """Media Fragments 1.0, 4.2.1: seconds, or hours, minutes and seconds."""
    try:
        parts = [float(part) for part in written.split(":")] if written else [0.0]
    except ValueError:
        return None
    return sum(part * float(60**place) for place, part in enumerate(reversed(parts)))


def _all_named(addresses: tuple[str, ...], what: str) -> bool:
    """Whether the name of every file has one of these words in it."""
    return all(_file_words(address) & phrases(what) for address in addresses)


def _file_words(address: str) -> frozenset[str]:
    """The words of a file's name, and each two and three that follow each other, hyphens between them."""
    name = unquote(address.partition("#")[0].partition("?")[0].rpartition("/")[2][:300]).rpartition(".")[0]
    words = [word.lower() for word in _WORD.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name))]
    joined = {"-".join(words[at : at + count]) for count in (1, 2, 3) for at in range(len(words) - count + 1)}
    return frozenset(joined)


def _length(text: str) -> int:
    return len(text) + (sum(map(is_wide, text)) if not text.isascii() else 0)
