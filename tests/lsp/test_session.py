"""A session as an editor has it: every message over pipes, to a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the extra `lsp` is not installed")

from a11ylint.baseline import Baseline
from a11ylint.engine import lint
from a11ylint.fixing import fix
from a11ylint.rulesets import active_rules
from a11ylint.settings import Settings
from a11ylint.source import Source
from tests.lsp.talking import ABILITIES, PATIENCE, Editor, Message, edited, words_at

TWO_IDS = '<p id="a">One.</p>\n<p id="a">Two.</p>\n'
CAPTION = "The first of twelve rebuilt sleeping cars, in a hall."
TWO_CAPTIONS = f"""<figure>
  <img src="a.jpg" alt="A blue car">
  <figcaption>{CAPTION}</figcaption>
</figure>
<p>{CAPTION}</p>
"""
START = {"line": 0, "character": 0}
ALL = {"start": START, "end": {"line": 99, "character": 0}}


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor for tests that leave each other's files alone."""
    with Editor(tmp_path_factory.mktemp("workspace")) as editor:
        editor.initialize()
        yield editor


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that says which rules run in it."""
    (tmp_path / "a11ylint.toml").write_text('select = ["duplicate-id", "duplicate-caption"]\n')
    return tmp_path


def insert(line: int, character: int, text: str) -> Message:
    place = {"line": line, "character": character}
    return {"range": {"start": place, "end": place}, "text": text}


def titles(actions: list[Message]) -> list[str]:
    return [action["title"] for action in actions]


def done(text: str, action: Message) -> str:
    """A text after an action with versioned edits."""
    (change,) = action["edit"]["documentChanges"]
    return edited(text, change["edits"])


class TestDiagnostics:
    def test_say_all_that_a_finding_says(self, editor: Editor, folder: Path) -> None:
        uri = editor.open(folder / "story.html", TWO_CAPTIONS, version=7)
        (found,) = editor.diagnostics(uri, version=7)
        assert words_at(TWO_CAPTIONS, found["range"]) == CAPTION
        assert found["message"].startswith("This paragraph repeats the caption before it")
        assert (found["severity"], found["code"], found["source"]) == (1, "duplicate-caption", "a11ylint")
        assert found["codeDescription"]["href"].endswith("/captions/duplicate_caption.md")
        assert found["tags"] == [1], "what need only be taken away is faded"
        (related,) = found["relatedInformation"]
        assert related["location"]["uri"] == uri
        assert words_at(TWO_CAPTIONS, related["location"]["range"]) == CAPTION
        assert related["location"]["range"] != found["range"]
        assert found["data"]["rule"] == "duplicate-caption"

    def test_have_severities(self, editor: Editor, tmp_path: Path) -> None:
        (tmp_path / "a11ylint.toml").write_text('[rules]\nduplicate-id = "notice"\nduplicate-caption = "warning"\n')
        uri = editor.open(tmp_path / "story.html", TWO_CAPTIONS + TWO_IDS)
        severities = {each["code"]: each["severity"] for each in editor.diagnostics(uri)}
        assert (severities["duplicate-caption"], severities["duplicate-id"]) == (2, 3)

    def test_strike_through_what_is_obsolete(self, editor: Editor, tmp_path: Path) -> None:
        (tmp_path / "a11ylint.toml").write_text('select = ["element-obsolete"]\n')
        (found,) = editor.diagnostics(editor.open(tmp_path / "story.html", "<p><font color=red>Red.</font></p>\n"))
        assert found["tags"] == [2]

    def test_are_of_what_is_typed_once_no_key_is_pressed_any_more(self, editor: Editor, folder: Path) -> None:
        uri = editor.open(folder / "story.html", "<p>😀 cafe\u0301</p>\r\n\r\n")
        assert editor.diagnostics(uri, version=1) == []
        typed = '<p id="a">👩‍👩‍👧 One.</p>\u2028<p id="a">Two.</p>'
        column = 0
        for version, character in enumerate(typed, start=2):
            editor.change(uri, version, insert(1, column, character))
            column += len(character.encode("utf-16-le")) // 2
        (found,) = editor.diagnostics(uri, version=len(typed) + 1)
        assert words_at(f"<p>😀 cafe\u0301</p>\r\n{typed}\r\n", found["range"]) == 'id="a"'
        assert found["range"]["start"]["line"] == 1
        published = editor.versions(uri)
        assert published == sorted(set(published), key=lambda version: version or 0)
        assert len(published) < 8, "not every keystroke is linted"

    def test_take_several_changes_in_their_order(self, editor: Editor, folder: Path) -> None:
        uri = editor.open(folder / "story.html", "<p>One.</p>\n")
        editor.change(uri, 2, insert(1, 0, "<p>Two.</p>\n"), insert(1, 2, ' id="a"'), insert(0, 2, ' id="a"'))
        (found,) = editor.diagnostics(uri, version=2)
        assert found["range"] == {"start": {"line": 1, "character": 3}, "end": {"line": 1, "character": 9}}

    def test_go_when_the_document_is_closed(self, editor: Editor, folder: Path) -> None:
        uri = editor.open(folder / "story.html", TWO_IDS)
        assert editor.rules(uri) == ["duplicate-id"]
        before = len(editor.received)
        editor.close(uri)
        assert editor.diagnostics(uri, after=before) == []

    def test_are_of_a_file_opened_again(self, editor: Editor, folder: Path) -> None:
        editor.close(editor.open(folder / "story.html", TWO_IDS))
        uri = editor.open(folder / "story.html", "<p>Fine.</p>", version=2)
        assert editor.rules(uri, version=2) == []

    def test_say_why_a_page_cannot_be_checked(self, editor: Editor, folder: Path) -> None:
        uri = editor.open(folder / "story.html", "<b>" * 250_001)
        (found,) = editor.diagnostics(uri)
        assert "cannot check this: it has more than" in found["message"]


@pytest.mark.parametrize(("encoding", "start", "end"), [("utf-8", 17, 23), ("utf-16", 14, 20), ("utf-32", 13, 19)])
def test_columns_are_counted_as_the_editor_wants(tmp_path: Path, encoding: str, start: int, end: int) -> None:
    with Editor(tmp_path, abilities={**ABILITIES, "general": {"positionEncodings": [encoding]}}) as editor:
        assert editor.initialize()["capabilities"]["positionEncoding"] == encoding
        uri = editor.open(tmp_path / "story.html", '<p id="a">1</p>\n<b>😀</b>é<p  id="a">2</p>\n')
        (found,) = (each for each in editor.diagnostics(uri) if each["code"] == "duplicate-id")
        assert (found["range"]["start"]["character"], found["range"]["end"]["character"]) == (start, end)
        fragment = {"start": {"line": 1, "character": start}, "end": {"line": 1, "character": end}}
        editor.change(uri, 2, {"range": fragment, "text": 'id="b"'})
        assert "duplicate-id" not in editor.rules(uri, version=2)


class TestWhatIsLinted:
    @pytest.mark.parametrize(
        ("name", "language", "text", "rules"),
        [
            ("story.html", "html", TWO_IDS, ["duplicate-id"]),
            ("story.xhtml", "xml", f"<div>{TWO_IDS}</div>", ["duplicate-id"]),
            ("story.cms", "html", TWO_IDS, ["duplicate-id"]),
            ("story.txt", "plaintext", TWO_IDS, []),
            ("story.j2", "jinja", f"{{% if a %}}{TWO_IDS}{{% endif %}}", ["duplicate-id"]),
            ("story.j2", "jinja", f"{{% if a %}}{TWO_IDS}{{% else %}}{TWO_IDS}{{% endif %}}", ["duplicate-id"] * 2),
            ("story.php", "php", f"<?php echo 1; ?>{TWO_IDS}", ["duplicate-id"]),
            ("story.php", "php", "<?php echo '<b id=a><b id=a>';", []),
            ("story.py", "python", TWO_IDS, []),
            ("story.html", "html", "", []),
        ],
    )
    def test_is_told_by_names_as_for_files_in_folders(
        self, editor: Editor, folder: Path, name: str, language: str, text: str, rules: list[str]
    ) -> None:
        assert editor.rules(editor.open(folder / name, text, language)) == rules

    def test_plain_text_is_an_article_too(self, editor: Editor, folder: Path) -> None:
        body = "The town opened its new bridge on Monday after three years of work. " * 3
        text = f"Town opens its bridge\n\n{body}\n\n{CAPTION}\n{CAPTION}\n"
        assert editor.rules(editor.open(folder / "story.txt", text, "plaintext")) == ["duplicate-caption"]

    @pytest.mark.parametrize(("language", "number"), [("html", 1), ("plaintext", 0)])
    def test_what_was_never_saved_is_linted(self, editor: Editor, language: str, number: int) -> None:
        uri = f"untitled:Untitled-{language}"
        document = {"uri": uri, "languageId": language, "version": 1, "text": TWO_IDS}
        editor.tell("textDocument/didOpen", {"textDocument": document})
        assert editor.rules(uri).count("duplicate-id") == number

    @pytest.mark.parametrize(
        "name", ["a; b=1 #2 100%?.html", "ქართული 😀.html", os.fsdecode(b"\xff.html"), "a\nb.html"]
    )
    def test_files_have_any_name(self, editor: Editor, folder: Path, name: str) -> None:
        (folder / "a11ylint.toml").write_text(
            "select = ['duplicate-id']\n[[overrides]]\nfiles = ['*[ab]*']\nselect = []\n"
        )
        kept = not {"a", "b"} & set(name)
        assert editor.rules(editor.open(folder / name, TWO_IDS)) == (["duplicate-id"] if kept else [])

    @pytest.mark.parametrize("uri", ["file:///a%00.html", "file://[/a.html", "file:", "", "\ud800"])
    def test_what_has_no_name_at_all_is_no_harm(self, editor: Editor, folder: Path, uri: str) -> None:
        document = {"uri": uri, "languageId": "html", "version": 1, "text": TWO_IDS}
        editor.tell("textDocument/didOpen", {"textDocument": document})
        assert editor.rules(editor.open(folder / "story.html", TWO_IDS)) == ["duplicate-id"]
        editor.close(uri)

    def test_what_is_no_file_is_left_alone(self, editor: Editor) -> None:
        document = {"uri": "git:/story.html?old", "languageId": "html", "version": 1, "text": TWO_IDS}
        editor.tell("textDocument/didOpen", {"textDocument": document})
        assert editor.rules("git:/story.html?old") == []


class TestHover:
    def test_over_a_finding_is_the_page_of_its_rule(self, editor: Editor, folder: Path) -> None:
        uri = editor.open(folder / "story.html", TWO_CAPTIONS)
        (found,) = editor.diagnostics(uri)
        hover = self.hover(editor, uri, found["range"]["start"])
        assert hover["range"] == found["range"]
        assert hover["contents"]["kind"] == "markdown"
        text = hover["contents"]["value"]
        assert text.startswith("### A caption stands twice\n\nerror, proven · [duplicate-caption](file://")
        assert "the caption often comes along twice" in text
        assert "#### How to mend it" in text
        assert "Passed" not in text

    def test_over_a_plain_place_is_nothing(self, editor: Editor, folder: Path) -> None:
        uri = editor.open(folder / "story.html", TWO_CAPTIONS)
        (found,) = editor.diagnostics(uri)
        assert self.hover(editor, uri, START) is None
        assert self.hover(editor, uri, found["range"]["end"]) is None
        assert self.hover(editor, "file:///nowhere.html", START) is None

    def test_is_of_the_text_as_it_is_now(self, editor: Editor, folder: Path) -> None:
        uri = editor.open(folder / "story.html", TWO_IDS)
        editor.change(uri, 2, insert(1, 0, "      "))
        assert self.hover(editor, uri, {"line": 1, "character": 4}) is None
        assert self.hover(editor, uri, {"line": 1, "character": 10}) is not None

    def hover(self, editor: Editor, uri: str, place: Message) -> Any:  # noqa: ANN401
        return editor.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": place})


class TestActions:
    def test_a_safe_fix_is_preferred_and_mends(self, editor: Editor, folder: Path) -> None:
        text = TWO_CAPTIONS.replace("\n", "\r\n").replace("A blue car", "😀 e\u0301")
        uri = editor.open(folder / "story.html", text)
        (found,) = editor.diagnostics(uri)
        action = editor.actions(uri, found["range"], ["quickfix"])[0]
        assert action["title"] == "Remove this copy (duplicate-caption)"
        assert (action["kind"], action["isPreferred"]) == ("quickfix", True)
        assert action["diagnostics"] == [found]
        assert action["edit"]["documentChanges"][0]["textDocument"] == {"uri": uri, "version": 1}
        assert done(text, action) == text.replace(f"<p>{CAPTION}</p>\r\n", "")

    def test_an_unsafe_fix_says_so_and_is_not_preferred(self, editor: Editor, tmp_path: Path) -> None:
        text = '<h1>Bridge opens</h1>\n<p class="date"><time datetime="2024-05-03">Monday, 3 May 2024</time></p>\n'
        uri = editor.open(tmp_path / "story.html", text)
        actions = editor.actions(uri, ALL)
        (action,) = (each for each in actions if each["title"].endswith("(weekday-wrong)"))
        assert "may change what the article says" in action["title"]
        assert not action.get("isPreferred")

    def test_a_finding_is_suppressed_with_a_reason(self, editor: Editor, folder: Path) -> None:
        uri = editor.open(folder / "story.html", TWO_CAPTIONS)
        (found,) = editor.diagnostics(uri)
        actions = {each["title"]: each for each in editor.actions(uri, found["range"], ["quickfix"])}
        here = done(TWO_CAPTIONS, actions["Suppress duplicate-caption here, with a reason"])
        comment = "<!-- a11ylint-disable-next duplicate-caption: say why -->\n"
        assert here == TWO_CAPTIONS.replace("<p>", f"{comment}<p>")
        everywhere = done(TWO_CAPTIONS, actions["Suppress duplicate-caption in this file, with a reason"])
        assert everywhere == f"<!-- a11ylint-disable-file duplicate-caption: say why -->\n{TWO_CAPTIONS}"
        for version, text in enumerate((here, everywhere), start=2):
            editor.change(uri, version, {"text": text})
            assert editor.rules(uri, version=version) == []

    def test_all_safe_fixes_are_made_at_once(self, editor: Editor, folder: Path) -> None:
        text = TWO_CAPTIONS + f"<hr>\n<p id=a>😀</p>\n{TWO_CAPTIONS.replace('twelve', 'eleven')}"
        uri = editor.open(folder / "story.html", text)
        (action,) = editor.actions(uri, {"start": START, "end": START}, ["source.fixAll"])
        assert action["kind"] == "source.fixAll.a11ylint"
        assert "edit" not in action, "it is worked out when it is chosen"
        action = editor.ask("codeAction/resolve", action)
        rules = active_rules(Settings(select=("duplicate-id", "duplicate-caption")))
        expected = fix(Source("story.html", text), lambda source: lint(source, rules)).source.text
        assert expected.count(CAPTION) == 1
        assert done(text, action) == expected
        assert len(action["edit"]["documentChanges"][0]["edits"]) > 1, "what is right stays untouched"

    def test_those_asked_for_are_given(self, editor: Editor, folder: Path) -> None:
        uri = editor.open(folder / "story.html", TWO_CAPTIONS)
        assert {each["kind"] for each in editor.actions(uri, ALL)} == {"quickfix", "source.fixAll.a11ylint"}
        assert {each["kind"] for each in editor.actions(uri, ALL, ["source"])} == {"source.fixAll.a11ylint"}
        assert editor.actions(uri, ALL, ["refactor"]) == []
        assert editor.actions(uri, {"start": START, "end": START}, ["quickfix"]) == []

    def test_are_none_where_nothing_is_found(self, editor: Editor, folder: Path) -> None:
        uri = editor.open(folder / "story.html", "<p>Fine.</p>")
        assert editor.actions(uri, ALL) == []

    def test_are_of_the_text_as_it_is_now(self, editor: Editor, folder: Path) -> None:
        uri = editor.open(folder / "story.html", TWO_CAPTIONS)
        editor.change(uri, 2, insert(0, 0, "<p>Above.</p>\n"))
        action = editor.actions(uri, ALL)[0]
        assert action["edit"]["documentChanges"][0]["textDocument"]["version"] == 2
        assert CAPTION not in done(f"<p>Above.</p>\n{TWO_CAPTIONS}", action).partition("</figure>")[2]

    def test_need_no_more_than_an_old_editor_can(self, tmp_path: Path) -> None:
        (tmp_path / "a11ylint.toml").write_text('select = ["duplicate-caption"]\n')
        with Editor(tmp_path, abilities={}) as editor:
            editor.initialize()
            uri = editor.open(tmp_path / "story.html", TWO_CAPTIONS)
            (found,) = editor.diagnostics(uri)
            assert not {"codeDescription", "tags", "relatedInformation", "data"} & set(found)
            for action in (editor.actions(uri, ALL)[0], *editor.actions(uri, ALL, ["source.fixAll"])):
                assert CAPTION not in edited(TWO_CAPTIONS, action["edit"]["changes"][uri]).partition("</figure>")[2]
            hover = editor.ask(
                "textDocument/hover", {"textDocument": {"uri": uri}, "position": found["range"]["start"]}
            )
            assert hover["contents"]["kind"] == "plaintext"
            symbols = editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
            assert {"photo: a.jpg", "alt: A blue car"} <= {each["name"] for each in symbols}
            assert all(each["location"]["uri"] == uri for each in symbols)
            assert editor.said("client/registerCapability") == []

    def test_leave_the_reason_to_be_filled_in_where_the_editor_can(self, tmp_path: Path) -> None:
        able = {**ABILITIES, "workspace": {"workspaceEdit": {"documentChanges": True, "snippetEditSupport": True}}}
        with Editor(tmp_path, abilities=able) as editor:
            editor.initialize()
            uri = editor.open(tmp_path / "story.html", TWO_IDS)
            (action,) = (each for each in editor.actions(uri, ALL) if "duplicate-id here" in each["title"])
            (change,) = action["edit"]["documentChanges"]
            comment = "<!-- a11ylint-disable-next duplicate-id: ${1:say why} -->\n"
            assert change["edits"][0]["snippet"] == {"kind": "snippet", "value": comment}


def test_symbols_are_the_parts_of_the_article(editor: Editor, tmp_path: Path) -> None:
    text = f"""<!doctype html><title>Trains</title>
<h1>Night trains 😀 to return</h1>
<p class="byline">By Jane Doe</p>
<p><time datetime="2024-05-03">3 May 2024</time></p>
<p>The railway will run night trains between Tallinn and Warsaw from April, its director said on Thursday.</p>
<figure><img src="a.jpg" alt=""><figcaption>{CAPTION} (Photo: Mart Saar)</figcaption></figure>
<p>A bed will cost from forty euros. The journey takes nineteen hours, two of them at the border in Białystok.</p>
"""
    uri = editor.open(tmp_path / "story.html", text)
    symbols = editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    by_name = {each["name"]: each for each in symbols}
    headline = by_name["headline: Night trains 😀 to return"]
    assert words_at(text, headline["selectionRange"]) == "Night trains 😀 to return"
    assert headline["detail"] == "h1"
    assert "byline: Jane Doe" in by_name
    assert "published: 2024-05-03" in by_name
    photo = by_name["photo: a.jpg"]
    assert [each["name"] for each in photo["children"]] == [
        "alt: (empty)",
        f"caption: {CAPTION}",
        "credit: (Photo: Mart Saar)",
    ]
    for each in photo["children"]:
        for end in ("start", "end"):
            assert photo["range"]["start"]["line"] <= each["range"][end]["line"] <= photo["range"]["end"]["line"]


class TestSettings:
    def test_are_the_nearest_in_every_folder_of_the_workspace(self, tmp_path: Path) -> None:
        for name, rule in (("news", "duplicate-id"), ("photos", "duplicate-caption")):
            (tmp_path / name).mkdir()
            (tmp_path / name / "a11ylint.toml").write_text(f'select = ["{rule}"]\n')
        with Editor(tmp_path) as editor:
            editor.initialize([tmp_path / "news", tmp_path / "photos"])
            for name, rule in (("news", "duplicate-id"), ("photos", "duplicate-caption")):
                assert editor.rules(editor.open(tmp_path / name / "a.html", TWO_CAPTIONS + TWO_IDS)) == [rule]

    def test_are_read_anew_when_a_watched_file_changes(self, editor: Editor, folder: Path) -> None:
        registered = editor.wait_for(lambda message: message.get("method") == "client/registerCapability")
        (wanted,) = registered["params"]["registrations"]
        assert wanted["method"] == "workspace/didChangeWatchedFiles"
        patterns = [each["globPattern"] for each in wanted["registerOptions"]["watchers"]]
        assert "**/*.toml" in patterns
        uri = editor.open(folder / "story.html", TWO_CAPTIONS + TWO_IDS)
        assert editor.rules(uri) == ["duplicate-caption", "duplicate-id"]
        before = len(editor.received)
        settings = folder / "a11ylint.toml"
        settings.write_text('select = ["duplicate-id"]\n')
        editor.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": settings.as_uri(), "type": 2}]})
        assert editor.rules(uri, after=before) == ["duplicate-id"]

    def test_are_read_anew_when_they_are_saved(self, editor: Editor, folder: Path) -> None:
        uri = editor.open(folder / "story.html", TWO_CAPTIONS + TWO_IDS)
        settings = folder / "a11ylint.toml"
        opened = editor.open(settings, settings.read_text(), "toml")
        editor.rules(uri)
        before = len(editor.received)
        settings.write_text('select = ["duplicate-id"]\n')
        editor.tell("textDocument/didSave", {"textDocument": {"uri": opened}})
        assert editor.rules(uri, after=before) == ["duplicate-id"]

    def test_are_read_anew_at_the_next_keystroke_if_nobody_says_that_they_changed(
        self, editor: Editor, folder: Path
    ) -> None:
        uri = editor.open(folder / "story.html", TWO_CAPTIONS + TWO_IDS)
        assert len(editor.rules(uri)) == 2
        (folder / "a11ylint.toml").write_text('select = ["duplicate-id"] # and no other\n')
        editor.change(uri, 2, insert(0, 0, " "))
        assert editor.rules(uri, version=2) == ["duplicate-id"]
        (folder / "a11ylint.toml").unlink()
        editor.change(uri, 3, insert(0, 0, " "))
        assert "duplicate-caption" in editor.rules(uri, version=3)

    def test_exclude_pages_and_override_for_some(self, editor: Editor, tmp_path: Path) -> None:
        (tmp_path / "a11ylint.toml").write_text(
            'select = ["duplicate-id"]\nexclude = ["drafts/"]\n[[overrides]]\nfiles = ["old/"]\nselect = []\n'
        )
        for name in ("drafts/a.html", "old/a.html"):
            assert editor.rules(editor.open(tmp_path / name, TWO_IDS)) == []
        assert editor.rules(editor.open(tmp_path / "new" / "a.html", TWO_IDS)) == ["duplicate-id"]

    def test_leave_out_what_a_baseline_knows(self, editor: Editor, folder: Path) -> None:
        page = folder / "story.html"
        known = lint(Source("story.html", TWO_IDS), active_rules(Settings(select=("duplicate-id",))))
        Baseline(folder / ".a11ylint-baseline.jsonl", {}).record(str(page), known).write()
        uri = editor.open(page, TWO_IDS)
        assert editor.rules(uri) == []
        editor.change(uri, 2, insert(2, 0, TWO_CAPTIONS))
        assert editor.rules(uri, version=2) == ["duplicate-caption"]

    def test_that_are_wrong_are_marked_in_their_file_and_said_once(self, editor: Editor, folder: Path) -> None:
        page, settings = folder / "story.html", folder / "a11ylint.toml"
        uri = editor.open(page, TWO_IDS)
        assert editor.rules(uri) == ["duplicate-id"]
        before = len(editor.received)
        wrong = '# 😀\nselect = ["duplicate-id"] \nignore = ["captoins"]\n'
        settings.write_text(wrong)
        for version in (2, 3):
            editor.change(uri, version, insert(0, 0, " "))
            assert editor.rules(uri, version=version) == ["duplicate-id"], "those that could last be read go on"
        (found,) = editor.diagnostics(settings.as_uri())
        assert words_at(wrong, found["range"]) == "captoins"
        assert found["message"] == "ignore: 'captoins' is no rule, topic or preset; did you mean 'captions'?"
        told = [each for _, each in editor.received[before:] if each.get("method") == "window/showMessage"]
        assert [each["params"]["message"] for each in told] == [f"{settings}: {found['message']}"]
        before = len(editor.received)
        settings.write_text('select = ["duplicate-caption"]\n')
        editor.change(uri, 4, insert(0, 0, " "))
        assert editor.rules(uri, version=4) == []
        assert editor.diagnostics(settings.as_uri(), after=before) == []

    @pytest.mark.parametrize(
        ("wrong", "marked"),
        [
            ("select = [\n", "select = ["),
            ('select = ["dates"]\r\nstyle = ?\r\n', "?"),
            ('fail-on = "eror"\n', "eror"),
            ("selct = []\n", "selct"),
            ("[rules]\nno-such-rule = 'off'\n", "no-such-rule"),
            ("[rules.duplicate-caption]\nminimum-wrods = 3\n", "minimum-wrods"),
            ("[[overrides]]\nselect = []\n", "overrides"),
        ],
    )
    def test_that_are_wrong_are_marked_when_they_are_opened(
        self, editor: Editor, tmp_path: Path, wrong: str, marked: str
    ) -> None:
        settings = tmp_path / "a11ylint.toml"
        settings.write_text(wrong, newline="")
        uri = editor.open(settings, wrong, "toml")
        (found,) = editor.diagnostics(uri)
        assert words_at(wrong, found["range"]) == marked
        before = len(editor.received)
        editor.close(uri)
        assert editor.diagnostics(uri, after=before) == []

    def test_a_broken_baseline_is_marked_and_the_page_is_linted_without_it(self, editor: Editor, folder: Path) -> None:
        baseline = folder / ".a11ylint-baseline.jsonl"
        baseline.write_text("\n<<<<<<< ours\n")
        assert editor.rules(editor.open(folder / "story.html", TWO_IDS)) == ["duplicate-id"]
        (found,) = editor.diagnostics(baseline.as_uri())
        assert found["range"]["start"]["line"] == 1
        assert found["message"] == "this line is no finding; finish the merge"

    def test_on_the_command_line_come_on_top(self, tmp_path: Path) -> None:
        with Editor(tmp_path, "--stdio", "--isolated", "--select", "duplicate-id") as editor:
            editor.initialize()
            assert editor.rules(editor.open(tmp_path / "a.html", TWO_CAPTIONS + TWO_IDS)) == ["duplicate-id"]
            assert editor.end() == 0


RULE = """---
id: {0}
title: It waits
severity: warning
---

# It waits

## Passed

```html
<p>One.</p>
```

## Failed

```html
<p>Two.</p>
```
"""


class TestTrouble:
    """A pack of rules that are slow, wrong, talkative, or want to end it all."""

    @pytest.fixture
    def pack(self, tmp_path: Path) -> Path:
        pack = tmp_path / "pack"
        pack.mkdir()
        for name, code in (
            ("own-slow", "'slow' in page.source.text and time.sleep(1.5)"),
            ("own-wrong", "'wrong' in page.source.text and 1 / 0"),
            ("own-talk", "print('talk'), os.write(1, b'talk')"),
            ("own-exit", "'leave' in page.source.text and sys.exit(5)"),
        ):
            home = pack / f"{name.replace('-', '_')}.md"
            home.write_text(RULE.format(name))
            home.with_suffix(".py").write_text(f"import os, sys, time\ndef check(page):\n    {code}\n    return ()\n")
        return pack

    def test_typing_never_waits_for_a_lint_and_what_is_stale_is_dropped(self, pack: Path, tmp_path: Path) -> None:
        with Editor(tmp_path, "--pack", str(pack)) as editor:
            editor.initialize()
            uri = editor.open(tmp_path / "a.html", "<p>slow</p>")
            time.sleep(0.5)  # the lint of the first version is under way
            asked = time.monotonic()
            editor.change(uri, 2, {"text": TWO_IDS})
            with pytest.raises(RuntimeError, match="-32601"):
                editor.ask("textDocument/foldingRange", {"textDocument": {"uri": uri}})
            assert time.monotonic() - asked < 0.9
            assert "duplicate-id" in editor.rules(uri, version=2)
            time.sleep(0.3)
            assert editor.versions(uri) == [2]
            assert editor.end() == 0

    def test_whatever_a_rule_does_the_server_goes_on(self, pack: Path, tmp_path: Path) -> None:
        with Editor(tmp_path, "--pack", str(pack)) as editor:
            editor.initialize()
            uri = editor.open(tmp_path / "a.html", "<p>wrong</p>")
            assert "internal-error" in editor.rules(uri, version=1)
            assert editor.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": START})["contents"][
                "value"
            ].startswith("The rule own-wrong of pack failed on this file")
            editor.change(uri, 2, {"text": "<p>leave</p>"})
            (message,) = editor.rules(uri, version=2)
            assert "internal error (SystemExit: 5)" in message
            editor.change(uri, 3, {"text": TWO_IDS})
            assert "duplicate-id" in editor.rules(uri, version=3)
            assert editor.end() == 0
        assert b"talk" in editor.complaints

    def test_a_message_that_cannot_be_understood_is_answered_and_forgotten(self, tmp_path: Path) -> None:
        with Editor(tmp_path) as editor:
            editor.initialize()
            editor.write_body(b"{no JSON")
            editor.write_body(b"\xff\xfe")
            editor.write_body(b"[" * 100_000)
            editor.tell("no/such", {})
            editor.tell("textDocument/didChange", {"textDocument": {"uri": "file:///x"}, "contentChanges": "none"})
            editor.change("file:///never-opened.html", 1, {"text": ""})
            editor.close("file:///never-opened.html")
            with pytest.raises(RuntimeError, match="-32602"):
                editor.ask("textDocument/hover", {"position": "here"})
            with pytest.raises(RuntimeError, match="-32601"):
                editor.ask("no/such", {})
            uri = editor.open(tmp_path / "a.html", TWO_IDS)
            assert "duplicate-id" in editor.rules(uri)
            assert editor.said("window/showMessage") == [], "a writer is not interrupted"
            assert len(editor.said("window/logMessage")) > 3
            assert editor.complaints == b""
            assert editor.end() == 0


class TestTheEnd:
    def test_in_order_is_0(self, tmp_path: Path) -> None:
        with Editor(tmp_path) as editor:
            editor.initialize()
            editor.open(tmp_path / "a.html", TWO_IDS)
            assert editor.end() == 0
            assert b"Traceback" not in editor.complaints

    @pytest.mark.parametrize("method", ["exit", None])
    def test_without_a_shutdown_is_1(self, tmp_path: Path, method: str | None) -> None:
        with Editor(tmp_path) as editor:
            editor.initialize()
            if method is not None:
                editor.tell(method, None)
            assert editor.process.stdin is not None
            editor.process.stdin.close()
            assert editor.process.wait(PATIENCE) == 1
            assert b"Traceback" not in editor.complaints

    def test_comes_at_once_when_it_is_interrupted(self, tmp_path: Path) -> None:
        with Editor(tmp_path) as editor:
            editor.initialize()
            editor.process.send_signal(signal.SIGINT)
            assert editor.process.wait(PATIENCE) == -signal.SIGINT
            assert editor.complaints == b""

    def test_is_2_for_settings_on_the_command_line_that_are_wrong(self, tmp_path: Path) -> None:
        (tmp_path / "wrong.toml").write_text("selct = []")
        with Editor(tmp_path, "--config", "wrong.toml") as editor:
            assert editor.process.wait(PATIENCE) == 2

    def test_is_2_without_the_extra(self) -> None:
        code = "import sys; sys.modules['pygls'] = None; from a11ylint.cli import main; main(['lsp'])"
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, stdin=-3)
        assert ended.returncode == 2
        assert ended.stderr == (
            "a11ylint: the language server needs pygls; install it with: pip install 'a11ylint[lsp]'\n"
        )


def test_every_message_of_a_session_is_of_the_protocol(tmp_path: Path) -> None:
    """Answers have ids, notifications have none, and nothing else is on the pipe."""
    with Editor(tmp_path) as editor:
        editor.initialize()
        uri = editor.open(tmp_path / "a.html", TWO_IDS)
        editor.diagnostics(uri)
        editor.end()
        for _, message in editor.received:
            assert message["jsonrpc"] == "2.0"
            assert "method" in message or "id" in message
        assert json.dumps([message for _, message in editor.received])
