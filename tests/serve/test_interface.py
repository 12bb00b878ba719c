"""What the interface answers."""

from __future__ import annotations

import gzip
import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from a11ylint.data import read_data
from a11ylint.serve.encoding import ENCODINGS
from a11ylint.source import Source
from tests.serve.serving import JSON, Server, serving

CAPTION = "A pier of the old bridge still stands in the reeds."
PAGE = f"""<h1>Night trains return</h1>
<figure><img src="a.jpg" alt="A blue car 😀"><figcaption>{CAPTION}</figcaption></figure>
<p>{CAPTION}</p>
<p id="a">One.</p><p id="a">Two.</p>
"""


def test_a_page_is_answered_with_the_report_of_the_command(server: Server, tmp_path: Path) -> None:
    page = tmp_path / "article.html"
    page.write_text(PAGE, "utf-8")
    said = subprocess.run(
        [sys.executable, "-m", "a11ylint", "check", "--isolated", "--format", "json", page.name],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    answer = server.html("/lint", PAGE)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.body.decode() == said.stdout.decode().strip()
    Draft202012Validator(read_data("report.schema")).validate(answer.data)


def test_json_and_raw_bytes_say_the_same(server: Server) -> None:
    assert server.json("/lint", content=PAGE).data == server.html("/lint", PAGE).data


def test_the_query_or_the_json_says_what_is_meant(server: Server) -> None:
    asked = {"filename": "sport/story.txt", "kind": "fragment", "select": ["duplicate-id", "captions"]}
    one = server.json("/lint", content=PAGE, **asked, ignore=["captions"]).data
    other = server.html(
        "/lint?filename=sport/story.txt&kind=fragment&select=duplicate-id&select=captions&ignore=captions", PAGE
    ).data
    assert one == other
    assert {(each["rule"], each["path"]) for each in one["findings"]} == {("duplicate-id", "sport/story.txt")}
    both = server.ask("POST", "/lint?kind=text&filename=a.html", json.dumps({"content": PAGE, **asked}), JSON).data
    assert both["findings"] == server.json("/lint", content=PAGE, **asked).data["findings"]


def test_bytes_are_decoded_as_http_and_the_page_say(server: Server) -> None:
    text = '<p lang="ru">Тексты</p><p id="a">Поезд</p><p id="a">Поезд</p>'
    for body, kind in (
        (text.encode("cp1251"), "text/html; charset=windows-1251"),
        (b'<meta charset="windows-1251">' + text.encode("cp1251"), "application/octet-stream"),
        (gzip.compress(text.encode()), "text/html"),
    ):
        answer = server.ask("POST", "/view", body, {"Content-Type": kind})
        assert "Поезд" in answer.data["content"], kind


def test_what_is_no_article_is_told_of_in_the_report(server: Server) -> None:
    for body in (b"", b" \n", b"\xff\xd8\xff\xe0 a picture", b"%PDF-1.7"):
        report = server.html("/lint", body).data
        assert report["summary"]["skipped"] == 1
        assert report["unreadable"][0]["path"] == "article.html"
    assert server.html("/fix", b"").is_problem(422, "it is empty")
    assert server.html("/view", b"%PDF-1.7").is_problem(422, "PDF")


def test_all_safe_fixes_are_made(server: Server) -> None:
    answer = server.html("/fix", PAGE).data
    assert answer["changed"]
    assert answer["content"].count(CAPTION) == 1
    assert [each["rule"] for each in answer["mended"]] == ["duplicate-caption"]
    assert answer["report"] == server.html("/lint", answer["content"]).data
    again = server.html("/fix", answer["content"]).data
    assert (again["changed"], again["content"], again["mended"]) == (False, answer["content"], [])


def test_one_finding_is_mended_and_no_other(server: Server) -> None:
    page = PAGE + "<p>On Thursday, June 28, 2023, it left.</p>"
    found = next(each for each in server.html("/lint", page).data["findings"] if each["rule"] == "weekday-wrong")
    answer = server.json("/fix", content=page, only=found["fingerprint"], fix=0).data
    assert answer["content"] == page.replace("Thursday", "Wednesday")
    assert [each["fingerprint"] for each in answer["mended"]] == [found["fingerprint"]]
    assert server.json("/fix", content=page, only="0" * 24).is_problem(422, "lint it again")
    assert server.json("/fix", content=page, only=found["fingerprint"], fix=9).is_problem(422, "no fix")


def test_unsafe_fixes_are_made_only_when_asked_for(server: Server) -> None:
    page = PAGE.replace("One.", "On Thursday, June 28, 2023, it left.")
    assert "Thursday" in server.html("/fix", page).data["content"]
    assert "Wednesday" in server.html("/fix?unsafe=true", page).data["content"]
    assert "Wednesday" in server.json("/fix", content=page, unsafe=True).data["content"]


def test_rules_and_their_pages(server: Server) -> None:
    rules = server.get("/rules").data
    said = subprocess.run(
        [sys.executable, "-m", "a11ylint", "rule", "list", "--isolated", "--format", "json"],
        capture_output=True,
        check=True,
    )
    assert rules == json.loads(said.stdout)
    one = server.get("/rules/duplicate-caption").data
    assert {**one, "page": ""} == {**next(each for each in rules if each["id"] == one["id"]), "page": ""}
    assert one["page"].strip().startswith("# A caption stands twice")
    assert server.get("/rules/duplicate-captoin").is_problem(404, "did you mean 'duplicate-caption'")
    assert server.get("/rules/..%2F..%2Fetc%2Fpasswd").status == 404


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "content is missing"),
        ({"content": 1}, "content is missing"),
        ({"content": "x", "fliename": "a"}, "did you mean 'filename'"),
        ({"content": "x", "kind": "webpage"}, "kind is one of page"),
        ({"content": "x", "select": "all"}, "select is a list of strings"),
        ({"content": "x", "select": ["captoins"]}, "did you mean 'captions'"),
        ({"content": "x", "filename": "../../etc/passwd"}, "without a way out"),
        ({"content": "x", "filename": "/etc/passwd"}, "without a way out"),
        ({"content": "x", "filename": "C:\\a.html"}, "without a way out"),
        ({"content": "x", "filename": "a\nb"}, "filename is a name"),
        ({"content": "x", "unsafe": True}, "there is no 'unsafe'"),
    ],
)
def test_what_is_asked_wrongly_is_told_in_a_sentence(server: Server, asked: dict[str, object], words: str) -> None:
    assert server.json("/lint", **asked).is_problem(422, words)


def test_other_bodies_are_refused(server: Server) -> None:
    assert server.ask("POST", "/lint", b"{", {"Content-Type": "application/json"}).is_problem(400, "no JSON")
    deep = b"[" * 100_000
    assert server.ask("POST", "/lint", deep, {"Content-Type": "application/json"}).is_problem(400)
    assert server.ask("POST", "/lint", b"[]", {"Content-Type": "application/json"}).is_problem(422)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert server.ask("POST", "/lint", b"<p>x", form).is_problem(415, "-H 'Content-Type: text/html'")
    assert server.ask("POST", "/lint", b"<p>x").is_problem(415, "names none")
    assert server.html("/lint?select=all&colour=red", "<p>x").is_problem(422, "'colour'")


def test_addresses_there_are_not_and_methods_that_do_not_go(server: Server) -> None:
    assert server.get("/nothing").is_problem(404)
    assert server.get("/lint").is_problem(405)
    assert server.html("/rules", "<p>x").is_problem(405)
    assert server.get("/preview/" + "x" * 22).is_problem(404, "check the article again")
    for path in ("/..%2f..%2fetc/passwd", "/page/page.js", "/static/../app.py", "//etc/passwd"):
        assert server.get(path).status == 404, path


def test_strange_characters_go_through(server: Server) -> None:
    page = "<p id=a>\u2028 \x00 \ufffe 😀 e\u0301 and words enough for it to be a text</p><p id=a>x</p>"
    found = server.json("/lint", content=page, select=["duplicate-id"]).data["findings"]
    assert [each["start"]["offset"] for each in found] == [page.index("id=a", 10)]
    lone = server.ask("POST", "/view", b'{"content": "<p>a \\ud800 b"}', {"Content-Type": "application/json"})
    assert lone.data["content"] == "<p>a ? b"


def test_the_settings_of_the_folder_hold(tmp_path: Path) -> None:
    (tmp_path / "a11ylint.toml").write_text(
        'select = ["duplicate-id"]\n[[overrides]]\nfiles = ["archive/**"]\nrules = { duplicate-id = "notice" }\n'
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a11ylint.toml").write_text('select = ["captions"]\n')
    with serving(tmp_path, "-j", "1") as server:
        severities = [
            [(each["rule"], each["severity"]) for each in server.html(f"/lint?filename={name}", PAGE).data["findings"]]
            for name in ("a.html", "archive/a.html", "elsewhere/a.html")
        ]
    # No request has a file of settings read that the server was not started with.
    assert severities == [[("duplicate-id", "error")], [("duplicate-id", "notice")], [("duplicate-id", "error")]]


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_and_all_its_processes(tmp_path: Path, end: signal.Signals) -> None:
    with serving(tmp_path, "-j", "2") as server:
        workers = server.workers() if sys.platform == "linux" else []
        server.process.send_signal(end)
        _, errors = server.process.communicate(timeout=60)
        assert server.process.returncode == 0
        assert errors == "a11ylint: stopped\n"
        assert not any(Path(f"/proc/{each}").exists() for each in workers)


def test_an_address_that_is_taken_and_wrong_settings_are_told_in_a_line(tmp_path: Path, server: Server) -> None:
    def start(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "a11ylint", "serve", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    port = server.address.rstrip("/").rpartition(":")[2]
    for arguments, words in (
        (("--port", port), f"cannot listen at 127.0.0.1:{port}: address already in use"),
        (("--select", "captoins"), "did you mean 'captions'"),
        (("--token", "short"), "at least 16"),
    ):
        done = start(*arguments)
        assert done.returncode == 2
        assert words in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("encoding", sorted(ENCODINGS))
def test_a_file_is_given_back_in_its_encoding(server: Server, encoding: str) -> None:
    text = "Words, and a character that it may lack: \u10e5"
    plain = {"Content-Type": "text/plain; charset=utf-8"}
    answer = server.ask("POST", f"/encode?encoding={encoding}", text.encode(), plain)
    back = Source.from_bytes(answer.body, encoding="" if encoding.startswith("utf-16") else encoding)
    assert back.text.replace("&#4325;", "\u10e5") == text
    assert server.ask("POST", "/encode?encoding=idna", b"x", plain).is_problem(422, "windows-1251")


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("jq")), reason="curl or jq is not installed")
def test_the_hook_in_the_guide_keeps_back_what_is_wrong(server: Server) -> None:
    guide = (Path(__file__).parents[2] / "docs/guides/serve.md").read_text("utf-8")
    script = guide.partition('title="before-publishing.sh"\n')[2].partition("```")[0]
    port = server.address.rstrip("/").rpartition(":")[2]

    def publish(page: str, name: str = "story.html", port: str = port) -> tuple[int, str]:
        asking = script.replace(":8020/", f":{port}/")
        done = subprocess.run(["sh", "-c", asking, "sh", name], input=page, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    assert publish("<h1>Night trains return</h1><p>They do.</p>") == (0, "")
    code, said = publish(PAGE)
    assert code == 1
    assert said.startswith("Line 3: This paragraph repeats the caption")
    assert publish("")[0] == 1
    assert publish(PAGE, name="../story.html")[0] == 2
    assert publish(PAGE, port="1")[0] == 2
