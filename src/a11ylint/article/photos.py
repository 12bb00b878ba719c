"""Content photos told apart from everything else that is an image, with their captions and credits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from a11ylint.article.captions import caption_of, is_label
from a11ylint.article.model import Caption, Photo
from a11ylint.article.regions import Regions
from a11ylint.document import Document, Element
from a11ylint.passage import EMPTY, Passage, passage_of

_SMALL: Final = 110  # pixels: icons, avatars and thumbnails are no larger
_SOURCES: Final = (
    "src",
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-image",
    "data-src-large",
    "data-hi-res-src",
    "data-full-src",
    "data-url",
    "data-srcset",
    "data-lazy-srcset",
    "srcset",
    "data-widths",
    "data-original-src",
)
_ORNAMENT: Final = re.compile(
    r"(?:^|[\s_/.-])(?:icons?|ico|logos?|avatars?|author|authors|profile|headshot|spinner|loader|loading|emojis?|smil(?:ey|ies)|"
    r"badge|sprite|gravatar|pixel|tracking|tracker|blank|spacer|transparent|placeholder|flag|thumbs?|thumbnail|button|btn|"
    r"byline|contributor|journalist|columnist|mugshot|signature|ad|ads|advert|banner|captcha|qr|qrcode|favicon|"
    r"1x1|pixel\.gif|social|share|play|arrow)(?=$|[\s_/.?-])",
    re.IGNORECASE,
)
_TRACKER: Final = re.compile(
    r"doubleclick|scorecardresearch|facebook\.com/tr|google-analytics|/pixel|pixel\.|quantserve|comscore|/beacon|"
    r"chartbeat|piano\.io|adsystem|/b/ss/|statcounter|histats|hits?count|webtrends|/collect\?|krxd|smetrics|"
    r"ivwbox|counter\.yadro|mc\.yandex",
    re.IGNORECASE,
)
_CAPTION_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:captions?|cutline|legend|legende|bildunterschrift|bildtext|image-?text|photo-?text|"
    r"image-?description|photo-?description|pie-?de-?foto|pie|didascalia|podpis|wp-caption-text|billedtekst|"
    r"figcaption|foto-?onderschrift|epigrafe)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CREDIT_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:credits?|copyright|photographer|photo-?by|fotograf|fotografo|bildnachweis|kuvaaja|foto-?credit|"
    r"image-?source|photo-?source|media-?source|source|autor|author|rights|attribution|byline|courtesy|agency)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CARD_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:cards?|tiles?|teasers?|related|promos?|list-?item|story-?link)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_IMAGE_FILE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?)(?:[?#]|$)", re.IGNORECASE)
_SIZE_IN_ADDRESS: Final = re.compile(
    r"[-_/](?:w|h|width|height)?\d{2,4}(?:x\d{2,4})?(?=[-_/.]|$)|(?:^|/)\d{2,4}(?:x\d{2,4})?/"
)
_CONTAINERS: Final = frozenset(
    "figure div span p a section li article picture center td tr tbody table dl dt noscript button".split()
)


def address_of(image: Element) -> str:
    """The address a browser would end up with: the lazy one where `src` holds a placeholder."""
    for name in _SOURCES:
        value = (image.get(name) or "").strip()
        if (
            value
            and not value.startswith("data:")
            and not re.search(r"(?:blank|spacer|placeholder|transparent|1x1)[^/]*$", value)
        ):
            return value.split(",")[0].split()[0] if "srcset" in name else value
    parent = image.parent
    if parent is not None and parent.tag == "picture":
        for source in parent.find("source"):
            value = (source.get("srcset") or source.get("data-srcset") or "").strip()
            if value and not value.startswith("data:"):
                return value.split(",")[0].split()[0]
    return ""


def photo_key(address: str) -> str:
    """What two addresses of one photo have in common, whatever size or crop each asks for."""
    path = re.sub(r"^https?:", "", address.split("?")[0].split("#")[0])
    return _SIZE_IN_ADDRESS.sub("", path).lower()


def find_photos(document: Document, regions: Regions) -> tuple[Photo, ...]:
    """The article's photos in order, one for each picture that a reader meets."""
    photos: list[Photo] = []
    for image in document.find("img"):
        if not regions.in_scope(image) or _in_unrendered(image) or _is_ornament(image):
            continue
        figure = image.closest("figure")
        if _is_card(image, regions):
            continue
        captions = tuple(_captions(image, figure, regions))
        photo = Photo(
            image,
            image.attribute("alt"),
            captions,
            _credit(image, figure, captions),
            figure,
            (),
            address_of(image),
        )
        twin_of = _twin(photo, photos)
        if twin_of is None:
            photos.append(photo)
        else:
            photos[twin_of] = _merged(photos[twin_of], photo)
    fallbacks = [
        image for image in document.find("img") if image.closest("noscript") is not None and regions.in_scope(image)
    ]
    return tuple(_with_fallbacks(photo, fallbacks) for photo in photos)


def _in_unrendered(image: Element) -> bool:
    return image.closest(
        "noscript", "template", "script", "svg", "object", "iframe"
    ) is not None or image.document.is_hidden(image)


def _pixels(image: Element, name: str) -> int | None:
    match = re.match(r"\s*(\d+)", image.get(name) or "")
    return int(match.group(1)) if match else None


def _is_ornament(image: Element) -> bool:
    """Tracking pixels, spinners, icons, avatars, logos: images that are no photo of this article."""
    sizes = [size for size in (_pixels(image, "width"), _pixels(image, "height")) if size is not None]
    if any(size <= 3 for size in sizes) or (len(sizes) == 2 and max(sizes) <= _SMALL):
        return True
    if (image.get("role") or "").strip() in ("presentation", "none"):
        return True
    address = address_of(image)
    if not address and not image.get("alt"):
        return True
    if _TRACKER.search(address) or address.split("?")[0].lower().endswith(".svg"):
        return True
    words = " ".join(filter(None, (image.get("class"), image.get("id"), address.split("?")[0].rsplit("/", 1)[-1])))
    if _ORNAMENT.search(words) or _ORNAMENT.search(_CAMEL.sub("-", image.get("class") or "")):
        return image.closest("figure") is None or not _ORNAMENT_EXCUSED.search(words)
    for depth, ancestor in enumerate(image.ancestors):
        if depth >= 3 or ancestor.tag in ("figure", "article", "main", "body"):
            break
        if _AVATAR_BOX.search(_CAMEL.sub("-", ancestor.get("class") or "")):
            return True
    return False


# Inside a figure, words that lazy loaders and CMS templates put on every photo do not count.
_ORNAMENT_EXCUSED: Final = re.compile(r"placeholder|loading|thumb|blank|transparent|lazy|ads?", re.IGNORECASE)
_AVATAR_BOX: Final = re.compile(
    r"(?:^|[\s_-])(?:avatars?|authors?|byline|headshot|logo|icon|contributor|profile|emoji)(?=$|[\s_-])",
    re.IGNORECASE,
)


def _is_card(image: Element, regions: Regions) -> bool:
    """A picture that leads to another story: a link around it, and a heading or title beside it."""
    link = image.closest("a")
    if link is None:
        return False
    target = (link.get("href") or "").strip()
    if not target or target.startswith(("#", "javascript:")) or _IMAGE_FILE.search(target):
        return False
    figure = image.closest("figure")
    if figure is not None and next(figure.find("figcaption"), None) is not None:
        return False
    return True


def _boxes(image: Element, figure: Element | None, regions: Regions) -> Iterator[Element]:
    """The elements around an image that hold nothing but it and what belongs to it, from the inside out."""
    for depth, ancestor in enumerate(image.ancestors):
        if depth > 6 or ancestor.tag not in _CONTAINERS:
            return
        if regions.body is not None and ancestor.contains(regions.body):
            return
        if any(ancestor.contains(paragraph) and not _captionish(paragraph) for paragraph in _long_paragraphs(ancestor)):
            return
        others = [other for other in ancestor.find("img") if other is not image and not _in_unrendered(other)]
        if others and ancestor is not figure and not _same_picture(image, others):
            return
        yield ancestor
        if ancestor is figure and next(ancestor.find("figcaption"), None) is not None:
            return


def _same_picture(image: Element, others: list[Element]) -> bool:
    key = photo_key(address_of(image))
    return all(photo_key(address_of(other)) == key for other in others)


def _long_paragraphs(element: Element) -> Iterator[Element]:
    return (paragraph for paragraph in element.find("p") if len(paragraph.text) > 300)


def _captionish(element: Element) -> bool:
    classes = element.get("class")
    return (
        bool(classes and _CAPTION_CLASS.search(_CAMEL.sub("-", classes))) or element.closest("figcaption") is not None
    )


def _captions(image: Element, figure: Element | None, regions: Regions) -> Iterator[Caption]:
    """Captions of an image: its figure's ``<figcaption>``, else a classed element in the same box."""
    if figure is not None:
        captions = [
            element
            for element in figure.find("figcaption")
            if element.closest("figure") is figure and not image.document.is_hidden(element)
        ]
        found = False
        for element in captions:
            if _is_credit_element(element):
                continue
            caption = caption_of(element, "figcaption", _credit_elements(element))
            if caption is not None:
                found = True
                yield caption
            # A second caption in the figure, beside its <figcaption>.
        for element in _classed_captions(figure, outside=captions):
            caption = caption_of(element, "caption class", _credit_elements(element))
            if caption is not None:
                found = True
                yield caption
        if found:
            return
    seen: Element | None = None
    for box in _boxes(image, figure, regions):
        for element in _classed_captions(box, outside=[seen] if seen is not None else []):
            caption = caption_of(element, "caption class", _credit_elements(element))
            if caption is not None:
                yield caption
        seen = box
        if next(_classed_captions(box, outside=[]), None) is not None:
            return


def _classed_captions(box: Element, outside: list[Element]) -> Iterator[Element]:
    """Elements in a box that a class word calls a caption, outermost only."""
    end = 0
    for element in box.descendants:
        if element.index < end or element.tag in (
            "img",
            "figure",
            "picture",
            "source",
            "figcaption",
            "a",
            "button",
            "svg",
            "track",
            "script",
        ):
            continue
        classes = element.get("class")
        if not classes or not _CAPTION_CLASS.search(_CAMEL.sub("-", classes)):
            continue
        if any(other.contains(element) for other in outside) or element.document.is_hidden(element):
            continue
        if next(element.find("img", "iframe", "video"), None) is not None or _is_credit_element(element):
            continue
        end = element.end
        yield element


def _is_credit_element(element: Element) -> bool:
    words = _CAMEL.sub("-", " ".join(filter(None, (element.get("class"), element.get("itemprop")))))
    return bool(_CREDIT_CLASS.search(words)) and not _CAPTION_CLASS.search(words)


def _credit_elements(box: Element) -> list[Element]:
    """Elements inside a caption or figure that a class word calls a credit, outermost only."""
    found: list[Element] = []
    end = 0
    for element in box.descendants:
        if (
            element.index >= end
            and element.tag not in ("img", "picture", "source", "figcaption")
            and _is_credit_element(element)
        ):
            found.append(element)
            end = element.end
    return found


def _credit(image: Element, figure: Element | None, captions: tuple[Caption, ...]) -> Passage:
    for caption in captions:
        if caption.credit:
            return caption.credit
    for box in filter(None, (figure, image.parent, image.parent.parent if image.parent is not None else None)):
        if len(list(box.find("p"))) > 3:
            break
        own = [box] if box.tag == "figcaption" else []
        for element in [*own, *_credit_elements(box)]:
            passage = passage_of(element)
            if 1 < len(passage.text) < 200 and not image.document.is_hidden(element) and not is_label(passage.text):
                return passage
        for element in box.find("figcaption"):
            passage = passage_of(element)
            if _is_credit_element(element) and passage:
                return passage
    return EMPTY


def _twin(photo: Photo, photos: list[Photo]) -> int | None:
    """Which earlier photo is the same picture again: a responsive copy beside it, not a second use further on."""
    key = photo_key(photo.address)
    if not key or not photos:
        return None
    for number in range(len(photos) - 1, max(len(photos) - 4, -1), -1):
        earlier = photos[number]
        if photo_key(earlier.address) != key or earlier.image is None or photo.image is None:
            continue
        if earlier.figure is photo.figure and photo.figure is not None:
            return number
        if _one_box(earlier.image, photo.image) or _responsive(earlier.image, photo.image):
            return number
    return None


def _one_box(first: Element, second: Element) -> bool:
    """Whether two images stand in the same small box."""
    for depth, ancestor in enumerate(second.ancestors):
        if depth > 4:
            return False
        if ancestor.contains(first):
            return len(list(ancestor.find("p"))) == 0 or ancestor.tag in ("figure", "picture", "a")
    return False


_BREAKPOINT: Final = re.compile(
    r"(?:^|\s)(?:(?:xs|sm|md|lg|xl|2xl)[:-](?:hidden|block|flex|none)|(?:d|u)-\w+-none|visible-\w+|hidden-\w+|"
    r"(?:\S*[_-])?(?:mobile|desktop|tablet|phone|handheld|smallscreen)(?:[_-]\S*)?|hidden|show-for-\w+|hide-for-\w+)(?=$|\s)",
    re.IGNORECASE,
)


def _responsive(first: Element, second: Element) -> bool:
    """Whether both stand in boxes that show at some widths only: a reader meets one of them."""
    return _at_some_widths(first) and _at_some_widths(second)


def _at_some_widths(element: Element) -> bool:
    node: Element | None = element
    for _ in range(6):
        if node is None or node.tag in ("article", "main", "body"):
            return False
        if _BREAKPOINT.search(node.get("class") or ""):
            return True
        node = node.parent
    return False


def responsive_twins(first: Element, second: Element) -> bool:
    """Whether two elements are shown at different widths, so that a reader meets only one of them."""
    return _responsive(first, second)


def _merged(photo: Photo, twin: Photo) -> Photo:
    assert twin.image is not None
    return Photo(
        photo.image,
        photo.alt,
        photo.captions or twin.captions,
        photo.credit or twin.credit,
        photo.figure,
        (*photo.twins, twin.image),
        photo.address,
    )


def _with_fallbacks(photo: Photo, fallbacks: list[Element]) -> Photo:
    """Add the ``<noscript>`` copies of a lazily loaded photo to its twins; an alt there counts for it."""
    if photo.image is None:
        return photo
    key = photo_key(photo.address)
    near = photo.image.parent.parent if photo.image.parent is not None else None
    mine = tuple(
        image
        for image in fallbacks
        if (key and photo_key(address_of(image)) == key)
        or (photo.figure is not None and photo.figure.contains(image))
        or (not photo.address and near is not None and near.contains(image))
    )
    if not mine:
        return photo
    return Photo(
        photo.image,
        photo.alt,
        photo.captions,
        photo.credit,
        photo.figure,
        (*photo.twins, *mine),
        photo.address or address_of(mine[0]),
    )
