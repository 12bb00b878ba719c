"""How a preview looks: the page's own style sheets are not in it."""

from __future__ import annotations

import pkgutil
from typing import Final

PREVIEW_STYLE: Final = (pkgutil.get_data("a11ylint.serve", "page/preview.css") or b"").decode("utf-8")
