"""Articles of our own in every format that is read, made in memory."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Mapping

TITLE = "Freedonia reopens its embassy in Sylvania"
BODY = (
    "Freedonia reopened its embassy in Sylvania on Thursday, two years after the two countries broke off relations "
    "over a disputed river crossing, the foreign ministry said.",
    "The minister told reporters that envoys would return before the summer, and that both sides had agreed to "
    "resume talks about trade, visas and the release of fishermen who have been held since the dispute began.",
    "“We have chosen to talk again,” he said. “Our neighbours have shown that they want the same, and we will not "
    "let the chance pass.”",
    "The opposition in Sylvania criticised the step and said that the government had given up its claim to the "
    "crossing without getting anything for it. A spokesman for the president denied that.",
)
TEXT = "\n\n".join((TITLE, *BODY))
DAY = "2021-05-06"

LD = {"@context": "https://schema.org", "@graph": [
    {"@type": "WebSite", "name": "The Daily Crossing"},
    {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2021-05-06T22:10:00-05:00",
     "author": [{"@type": "Person", "name": "Ada Reed"}, {"@type": "Person", "name": "Ben Stone"}],
     "publisher": {"@type": "Organization", "name": "The Daily Crossing"}, "isAccessibleForFree": True}]}


def html(*, ld: object = LD, body: tuple[str, ...] = BODY, head: str = "") -> str:
    """A page with menus, an article and a foot."""
    described = f'<script type="application/ld+json">{json.dumps(ld)}</script>' if ld is not None else ""
    paragraphs = "\n".join(f"<p>{text}</p>" for text in body)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{TITLE} | The Daily Crossing</title>
<link rel="canonical" href="https://crossing.example/world/embassy">{head}{described}</head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>{TITLE}</h1>
{paragraphs}
</article></main>
<footer><p><a href="/about">About us</a> <a href="/jobs">Jobs</a></p></footer></body></html>"""


def rss(entries: int = 1, *, body: tuple[str, ...] = BODY, link: str = "https://crossing.example/world/embassy") -> str:
    """A feed whose entries hold the whole article."""
    content = "".join(f"&lt;p&gt;{text}&lt;/p&gt;" for text in body)
    items = "".join(
        f"<item><title>{TITLE}</title><link>{link}-{n}</link><guid>{n}</guid>"
        f"<pubDate>Thu, 06 May 2021 10:0{n % 10}:00 GMT</pubDate><dc:creator>Ada Reed</dc:creator>"
        f"<description>In short.</description><content:encoded>{content}</content:encoded></item>"
        for n in range(entries))
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Daily Crossing</title>'
            f"<link>https://crossing.example</link>{items}</channel></rss>")


def atom() -> str:
    """The same as Atom."""
    content = "".join(f"<p>{text}</p>" for text in BODY)
    return ('<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>The Daily Crossing</title>'
            f"<entry><title>{TITLE}</title><id>tag:1</id><published>2021-05-06T10:00:00Z</published>"
            '<link rel="enclosure" href="https://crossing.example/sound.mp3"/>'
            '<link rel="alternate" href="https://crossing.example/world/embassy"/>'
            "<author><name>Ada Reed</name></author>"
            f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{content}</div></content></entry></feed>')


def record(**more: object) -> dict[str, object]:
    """An article as a record."""
    return {"title": TITLE, "text": TEXT, "published": DAY, "publisher": "The Daily Crossing"} | more


def csv(*, sign: str = ",", names: tuple[str, ...] = ("headline", "body", "date", "source", "byline")) -> str:
    """A table of one article, with the names that others use."""
    cells = (TITLE, TEXT.replace('"', '""'), DAY, "The Daily Crossing", "By Ada Reed and Ben Stone")
    return sign.join(names) + "\n" + sign.join(f'"{cell}"' for cell in cells) + "\n"


def parquet(rows: int = 1) -> bytes:
    """The same as Parquet, with a date of its own type and a column that nobody asks for."""
    import datetime

    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({
        "headline": [TITLE] * rows, "content": [f"{TEXT} {n}" for n in range(rows)],
        "publish_date": [datetime.datetime(2021, 5, 6, 10, n % 60) for n in range(rows)],
        "authors": [["Ada Reed", "Ben Stone"]] * rows, "embedding": [[0.5] * 8] * rows,
    })
    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=100)
    return out.getvalue()


def pdf(lines: tuple[str, ...] | None = None, *, title: str = TITLE) -> bytes:
    """A PDF of one page, each line of text where a line stands; plain enough to be written by hand."""
    shown = lines if lines is not None else wrapped()
    said = "\n".join(f"({line.translate({0x28: None, 0x29: None, 0x5c: None})}) Tj T*" for line in shown)
    stream = f"BT /F1 11 Tf 14 TL 50 780 Td\n{said}\nET".encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (%s) /Author (Ada Reed; Ben Stone) >>" % title.encode("latin-1"),
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def wrapped(width: int = 80) -> tuple[str, ...]:
    """The article in the lines of a page, with a word divided."""
    import textwrap

    lines = [TITLE, "6 May 2021"]
    for paragraph in BODY:
        plain = paragraph.replace("“", '"').replace("”", '"')
        lines += textwrap.wrap(plain, width)
    return tuple(lines)


def warc(*pages: tuple[str, bytes, bytes]) -> bytes:
    """A web archive of pages given as (address, header of HTTP, body)."""
    out = io.BytesIO()
    for number, (address, header, body) in enumerate(pages or [("https://crossing.example/a", OK, html().encode())]):
        block = header + b"\r\n\r\n" + body
        out.write((f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0000-{number}>\r\n"
                   f"WARC-Target-URI: {address}\r\nWARC-Date: 2021-05-06T10:00:00Z\r\n"
                   "Content-Type: application/http; msgtype=response\r\n"
                   f"Content-Length: {len(block)}\r\n\r\n").encode() + block + b"\r\n\r\n")
    return out.getvalue()


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8"


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A ZIP file of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    """A tar file of these members."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def every_format() -> dict[str, bytes]:
    """The article in each format, by a name that says which."""
    lines = json.dumps(record()) + "\n" + json.dumps(record(id="b", text=f"{TEXT} More.")) + "\n"
    page = html().encode()
    return {
        "text": TEXT.encode(), "html": page, "json": json.dumps(record(), indent=2).encode(), "jsonl": lines.encode(),
        "list": json.dumps([record()]).encode(), "api": json.dumps({"status": "ok", "articles": [record()]}).encode(),
        "csv": csv().encode(), "tsv": csv(sign="\t").encode(), "parquet": parquet(), "rss": rss().encode(),
        "atom": atom().encode(), "warc": warc(), "pdf": pdf(), "zip": zipped({"world/a.html": page}),
        "tar": tarred({"world/a.html": page}), "tar.gz": gzip.compress(tarred({"a.html": page}), mtime=0),
        "warc.gz": gzip.compress(warc(), mtime=0), "bz2": bz2.compress(page), "xz": lzma.compress(page),
    }
