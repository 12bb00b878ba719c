"""The interface is what its description says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis.errors import Unsatisfiable
from jsonschema import Draft202012Validator

from tests.serve.serving import Server

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

JSON_TYPE = "application/json"
_REJECTION = "negative_data_rejection"
_ACCEPTANCE = "positive_data_acceptance"
_LONGEST = 1 << 15  # of an address: longer ones are refused before they come to us
PATHS = ("/fix", "/healthz", "/lint", "/openapi.json", "/rules", "/rules/{id}")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_every_answer_is_described(server: Server, path: str, mode: str) -> None:
    """Schemathesis asks what the description allows, or what it does not, and looks whether it tells the answer."""
    schema = schemathesis.openapi.from_dict(server.get("/openapi.json").data)
    operation = next(each for each in map(_known, schema.get_all_operations()) if each.path == path)
    generation = schemathesis.GenerationMode(mode)

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(operation.as_strategy(generation_mode=generation))
    def holds(case: Any) -> None:  # noqa: ANN401 (schemathesis names no type of it)
        response = case.call(base_url=server.address.rstrip("/"))
        assume(len(response.request.url) < _LONGEST)
        # What no schema can say: an article that is empty, a rule that there is not, a name that leads elsewhere; and
        # sent as it is, "null" is an article like any other.
        judged = case.media_type in (None, JSON_TYPE) and response.status_code != 413
        left_out = (_ACCEPTANCE,) if judged else (_ACCEPTANCE, _REJECTION)
        case.validate_response(response, excluded_checks=schemathesis.checks.CHECKS.get_by_names(left_out))
        assert response.status_code in (200, 400, 404, 405, 413, 415, 422), response.text

    try:
        holds()
    except Unsatisfiable:
        assert mode == "negative"  # where nothing is asked, nothing can be asked wrongly


def _known(operation: Any) -> Any:  # noqa: ANN401
    return operation.ok()


def test_the_description_names_every_address_and_the_report(server: Server) -> None:
    described = server.get("/openapi.json").data
    assert tuple(sorted(described["paths"])) == PATHS
    for name, part in described["components"]["schemas"].items():
        Draft202012Validator.check_schema(part)
        for reference in _references(part):
            assert reference.removeprefix("#/components/schemas/") in described["components"]["schemas"], name
    assert json.dumps(described).count("$defs") == 0


def _references(part: object) -> list[str]:
    if isinstance(part, list):
        return [each for item in part for each in _references(item)]
    if not isinstance(part, dict):
        return []
    own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
    return own + [each for item in part.values() for each in _references(item)]
