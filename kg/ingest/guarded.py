"""Connections that go to public addresses only, and end in time."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx

from kg.errors import InputError

_TUNNELS = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")))


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public internet, and no way into another network."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)
    if mapped is not None:
        ip = mapped
    if any(ip in network for network in _TUNNELS if network.version == ip.version):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class Transport(httpx.BaseTransport):
    """What httpx sends its requests by: one connection a request, all of it over at ``until`` (of time.monotonic).

    The network of httpx can't be exchanged, that of httpcore below it can: hence the translation between the two.
    """

    def __init__(self, where: str, until: float, allow: frozenset[str]) -> None:
        """Name the fetch ``where`` in errors; ``allow`` names addresses that need not be public."""
        self._where = where
        self._pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(trust_env=False), max_connections=1,
                                             max_keepalive_connections=0,
                                             network_backend=_Backend(where, until, allow))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request. Raises InputError where its address is none that may be fetched."""
        url = request.url
        if url.scheme and url.scheme not in ("http", "https"):
            raise InputError(self._where, f"leads to {url.scheme[:20]!r}", "only http(s) is fetched")
        if not url.host:
            raise InputError(self._where, "names no host")
        if url.userinfo:
            raise InputError(self._where, "holds a user name or a password", "save the page and give the file")
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        sent = httpcore.Request(request.method, target, headers=request.headers.raw, extensions=request.extensions)
        answer = self._pool.handle_request(sent)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer of httpcore, as httpx takes it."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.NetworkBackend):
    def __init__(self, where: str, until: float, allow: frozenset[str]) -> None:
        self._where, self._until, self._allow = where, until, allow
        self._inner = httpcore.SyncBackend()

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
                    socket_options: Iterable[Any] | None = None) -> httpcore.NetworkStream:
        """Look the name up, check every address of it, and connect to the first that answers."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise InputError(self._where, f"there is no host {host[:100]!r}", "check the address") from None
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        if not all(address in self._allow or is_public(address) for address in addresses):
            raise InputError(self._where, f"{host[:100]} is in a private network", "nothing is fetched from there")
        for address in addresses[:4]:
            try:
                inner = self._inner.connect_tcp(address, port, self.left(), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            return _Stream(inner, self)
        raise InputError(self._where, f"{host[:100]} does not answer", "try again later")

    def connect_unix_socket(self, path: str, timeout: float | None = None,
                            socket_options: Iterable[Any] | None = None) -> httpcore.NetworkStream:
        """Refuse: no web address names a socket of this machine."""
        raise InputError(self._where, "leads to a socket of this machine")

    def left(self) -> float:
        """Return the seconds that are left. Raises InputError where there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise self.late()
        return left

    def late(self) -> InputError:
        """Return the error of a fetch that takes too long."""
        return InputError(self._where, "took too long", "try again later")


class _Stream(httpcore.NetworkStream):
    """A connection each of whose steps may take what time is left for the whole."""

    def __init__(self, inner: httpcore.NetworkStream, backend: _Backend) -> None:
        self._inner, self._backend = inner, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._inner.read(max_bytes, self._backend.left())
        except httpcore.ReadTimeout:
            raise self._backend.late() from None

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._backend.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None,
                  timeout: float | None = None) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, self._backend.left()), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
