import gzip

from kg.ingest import PassedOver
from kg.model import Article
from tests.ingest import samples
from tests.ingest.readers.reading import article, error, items

PAGE = samples.html(ld=None).replace('<link rel="canonical" href="https://crossing.example/world/embassy">', "")


def test_each_page_has_its_address() -> None:
    data = samples.warc(("https://crossing.example/a?b=1", samples.OK, PAGE.encode()))
    assert article(data).url == "https://crossing.example/a?b=1"


def test_what_is_no_page_is_passed_over_and_the_rest_read() -> None:
    data = samples.warc(
        ("https://a.example/1", b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html", b"<html>no</html>"),
        ("https://a.example/2.png", b"HTTP/1.1 200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        ("https://a.example/3", b"HTTP/1.1 301 Moved\r\nLocation: /4", b""),
        ("https://a.example/4", samples.OK, PAGE.encode()))
    found = items(data)
    assert [item.status for item in found] == ["skipped", "skipped", "skipped", "used"]
    assert found[0].result == PassedOver("came with HTTP status 404")
    assert found[0].where == "x, https://a.example/1"


def test_bodies_are_undone_where_they_are_chunked_or_compressed_and_left_where_the_header_is_old() -> None:
    page = PAGE.encode()
    chunked = b"%x\r\n%s\r\n%x;a=b\r\n%s\r\n0\r\n\r\n" % (100, page[:100], len(page) - 100, page[100:])
    for header, body in ((b"Transfer-Encoding: chunked", chunked), (b"Transfer-Encoding: chunked", page),
                         (b"Content-Encoding: gzip", gzip.compress(page)), (b"Content-Encoding: gzip", page),
                         (b"Content-Encoding: br", page), (b"Content-Encoding: deflate", page)):
        data = samples.warc(("https://a.example/", samples.OK + b"\r\n" + header, body))
        assert article(data).text == samples.TEXT


def test_a_broken_page_costs_that_page() -> None:
    broken = bytearray(gzip.compress(PAGE.encode()))
    broken[30:60] = b"x" * 30
    data = samples.warc(("https://a.example/1", samples.OK + b"\r\nContent-Encoding: gzip", bytes(broken)),
                        ("https://a.example/2", samples.OK, PAGE.encode()))
    assert [item.status for item in items(data)] == ["failed", "used"]


def test_the_encoding_of_the_header_is_followed() -> None:
    page = PAGE.replace('<meta charset="utf-8">', "").replace("reporters", "репортёрам")
    header = samples.OK.replace(b"utf-8", b"windows-1251")
    assert "репортёрам" in article(samples.warc(("https://a.example/", header, page.encode("cp1251")))).text


def test_text_of_a_page_that_was_turned_into_text_already() -> None:
    text = samples.TEXT.encode()
    data = (b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://a.example/1\r\n"
            b"WARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2021-05-06T10:00:00Z\r\nContent-Type: text/plain\r\n"
            b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(text), text))
    found = article(data)
    assert isinstance(found, Article)
    assert (found.text, found.url) == (samples.TEXT, "https://a.example/1")


def test_an_archive_of_nothing_says_so() -> None:
    assert error(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
                 ) == "holds no pages"
