"""Web addresses: against a server of this machine, which is private and allowed by name."""

import contextlib
import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from kg.errors import InputError
from kg.ingest import Item, Limits, ReadOptions, items
from kg.ingest.fetch import Fetcher
from kg.ingest.guarded import is_public
from kg.model import Article
from tests.ingest import samples

HOME = "127.0.0.1"
LINK = '<link rel="canonical" href="https://crossing.example/world/embassy">'
PAGE = samples.html(ld=None).replace(LINK, "").encode()


class Site(BaseHTTPRequestHandler):
    """A site with a page of each kind of trouble."""

    protocol_version = "HTTP/1.1"
    seen: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.seen.append(self.path)
        getattr(self, self.path.strip("/").split("?")[0].replace("-", "_").replace(".", "_"))()

    def send(self, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        sent = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"} | {
            name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in sent.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)
        self.close_connection = True

    def page(self) -> None:
        self.send(PAGE)

    def packed(self) -> None:
        self.send(gzip.compress(PAGE), Content_Encoding="gzip")

    def bomb(self) -> None:
        self.send(gzip.compress(b"a" * 80_000_000), Content_Encoding="gzip")

    def brotli(self) -> None:
        self.send(b"\x0b\x02\x80", Content_Encoding="br")

    def twice(self) -> None:
        self.send(gzip.compress(gzip.compress(PAGE)), Content_Encoding="gzip, gzip")

    def cut(self) -> None:
        self.send(gzip.compress(PAGE)[:-50], Content_Encoding="gzip")

    def deflated(self) -> None:
        self.send(zlib.compress(PAGE), Content_Encoding="deflate")

    def picture(self) -> None:
        self.send(b"\x89PNG", "image/png")

    def gone(self) -> None:
        self.send(b"no", status=404)

    def moved(self) -> None:
        self.send(b"", status=301, Location="/page")

    def round(self) -> None:
        self.send(b"", status=302, Location="/round")

    def inside(self) -> None:
        self.send(b"", status=302, Location="http://169.254.169.254/latest/meta-data/")

    def disk(self) -> None:
        self.send(b"", status=302, Location="file:///etc/passwd")

    def large(self) -> None:
        self.send(b"a" * 3_000_000, "text/plain")

    def endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(100):
                self.wfile.write(b"<p>more</p>")
                time.sleep(0.1)
        self.close_connection = True

    def silent(self) -> None:
        time.sleep(3)
        self.close_connection = True

    def feed_xml(self) -> None:
        address = f"http://{HOME}:{self.server.server_address[1]}"  # type: ignore[misc]
        feed = samples.rss(body=("In short.",), link="LINK").replace("LINK-0", f"{address}/page")
        self.send(feed.encode(), "application/rss+xml")

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer((HOME, 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{HOME}:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def fetched(address: str, **limits: Any) -> list[Item]:
    fetcher = Fetcher(**{"allow": frozenset({HOME}), "seconds": 10.0} | limits)
    return list(items([address], ReadOptions(fetch=fetcher)))


def error(address: str, **limits: Any) -> str:
    [item] = fetched(address, **limits)
    assert isinstance(item.result, InputError), item.result
    assert "\n" not in str(item.result)
    return item.result.what


@pytest.mark.parametrize("page", ["page", "moved", "packed", "deflated", "page?a=b#c"])
def test_a_page_is_fetched_with_its_address(site: str, page: str) -> None:
    [item] = fetched(f"{site}/{page}")
    assert isinstance(item.result, Article)
    assert item.result.text == samples.TEXT
    assert str(item.result.url).startswith(f"{site}/{'page' if page == 'moved' else page.split('#')[0]}")


def test_nothing_is_fetched_unless_asked(site: str) -> None:
    Site.seen.clear()
    [item] = items([f"{site}/page"])
    assert str(item.result) == (
        f"{site}/page: is a web address, and nothing is fetched unless you ask for it (give --fetch)")
    assert Site.seen == []


@pytest.mark.parametrize(("page", "said"), [
    ("gone", "gave HTTP status 404"), ("picture", "is image/png, which is not read"),
    ("round", "leads on more than 5 times"), ("large", "is too large (the limit is 1 MB)"),
    ("bomb", "is too large (the limit is 1 MB)"), ("brotli", "came compressed as 'br', which was not asked for"),
    ("twice", "came compressed as 'gzip, gzip', which was not asked for"), ("cut", "is cut off: it ends in the middle"),
    ("inside", "169.254.169.254 is in a private network"), ("disk", "leads to 'file'"),
])
def test_what_can_not_be_fetched_says_why(site: str, page: str, said: str) -> None:
    assert error(f"{site}/{page}", size=1_000_000) == said


@pytest.mark.parametrize("page", ["endless", "silent"])
def test_what_takes_too_long_is_given_up(site: str, page: str) -> None:
    start = time.monotonic()
    assert error(f"{site}/{page}", seconds=0.7) == "took too long"
    assert time.monotonic() - start < 2.5


@pytest.mark.parametrize("address", [
    "http://127.0.0.1/", "http://localhost:80/", "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1/",
    "http://169.254.169.254/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://2130706433/", "http://0x7f.1/",
    "http://[fe80::1]/", "http://[fd00::1]/", "http://100.64.0.1/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
])
def test_private_addresses_are_refused_however_they_are_written(address: str) -> None:
    said = error(address, allow=frozenset())
    assert said.endswith("is in a private network") or said.startswith("there is no host")


def test_a_name_that_changes_its_mind_is_connected_to_where_it_was_checked(
        site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server may give a public address to the check and a private one to the connection: it is asked once."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def lookup(host: str, port: int, *args: Any, **more: Any) -> Any:
        if host != "changes.example":
            return real(host, port, *args, **more)
        asked.append(host)
        address = "127.0.0.2" if len(asked) == 1 else HOME
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    port = site.rpartition(":")[2]
    assert error(f"http://changes.example:{port}/page") == "changes.example is in a private network"
    assert len(asked) == 1
    assert fetched(f"http://changes.example:{port}/page")[0].status == "used"
    assert len(asked) == 2


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    assert error("http://both.example/") == "both.example is in a private network"


@pytest.mark.parametrize(("address", "said"), [
    ("http://", "names no host"), ("http://a b/", "there is no host 'a%20b'"),
    ("http://user:secret@example.org/", "holds a user name or a password"),
    ("http://[::1", "is no web address that can be read"), ("https://:99999999/", "names no host"),
])
def test_addresses_that_are_none_say_so(address: str, said: str) -> None:
    assert error(address) == said


def test_a_password_in_an_address_is_not_shown() -> None:
    [item] = fetched("http://user:secret@example.org/")
    assert (item.where, "secret" in str(item.result)) == ("http://…@example.org/", False)


def test_a_feed_that_gives_only_beginnings_leads_to_its_pages(site: str) -> None:
    [item] = fetched(f"{site}/feed.xml")
    assert isinstance(item.result, Article)
    assert item.result.text == samples.TEXT
    assert item.result.url == f"{site}/page"


def test_of_a_feed_so_many_pages_are_fetched_and_no_more(site: str) -> None:
    Site.seen.clear()
    options = ReadOptions(fetch=Fetcher(allow=frozenset({HOME})), limits=Limits(entries=0))
    [item] = items([f"{site}/feed.xml"], options)
    assert (item.status, Site.seen) == ("used", ["/feed.xml"])


def test_a_file_of_a_feed_fetches_nothing_unless_asked(site: str, tmp_path: Path) -> None:
    Site.seen.clear()
    path = tmp_path / "feed.xml"
    path.write_text(samples.rss(body=("In short.",), link=f"{site}/page"))
    [item] = items([path])
    assert item.status == "used"
    assert Site.seen == []


@pytest.mark.parametrize(("address", "public"), [
    ("93.184.216.34", True), ("2606:2800:220:1:248:1893:25c8:1946", True), ("127.0.0.1", False), ("224.0.0.1", False),
    ("::", False), ("::ffff:8.8.8.8", True), ("::ffff:10.0.0.1", False), ("fe80::1%eth0", False), ("nonsense", False),
    ("240.0.0.1", False), ("192.0.2.1", False), ("2001:db8::1", False),
])
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public
