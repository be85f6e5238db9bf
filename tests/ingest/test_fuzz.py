"""Whatever bytes come in, articles and one-line errors come out: no crash, no hang, nothing beyond the limits.

``tests/ingest/fuzz.py`` runs the same under a coverage-guided fuzzer, for as long as one likes.
"""

import contextlib
import gzip
import io
import json
import zlib
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.ingest import Limits, PassedOver, ReadOptions, items, stream_items
from kg.ingest.decode import decode, unmangled
from kg.ingest.intake import Intake
from kg.ingest.markup import root_of, to_plain
from kg.ingest.readers import READERS, Reader
from kg.ingest.source import Budget, Source
from kg.ingest.stubs import stub
from kg.model import Article
from tests.ingest import samples

FORMATS = samples.every_format()
SMALL = Limits(text=50_000, json=50_000, page=50_000, feed=50_000, pdf=50_000, stream=100_000, unpacked=200_000,
               members=50)
SNIPPETS = (b"\0", b"\xff\xfe", b"<", b"]]>", b"<!--", b"{", b'"', b"\r\n", b"PK\x03\x04", b"%PDF-", b"\x1f\x8b\x08",
            b"&lt;", b"\xed\xa0\x80", b"\\ud800")
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(data: bytes) -> None:
    """Read some bytes and hold what comes of them to what is promised."""
    start = perf_counter()
    for item in stream_items(io.BytesIO(data), "x", ReadOptions(limits=SMALL)):
        if isinstance(item.result, Article):
            assert item.result.text.strip()
            for value in (item.result.text, item.result.title, item.result.url or "", *item.result.authors):
                value.encode()  # no half characters, which no output can hold
        elif isinstance(item.result, InputError):
            assert "\n" not in item.result.what.strip()
            assert item.result.where.startswith(("x", "article "))
        else:
            assert isinstance(item.result, PassedOver)
    assert perf_counter() - start < 20


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sample with bytes changed, cut out, doubled or put in, perhaps packed."""
    data = bytearray(FORMATS[draw(st.sampled_from(sorted(FORMATS)))])
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        length = draw(st.integers(0, 60))
        match draw(st.sampled_from("change cut double insert end".split())):
            case "change":
                data[at:at + 1] = draw(st.binary(min_size=1, max_size=4))
            case "cut":
                del data[at:at + length]
            case "double":
                data[at:at] = data[at:at + length] * 3
            case "insert":
                data[at:at] = draw(st.sampled_from(SNIPPETS))
            case _:
                del data[at:]
    return gzip.compress(bytes(data), 1, mtime=0) if draw(st.booleans()) else bytes(data)


@QUICK
@given(damaged())
def test_damaged_articles_of_every_format(data: bytes) -> None:
    check(data)


@QUICK
@given(st.binary(max_size=3000))
@example(b"\x1f\x8b\x08")
@example(b"PK\x05\x06" + b"\0" * 18)
@example(b"<rss")
@example(b"WARC/1.0\r\n\r\n")
def test_any_bytes(data: bytes) -> None:
    check(data)


@QUICK
@given(st.sampled_from(READERS), st.binary(max_size=2000))
def test_no_reader_breaks_on_what_is_not_its_format(reader: Reader, data: bytes) -> None:
    """Each reader by itself, as if it had been told wrongly. What it may raise is what the intake turns into a line."""
    source = Source.of(io.BytesIO(data), "x", "x", Budget(100_000, 10))
    with contextlib.suppress(InputError, OSError, EOFError, ValueError, zlib.error):
        assert all(item.where for item in reader.read(source, Intake(ReadOptions(limits=SMALL))))


@QUICK
@given(st.text(max_size=400))
def test_any_text_survives_the_parts(text: str) -> None:
    to_plain(text)
    root_of(text.encode("utf-8", "replace"))
    stub(text)
    with contextlib.suppress(InputError):  # control characters
        unmangled(decode(b"a" + text.encode("utf-8", "surrogatepass"), "x"))


@pytest.mark.parametrize("part", [
    "<", "<p", "<p>", "<!--", "-->", "<!", "<![", "<script>", "</", "&", "&lt;", "“", "â€", "By a, ", "subscribe to ",
    "[", "{", '"', "(", "é", "\u00a0", "a=b ", "2021-05-06 ", "1 ", "\r", "…",
])
def test_no_repetition_takes_long(part: str) -> None:
    long = part * 20_000
    for data in (long, f"<!DOCTYPE html><html><body>{long}", json.dumps({"title": "x", "body": long}),
                 f"<rss><channel><item><title>{long}"):
        start = perf_counter()
        list(stream_items(io.BytesIO(data.encode()), "x"))
        assert perf_counter() - start < 20


def test_a_folder_of_damaged_files_is_read_to_its_end(tmp_path: Path) -> None:
    for name, data in FORMATS.items():
        (tmp_path / f"{name}.1").write_bytes(data[:len(data) * 2 // 3])
        (tmp_path / f"{name}.2").write_bytes(data[10:])
    (tmp_path / "zz.html").write_text(samples.html(), "utf-8")
    assert [item.where for item in items([tmp_path])][-1] == str(tmp_path / "zz.html")
