"""A caption stands twice: in one figure, in two, or as a paragraph beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from a11ylint import patterns as re
from a11ylint.plugin import (
    Caption,
    Certainty,
    Edit,
    Element,
    Fix,
    Kind,
    Page,
    Passage,
    Photo,
    Problem,
    Span,
    at_some_widths,
    caption_key,
    excerpt,
    passage_of,
    photo_key,
)
from a11ylint.records import dataclass

_WORD: Final = re.compile(r"\w+")
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_LETTERS_A_WORD: Final = 3  # in scripts without spaces
_LONGEST: Final = 600  # characters of a paragraph that may be a caption
_WORDS_ALONE: Final = 8  # in two like paragraphs with no photo near them
_NEAR: Final = 12  # elements between a photo and the words under it
_BESIDE_CAPTION: Final = 120  # characters in a box that holds a caption and little else
_FOLLOWERS: Final = 6  # elements behind a caption among which its copy may be
_WORDLESS: Final = frozenset("script style button a svg select textarea option title".split())
_SCREEN_READERS: Final = re.compile(r"visually-?hidden|sr-only|screen-?reader|a11y-hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Copy:
    """Words that are a caption, or may be; `photo` is None for a paragraph, and where the figure is no photo's."""

    key: str
    words: Passage
    whole: Passage
    element: Element | None
    photo: Photo | None = None
    is_caption: bool = False
    has_credit: bool = False

    @property
    def span(self) -> Span:
        return self.words.span


def check(page: Page) -> Iterator[Problem]:
    fewest = page.option("minimum-words", int)
    copies = _copies(page)
    prose = _Prose(page, copies)
    nearest: dict[str, Copy] = {}
    of_picture: dict[tuple[str, str], Copy] = {}
    for copy in copies:
        yield from _said_twice_inside(page, copy, fewest)
        picture = (copy.key, _picture(copy.photo))
        candidates = (of_picture.get(picture), nearest.get(copy.key))
        first = next((each for each in candidates if each and _is_duplicate(each, copy, fewest, prose)), None)
        if first is not None and not (_is_shown(page, first) and _is_shown(page, copy)):
            continue
        if first is None:
            nearest[copy.key] = copy
            if picture[1]:
                of_picture.setdefault(picture, copy)
            continue
        yield Problem(
            copy.words,
            _message(page, first, copy),
            ((first.words, "The same words stand here first."),),
            _fixes(page, first, copy),
            Certainty.LIKELY if _one_may_be_hidden(page, first, copy) else None,
        )


def _picture(photo: Photo | None) -> str:
    return photo_key(photo.address) if photo is not None else ""


def _copies(page: Page) -> Sequence[Copy]:
    """Captions, and what may be their copies, in the order in which they stand."""
    found: dict[int, Copy] = {}
    inside: set[int] = set()
    for photo in page.article.photos:
        for caption in photo.captions:
            if caption.key and not photo.in_embed and not _for_screen_readers(caption.element):
                found.setdefault(caption.span.start, _of_photo(caption, photo))
            if caption.element is not None:
                inside.update(range(caption.element.index, caption.element.end))
        if photo.in_gallery:
            inside.update(_elements_of_slides(photo))
    if page.kind is not Kind.TEXT:
        for copy in _of_other_figures(page, inside):
            found.setdefault(copy.words.start, copy)
        captions = list(found.values())
        for copy in [*_behind(page, captions), *_paragraphs(page, inside, captions)]:
            found.setdefault(copy.words.start, copy)
    return [found[start] for start in sorted(found)]


def _elements_of_slides(photo: Photo) -> Iterator[int]:
    """The figures of a slide's clones, which scripts make so that the last slide is followed by the first."""
    for twin in photo.twins:
        figure = twin.closest("figure")
        if figure is not None:
            yield from range(figure.index, figure.end)


def _of_photo(caption: Caption, photo: Photo) -> Copy:
    return Copy(caption.key, caption.text, caption.whole, caption.element, photo, True, bool(caption.credit))


def _of_other_figures(page: Page, inside: set[int]) -> Iterator[Copy]:
    """Captions of films, of graphics, and of photos that are written nowhere because a script puts them in."""
    for element in page.document.find("figcaption"):
        if element.index in inside or not page.article.regions.in_scope(element) or not _is_met(element):
            continue
        copy = _of_element(element, is_caption=True)
        if copy is not None:
            inside.update(range(element.index, element.end))
            yield copy


def _behind(page: Page, captions: Sequence[Copy]) -> Iterator[Copy]:
    """What follows a caption with the same words, whatever element holds it."""
    elements = page.document.elements
    for caption in captions:
        if caption.photo is not None and caption.photo.in_gallery:
            continue  # behind a slide stands the next one
        end = caption.element.end if caption.element is not None else 0
        for element in elements[end : end + _FOLLOWERS] if end else ():
            words = element.raw.text if element.end - element.index <= _FOLLOWERS else ""
            if len(words.split()) < 2:
                continue
            if element.tag in _WORDLESS or not _is_met(element):
                break
            copy = _of_element(element)
            if copy is None or copy.key != caption.key:
                break
            yield copy
            break


def _paragraphs(page: Page, inside: set[int], captions: Sequence[Copy]) -> Iterator[Copy]:
    """Paragraphs that begin as a caption does, as the paragraph beside them, or again in their middle."""
    blocks = [
        (element, passage, _opening(passage.text))
        for element, passage in page.article.regions.paragraphs
        if element.index not in inside and len(passage.text) <= _LONGEST
    ]
    known = {_opening(words.text) for caption in captions for words in (caption.words, caption.whole)}
    for number, (element, passage, opening) in enumerate(blocks):
        beside = [each for _, _, each in blocks[max(number - 1, 0) : number] + blocks[number + 1 : number + 2]]
        if opening in known or opening in beside or _begins_again(passage.text):
            key = caption_key(passage.text)
            if key:
                yield Copy(key, passage, passage, element)


def _opening(text: str) -> str:
    """The first letters of some words: what is cheap to compare before all of them are."""
    return "".join(character for character in text[:40].casefold() if character.isalnum())[:12]


def _begins_again(text: str) -> bool:
    words = text.casefold().split()
    half, odd = divmod(len(words), 2)
    return not odd and half > 0 and _opening(words[0]) == _opening(words[half])


def _of_element(element: Element, *, is_caption: bool = False) -> Copy | None:
    passage = passage_of(element)
    key = caption_key(passage.text) if len(passage.text) <= _LONGEST else ""
    return Copy(key, passage, passage, element, None, is_caption) if key else None


def _is_met(element: Element) -> bool:
    return (
        not element.document.is_hidden(element)
        and element.closest("a", "noscript", "template") is None
        and not _for_screen_readers(element)
    )


def _for_screen_readers(element: Element | None) -> bool:
    around = (element, element.parent) if element is not None else ()
    return any(each is not None and _SCREEN_READERS.search((each.get("class") or "")[:1000]) for each in around)


class _Prose:
    """Where the body's paragraphs and the photos stand: found when asked for, since few pages have like captions."""

    def __init__(self, page: Page, copies: Sequence[Copy]) -> None:
        self._page = page
        self._copies = copies

    @cached_property
    def _starts(self) -> Sequence[tuple[int, str]]:
        keys = {copy.words.start: copy.key for copy in self._copies}
        starts = (passage.start for passage in self._page.article.paragraphs if len(passage.text) > 20)
        return sorted((start, keys.get(start, "")) for start in starts)

    @cached_property
    def _images(self) -> Sequence[int]:
        return sorted(photo.image.index for photo in self._page.article.photos if photo.image is not None)

    def between(self, first: Copy, second: Copy) -> bool:
        """Whether a reader meets other paragraphs between two copies."""
        begin = bisect_right(self._starts, (first.span.end,))
        end = bisect_left(self._starts, (second.span.start,))
        return any(key != first.key for _, key in self._starts[begin : min(end, begin + 3)])

    def is_under_photo(self, element: Element) -> bool:
        place = bisect_left(self._images, element.index) - 1
        return place >= 0 and element.index - self._images[place] <= _NEAR


def _is_duplicate(first: Copy, second: Copy, fewest: int, prose: _Prose) -> bool:
    words = _length(second.key)
    if first.photo is not None and first.photo is second.photo:
        return words >= min(fewest, 2) and not _at_some_widths(first, second)
    if words < fewest or _at_some_widths(first, second):
        return False
    if not first.is_caption and not second.is_caption:
        return _is_doubled_paragraph(first, second, words, prose)
    if first.photo is not None and second.photo is not None:
        if first.photo.in_gallery or second.photo.in_gallery:
            return False
        if _picture(first.photo) and _picture(first.photo) == _picture(second.photo):
            return True
    return not prose.between(first, second)


def _is_doubled_paragraph(first: Copy, second: Copy, words: int, prose: _Prose) -> bool:
    """Whether one paragraph follows the other, with nothing between, where a caption stands or at some length."""
    if first.element is None or second.element is None or second.element.index != first.element.end:
        return False
    return words >= _WORDS_ALONE or prose.is_under_photo(first.element)


def _at_some_widths(*copies: Copy) -> bool:
    return any(copy.element is not None and at_some_widths(copy.element) for copy in copies)


def _length(key: str) -> int:
    """Words; for scripts that do not part them, what would be about as many."""
    return max(key.count(" ") + 1 if key else 0, len(_UNSPACED.findall(key)) // _LETTERS_A_WORD)


def _said_twice_inside(page: Page, copy: Copy, fewest: int) -> Iterator[Problem]:
    """One element whose words are the same twice over: "A street in Oslo. A street in Oslo."."""
    words = list(_WORD.finditer(copy.words.text.casefold()))
    half, odd = divmod(len(words), 2)
    if odd or _length(copy.key) < 2 * (fewest if copy.is_caption else max(fewest, _WORDS_ALONE)):
        return
    if [word.group() for word in words[:half]] != [word.group() for word in words[half:]]:
        return
    first = copy.words.part(0, words[half].start())
    second = copy.words.part(words[half].start(), len(copy.words.text))
    rest = Span(first.span.end, second.span.end)
    is_text = _TEXT_AND_BREAKS.fullmatch(page.source.cut(rest)) is not None
    yield Problem(
        second,
        f'These words stand twice in a row: "{excerpt(second.text.rstrip("."), 80)}". Remove one of the two.',
        ((first, "The same words stand here first."),),
        (Fix("Remove this copy.", (Edit(rest, ""),)),) if is_text else (),
    )


def _is_shown(page: Page, copy: Copy) -> bool:
    return copy.element is None or page.accessibility.is_visible(copy.element)


def _one_may_be_hidden(page: Page, first: Copy, second: Copy) -> bool:
    """Whether a style sheet that we do not read may show only one of two copies.

    So it is with templates that set a caption in two boxes of their own. Nobody hides a plain paragraph of the text.
    """
    if first.element is None or second.element is None or not page.accessibility.styles.external:
        return False
    if any(page.accessibility.may_be_hidden(each) for each in (first.element, second.element)):
        return True
    if first.photo is not None and second.photo is not None and first.photo is not second.photo:
        return False
    return first.is_caption and any(_boxes_of_its_own(first.element, second.element))


def _boxes_of_its_own(first: Element, second: Element) -> Iterator[Element]:
    """Elements with a class that hold the second copy, not the first, and little else."""
    most = 2 * len(second.raw.text) + _BESIDE_CAPTION
    for box in (second, *second.ancestors):
        if box.contains(first) or box.tag in ("body", "main", "article") or len(box.raw.text) > most:
            return
        if box.tag not in ("p", "figure", "figcaption") and box.get("class"):
            yield box


def _message(page: Page, first: Copy, second: Copy) -> str:
    words = excerpt(second.words.text.rstrip("."), 80)
    if not first.is_caption and not second.is_caption:
        return f'These words stand twice, as a caption does that comes along twice: "{words}". Remove one of the two.'
    if page.kind is Kind.TEXT:
        return f'This line stands twice, as a caption does that is printed twice: "{words}". Remove one of the two.'
    if not second.is_caption or (second.element is not None and second.element.tag == "p"):
        return f'This paragraph repeats the caption before it: "{words}". Remove one of the two.'
    if not first.is_caption:
        return f'This caption repeats the paragraph before it: "{words}". Remove one of the two.'
    return f'This caption stands twice: "{words}". Remove one of the two.'


# Mending: the second copy goes, where it is an element or a line of its own


def _fixes(page: Page, first: Copy, second: Copy) -> tuple[Fix, ...]:
    span = _removable(page, first, second)
    if span is None:
        return ()
    # A credit that only the second copy gives must not go with it unseen.
    safe = not second.has_credit or _plain(first.whole.text) == _plain(second.whole.text)
    return (Fix("Remove this copy.", (Edit(span, ""),), safe=safe),)


def _removable(page: Page, first: Copy, second: Copy) -> Span | None:
    text = page.source.text
    if page.kind is Kind.TEXT:
        start = text.rfind("\n", 0, second.span.start) + 1
        end = text.find("\n", second.span.end)
        return Span(start, len(text) if end < 0 else end + 1)
    element = second.element
    if element is None or element.end_tag is None or (first.element is not None and element.contains(first.element)):
        return None
    if second.is_caption and second.photo is not first.photo:
        return None  # the caption of another photo: what is wrong may be the caption, not that it is there
    if any(each.tag not in _PLAIN_TAGS for each in element.descendants):
        return None
    return _with_its_line(text, element.whole)


_TEXT_AND_BREAKS: Final = re.compile(r"(?:[^<]|<br ?/?>)*")
_PLAIN_TAGS: Final = frozenset("span em i b strong small cite q br p div".split())


def _with_its_line(text: str, span: Span) -> Span:
    """An element that has its lines to itself takes them along."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end + 1
    alone = not text[start : span.start].strip() and not text[span.end : end].strip()
    return Span(start, end) if alone else span


def _plain(text: str) -> Sequence[str]:
    return _WORD.findall(text.casefold())
