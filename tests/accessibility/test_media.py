"""Recordings, as far as their attributes and addresses tell (HTML, 4.8; Media Fragments 1.0)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.accessibility.trees import tree_of


@pytest.mark.parametrize(
    ("address", "seconds"),
    [
        ("a.mp4#t=8,10", 2),
        ("a.mp4#t=,2.5", 2.5),
        ("a.mp4#t=npt:0:00:59,0:01:01", 2),
        ("a.mp4#xywh=0,0,9,9&t=1,2", 1),
        ("a.mp4#t=10,8", 0),
        ("a.mp4#t=8", None),
        ("a.mp4?t=8,10", None),
        ("a.mp4#t=x,10", None),
        ("a.mp4", None),
    ],
)
def test_how_long_an_address_lets_it_play(address: str, seconds: float | None) -> None:
    (recording,) = tree_of(f"<video src='{address}'></video>").media.recordings
    assert recording.seconds == (seconds and pytest.approx(seconds))


@pytest.mark.parametrize(
    ("markup", "has_sound"),
    [
        ("<video src=ferry.mp4></video>", True),
        ("<video src=ferry.mp4 muted></video>", None),
        ("<video src=ferry-silent.mp4></video>", False),
        ("<video src=ferry_NoAudio.mp4></video>", False),
        ("<video src=/silent/ferry.mp4></video>", True),  # the folder's name is not the file's
        ("<video src=silently.mp4></video>", True),
        ("<video><source src=a-silent.mp4><source src=a.webm></video>", True),
        ("<audio src=silent.mp3></audio>", True),
    ],
)
def test_whether_anything_is_heard(markup: str, has_sound: bool | None) -> None:
    (recording,) = tree_of(markup).media.recordings
    assert recording.has_sound is has_sound


@pytest.mark.parametrize(
    "markup",
    [
        "<video></video>",
        "<video src=' '></video>",
        "<video src='live.m3u8'></video>",
        "<video><source src='live.mpd?x=1'></video>",
        "<video src='blob:https://news.example/1'></video>",
    ],
)
def test_what_nobody_can_prepare_is_no_recording(markup: str) -> None:
    assert tree_of(markup).media.recordings == ()


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        ("The video below shows the same.", True),
        ("Sie können das auch als Audio hören.", True),
        ("同じ内容を動画でもご覧いただけます。", True),
        ("The video shows the harbour.", False),
        ("The same happened in spring.", False),
    ],
)
def test_the_words_of_a_label(text: str, repeats: bool) -> None:
    story = "<p>" + "The ferry runs again from Monday, the harbour master says, and nobody is gladder than he. " * 2
    assert tree_of(f"{story}<p>{text}<video controls src=a.mp4></video>").media.repeats_text is repeats
    assert tree_of(f"<p>{text}<video controls src=a.mp4></video>").media.repeats_text is False


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "<div hidden>", "<video src=a.mp4>", "<audio controls>", "<track>", "</video>", "<a href=x>",
             "words ", "<details>", "</p>", "<source src='a#t=1,2'>", "Transcript", "<button>"]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_any_page_can_be_asked(parts: list[str]) -> None:
    media = tree_of("<!doctype html>" + "".join(parts)).media
    for each in media.recordings:
        media.has_transcript(each)
        media.has_control(each)
        media.has_audio_beside(each)
        assert media.has_captions(each) in (True, False)
