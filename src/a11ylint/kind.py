"""What an input is."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What an input is, decided by looking at it."""

    PAGE = "page"
    FRAGMENT = "fragment"
    XHTML = "xhtml"
    TEXT = "text"

    @property
    def is_whole(self) -> bool:
        """Whether rules about the page as a whole (its language, its title) apply."""
        return self in (Kind.PAGE, Kind.XHTML)
