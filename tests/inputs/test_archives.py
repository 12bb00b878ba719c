"""Archives: which pages are read out of them, under which names, and what becomes of damaged and hostile ones."""

from __future__ import annotations

import gzip
import io
import random
import struct
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from a11ylint.inputs import Input, Opening, file_of, find_inputs, member_of
from a11ylint.source import MOST_BYTES, Source
from tests.inputs import making
from tests.inputs.making import PAGE, bare_deflate, chunked, record, tarred, warc, zipped

TARS: Final = ("a.tar", "a.tar.gz", "a.tgz", "a.tar.bz2", "a.tar.xz")


def read(path: Path | str) -> list[Input]:
    return list(find_inputs([str(path)]))


def names(found: list[Input]) -> list[str]:
    """The members' names of what can be read."""
    return [each.path.partition("!")[2] for each in found if not each.trouble]


def troubles(found: list[Input]) -> list[tuple[str, str]]:
    return [(each.path.rpartition("/")[2], each.trouble) for each in found if each.trouble]


class TestNames:
    @pytest.mark.parametrize(
        ("path", "file", "member"),
        [
            ("a.zip!b/c.html", "a.zip", "b/c.html"),
            ("x/a.tar.gz!../c.html", "x/a.tar.gz", "../c.html"),
            ("a.warc.gz!https://example.org/s?x=!", "a.warc.gz", "example.org/s?x=!"),
            ("A.ZIP!/c.html", "A.ZIP", "c.html"),
            ("what!.html", "what!.html", ""),
            ("plain.html", "plain.html", ""),
        ],
    )
    def test_say_which_archive_and_which_member(self, path: str, file: str, member: str) -> None:
        assert (file_of(path), member_of(path)) == (file, member)


class TestWebArchives:
    @pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
    def test_give_their_pages_by_address_in_order(self, tmp_path: Path, name: str) -> None:
        found = read(warc(tmp_path / name, [record(f"https://example.org/{number}") for number in range(3)]))
        assert names(found) == [f"https://example.org/{number}" for number in range(3)]
        assert {each.data for each in found} == {PAGE}
        assert all(each.found for each in found)

    def test_packed_as_one_are_read_too(self, tmp_path: Path) -> None:
        path = tmp_path / "a.warc.gz"
        path.write_bytes(gzip.compress(record("https://example.org/1") + record("https://example.org/2")))
        assert len(names(read(path))) == 2

    @pytest.mark.parametrize(
        "passed_over",
        [
            record("https://example.org/", kind="revisit"),
            record("https://example.org/", kind="request"),
            record("https://example.org/", content_type="image/png"),
            record("https://example.org/", content_type="application/json"),
            record("https://example.org/", status="404 Not Found"),
            record("https://example.org/", b"", "Location: /", status="301 Moved Permanently"),
        ],
    )
    def test_hold_much_that_is_no_page(self, tmp_path: Path, passed_over: bytes) -> None:
        page = record("https://example.org/page", content_type="Application/XHTML+XML; charset=utf-8")
        assert names(read(warc(tmp_path / "a.warc.gz", [passed_over, page]))) == ["https://example.org/page"]

    @pytest.mark.parametrize("coding", making.CODINGS)
    @pytest.mark.parametrize("in_chunks", [False, True])
    def test_undo_what_a_server_coded(self, tmp_path: Path, coding: str, in_chunks: bool) -> None:
        body = making.CODINGS[coding](PAGE)
        headers = [f"Content-Encoding: {coding}", *(["Transfer-Encoding: chunked"] if in_chunks else [])]
        made = record("https://example.org/", chunked(body) if in_chunks else body, *headers)
        assert [each.data for each in read(warc(tmp_path / "a.warc", [made, made]))] == [PAGE, PAGE]

    def test_undo_several_codings_and_bare_deflate(self, tmp_path: Path) -> None:
        twice = record("https://example.org/", gzip.compress(bare_deflate(PAGE)), "Content-Encoding: deflate, gzip")
        assert [each.data for each in read(warc(tmp_path / "a.warc", [twice]))] == [PAGE]

    @pytest.mark.parametrize("coding", making.CODINGS)
    def test_may_keep_headers_of_codings_that_they_undid(self, tmp_path: Path, coding: str) -> None:
        made = record("https://example.org/", PAGE, f"Content-Encoding: {coding}", "Transfer-Encoding: chunked")
        assert [each.data for each in read(warc(tmp_path / "a.warc", [made]))] == [PAGE]

    @pytest.mark.parametrize("coding", [*making.CODINGS, "rot13"])
    def test_tell_of_a_coding_that_cannot_be_undone_and_go_on(self, tmp_path: Path, coding: str) -> None:
        damaged = b"\x1f\x8b" + bytes(random.Random(1).randbytes(200))
        records = [record("https://a/", damaged, f"Content-Encoding: {coding}"), record("https://b/")]
        found = read(warc(tmp_path / "a.warc", records))
        assert names(found) == ["https://b/"]
        assert len(troubles(found)) == 1

    def test_give_the_encoding_that_http_named(self, tmp_path: Path) -> None:
        made = record("https://example.org/", "<p>Гавань</p>".encode("cp1251"), content_type="text/html;charset=cp1251")
        (page,) = read(warc(tmp_path / "a.warc", [made]))
        assert page.data is not None
        assert Source.from_bytes(page.data, page.path, page.encoding).text == "<p>Гавань</p>"

    def test_tell_of_a_page_of_which_only_the_beginning_was_archived(self, tmp_path: Path) -> None:
        found = read(warc(tmp_path / "a.warc", [record("https://a/", more="WARC-Truncated: length\r\n")]))
        assert "only its beginning was archived (length)" in troubles(found)[0][1]

    @pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
    def test_cut_short_anywhere_keep_what_came_before_and_say_so_once(self, tmp_path: Path, name: str) -> None:
        records = [
            record("https://a/", kind="request"),
            record("https://b/"),
            record("https://c/", b"x", status="404 No"),
        ]
        records = [gzip.compress(each) for each in records] if name.endswith("gz") else records
        whole, cut = b"".join(records), tmp_path / f"cut-{name}"
        first, second = len(records[0]), len(records[0]) + len(records[1])
        for length in range(1, len(whole)):
            cut.write_bytes(whole[:length])
            found = read(cut)
            assert names(found) == (["https://b/"] if length >= second - 12 and names(found) else [])
            assert names(found) or length < second
            if length not in (first, second):  # where a record ends, so may an archive
                assert [path for path, _ in troubles(found)] == [cut.name]

    def test_damaged_in_the_middle_keep_what_came_before(self, tmp_path: Path) -> None:
        path = warc(tmp_path / "a.warc.gz", [record(f"https://example.org/{number}") for number in range(300)])
        data = bytearray(path.read_bytes())
        data[len(data) // 2 :] = bytes(len(data) - len(data) // 2)
        path.write_bytes(data)
        found = read(path)
        assert 100 < len(names(found)) < 200
        assert len(troubles(found)) == 1

    def test_keep_addresses_with_odd_bytes(self, tmp_path: Path) -> None:
        assert names(read(warc(tmp_path / "a.warc", [record("https://a/\udcff ü")]))) == ["https://a/\udcff ü"]


class TestZipAndTar:
    MEMBERS: Final = [
        ("pages/one.html", PAGE),
        ("two.HTM", PAGE),
        ("../../up.html", PAGE),
        ("new\nline.html", PAGE),
        ("гавань.html", PAGE),
        ("packed.html.gz", gzip.compress(PAGE)),
        ("feed.xml", b'<rss version="2.0"><channel></channel></rss>'),
        ("other.xml", b"<other/>"),
        ("notes.txt", b"notes"),
        ("inner.zip", b"PK\x03\x04"),
        ("node_modules/x/readme.html", PAGE),
        ("__MACOSX/._one.html", b"\0\5\x16\7"),
    ]
    PAGES: Final = [name for name, _ in MEMBERS[:7]]

    @pytest.mark.parametrize("name", TARS)
    def test_hold_the_pages_that_a_folder_would(self, tmp_path: Path, name: str) -> None:
        found = read(tarred(tmp_path / name, self.MEMBERS))
        assert names(found) == self.PAGES
        assert [each.data for each in found][:2] == [PAGE, PAGE]

    @pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
    def test_zip_methods(self, tmp_path: Path, method: int) -> None:
        found = read(zipped(tmp_path / "a.zip", self.MEMBERS, method))
        assert names(found) == self.PAGES
        assert [each.data for each in found][:2] == [PAGE, PAGE]

    def test_a_method_that_is_not_read_is_told_of(self, tmp_path: Path) -> None:
        found = read(zipped(tmp_path / "a.zip", self.MEMBERS[:1], zipfile.ZIP_LZMA))
        assert "packed in a way that is not read (method 14)" in troubles(found)[0][1]

    def test_zip_behind_a_program_and_with_a_comment(self, tmp_path: Path) -> None:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.comment = b"ours PK\x05 " * 20
            archive.writestr("one.html", PAGE)
        path.write_bytes(b"#!program\n" * 100 + path.read_bytes())
        assert [each.data for each in read(path)] == [PAGE]

    def test_zip_of_more_members_than_16_bits_count(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "a.zip", ((f"{number}.html", b"<p>") for number in range(70_000)), zipfile.ZIP_STORED)
        assert sum(1 for _ in find_inputs([str(path)])) == 70_000

    def test_zip_with_sizes_of_64_bits(self, tmp_path: Path) -> None:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as archive, archive.open("one.html", "w", force_zip64=True) as member:
            member.write(PAGE)
        assert [each.data for each in read(path)] == [PAGE]

    def test_encrypted_members_are_told_of_one_by_one(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "a.zip", [("one.html", PAGE), ("two.html", PAGE)])
        data = bytearray(path.read_bytes())
        for sign, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
            data[data.index(sign) + flags] |= 1
        path.write_bytes(data)
        found = read(path)
        assert names(found) == ["two.html"]
        assert troubles(found) == [("a.zip!one.html", "it is encrypted; unpack it with its password")]

    def test_links_are_no_pages(self, tmp_path: Path) -> None:
        with tarfile.open(tmp_path / "a.tar", "w") as archive:
            for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
                member = tarfile.TarInfo("link.html")
                member.type, member.linkname = kind, "/etc/passwd"
                archive.addfile(member)
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as zipfile_:
            link = zipfile.ZipInfo("link.html")
            link.create_system, link.external_attr = 3, 0o120777 << 16
            zipfile_.writestr(link, "/etc/passwd")
        assert read(tmp_path / "a.tar") == read(tmp_path / "a.zip") == []

    def test_names_that_are_no_unicode_survive(self, tmp_path: Path) -> None:
        assert names(read(tarred(tmp_path / "a.tar", [("stray\udcff.html", PAGE)]))) == ["stray\udcff.html"]
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.writestr("stray~.html", PAGE)
        (tmp_path / "a.zip").write_bytes((tmp_path / "a.zip").read_bytes().replace(b"stray~", b"stray\xff"))
        assert len(names(read(tmp_path / "a.zip"))) == 1

    @pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tar.xz", "a.zip"])
    def test_cut_short_keep_what_came_before(self, tmp_path: Path, name: str) -> None:
        noise = random.Random(7)
        members = [(f"{number}.html", PAGE + noise.randbytes(3000)) for number in range(40)]
        path = (zipped if name == "a.zip" else tarred)(tmp_path / name, members)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        found = read(path)
        assert names(found) == [f"{number}.html" for number in range(len(found) - 1)]
        assert len(found) > 10
        assert troubles(found) == [(name, "it is cut short; what came before was read")]

    @pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.zip", *TARS, "a.parquet"])
    @pytest.mark.parametrize("data", [b"", b"no archive at all, " * 100, bytes(2000), b"PK\x05\x06" + b"\xff" * 18])
    def test_what_is_no_archive_gets_one_line(self, tmp_path: Path, name: str, data: bytes) -> None:
        (tmp_path / name).write_bytes(data)
        found = read(tmp_path / name)
        assert names(found) == []
        assert len(found) <= 1 and "\n" not in "".join(each.trouble for each in found)

    def test_a_damaged_member_stops_no_other(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "a.zip", [("one.html", PAGE), ("two.html", PAGE)], zipfile.ZIP_STORED)
        path.write_bytes(path.read_bytes().replace(b"Harbour", b"Harvest", 1))
        found = read(path)
        assert names(found) == ["two.html"]
        assert troubles(found) == [("a.zip!one.html", "its data is damaged: the checksum is wrong")]


class TestBombs:
    """What unpacks to too much gets one line, and is unpacked no further."""

    HUGE: Final = 40 * 1024 * 1024

    @pytest.mark.parametrize("name", ["a.warc.gz", "a.zip", "a.tar.gz", "a.tar.xz"])
    def test_a_page_over_the_bound_gets_one_line_and_the_others_are_read(self, tmp_path: Path, name: str) -> None:
        members = [("one.html", PAGE), ("huge.html", b"a" * self.HUGE), ("two.html", PAGE)]
        if name.startswith("a.warc"):
            path = warc(tmp_path / name, (record(member, data) for member, data in members))
        else:
            path = (zipped if name == "a.zip" else tarred)(tmp_path / name, members)
        found = read(path)
        assert names(found) == ["one.html", "two.html"]
        assert troubles(found) == [(f"{name}!huge.html", "it is larger than 16 MB; split it or leave it out")]

    @pytest.mark.parametrize("coding", making.CODINGS)
    def test_a_coded_response(self, tmp_path: Path, coding: str) -> None:
        bomb = record("https://a/", making.CODINGS[coding](b"a" * self.HUGE), f"Content-Encoding: {coding}")
        found = read(warc(tmp_path / "a.warc", [bomb, record("https://b/")]))
        assert names(found) == ["https://b/"]
        assert len(troubles(found)) == 1 and "larger than 16 MB" in troubles(found)[0][1]

    def test_a_zip_member_that_lies_about_its_size(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "a.zip", [("huge.html", b"a" * self.HUGE), ("two.html", PAGE)])
        small = struct.pack("<I", 1000)
        path.write_bytes(path.read_bytes().replace(struct.pack("<I", self.HUGE), small))
        found = read(path)
        assert names(found) == ["two.html"]
        assert "unpacks to more than the archive says" in troubles(found)[0][1]

    def test_a_record_that_claims_to_hold_terabytes(self, tmp_path: Path) -> None:
        made = record("https://a/").replace(b"Content-Length: ", b"Content-Length: 99999999999")
        found = read(warc(tmp_path / "a.warc.gz", [record("https://b/"), made]))
        assert names(found) == ["https://b/"]
        assert len(troubles(found)) == 1 and "claims to hold" in troubles(found)[0][1]

    def test_a_tar_header_that_claims_to_hold_terabytes(self, tmp_path: Path) -> None:
        member = tarfile.TarInfo("huge.html")
        member.size = 5 << 40
        (tmp_path / "a.tar.gz").write_bytes(gzip.compress(member.tobuf(tarfile.GNU_FORMAT) + bytes(10_000)))
        found = read(tmp_path / "a.tar.gz")
        assert len(found) == 1 and "claims to hold" in found[0].trouble

    @pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE, tarfile.XGLTYPE, b"S"])
    def test_a_tar_header_that_has_no_end(self, tmp_path: Path, kind: bytes) -> None:
        """A name, a description or a map of holes: tarfile would take it in whole."""
        member = tarfile.TarInfo("././@LongLink")
        member.type, member.size = kind, self.HUGE
        head = bytearray(member.tobuf(tarfile.GNU_FORMAT))
        more = b"1 a=" + b"a" * self.HUGE
        if kind == b"S":  # each block says that another follows
            head[482] = 1
            head[148:156] = b"%06o\0 " % (256 + sum(head[:148]) + sum(head[156:512]))
            more = (b"00000000001\0" * 42 + b"\1" + bytes(7)) * (self.HUGE // 512)
        with tarfile.open(tmp_path / "a.tar", "w") as archive:
            page = tarfile.TarInfo("one.html")
            page.size = len(PAGE)
            archive.addfile(page, io.BytesIO(PAGE))
        first = (tmp_path / "a.tar").read_bytes()[: 2 * 512]
        (tmp_path / "a.tar.gz").write_bytes(gzip.compress(first + head + more, 1))
        found = read(tmp_path / "a.tar.gz")
        assert names(found) == ["one.html"]
        assert [trouble for _, trouble in troubles(found)] == [
            "it has a header of more than 4 MB; what came before was read"
        ]


class TestWhatIsOpened:
    def test_only_what_is_named_not_what_stands_in_a_folder(self, tmp_path: Path) -> None:
        zipped(tmp_path / "a.zip", [("one.html", PAGE)])
        assert read(tmp_path) == []
        assert len(read(tmp_path / "*.zip")) == 1

    def test_nothing_where_pages_are_to_be_written_back(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "a.zip", [("one.html", PAGE)])
        (found,) = find_inputs([str(path)], opening=Opening(archives=False))
        assert found.trouble == "it is an archive; unpack it first"

    def test_an_archive_that_may_not_be_read_is_told_of(self, tmp_path: Path) -> None:
        (tmp_path / "a.zip").mkdir()
        assert read(tmp_path / "a.zip") == []  # a folder, whatever its name


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_the_bytes_an_archive_gives_pages_or_one_line(tmp_path: Path, data: st.DataObject) -> None:
    """Real archives with bytes changed, cut and inserted: nothing is raised, and every trouble is one line."""
    name = data.draw(st.sampled_from(["a.warc", "a.warc.gz", "a.zip", "a.tar", "a.tar.gz", "a.jsonl", "a.parquet"]))
    whole = bytearray(WHOLE[name]())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(whole)))
        length = data.draw(st.integers(0, 40))
        whole[place : place + length] = data.draw(st.binary(max_size=40))
    (tmp_path / name).write_bytes(whole)
    for found in read(tmp_path / name):
        assert "\n" not in found.trouble
        assert bool(found.trouble) == (found.data is None)
        assert found.data is None or len(found.data) <= MOST_BYTES


def _whole(name: str) -> Callable[[], bytes]:
    made: list[bytes] = []

    def make() -> bytes:
        if not made:
            made.append(_made(name))
        return made[0]

    return make


def _made(name: str) -> bytes:
    import tempfile

    rows = [{"html": PAGE.decode(), "url": f"https://example.org/{number}"} for number in range(5)]
    members = [(f"{number}.html", PAGE) for number in range(5)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        if "warc" in name:
            warc(path, (record(str(row["url"])) for row in rows))
        elif "zip" in name:
            zipped(path, members)
        elif "tar" in name:
            tarred(path, members)
        else:
            (making.lines if "jsonl" in name else making.parquet)(path, rows)
        return path.read_bytes()


WHOLE: Final = {
    name: _whole(name) for name in ("a.warc", "a.warc.gz", "a.zip", "a.tar", "a.tar.gz", "a.jsonl", "a.parquet")
}

# Not getrusage: there, a process begins with what the one that started it had.
_COUNT: Final = """
import sys
from pathlib import Path
from a11ylint.inputs import find_inputs
number = sum(not each.trouble for each in find_inputs(sys.argv[1:]))
print(number, Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell the most memory taken")
class TestMemory:
    """By the operating system's account: 100,000 pages take no more than 1,000 do."""

    ALLOWED: Final = 8 * 1024  # KiB, for the noise of allocators

    @pytest.mark.parametrize("name", ["a.warc.gz", "a.zip", "a.tar.gz", "a.jsonl.gz", "a.parquet"])
    def test_stays_flat(self, tmp_path: Path, name: str) -> None:
        few = self.peak(self.made(tmp_path / f"few-{name}", 1000), 1000)
        many = self.peak(self.made(tmp_path / f"many-{name}", 100_000), 100_000)
        assert many - few < self.ALLOWED

    @staticmethod
    def made(path: Path, number: int) -> Path:
        numbers = range(number)
        if "warc" in path.name:
            packed = gzip.compress(record("https://example.org/"), 1)
            with path.open("wb") as file:
                for _ in numbers:
                    file.write(packed)
            return path
        if "zip" in path.name:
            return zipped(path, ((f"folder/{each}.html", PAGE) for each in numbers), zipfile.ZIP_STORED)
        if "tar" in path.name:
            return tarred(path, ((f"folder/{each}.html", PAGE) for each in numbers))
        rows = ({"html": PAGE.decode(), "url": f"https://example.org/{each}"} for each in numbers)
        return (making.lines if "jsonl" in path.name else making.parquet)(path, rows)

    @staticmethod
    def peak(path: Path, number: int) -> int:
        """The most memory that reading takes, in KiB."""
        done = subprocess.run(
            [sys.executable, "-c", _COUNT, str(path)], capture_output=True, text=True, check=True
        ).stdout.split()
        assert int(done[0]) == number
        return int(done[1])


def test_a_stream_that_breaks_gives_first_what_it_has() -> None:
    from a11ylint.inputs.archives import Forward

    class Breaking:
        def __init__(self) -> None:
            self.parts: Iterator[bytes] = iter([b"one ", b"two"])

        def read1(self, size: int = -1, /) -> bytes:
            part = next(self.parts, None)
            if part is None:
                raise EOFError
            return part

    stream = Forward(Breaking())
    assert stream.read(100) == b"one two"
    with pytest.raises(EOFError):
        stream.read(100)
    assert io.BytesIO(stream.tail).read() == b" two"
