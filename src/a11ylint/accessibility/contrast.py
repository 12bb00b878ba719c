"""Colours, and the contrast of text with what is behind it: WCAG 2.2, 1.4.3 and 1.4.6, and its definitions of
*relative luminance* and *contrast ratio*; colour syntax by CSS Color 4.

None stands for whatever the source alone does not tell: a picture behind the text, blending, boxes that are taken out
of the flow, custom properties, and pages with style sheets that are not read. Behind a gradient of plain opaque
colours, and around text with a shadow, stands whichever of the colours the text has most contrast with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache
from itertools import product
from math import prod
from typing import Final, NamedTuple

from a11ylint import patterns as re
from a11ylint.accessibility.style import Styles, Value, longhands, pixels, split_top
from a11ylint.data import read_data
from a11ylint.document import Element
from a11ylint.records import dataclass

_LARGE: Final = 24.0  # CSS pixels: 18 points (WCAG 2.2, *large scale*)
_LARGE_BOLD: Final = 14 * 96 / 72
_ANGLES: Final = {"deg": 1.0, "grad": 0.9, "rad": 57.29577951308232, "turn": 360.0}
_FUNCTION: Final = re.compile(r"(rgba?|hsla?|hwb)\(([^()]*+)\)\Z")
_NUMBER: Final = re.compile(r"([-+]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(%|deg|grad|rad|turn)?\Z")
# Browsers paint these in colours of their own (HTML, 15.5), which a page that sets none leaves unknown.
_OWN_PAINT: Final = frozenset("button input select textarea meter progress mark dialog".split())


class Colour(NamedTuple):
    """Red, green and blue from 0 to 255, and alpha from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, behind: Colour) -> Colour:
        """This colour painted on another (Compositing 1, simple alpha compositing)."""
        front, back = self.alpha, behind.alpha * (1 - self.alpha)
        alpha = front + back
        if alpha == 0:
            return behind
        mixed = Colour(*((mine * front + its * back) / alpha for mine, its in zip(self[:3], behind[:3], strict=True)))
        return mixed._replace(alpha=alpha)

    def faded(self, opacity: float) -> Colour:
        """This colour, as much see-through as `opacity` makes it."""
        return self._replace(alpha=self.alpha * opacity)

    def __str__(self) -> str:
        """As CSS writes it, see-through or not: ``#336699``."""
        return "#" + "".join(f"{round(channel):02x}" for channel in self[:3])

    @property
    def luminance(self) -> float:
        """WCAG's relative luminance, from 0 to 1."""
        red, green, blue = (_linear(channel / 255) for channel in self[:3])
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    # The standard's own 0.03928; sRGB has 0.04045, and no 8-bit colour lies between.
    return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4


_CLEAR: Final = Colour(0, 0, 0, 0)
WHITE: Final = Colour(255, 255, 255)
BLACK: Final = Colour(0, 0, 0)
_LINK: Final = Colour(0, 0, 238)  # HTML, 15.3.5: the unvisited link


def ratio(one: Colour, other: Colour) -> float:
    """WCAG's contrast ratio of two opaque colours, from 1 to 21."""
    lighter, darker = sorted((one.luminance, other.luminance), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@dataclass(frozen=True, slots=True)
class Contrast:
    """The contrast of an element's own text. `is_large` is WCAG's large-scale text, None where its size is unknown."""

    ratio: float
    foreground: Colour
    background: Colour
    is_large: bool | None

    @property
    def least(self) -> float:
        """What WCAG 1.4.3 (AA) asks for; unknown sizes have the benefit of the doubt."""
        return 4.5 if self.is_large is False else 3.0

    @property
    def least_enhanced(self) -> float:
        """What WCAG 1.4.6 (AAA) asks for."""
        return 7.0 if self.is_large is False else 4.5


class _Group(NamedTuple):
    """What is painted together and then faded (CSS Color 4, 11: ``opacity``): the colours, one of which is behind the
    text; none where they are unknown."""

    opacity: float
    colours: tuple[Colour, ...]


@dataclass(frozen=True, slots=True)
class _Paint:
    """What an element's text is painted with and on, itself and all around it taken together.

    `foreground` is None where it is unknown; `groups` go inwards, the first on the canvas. `moved` says that a box out
    of the flow stands between the text and what is behind it, `blended` that something else than colours decides,
    `pictured` that a picture lies on the innermost colours.
    """

    foreground: Colour | None
    groups: tuple[_Group, ...]
    moved: bool
    blended: bool
    pictured: bool = False


_CANVAS: Final = _Paint(BLACK, (_Group(1.0, (WHITE,)),), False, False)
_MOST_MIXTURES: Final = 64
_MOST_GROUPS: Final = 8


class Contrasts:
    """The contrast of each element's own text in one document. Read only; every answer is kept."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self._paints: dict[int, _Paint] = {}

    def contrast(self, element: Element, *, through_pictures: bool = False) -> Contrast | None:
        """The contrast of the text that stands in the element itself with what is painted behind it.

        `through_pictures` answers with the colour declared under a picture: what is seen until it has loaded, and
        where it does not reach.
        """
        if self.styles.external or self.styles.nested or self._is_dark:
            return None
        paint = self._paint(element)
        if paint.blended or paint.moved or (paint.pictured and not through_pictures):
            return None
        return _best(paint, self._shadows(element), _is_large(element, self.styles))

    def own_contrast(self, element: Element) -> Contrast | None:
        """The contrast of the two colours that the element's ``style`` attribute declares, whatever sheets there are;
        None where it does not declare both, opaque and plain."""
        written = (element.get("style") or "").lower()
        if "color" not in written or "background" not in written:
            return None
        inline = dict[str, Value](
            pair
            for declaration in self.styles.inline(element).values()
            for pair in longhands(declaration.property, declaration.value)
        )
        front, back = (parse_colour(inline.get(name) or "") for name in ("color", "background-color"))
        plain = inline.get("background-image", "none") == "none" and inline.get("opacity", "1") == "1"
        if front is None or back is None or back.alpha < 1 or front.alpha == 0 or not plain or "text-shadow" in inline:
            return None
        is_large = _is_large(element, self.styles)
        if self.styles.external:
            size = pixels(inline.get("font-size") or "")
            bold = inline.get("font-weight") in ("bold", "700", "800", "900")
            is_large = None if size is None else size >= (_LARGE_BOLD if bold else _LARGE)
        return Contrast(ratio(front.over(back), back), front.over(back), back, is_large)

    def painters(self, element: Element) -> Iterator[Element]:
        """The element and those around it that have a colour or a background of their own."""
        styles = self.styles
        for each in (element, *element.ancestors):
            if any(styles.declared(each, name) != "" for name in ("color", "background-color", "background-image")):
                yield each

    @cached_property
    def _is_dark(self) -> bool:
        """Whether the page asks browsers for their dark colours (CSS Color Adjustment 1, 2.2)."""
        asked = [meta.get("content") or "" for meta in self.styles.document.select("meta[name=color-scheme i]")]
        if self.styles.mention("color-scheme"):
            asked += [rule.style["color-scheme"] for rule in self.styles.rules if "color-scheme" in rule.style]
        return any("dark" in each.lower() and "light" not in each.lower() for each in asked)

    @cached_property
    def _link(self) -> Colour | None:
        body = self.styles.document.body
        written = (body.get("link") or "").strip().lower() if body is not None else ""
        return parse_colour(written) if written else _LINK

    def _shadows(self, element: Element) -> tuple[Colour, ...] | None:
        """The colours around the letters; None where they are unknown."""
        value = self.styles.value(element, "text-shadow")
        if value is None:
            return None
        if value in ("", "none"):
            return ()
        colours = [
            next((colour for word in split_top(part, " ") if (colour := parse_colour(word)) is not None), None)
            for part in split_top(value, ",")
        ]
        known = tuple(colour for colour in colours if colour is not None)
        return known if len(known) == len(colours) else None

    def _paint(self, element: Element) -> _Paint:
        path: list[Element] = []
        at: Element | None = element
        while at is not None and at.index not in self._paints:
            path.append(at)
            at = at.parent
        paint = self._paints[at.index] if at is not None else _CANVAS
        for each in reversed(path):
            paint = self._paints[each.index] = self._painted(each, paint)
        return paint

    def _painted(self, element: Element, around: _Paint) -> _Paint:
        styles = self.styles
        opacity = _opacity(styles.declared(element, "opacity"))
        groups = around.groups
        crowded = len(groups) > _MOST_GROUPS
        if opacity is not None and opacity < 1 and not crowded:
            groups = (*groups, _Group(opacity, (_CLEAR,)))
        colours = _backgrounds(element, styles, groups[-1].colours)
        own = _own_background(element, styles)
        covers = own is not None and own.alpha == 1 and (opacity is None or opacity == 1)
        moved = around.moved or styles.declared(element, "position") not in ("", "static")
        return _Paint(
            self._foreground(element, around.foreground),
            (*groups[:-1], _Group(groups[-1].opacity, colours)),
            moved and not covers,
            around.blended or crowded or opacity in (None, 0.0) or _is_blended(element, styles),
            _has_picture(element, styles) or (around.pictured and not covers),
        )

    def _foreground(self, element: Element, inherited: Colour | None) -> Colour | None:
        declared = self.styles.declared(element, "color")
        if declared is None:
            return None
        if declared == "initial":
            return BLACK
        if declared in ("inherit", "unset", "currentcolor"):
            return inherited
        if declared:
            return parse_colour(declared)
        if element.tag == "a" and element.get("href") is not None:
            return self._link
        if element.tag in _OWN_PAINT:
            return None
        attribute = {"font": "color", "body": "text"}.get(element.tag)
        written = element.get(attribute) if attribute is not None else None
        return parse_colour(written.strip().lower()) if written else inherited


def _best(paint: _Paint, shadows: tuple[Colour, ...] | None, is_large: bool | None) -> Contrast | None:
    """The most contrast that any of the colours behind the text gives it."""
    foreground = paint.foreground
    if foreground is None or foreground.alpha == 0 or shadows is None:
        return None
    inner = paint.groups[-1]
    if shadows and inner.colours:
        inner = inner._replace(colours=_between((*inner.colours, *(s.over(c) for s in shadows for c in inner.colours))))
    groups = (*paint.groups[:-1], inner)
    if not 0 < prod(len(group.colours) for group in groups) <= _MOST_MIXTURES:
        return None
    found: list[Contrast] = []
    for colours in product(*(group.colours for group in groups)):
        background = _flattened(groups, colours, colours[-1])
        front = _flattened(groups, colours, foreground.over(colours[-1]))
        found.append(Contrast(ratio(front, background), front, background, is_large))
    return max(found, key=lambda contrast: contrast.ratio)


def _flattened(groups: tuple[_Group, ...], colours: tuple[Colour, ...], pixel: Colour) -> Colour:
    """What is seen of a pixel of the innermost group, each group faded and put on the one around it."""
    for group, behind in zip(reversed(groups[1:]), reversed(colours[:-1]), strict=True):
        pixel = pixel.faded(group.opacity).over(behind)
    return pixel


def _opacity(declared: Value) -> float | None:
    if declared is None:
        return None
    match = _NUMBER.match(declared or "1")
    if match is None or match.group(2) not in (None, "%"):
        return None
    return _clamped(float(match.group(1)) / (100 if match.group(2) else 1), 1)


def _is_blended(element: Element, styles: Styles) -> bool:
    """Whether something else than two colours decides what is seen of the text inside."""
    if element.tag in ("svg", "math", "canvas", "object", "iframe"):
        return True
    return any(
        styles.declared(element, name) not in ("", "none", "normal")
        for name in ("filter", "mix-blend-mode", "-webkit-text-fill-color")
    )


def _own_background(element: Element, styles: Styles) -> Colour | None:
    """The colour an element paints behind its text; None where it is unknown or a picture."""
    if styles.declared(element, "background-image") not in ("", *_NO_IMAGE):
        return None
    return _own_colour(element, styles)


def _own_colour(element: Element, styles: Styles) -> Colour | None:
    declared = styles.declared(element, "background-color")
    if declared == "":
        if element.tag in _OWN_PAINT or element.has("background"):
            return None
        written = element.get("bgcolor")
        return parse_colour(written.strip().lower()) if written else _CLEAR
    if declared in ("initial", "unset"):
        return _CLEAR
    return parse_colour(declared) if declared else None


def _backgrounds(element: Element, styles: Styles, behind: tuple[Colour, ...]) -> tuple[Colour, ...]:
    """The colours behind an element's text: one, or a gradient's extremes; none where they are unknown.

    Of a picture, the colour that is declared with it and stands under it.
    """
    image = styles.declared(element, "background-image")
    if image is None or (image not in ("", *_NO_IMAGE) and "gradient(" in image):
        return _extremes(image or "")
    colour = _own_colour(element, styles)
    if image not in ("", *_NO_IMAGE) and (colour is None or colour.alpha < 1):
        return ()
    if colour is None:
        return ()
    return tuple(colour.over(each) for each in behind) if colour.alpha < 1 else (colour,)


def _has_picture(element: Element, styles: Styles) -> bool:
    image = styles.declared(element, "background-image")
    return bool(image) and image not in _NO_IMAGE and "gradient(" not in (image or "")


_NO_IMAGE: Final = frozenset({"none", "initial", "unset"})
_GRADIENT: Final = re.compile(r"(?:repeating-)?(?:linear|radial|conic)-gradient\((.*)\)\Z", re.DOTALL)


@lru_cache(maxsize=256)  # thousands of elements may have the same
def _extremes(image: str) -> tuple[Colour, ...]:
    """Colours between which every colour of a gradient lies, channel by channel, and its lightest and darkest.

    None at all where the image is no single gradient of opaque colours, or has more of them than are mixed.
    """
    match = _GRADIENT.match(image)
    if match is None:
        return ()
    stops: list[Colour] = []
    for number, part in enumerate(split_top(match.group(1), ",")):
        words = list(split_top(part, " "))
        colour = parse_colour(words[0])
        if colour is not None and colour.alpha == 1:
            stops.append(colour)
        elif colour is not None or number:
            return ()  # see-through, or no colour that can be read; only the first part may be a direction
    if not 2 <= len(stops) < _MOST_MIXTURES - 1:
        return ()
    return _between(tuple(stops))


def _between(colours: tuple[Colour, ...]) -> tuple[Colour, ...]:
    """The colours, and the darkest and the lightest that can lie between them where they run into each other.

    No mixture has more contrast with a text than one of these.
    """
    if len(colours) < 2:
        return colours
    *channels, alphas = zip(*colours, strict=True)
    darkest, lightest = (Colour(*map(end, channels))._replace(alpha=max(alphas)) for end in (min, max))
    return darkest, lightest, *colours


def _is_large(element: Element, styles: Styles) -> bool | None:
    size = styles.font_size(element)
    if size is None:
        return None
    if size >= _LARGE:
        return True
    if size < _LARGE_BOLD - 0.01:
        return False
    return styles.is_bold(element)


@cache
def _names() -> Mapping[str, str]:
    names: dict[str, str] = read_data("css_colors")["colors"]
    return names


def parse_colour(value: str) -> Colour | None:
    """A CSS colour in sRGB notation, in lower case; None for what is none, or hangs on the system or the display."""
    value = value.strip()
    if value == "transparent":
        return _CLEAR
    value = _names().get(value, value)
    if value.startswith("#"):
        return _hexadecimal(value[1:])
    match = _FUNCTION.match(value)
    if match is None:
        return None
    parts = match.group(2).replace(",", " ").replace("/", " ").split()
    numbers = [_component(part) for part in parts]
    if len(numbers) not in (3, 4):
        return None
    alpha = 1.0
    if len(numbers) == 4:
        last = numbers.pop()
        if last is None:
            return None
        alpha = _clamped(last[0] / 100 if last[1] == "%" else last[0], 1)
    known = [number for number in numbers if number is not None]
    if len(known) != 3:
        return None
    if match.group(1).startswith("rgb"):
        red, green, blue = (_clamped(number * 2.55 if unit == "%" else number, 255) for number, unit in known)
        return Colour(red, green, blue, alpha)
    hue = known[0][0] * _ANGLES.get(known[0][1], 1.0) % 360
    second, third = (_clamped(number, 100) / 100 for number, _ in known[1:])
    if match.group(1) == "hwb":
        return _from_hwb(hue, second, third, alpha)
    red, green, blue = _from_hsl(hue, second, third)
    return Colour(255 * red, 255 * green, 255 * blue, alpha)


def _component(text: str) -> tuple[float, str] | None:
    if text == "none":
        return 0.0, ""
    match = _NUMBER.match(text)
    return (float(match.group(1)), match.group(2) or "") if match is not None else None


def _clamped(number: float, most: float) -> float:
    return max(0.0, min(most, number))


def _hexadecimal(digits: str) -> Colour | None:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in (6, 8) or not set(digits) <= set("0123456789abcdef"):
        return None
    channels = [int(digits[place : place + 2], 16) for place in range(0, len(digits), 2)]
    return Colour(channels[0], channels[1], channels[2], channels[3] / 255 if len(channels) == 4 else 1.0)


def _from_hsl(hue: float, saturation: float, lightness: float) -> tuple[float, float, float]:
    """CSS Color 4, 7.1."""

    def channel(number: int) -> float:
        place = (number + hue / 30) % 12
        reach = saturation * min(lightness, 1 - lightness)
        return lightness - reach * max(-1.0, min(place - 3, 9 - place, 1.0))

    return channel(0), channel(8), channel(4)


def _from_hwb(hue: float, white: float, black: float, alpha: float) -> Colour:
    """CSS Color 4, 8.1."""
    if white + black >= 1:
        grey = 255 * white / (white + black)
        return Colour(grey, grey, grey, alpha)
    red, green, blue = (255 * (channel * (1 - white - black) + white) for channel in _from_hsl(hue, 1, 0.5))
    return Colour(red, green, blue, alpha)
