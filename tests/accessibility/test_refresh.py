"""Refreshes (HTML, 4.2.5.3) and viewports (CSS Device Adaptation 1, 9)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.accessibility.refresh import Refresh, parse_refresh, parse_viewport


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("5", Refresh(5, "")),
        (" 0;url=/next", Refresh(0, "/next")),
        ("0; URL = '/next' later", Refresh(0, "/next")),
        ('0;url="/next', Refresh(0, "/next")),
        ("3,/next ", Refresh(3, "/next")),
        ("3 /next", Refresh(3, "/next")),
        ("3;", Refresh(3, "")),
        ("1.9; url=a", Refresh(1, "a")),
        (".5", Refresh(0, "")),
        ("0; urla", Refresh(0, "urla")),
        ("0; url", Refresh(0, "url")),
        ("", None),
        ("soon", None),
        ("-1", None),
        ("+1", None),
        ("5x", None),
        ("; 5", None),
    ],
)
def test_refresh(content: str, expected: Refresh | None) -> None:
    assert parse_refresh(content) == expected


@given(st.text(alphabet="0123456789.;,= url'\"x\n", max_size=40))
def test_any_refresh_can_be_read(content: str) -> None:
    found = parse_refresh(content)
    assert found is None or (found.seconds >= 0 and found.url == found.url.rstrip("\t\n\f\r "))


@pytest.mark.parametrize(
    ("content", "scalable", "maximum"),
    [
        ("width=device-width", True, None),
        ("user-scalable=no", False, None),
        ("user-scalable = NO", False, None),
        ("user-scalable=0", False, None),
        ("user-scalable=1", True, None),
        ("user-scalable=yes", True, None),
        ("user-scalable=nonsense", False, None),
        ("user-scalable=no, user-scalable=yes", True, None),
        ("maximum-scale=1.0; width=100", True, 1.0),
        ("maximum-scale=yes", True, 1.0),
        ("maximum-scale=-1", True, None),
        ("maximum-scale=50", True, 10.0),
        ("maximum-scale=0", True, 0.1),
        ("maximum-scale=much", True, 0.1),
        ("maximum-scale=device-width", True, 10.0),
        ("maximum-scale", True, None),
        ("minimum-scale=1.0 maximum-scale=1.0", True, 1.0),
        ("user-scalable== no", False, None),
        ("", True, None),
    ],
)
def test_viewport(content: str, scalable: bool, maximum: float | None) -> None:
    viewport = parse_viewport(content)
    assert (viewport.user_scalable, viewport.maximum_scale) == (scalable, maximum)
