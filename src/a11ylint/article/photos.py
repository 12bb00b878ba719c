"""Content photos told apart from everything else that is an image, with their captions and credits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from a11ylint import patterns as re
from a11ylint.article import words
from a11ylint.article.agencies import NO_HOUSE, House
from a11ylint.article.captions import caption_of, is_label, is_old_picture, plain_key, split_caption
from a11ylint.article.marks import (
    IN_CAPTION,
    IN_CAROUSEL,
    IN_EMBED,
    IN_NOSCRIPT,
    IN_PAYWALL,
    NOT_RENDERED,
    Marks,
    count,
    holds,
    inside,
)
from a11ylint.article.model import Caption, Photo
from a11ylint.article.regions import Regions
from a11ylint.document import Document, Element
from a11ylint.passage import EMPTY, Passage, passage_of

_SMALL: Final = 110  # pixels: icons, avatars and thumbnails are no larger
_TINY: Final = 3  # pixels: what counts visits
_SOURCES: Final = (
    "src", "data-src", "data-lazy-src", "data-original", "data-lazy", "data-image", "data-src-large",
    "data-hi-res-src", "data-full-src", "data-url", "data-srcset", "data-lazy-srcset", "srcset", "data-original-src",
)  # fmt: skip
_TRACKERS: Final = (
    "doubleclick", "scorecardresearch", "facebook.com/tr", "google-analytics", "/pixel", "pixel.", "quantserve",
    "comscore", "/beacon", "chartbeat", "piano.io", "adsystem", "/b/ss/", "statcounter", "histats", "hitcount",
    "hitscount", "webtrends", "/collect?", "krxd", "smetrics", "ivwbox", "counter.yadro", "mc.yandex",
)  # fmt: skip
_SHOWN_FILE: Final = re.compile(r"\.(?:jpe?g|png|webp|avif|svg)\Z", re.IGNORECASE)  # counters answer with a GIF
_PLACEHOLDERS: Final = ("blank", "spacer", "placeholder", "transparent", "1x1", "lazyload", "grey.gif", "gray.gif")
_IMAGE_FILE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?)(?:[?#]|$)", re.IGNORECASE)
_SIZE_IN_ADDRESS: Final = re.compile(
    r"[-_/](?:w|h|s|c|q|width|height)?\d{2,4}(?:x\d{2,4})?(?=[-_/.]|$)|(?:^|/)\d{2,4}(?:x\d{2,4})?/"
)
_SIZE_PARAMETER: Final = re.compile(
    r"(?:w|h|width|height|q|quality|resize|imwidth|dpr|size|fit|crop|thumbnail)=", re.IGNORECASE
)
_CONTAINERS: Final = frozenset(
    "figure div span p a section li article picture center td tr tbody table dl dt noscript button".split()
)
_BREAKPOINT: Final = re.compile(
    r"(?:^|\s)(?:(?:xs|sm|md|lg|xl|2xl)[:-](?:hidden|block|flex|none|inline|grid)|(?:d|u)-\w{1,12}-none|visible-\w{2}|"
    r"hidden-\w{2}|(?:[\w-]{0,40}[_-])?(?:mobile|desktop|tablet|phone|handheld|smallscreen)(?:[_-][\w-]{0,40})?|"
    r"print-?only|only-print|(?:visible|hidden)-print(?:-\w{1,12})?|d-print-\w{1,12}|"
    r"hidden|show-for-\w{1,12}|hide-for-\w{1,12})(?=$|\s)",
    re.IGNORECASE,
)
_CREDIT_TAGS: Final = frozenset({"footer", "cite"})  # right in a figure of a picture
_NOT_CAPTION_TAGS: Final = frozenset(
    "img figure picture source figcaption a button svg track script video input meta link".split()
)
_HIGHEST: Final = 6  # ancestors around an image that may belong to it
_BESIDE: Final = 12  # elements between a lazily loaded image and its <noscript> twin
_MOST_IMAGES: Final = 8  # in a box, before it is no longer one picture's
_LARGEST_BOX: Final = 120  # elements around one picture
_LONG: Final = 300  # characters of a paragraph that is no caption
_FEWEST_WORDS: Final = 3  # in words that a second copy can be told by
_CREDIT_WORDS: Final = 8  # and no more: more say something
_BLOCKS_IN_CAPTION: Final = ("p", "div", "span")


def address_of(image: Element) -> str:
    """The address a browser would end up with: the lazy one where `src` holds a placeholder."""
    for name in _SOURCES:
        value = (image.get(name) or "").strip()
        if value and not value.startswith("data:") and not _has_any(value[-100:].rpartition("/")[2], _PLACEHOLDERS):
            return _first_of_set(value) if "srcset" in name else value
    if image.parent is not None and image.parent.tag == "picture":
        for source in inside(image.parent, "source"):
            value = (source.get("srcset") or source.get("data-srcset") or "").strip()
            if value and not value.startswith("data:"):
                return _first_of_set(value)
    return ""


def _has_any(text: str, parts: tuple[str, ...]) -> bool:
    """Whether a text holds one of some parts, in upper or lower case."""
    folded = text.casefold()
    return any(part in folded for part in parts)


def _first_of_set(value: str) -> str:
    """The first address of a `srcset`; commas may stand in addresses, white space may not."""
    return value.split(maxsplit=1)[0].rstrip(",")


def counts_visits(address: str) -> bool:
    """Whether an address is a counter's, and no picture's: what it answers with shows a reader nothing."""
    return _has_any(address[:1000], _TRACKERS) and not _SHOWN_FILE.search(address.partition("?")[0][-200:])


@lru_cache(maxsize=1024)
def photo_key(address: str) -> str:
    """What two addresses of one picture share: no size, no scheme, and no query unless it names the picture."""
    path, _, query = address.partition("#")[0].partition("?")
    path = path.removeprefix("https:").removeprefix("http:")
    if query and not _IMAGE_FILE.search(path[-200:]):
        path += "?" + "&".join(each for each in query.split("&") if not _SIZE_PARAMETER.match(each))
    return _SIZE_IN_ADDRESS.sub("", path).lower()


def find_photos(document: Document, marks: Marks, regions: Regions, house: House = NO_HOUSE) -> tuple[Photo, ...]:
    """The article's photos in order, one for each picture that a reader meets."""
    return _Album(document, marks, regions, house).photos()


class _Album:
    """The photos of one page while they are collected."""

    def __init__(self, document: Document, marks: Marks, regions: Regions, house: House) -> None:
        self._house = house
        self._document = document
        self._marks = marks
        self._regions = regions
        self._in_figure: dict[int, tuple[Caption, ...]] = {}
        self._claimed: set[int] = set()  # captions that an earlier picture of the same figure has

    def photos(self) -> tuple[Photo, ...]:
        found: list[Photo] = []
        fallbacks: list[Element] = []
        for image in self._document.find("img"):
            if not self._regions.in_scope(image):
                continue
            if self._marks.inside(image, IN_NOSCRIPT):
                fallbacks.append(image)
            elif not self._marks.inside(image, NOT_RENDERED) and self._is_content(image):
                self._add(self._photo(image), found)
        return tuple(self._with_fallbacks(found, fallbacks))

    # What is a content photo

    def _is_content(self, image: Element) -> bool:
        if self._document.is_hidden(image) or self._is_ornament(image) or self._is_card(image):
            return False
        body = self._regions.body
        # Without a body, and behind it, stand other stories' pictures, unless one is set as a figure.
        return (body is not None and image.index < body.end) or self._figure(image) is not None

    def _figure(self, image: Element) -> Element | None:
        return image.closest("figure")

    def _is_ornament(self, image: Element) -> bool:
        """Tracking pixels, spinners, icons, avatars, logos: images that are no photo of this article."""
        sizes = [size for size in (_pixels(image, "width"), _pixels(image, "height")) if size is not None]
        if any(size <= _TINY for size in sizes) or (len(sizes) == 2 and max(sizes) <= _SMALL):
            return True
        if (image.get("role") or "").strip() in ("presentation", "none"):
            return True
        address = address_of(image)
        path = address.partition("?")[0]
        if not address and not image.get("alt") and self._figure(image) is None:
            return True
        if _has_any(address[:2000], _TRACKERS) or path.lower().endswith(".svg"):
            return True
        file = path[-200:].rpartition("/")[2].replace(".", "-")
        named = self._marks.names.get(image.index, 0)
        if words.marks_of(file) & words.ORNAMENT_FILE and not (named & words.EXCUSED or self._figure(image)):
            return True
        if named & words.ORNAMENT and (self._figure(image) is None or not named & words.EXCUSED):
            return True
        for depth, ancestor in enumerate(image.ancestors):
            if depth >= 3 or ancestor.tag in ("figure", "article", "main", "body"):
                break
            if self._marks.named(ancestor, words.AVATAR):
                return True
        return False

    def _is_card(self, image: Element) -> bool:
        """A picture that leads to another page: it belongs to what it leads to."""
        link = image.closest("a")
        target = (link.get("href") or "").strip() if link is not None else ""
        if not target or target.startswith(("#", "javascript:")) or _IMAGE_FILE.search(target[-200:]):
            return False
        figure = self._figure(image)
        # A figure with a caption of its own may link to the picture's page; a link around all of it is a card.
        return figure is None or (link is not None and link.contains(figure)) or not holds(figure, "figcaption")

    # One photo

    def _photo(self, image: Element) -> Photo:
        figure = self._figure(image)
        captions = tuple(self._captions(image, figure))
        around = self._marks.around[image.index]
        return Photo(
            image,
            image.attribute("alt"),
            captions,
            self._credit(image, figure, captions),
            figure,
            (),
            address_of(image),
            bool(around & IN_CAROUSEL) or (figure is not None and self._pictures(figure) > 1),
            at_some_widths(image),
            bool(around & IN_EMBED),
            bool(around & IN_PAYWALL),
        )

    def _pictures(self, figure: Element) -> int:
        """How many pictures a figure shows, twins aside; many are counted as they are."""
        total = count(figure, "img")
        if total <= 1 or total > _MOST_IMAGES:
            return total
        images = [image for image in inside(figure, "img") if not self._marks.inside(image, NOT_RENDERED)]
        return len({photo_key(address_of(image)) for image in images if not self._document.is_hidden(image)})

    def _captions(self, image: Element, figure: Element | None) -> Iterator[Caption]:
        """Captions of an image: its figure's, else those of classed elements and paragraphs beside it."""
        found: list[Caption] = []
        boxes = [image] if figure is None else [figure]
        described = list(self._descriptions(image))
        if figure is not None and count(figure, "img", "figcaption") <= 2 * _MOST_IMAGES:
            found = [each for each in self._figure_captions(figure) if self._is_free(each)]
        if not found and described:
            found = [caption for each in described for caption in self._read(each, "dd")]
            boxes = [described[-1]]
        if not found:
            for box in self._boxes(image, figure):
                found = list(self._classed_captions(box))
                boxes = [box] if found else [*boxes, box]
                if found:
                    break
        if found and figure is not None and self._pictures(figure) > 1:
            self._claimed.update(each.element.index for each in found if each.element is not None)
        yield from found
        if self._marks.inside(image, IN_CAROUSEL):
            return
        for box in boxes:
            beside = self._paragraph_beside(image, box, found)
            if beside is not None:
                self._claimed.update(() if beside.element is None else (beside.element.index,))
                yield beside
                return

    def _descriptions(self, image: Element) -> Iterator[Element]:
        """The ``dd`` elements behind the ``dt`` or ``dd`` that a picture has to itself: an old way to caption it."""
        term = image.closest("dt", "dd") if self._figure(image) is None else None
        if term is None or term.parent is None or term.text.strip():
            return
        index = term.end
        while index < term.parent.end:
            follower = self._document.elements[index]
            if follower.tag != "dd" or holds(follower, "img", "iframe", "video", "figure"):
                return
            if not self._document.is_hidden(follower) and 0 < len(follower.raw.text) <= 2 * _LONG:
                yield follower
            index = follower.end

    def _is_free(self, caption: Caption) -> bool:
        return caption.element is None or caption.element.index not in self._claimed

    def _figure_captions(self, figure: Element) -> tuple[Caption, ...]:
        known = self._in_figure.get(figure.index)
        if known is None:
            known = self._in_figure[figure.index] = tuple(self._read_figure_captions(figure))
        return known

    def _read_figure_captions(self, figure: Element) -> Iterator[Caption]:
        captions = [
            element
            for element in inside(figure, "figcaption")
            if element.closest("figure") is figure and not self._document.is_hidden(element)
        ]
        for element in captions:
            # A class "credit" on the one <figcaption> does not make a sentence a credit.
            if not self._is_credit(element) or (len(captions) == 1 and _says_more_than_credit(element)):
                yield from self._read(element, "figcaption")
        if figure.end - figure.index <= _LARGEST_BOX:
            yield from self._classed_captions(figure, outside=captions)

    def _boxes(self, image: Element, figure: Element | None) -> Iterator[Element]:
        """The elements around an image that hold nothing but it and what belongs to it, from the inside out."""
        body = self._regions.body
        for depth, ancestor in enumerate(image.ancestors):
            if depth > _HIGHEST or ancestor.tag not in _CONTAINERS or ancestor.end - ancestor.index > _LARGEST_BOX:
                return
            if body is not None and ancestor.contains(body):
                return
            if self._holds_prose(ancestor) or not self._is_one_picture(image, ancestor):
                return
            yield ancestor
            if ancestor is figure:
                return

    def _holds_prose(self, box: Element, shortest: int = _LONG) -> bool:
        """Whether a box holds a paragraph of more than so many characters that is no caption."""
        return any(
            len(paragraph.raw.text) > shortest
            and not any(
                self._marks.named(each, words.CAPTION | words.CREDIT) for each in (paragraph, paragraph.parent) if each
            )
            and not self._marks.inside(paragraph, IN_CAPTION)
            for paragraph in inside(box, "p")
        ) or holds(box, "h1")

    def _is_one_picture(self, image: Element, box: Element) -> bool:
        if count(box, "img") > _MOST_IMAGES:
            return False
        key = photo_key(address_of(image))
        return all(
            self._marks.inside(other, NOT_RENDERED) or photo_key(address_of(other)) == key
            for other in inside(box, "img")
            if other is not image
        )

    def _classed_captions(self, box: Element, outside: Sequence[Element] = ()) -> Iterator[Caption]:
        """Captions in elements of a box that a class word calls one, outermost only."""
        elements, marks = self._document.elements, self._marks
        end = 0
        for index in range(box.index + 1, box.end):
            element = elements[index]
            if index < end or not marks.names.get(index, 0) & words.CAPTION or element.tag in _NOT_CAPTION_TAGS:
                continue
            if any(other.contains(element) for other in outside) or self._document.is_hidden(element):
                continue
            if holds(element, "img", "iframe", "video", "figcaption") or self._is_credit(element):
                continue
            end = element.end
            yield from self._read(element, "caption class")

    def _read(self, element: Element, where: str) -> Iterator[Caption]:
        """The caption in an element; two where its parts say the same twice."""
        doubled = self._doubled_parts(element)
        for part in doubled or [element]:
            caption = caption_of(part, where, self._credits(part), self._house)
            if caption is not None:
                yield caption

    def _doubled_parts(self, element: Element) -> list[Element]:
        """Two parts of a caption element, one behind the other, with the same words."""
        if not 3 <= element.end - element.index <= _LARGEST_BOX:
            return []
        rows: dict[int, list[Element]] = {}
        for part in inside(element, *_BLOCKS_IN_CAPTION):
            if part.parent is not None and not part.hidden and not at_some_widths(part):
                rows.setdefault(part.parent.index, []).append(part)
        for row in rows.values():
            for first, second in pairwise(row):
                key = plain_key(first.text)
                if key.count(" ") >= _FEWEST_WORDS and key == plain_key(second.text):
                    return [first, second]
        return []

    def _paragraph_beside(self, image: Element, box: Element, found: Sequence[Caption]) -> Caption | None:
        """A paragraph behind the picture that repeats its caption or its alt, or can be nothing but a caption."""
        known = {caption.key for caption in found if caption.key.count(" ") >= _FEWEST_WORDS}
        alt = plain_key(image.get("alt") or "")
        if not found and alt.count(" ") >= _FEWEST_WORDS:
            known.add(alt)
        paragraph = self._next_block(box)
        if paragraph is None or paragraph.end - paragraph.index > 12 or len(paragraph.raw.text) > 2 * _LONG:
            return None
        if paragraph.tag not in ("p", "div", "span", "em", "small") or self._document.is_hidden(paragraph):
            return None
        if at_some_widths(paragraph) or holds(paragraph, "img", "iframe", "video", "figure"):
            return None
        caption = caption_of(paragraph, "paragraph", self._credits(paragraph), self._house)
        if caption is None or paragraph.index in self._claimed:
            return None
        called = self._marks.named(paragraph, words.CAPTION) or _can_only_be_caption(paragraph, caption)
        return caption if caption.key in known or (called and not found) else None

    def _next_block(self, box: Element) -> Element | None:
        """What follows a picture's box, for a reader."""
        node = box
        for _ in range(3):
            parent = node.parent
            if parent is None or parent.tag == "body":
                return None
            follower = self._document.elements[node.end] if node.end < parent.end else None
            while follower is not None and follower.tag in ("br", "script", "noscript", "style", "template"):
                follower = self._document.elements[follower.end] if follower.end < parent.end else None
            if follower is not None:
                return follower
            if parent is self._regions.body:
                return None
            node = parent
        return None

    # Credits

    def _is_credit(self, element: Element) -> bool:
        if element.tag in _CREDIT_TAGS and element.parent is not None and element.parent.tag == "figure":
            return len(element.raw.text) <= _LONG
        named = self._marks.names.get(element.index, 0)
        itemprop = element.get("itemprop")
        if itemprop:
            named |= words.marks_of(itemprop)
        if not named & words.CREDIT:
            return False
        return not named & words.CAPTION or self._is_credit_of_caption(element)

    def _is_credit_of_caption(self, element: Element) -> bool:
        """Whether a name with both words means the credit in a caption: "captionCredit", "caption_author"."""
        if element.tag == "figcaption" or not self._marks.inside(element, IN_CAPTION):
            return False
        return any(
            words.marks_of(last) & words.CREDIT and not words.marks_of(last) & words.CAPTION
            for name in (element.get("class") or "")[:500].split()
            for last in (words.last_word(name),)
        )

    def _credits(self, box: Element) -> list[Element]:
        """Elements inside a caption or figure that a class word calls a credit, outermost only."""
        found: list[Element] = []
        if box.end - box.index > _LARGEST_BOX:
            return found
        end = 0
        for index in range(box.index + 1, box.end):
            element = self._document.elements[index]
            if (
                index >= end
                and element.tag not in ("img", "picture", "source", "figcaption")
                and self._is_credit(element)
            ):
                found.append(element)
                end = element.end
        return found

    def _credit(self, image: Element, figure: Element | None, captions: Sequence[Caption]) -> Passage:
        for caption in captions:
            if caption.credit:
                return caption.credit
        around = [caption.element.parent for caption in captions[:1] if caption.element is not None]
        for box in dict.fromkeys([figure, *list(image.ancestors)[:2], *around]):
            if box is None or box.end - box.index > _LARGEST_BOX or count(box, "p") > 3:
                continue
            if not self._is_one_picture(image, box):
                break
            own = [box] if box.tag == "figcaption" else []
            for element in [*own, *self._credits(box), *filter(self._is_credit, inside(box, "figcaption"))]:
                passage = passage_of(element)
                if 1 < len(passage.text) < 200 and not self._document.is_hidden(element) and not is_label(passage.text):
                    return passage
        return EMPTY

    # Twins

    def _add(self, photo: Photo, found: list[Photo]) -> None:
        """Add a photo, or make it a twin of the one before it that shows the same picture."""
        key = photo_key(photo.address)
        for number in range(len(found) - 1, max(len(found) - 4, -1), -1):
            earlier = found[number]
            if key and photo_key(earlier.address) == key and self._are_twins(earlier, photo):
                found[number] = _merged(earlier, photo)
                return
        found.append(photo)

    def _are_twins(self, earlier: Photo, photo: Photo) -> bool:
        """Whether the same picture again is a responsive copy beside it, not a second use further on."""
        assert earlier.image is not None
        assert photo.image is not None
        if photo.figure is not None and earlier.figure is photo.figure:
            return True
        if earlier.at_some_widths and photo.at_some_widths:
            return True
        if earlier.in_gallery and photo.in_gallery:
            return True
        for depth, ancestor in enumerate(photo.image.ancestors):
            if depth > 4:
                return False
            if ancestor.contains(earlier.image):
                return ancestor.tag in ("figure", "picture", "a") or not self._holds_prose(ancestor, shortest=0)
        return False

    def _with_fallbacks(self, photos: list[Photo], fallbacks: list[Element]) -> Iterator[Photo]:
        """Add the ``<noscript>`` copies of lazily loaded photos to their twins; one alone is a photo itself."""
        by_key: dict[str, list[Element]] = {}
        for image in fallbacks:
            by_key.setdefault(photo_key(address_of(image)), []).append(image)
        taken: set[int] = set()
        whole: list[Photo] = []
        for photo in photos:
            mine = _near(photo.image, by_key.get(photo_key(photo.address), [])) if photo.address else []
            near = photo.figure or (photo.image.parent if photo.image is not None else None)
            if not mine and near is not None and count(near, "img") <= _MOST_IMAGES:
                mine = [image for image in inside(near, "img") if self._marks.inside(image, IN_NOSCRIPT)]
            taken.update(image.index for image in mine)
            whole.append(_with_twins(photo, mine) if mine else photo)
        alone = (image for image in fallbacks if image.index not in taken and self._stands_alone(image))
        whole.extend(map(self._photo, alone))
        return iter(sorted(whole, key=lambda photo: photo.image.index if photo.image is not None else 0))

    def _stands_alone(self, image: Element) -> bool:
        """Whether a ``<noscript>`` image is all that is written of a photo: a script puts in the other."""
        box = image.parent
        for _ in range(2):
            if box is not None and box.tag not in ("figure", "body", "article"):
                box = box.parent
        if box is None or not address_of(image) or count(box, "img") > 1 or self._is_ornament(image):
            return False
        body = self._regions.body
        return body is not None and body.contains(image) and not self._is_card(image)


def _near(image: Element | None, fallbacks: Sequence[Element]) -> list[Element]:
    """Those of some elements, in document order, that stand beside an image."""
    if image is None:
        return []
    start = bisect_left(fallbacks, image.index - _BESIDE, key=lambda element: element.index)
    stop = bisect_left(fallbacks, image.index + _BESIDE, key=lambda element: element.index)
    return list(fallbacks[start:stop])


def _pixels(image: Element, name: str) -> int | None:
    match = re.match(r"\s*(\d{1,6})", image.get(name) or "")
    return int(match.group(1)) if match else None


def _says_more_than_credit(element: Element) -> bool:
    text, _ = split_caption(passage_of(element))
    return len(text.text.split()) > _CREDIT_WORDS


def _can_only_be_caption(paragraph: Element, caption: Caption) -> bool:
    """Whether a paragraph behind a picture says itself that it is a caption: "(file photo)", a credit, small type."""
    text = caption.whole.text
    if len(text) > _LONG:
        return False
    if is_old_picture(caption.text.text) or (caption.credit and bool(caption.text)):
        return True
    face = next(inside(paragraph, "em", "i", "small"), None)
    return (
        face is not None
        and len(text) > 15
        and " ".join(face.text.split()) == text
        and bool(split_caption(caption.whole)[0])
    )


def at_some_widths(element: Element) -> bool:
    """Whether an element stands in a box that shows at some widths only, or on paper: not every reader meets it."""
    node: Element | None = element
    for _ in range(6):
        if node is None or node.tag in ("article", "main", "body"):
            return False
        names = node.get("class")
        if names and _names_width(names):
            return True
        node = node.parent
    return False


@lru_cache(maxsize=8192)
def _names_width(names: str) -> bool:
    """Whether a `class` says that what it is on shows at some widths only."""
    return _BREAKPOINT.search(names[:1000]) is not None


def responsive_twins(first: Element, second: Element) -> bool:
    """Whether two elements are shown at different widths, so that a reader meets only one of them."""
    return at_some_widths(first) and at_some_widths(second)


def _merged(photo: Photo, twin: Photo) -> Photo:
    assert twin.image is not None
    if len(photo.twins) >= _MOST_IMAGES:
        return photo
    return replace(
        photo,
        alt=photo.alt or twin.alt,
        captions=photo.captions or twin.captions,
        credit=photo.credit or twin.credit,
        twins=(*photo.twins, twin.image),
    )


def _with_twins(photo: Photo, twins: list[Element]) -> Photo:
    alt = photo.alt or next((found for twin in twins if (found := twin.attribute("alt")) is not None), None)
    return replace(photo, alt=alt, twins=(*photo.twins, *twins), address=photo.address or address_of(twins[0]))
