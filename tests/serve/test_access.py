"""Who may ask, and what browsers are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from a11ylint.serve.guard import Access, is_loopback
from a11ylint.serve.problem import Problem
from tests.serve.serving import Server, serving

TOKEN = "a-token-of-our-own-choice"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that was given a token and an origin."""
    folder = tmp_path_factory.mktemp("guarded")
    arguments = ("--isolated", "-j", "1", "--allow-origin", "https://cms.example", "--allow-host", "lint.example")
    with serving(folder, *arguments, A11YLINT_TOKEN=TOKEN) as running:
        yield running


def test_a_name_that_is_not_its_own_is_refused(server: Server) -> None:
    port = server.address.rstrip("/").rpartition(":")[2]
    for host in ("evil.example", f"evil.example:{port}", "localhost.evil.example", "", "127.0.0.1@evil.example", "a b"):
        assert server.html("/lint", "<p>x", Host=host).is_problem(421, "--allow-host"), host
        assert server.get("/", Host=host).is_problem(421), host
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}", "LOCALHOST", "localhost."):
        assert server.html("/lint", "<p>x", Host=host).status == 200, host


def test_a_page_of_another_origin_may_not_post(server: Server) -> None:
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1", "http://localhost.evil.example"):
        assert server.html("/lint", "<p>x", Origin=origin).is_problem(403, "--allow-origin"), origin
    assert server.html("/lint", "<p>x", **{"Sec-Fetch-Site": "cross-site"}).is_problem(403)
    assert server.html("/lint", "<p>x", Origin=server.address.rstrip("/")).status == 200


def test_no_other_origin_may_read(server: Server) -> None:
    answer = server.get("/rules", Origin="https://evil.example")
    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_an_origin_that_is_allowed_may_ask(guarded: Server) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    preflight = guarded.ask("OPTIONS", "/lint", headers={"Origin": "https://cms.example", **asked})
    assert preflight.status == 200
    assert preflight.headers["access-control-allow-origin"] == "https://cms.example"
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    answer = guarded.html("/lint", "<p>x", Origin="https://cms.example", **bearer)
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (200, "https://cms.example")
    assert guarded.html("/lint", "<p>x", Origin="https://evil.example", **bearer).status == 403
    assert guarded.ask("OPTIONS", "/lint", headers={"Origin": "https://evil.example", **asked}).status == 400
    assert guarded.html("/lint", "<p>x", Host="lint.example", **bearer).status == 200


def test_a_token_is_asked_for(guarded: Server) -> None:
    for wrong in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}, {"Authorization": f"Basic {TOKEN}"}):
        answer = guarded.html("/lint", "<p>x", **wrong)
        assert answer.is_problem(401, "Authorization: Bearer")
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert guarded.get("/rules", **wrong).status == 401
    for path in ("/rules/../lint", "/rules", "/rules/duplicate-id", "/preview/", "/view", "/lint/"):
        assert guarded.get(path).status == 401, path
    assert guarded.get("/rules", Authorization=f"bearer {TOKEN}").status == 200


def test_what_says_nothing_of_articles_needs_no_token(guarded: Server) -> None:
    for path in ("/", "/page.css", "/page.js", "/icon.svg", "/healthz", "/openapi.json"):
        assert guarded.get(path).status == 200, path


def test_elsewhere_than_on_this_machine_a_token_is_made(tmp_path: Path) -> None:
    with serving(tmp_path, "--isolated", "-j", "1", "--host", "0.0.0.0") as server:
        token = server.told.split("Token: ")[1].split()[0]
        assert len(token) == 32
        assert f"#token={token}" in server.told
        assert server.html("/lint", "<p>x").is_problem(401)
        assert server.html("/lint", "<p>x", Authorization=f"Bearer {token}").status == 200


def test_loopback_is_told_from_the_rest() -> None:
    assert all(map(is_loopback, ("localhost", "127.0.0.1", "127.8.0.1", "::1")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "192.168.1.4", "lint.example", "")))


def test_addresses_cannot_be_rebound_so_they_are_let_in() -> None:
    Access().check("POST", "/lint", {b"host": b"192.168.1.4:8020"})
    with pytest.raises(Problem):
        Access().check("POST", "/lint", {b"host": b"192.168.1.4.evil.example"})


def test_the_page_may_load_its_own_parts_alone(server: Server) -> None:
    answer = server.get("/")
    policy = _policy(answer.headers["content-security-policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["frame-src"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == ["'none'"]
    assert policy["require-trusted-types-for"] == ["'script'"]
    assert answer.headers["x-frame-options"] == "DENY"


def test_a_preview_may_do_nothing(server: Server) -> None:
    address = server.html("/view", "<p>x").data["preview"]
    policy = _policy(server.get(f"/{address}").headers["content-security-policy"])
    assert policy == {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["'self'"],
        "sandbox": [],
    }


def test_every_answer_says_how_it_is_to_be_taken(server: Server) -> None:
    view = server.html("/view", "<p>x").data["preview"]
    answers = [server.get(path) for path in ("/", "/page.js", "/rules", "/healthz", "/nothing", f"/{view}")]
    answers += [server.html("/lint", "<p>x"), server.html("/lint", "<p>x", Host="evil.example"), server.get("/lint")]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "frame-ancestors" in answer.headers["content-security-policy"]
        assert "server" not in answer.headers
    assert server.html("/lint", "<p>x").headers["cache-control"] == "no-store"


def test_a_preview_is_kept_only_until_others_take_its_place(server: Server) -> None:
    first = server.html("/view", "<p>first").data["preview"]
    assert server.get(f"/{first}").status == 200
    for number in range(64):
        server.html("/view", f"<p>{number}")
    assert server.get(f"/{first}").status == 404


def _policy(header: str) -> dict[str, list[str]]:
    parts = (part.split() for part in header.split(";"))
    return {name: values for name, *values in parts}
