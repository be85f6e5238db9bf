"""Content-hash ids and IRIs: what identifies a thing decides its id, and nothing else does."""

import hashlib
import re
import unicodedata
from urllib.parse import quote

BASE = "urn:geokg:"
"""Start of every IRI the exports write; see docs/decisions for why it is a URN."""

_TRANSLIT = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
                           "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "ð": "d", "þ": "th"})


def fold(text: str) -> str:
    """Return ``text`` without case and accents, white space collapsed: the form in which names are compared."""
    if text.isascii():  # the same, ten times as fast
        return " ".join(text.casefold().split())
    decomposed = unicodedata.normalize("NFKD", text.translate(_TRANSLIT).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    # NFKD has made the non-breaking hyphen the typographic one.
    return " ".join(bare.replace("’", "'").replace("\u2010", "-").split())


def slug(text: str) -> str:
    """Return ``text`` as lower-case ASCII words joined by hyphens ("" if nothing is left)."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text).replace("'", "")))


def content_hash(*parts: object, length: int = 16) -> str:
    """Return the first ``length`` hex digits of the SHA-256 over the parts.

    Parts are written with their length before them, so ("ab", "c") and ("a", "bc") differ; None is
    not the empty string.
    """
    # Half a character (a lone surrogate) has no UTF-8; it still gets an id.
    data = [b"\x00" if part is None else str(part).encode("utf-8", "surrogatepass") for part in parts]
    return hashlib.sha256(b"".join([b"%d:%b" % (len(one), one) for one in data])).hexdigest()[:length]


def actor_id(name: str, kind: str) -> str:
    """Return the id of an actor no gazetteer knows: readable, and the same wherever name and kind agree."""
    key = content_hash(fold(name), kind, length=8)
    return f"{slug(name)[:60] or 'actor'}-{key}"


def iri(kind: str, local: str) -> str:
    """Return the IRI of a thing: ``iri("claim", "3fa9…")`` is ``urn:geokg:claim:3fa9…``; percent-encoded.

    Half a character (a lone surrogate) becomes a question mark: no IRI can hold it.
    """
    if not (local.isascii() and local.isalnum()):  # hashes need no quoting, and most IRIs end in one
        local = quote(local, safe="-._~", errors="replace")
    return f"{BASE}{kind}:{local}"
