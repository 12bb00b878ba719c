"""Word lists, names and figures that the engine works from, each file with its source named in it."""

from __future__ import annotations

import json
import pkgutil
from typing import Any


def read_data(name: str) -> Any:  # noqa: ANN401 (what JSON holds; each reader says what it expects)
    """The content of ``data/<name>.json``, from a folder or from inside an archive."""
    written = pkgutil.get_data("a11ylint", f"data/{name}.json")
    if written is None:
        raise FileNotFoundError(f"a11ylint/data/{name}.json")
    return json.loads(written)
