"""Memory stays bounded under the usual limits, whatever is made to grow: each bomb is read in a process of its own."""

import gzip
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

STATUS = Path("/proc/self/status")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells the peak this way")]
ROOT = Path(__file__).resolve().parents[2]
MB = 1_000_000
BOUND = 900
"""In MB (of 1,048,576 bytes): what the values of a JSON file may take, which are reckoned generously."""
SCRIPT = """
import re, sys
from pathlib import Path
from kg.ingest import items
for item in items(sys.argv[1:]):
    last = item
print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1], last.status)
"""


def _zip(size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"a " * (size // 2))
    return file.getvalue()


def _pdf(content: bytes) -> bytes:
    pypdf = pytest.importorskip("pypdf")
    from pypdf.generic import NameObject, StreamObject

    writer, stream = pypdf.PdfWriter(), StreamObject()
    stream.set_data(content)
    writer.add_blank_page(200, 200)[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _parquet() -> bytes:
    arrow = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(arrow.table({"text": ["x " * (20 * MB)] * 30}), file, dictionary_pagesize_limit=99 * MB)
    return file.getvalue()


def _entities() -> bytes:
    levels = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    return (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "aaaaaaaaaa">' + levels
            + b"]><rss><channel><item><title>&a11;</title><description>&a11;</description></item></channel></rss>")


def _record(length: int) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    return b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n" % length + head + b"<p>a" * (length // 4)


BOMBS: dict[str, Callable[[], bytes]] = {
    "lists.json": lambda: b"[" + b"[]," * (80 * MB) + b"[]]",
    "objects.json": lambda: b"[" + b'{"a":1},' * (4 * MB) + b"{}]",
    "numbers.json": lambda: b"[" + b"1.5," * (16 * MB) + b"1]",
    "nested.json": lambda: b"[" * (15 * MB),
    "line.jsonl": lambda: b'{"id": "a", "text": "' + b"a" * (200 * MB) + b'"}\n',
    "open.csv": lambda: b'id,text\n1,"' + b"a" * (200 * MB),
    "commas.csv": lambda: b"," * (200 * MB),
    "cells.csv": lambda: b"id,text\n" + b"1," * (20 * MB) + b"\n",
    "zeros.gz": lambda: gzip.compress(b"\0" * (300 * MB), 1),
    "text.txt.gz": lambda: gzip.compress(b"a " * (150 * MB), 1),
    "text.zip": lambda: _zip(300 * MB),
    "record.warc.gz": lambda: gzip.compress(_record(300 * MB), 1),
    "header.warc": lambda: b"WARC/1.0\r\nWARC-Type: response\r\nX: " + b"a" * (200 * MB),
    "entities.xml": _entities,
    "entries.xml": lambda: b"<rss><channel>" + b"<item/>" * (MB // 20) + b"</channel></rss>",
    "deep.xml": lambda: b"<rss><channel>" + b"<a>" * (9 * MB),
    "tags.html": lambda: b"<!doctype html><html><body>" + b"<p>" * (3 * MB),
    "divisions.html": lambda: b"<!doctype html><html><body>" + b"<div>" * 59_000 + b"text",
    "attributes.html": lambda: b"<!doctype html><html><body><p " + b"a=b " * (2 * MB) + b">x",
    "letters.html": lambda: b"<!doctype html><html><body><p>" + b"Turkey met Russia. " * (MB // 2) + b"</p>",
    "stream.pdf": lambda: _pdf(b" " * (300 * MB)),
    "letters.pdf": lambda: _pdf(b"BT (abc def) Tj ET " * (5 * MB)),
    "table.parquet": _parquet,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_takes_no_more_memory_than_the_limits_let_it(name: str, tmp_path: Path) -> None:
    bomb = tmp_path / name
    bomb.write_bytes(BOMBS[name]())
    command = [sys.executable, "-c", SCRIPT, str(bomb)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    peak, status = done.stdout.split()
    assert status == "failed"
    assert int(peak) < 1024 * BOUND
