"""The interface described, as OpenAPI has it; the report's own schema is in it."""

from __future__ import annotations

import json
import pkgutil
from typing import Any, Final

import a11ylint
from a11ylint.data import read_data

_HOME: Final = "#/components/schemas/"
_PARTS: Final = "#/$defs/"


def description() -> dict[str, Any]:
    """The OpenAPI document."""
    written = pkgutil.get_data("a11ylint.serve", "openapi.json")
    assert written is not None
    described: dict[str, Any] = json.loads(written)
    described["info"]["version"] = a11ylint.__version__
    report = read_data("report.schema")
    for name in ("$schema", "$id"):
        del report[name]
    parts = report.pop("$defs")
    schemas = described["components"]["schemas"]
    schemas["report"] = _moved(report)
    schemas.update({f"report-{name}": _moved(part) for name, part in parts.items()})
    return described


def _moved(schema: Any) -> Any:  # noqa: ANN401 (what JSON holds)
    """A schema whose parts stand beside it, not in it."""
    if isinstance(schema, list):
        return [_moved(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    moved = {name: _moved(value) for name, value in schema.items()}
    reference = moved.get("$ref")
    if isinstance(reference, str) and reference.startswith(_PARTS):
        moved["$ref"] = f"{_HOME}report-{reference.removeprefix(_PARTS)}"
    return moved
