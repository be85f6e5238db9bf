"""Archives of every kind, and those that are made to do harm."""

import gzip
import io
import lzma
import tarfile
import time
import zipfile

import pytest

from kg.errors import InputError
from kg.ingest import Limits, ReadOptions
from kg.model import Article
from tests.ingest import samples
from tests.ingest.readers.reading import article, error, items

PAGE = samples.html().encode()


def said(data: bytes, limits: Limits | None = None) -> list[str]:
    return [str(item.result) for item in items(data, ReadOptions(limits=limits or Limits()))
            if isinstance(item.result, InputError)]


def test_the_members_of_a_zip_are_read_in_the_order_of_their_names_and_hidden_ones_left_out() -> None:
    texts = {name: f"The war in the north goes on, says part {name}.".encode()
             for name in ("b/2.txt", "a.txt", "b/1.txt", ".hidden.txt", "__MACOSX/a.txt")}
    assert [item.where for item in items(samples.zipped(texts))] == ["x, a.txt", "x, b/1.txt", "x, b/2.txt"]


def test_archives_inside_archives_are_read_as_far_as_the_limit() -> None:
    inner = samples.zipped({"a.html": PAGE})
    assert article(gzip.compress(samples.tarred({"day.zip": inner}))).text == samples.TEXT
    for _ in range(5):
        inner = samples.zipped({"a.zip": inner})
    assert error(inner) == "is an archive inside 4 others"


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "..\\a.txt", "C:\\a.txt"])
@pytest.mark.parametrize("pack", [samples.zipped, samples.tarred])
def test_names_that_lead_out_are_refused_and_the_others_read(pack: object, name: str) -> None:
    data = pack({name: b"The war of the north.", "b.html": PAGE})  # type: ignore[operator]
    found = items(data)
    assert sorted(item.status for item in found) == ["failed", "used"]
    assert ["has a name that leads out of the archive" in line for line in said(data)] == [True]


def test_links_and_devices_of_a_tar_are_passed_over() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for number, kind in enumerate((tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(f"{number}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert [item.status for item in items(out.getvalue())] == ["skipped"] * 4


def test_a_locked_zip_says_so() -> None:
    data = bytearray(samples.zipped({"a.txt": b"The war."}))
    data[6] |= 1  # the mark of encryption, in the header of the file and in the list at the end
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert said(bytes(data)) == ["x, a.txt: is locked with a password (unpack it, and give the folder)"]


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_bomb_is_stopped_early(pack: object) -> None:
    bomb = pack(b'{"text": "' + b"a" * 120_000_000)  # type: ignore[operator]
    start = time.monotonic()
    [line] = said(bomb, Limits(text=200_000_000))
    assert "grows more than 250 times when it is unpacked" in line
    assert time.monotonic() - start < 20


def test_a_zip_bomb_is_stopped_and_what_is_beside_it_read() -> None:
    data = samples.zipped({"a.json": b"[" + b" " * 60_000_000, "b.html": PAGE})
    assert [item.status for item in items(data)] == ["failed", "used"]
    assert ["grows more than 250 times" in line for line in said(data)] == [True]


def test_many_small_bombs_together_are_too_much() -> None:
    members = {f"{n}.txt": b"The war. " * 1000 for n in range(20)}
    lines = said(samples.zipped(members), Limits(unpacked=50_000))
    assert lines == ["x, 13.txt: is too large when unpacked (unpack it, and give the folder)"]
    lines = said(samples.zipped(members), Limits(members=3))
    assert lines == ["x: has too many files in it (unpack it, and give the folder)"]


def test_a_tar_whose_header_would_fill_the_memory_is_refused() -> None:
    header = tarfile.TarInfo("a")
    header.type, header.size = tarfile.XHDTYPE, 3_000_000_000
    assert "a name in it is too long" in error(header.tobuf(tarfile.GNU_FORMAT) + b"a" * 10_000)


@pytest.mark.parametrize("name", ["zip", "tar", "tar.gz", "warc.gz", "bz2", "xz", "pdf", "parquet"])
def test_what_is_cut_off_is_one_line_and_no_crash(name: str) -> None:
    data = samples.every_format()[name]
    for end in (20, len(data) // 3, len(data) // 2, len(data) - 9):
        found = items(data[:end])
        assert all(isinstance(item.result, InputError | Article) for item in found)
        assert len([item for item in found if item.status == "failed"]) <= 1


def test_articles_before_the_cut_are_used() -> None:
    lines = b"".join(b'{"text": "The war of the north, day %d."}\n' % n for n in range(20_000))
    found = items(gzip.compress(lines)[:-20_000])
    used = [item for item in found if item.status == "used"]
    assert len(used) > 1000
    assert str(found[-1].result) == "x: is cut off: it ends in the middle (get it again)"


def test_overlapping_members_are_no_way_in() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"The war of the north." * 2000)
        info = archive.infolist()[0]
        for n in range(50):
            copy = zipfile.ZipInfo(f"{n}.txt")
            copy.compress_type, copy.CRC = info.compress_type, info.CRC
            copy.compress_size, copy.file_size, copy.header_offset = info.compress_size, info.file_size, 0
            archive.filelist.append(copy)
    assert len([item for item in items(out.getvalue()) if item.status == "used"]) <= 1


def test_streams_of_xz_in_a_row_are_one_file() -> None:
    text = samples.TEXT.encode()
    half = len(text) // 2
    parts = lzma.compress(text[:half]), lzma.compress(text[half:])
    assert article(b"".join(parts)).text == article((b"\0" * 8).join(parts) + b"\0" * 4).text == samples.TEXT
