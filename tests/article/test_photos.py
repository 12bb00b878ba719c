"""Content photos: one for each picture a reader meets, with its alternative text, captions and credit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from a11ylint.article import Article, Photo

Page = Callable[..., Article]

CAPTION = "The early ferry leaves the quay at dawn."
CREDIT = "(Photo: Jane Doe)"
IMAGE = "<img src=a.jpg alt=Ferry>"


def said(photo: Photo) -> list[tuple[str, str]]:
    return [(caption.text.text, caption.credit.text) for caption in photo.captions]


def only(article: Article) -> Photo:
    assert len(article.photos) == 1
    return article.photos[0]


@pytest.mark.parametrize(
    "markup",
    [
        f"<figure>{IMAGE}<figcaption>{CAPTION} {CREDIT}</figcaption></figure>",
        f"<figure>{IMAGE}<figcaption>{CAPTION} <span class=credit>{CREDIT}</span></figcaption></figure>",
        f"<div class=photo>{IMAGE}<span class=caption>{CAPTION}</span><span class=credit>{CREDIT}</span></div>",
        f"<div class=image-box><a href=a-large.jpg>{IMAGE}</a><p class='wp-caption-text'>{CAPTION} {CREDIT}</p></div>",
        f"<figure>{IMAGE}<div class='imageCaption'>{CAPTION}</div><div class=photographer>{CREDIT}</div></figure>",
        f"<table><tr><td>{IMAGE}</td></tr><tr><td class=bildunterschrift>{CAPTION} {CREDIT}</td></tr></table>",
        f"{IMAGE}<p>{CAPTION} {CREDIT}</p>",
        f"<p>{IMAGE}<br><em>{CAPTION} {CREDIT}</em></p>",
        f"<dl><dt>{IMAGE}</dt><dd>{CAPTION} {CREDIT}</dd></dl>",
        f"<figure>{IMAGE}<figcaption><span class=captionText>{CAPTION}</span><span class=captionCredit>{CREDIT}</span>"
        "</figcaption></figure>",
        f"<figure>{IMAGE}<figcaption>{CAPTION}</figcaption><footer>{CREDIT}</footer></figure>",
        f"<figure>{IMAGE}<figcaption><span class=x>{CAPTION}</span><span class=y>{CREDIT}</span></figcaption></figure>",
        f"<div class=photo>{IMAGE}<p class=caption>{CAPTION} <b class=credit>{CREDIT}</b> hide caption</p></div>",
    ],
    ids=[
        "figcaption",
        "credit inside",
        "spans",
        "link to file",
        "figure of divs",
        "table",
        "paragraph",
        "em",
        "description",
        "credit of caption",
        "footer",
        "unnamed",
        "widget",
    ],
)
def test_a_caption_belongs_to_its_photo_however_it_is_marked_up(page: Page, markup: str) -> None:
    photo = only(page(markup))
    assert photo.caption is not None
    assert photo.caption.text.text == CAPTION
    assert photo.credit.text == CREDIT
    assert photo.alt is not None
    assert photo.alt.value == "Ferry"
    assert photo.alt.element.document.source.cut(photo.alt.value_span) == "Ferry"
    assert photo.alt.element.document.source.cut(photo.caption.span) == CAPTION


def test_the_parts_of_a_credit_that_stand_in_elements_of_their_own_are_one(page: Page) -> None:
    photo = only(
        page(
            f"<figure>{IMAGE}<figcaption><span class=caption>{CAPTION}</span> "
            "<span class=credit>Photo by JANE DOE</span> /<span class=distributor>AFP via Getty Images</span>"
            "</figcaption></figure>"
        )
    )
    assert said(photo) == [(CAPTION, "Photo by JANE DOE /AFP via Getty Images")]


def test_a_last_element_with_name_and_agency_is_the_credit_whatever_its_class(page: Page) -> None:
    photo = only(
        page(
            f"<figure>{IMAGE}<figcaption><span>The quay at dawn</span><span class=z>Jane Doe (AFP)</span>"
            "</figcaption></figure>"
        )
    )
    assert said(photo) == [("The quay at dawn", "Jane Doe (AFP)")]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="data:image/gif;base64,R0" data-src="a.jpg" alt="Ferry">',
        '<img src="/img/placeholder.png" data-lazy-src="a.jpg" alt="Ferry">',
        '<img srcset="a.jpg 640w, a-big.jpg 1280w" alt="Ferry">',
        '<picture><source srcset="a.jpg 1x, b.jpg 2x"><img alt="Ferry"></picture>',
        '<figure><img data-src="a.jpg" alt="Ferry"><noscript><img src="a.jpg" alt="Ferry"></noscript></figure>',
        '<div><noscript><img src="a.jpg" alt="Ferry"></noscript></div>',
    ],
    ids=["data-src", "placeholder", "srcset", "picture", "noscript twin", "noscript alone"],
)
def test_a_lazily_loaded_photo_is_one_photo_with_its_own_address(page: Page, markup: str) -> None:
    assert only(page(markup)).address == "a.jpg"


def test_an_alt_that_only_the_noscript_twin_has_counts(page: Page) -> None:
    photo = only(page('<figure><img data-src="a.jpg"><noscript><img src="a.jpg" alt="Ferry"></noscript></figure>'))
    assert photo.alt is not None
    assert photo.alt.value == "Ferry"
    assert len(photo.twins) == 1


def test_no_alt_and_an_empty_alt_are_two_things(page: Page) -> None:
    article = page('<figure><img src="a.jpg"></figure><figure><img src="b.jpg" alt=""></figure>')
    assert [photo.alt and photo.alt.value for photo in article.photos] == [None, ""]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="https://count.example/pixel.gif" width="1" height="1" alt="">',
        '<img src="https://example.org/b/ss/visit?p=1" alt="">',
        '<img src="/img/spinner.gif" alt="loading">',
        '<img src="/img/mail-icon.png" alt="Mail">',
        '<img src="/img/site-logo.png" alt="The Sound">',
        '<img src="/people/jane-headshot.jpg" alt="Jane Doe">',
        '<div class="author-avatar"><img src="/people/jane.jpg" alt="Jane Doe"></div>',
        '<img class="emoji" src="/e/1f600.png" alt=":)">',
        '<img src="arrow.svg" alt="more">',
        '<img src="small.jpg" width="80" height="60" alt="Ferry">',
        '<img src="a.jpg" alt="Ferry" role="presentation">',
        '<img src="a.jpg" alt="Ferry" hidden>',
        '<div class="ad-slot ads"><img src="a.jpg" alt="Buy a boat"></div>',
        '<a href="/2024/other-story"><img src="a.jpg" alt="Another story"></a>',
        '<a href="/2024/other-story"><figure><img src="a.jpg" alt="x"><figcaption>Other</figcaption></figure></a>',
        '<aside><figure><img src="a.jpg" alt="x"><figcaption>Another story</figcaption></figure></aside>',
        '<div class="related"><img src="a.jpg" alt="Another story"></div>',
        '<div class="cookie-banner"><img src="a.jpg" alt="A cookie"></div>',
        '<img alt="">',
    ],
)
def test_what_is_no_photo_of_the_article_is_left_out(page: Page, markup: str) -> None:
    assert page(markup).photos == ()


def test_a_photo_of_a_flag_or_a_button_is_a_photo(page: Page) -> None:
    article = page(
        '<img src="/2024/flag-over-town-hall.jpg" alt="A flag"><img src="/2024/big-button.jpg" alt="A button">'
    )
    assert len(article.photos) == 2


def test_cards_of_other_stories_behind_the_body_are_left_out(page: Page) -> None:
    assert page(after='<div><img src="other.jpg" alt="Another story"><h3>Another story</h3></div>').photos == ()


def test_responsive_copies_are_one_photo(page: Page) -> None:
    figure = f"<figure>{IMAGE}<figcaption>{CAPTION}</figcaption></figure>"
    photo = only(page(f'<div class="hidden xl:block">{figure}</div><div class="xl:hidden">{figure}</div>'))
    assert len(photo.twins) == 1
    assert said(photo) == [(CAPTION, "")]


def test_the_same_picture_used_again_further_on_is_a_photo_again(page: Page) -> None:
    figure = f"<figure>{IMAGE}<figcaption>{CAPTION}</figcaption></figure>"
    assert len(page(f"{figure}<p>Between them stands a paragraph.</p>{figure}").photos) == 2


@pytest.mark.parametrize("name", ["carousel", "swiper-wrapper", "photoGallery", "slideshow", "bildergalerie"])
def test_photos_in_a_carousel_say_so(page: Page, name: str) -> None:
    article = page(
        f'<div class="{name}"><figure><img src=a.jpg alt=A></figure><figure><img src=b.jpg alt=B></figure></div>'
    )
    assert [photo.in_gallery for photo in article.photos] == [True, True]


def test_a_figure_of_several_pictures_gives_its_caption_once(page: Page) -> None:
    article = page(f"<figure><img src=a.jpg alt=A><img src=b.jpg alt=B><figcaption>{CAPTION}</figcaption></figure>")
    assert [said(photo) for photo in article.photos] == [[(CAPTION, "")], []]
    assert all(photo.in_gallery for photo in article.photos)


def test_a_widget_and_a_paywall_are_told(page: Page) -> None:
    article = page(
        '<blockquote class="twitter-tweet"><img src=a.jpg alt="A tweet"></blockquote>'
        '<div class="locked-content"><img src=b.jpg alt="For subscribers"></div>'
    )
    assert [(photo.in_embed, photo.behind_paywall) for photo in article.photos] == [(True, False), (False, True)]


class TestCaptionsPrintedTwice:
    """A caption that a reader meets twice is in `captions` twice, first and second copy in order."""

    @pytest.mark.parametrize(
        "markup",
        [
            f"<figure>{IMAGE}<figcaption>{CAPTION}</figcaption><figcaption>{CAPTION}</figcaption></figure>",
            f"<figure>{IMAGE}<figcaption>{CAPTION}</figcaption></figure><p>{CAPTION}</p>",
            f"<figure>{IMAGE}<figcaption><p>{CAPTION}</p><p>{CAPTION}</p></figcaption></figure>",
            f"<div>{IMAGE}<span class=caption>{CAPTION}</span><span class=caption>{CAPTION}</span></div>",
            f"<div>{IMAGE}<div class=captions><span>{CAPTION}</span><span>{CAPTION}</span></div></div>",
            f"<figure>{IMAGE}<figcaption>{CAPTION} (AP)</figcaption></figure><div>{CAPTION}</div>",
        ],
        ids=["two figcaptions", "paragraph", "two paragraphs", "spans", "spans in a box", "one with a credit"],
    )
    def test_both_copies_are_there(self, page: Page, markup: str) -> None:
        photo = only(page(markup))
        first, second = photo.captions
        assert first.key == second.key
        source = page(markup).document.source
        assert source.cut(first.span) == source.cut(second.span) == CAPTION
        assert first.span.end <= second.span.start

    def test_a_caption_repeated_in_alt_is_printed_once(self, page: Page) -> None:
        photo = only(page(f'<figure><img src=a.jpg alt="{CAPTION}"><figcaption>{CAPTION}</figcaption></figure>'))
        assert said(photo) == [(CAPTION, "")]

    @pytest.mark.parametrize(
        "markup",
        [
            f'<span class="d-md-none">{CAPTION}</span><span class="hidden-xs">{CAPTION}</span></figcaption>',
            f"{CAPTION}</figcaption><figcaption hidden>{CAPTION}</figcaption>",
            f'{CAPTION}<span aria-hidden="true">{CAPTION}</span></figcaption>',
        ],
        ids=["for two widths", "hidden", "hidden inside"],
    )
    def test_a_copy_that_nobody_meets_beside_the_first_does_not_count(self, page: Page, markup: str) -> None:
        assert len(only(page(f"<figure>{IMAGE}<figcaption>{markup}</figure>")).captions) == 1


def test_a_credit_only_caption_has_no_text(page: Page) -> None:
    photo = only(page("<figure><img src=a.jpg alt=A><figcaption>Courtesy of the island museum</figcaption></figure>"))
    assert said(photo) == [("", "Courtesy of the island museum")]


def test_an_empty_caption_is_none(page: Page) -> None:
    assert only(page("<figure><img src=a.jpg alt=A><figcaption><span></span></figcaption></figure>")).captions == ()


def test_the_paragraph_behind_a_photo_is_no_caption_unless_it_says_so(page: Page) -> None:
    article = page(f"{IMAGE}<p>The crew was up at four and had the ropes off before the bell.</p>")
    assert only(article).captions == ()
    assert len(article.paragraphs) == 4
