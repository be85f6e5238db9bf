"""Bytes to text: encodings, marks of byte order, and text that was decoded wrongly before it came here."""

import codecs
import re
from dataclasses import dataclass

from kg.errors import InputError

_MAGIC = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP or Office file", b"PK\x05\x06": "an empty ZIP file",
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"II*\0": "a picture",
    b"MM\0*": "a picture", b"\0\0\x01\0": "a picture", b"\x1f\x8b": "a gzip file", b"BZh": "a bzip2 file",
    b"\xfd7zXZ\0": "an xz file", b"\x28\xb5\x2f\xfd": "a Zstandard file", b"7z\xbc\xaf\x27\x1c": "a 7-Zip file",
    b"Rar!": "a RAR file", b"\x7fELF": "a program", b"MZ\x90": "a program", b"SQLite format 3": "a database",
    b"\xd0\xcf\x11\xe0": "an old Office file", b"{\\rtf": "an RTF file", b"PAR1": "a Parquet file",
    b"ID3": "a sound file", b"OggS": "a sound file", b"RIFF": "a sound file or film", b"wOF": "a font",
}
_TRIED = 20_000  # characters in which control characters are looked for
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""",
                      re.IGNORECASE)

# The look of UTF-8 that was read as Windows-1252 or Latin-1: â€œ, Ã©, Â·.
_MOJIBAKE = re.compile("[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[€\x80][\x80-\xbf™œ˜”“¦\x9d]|Ð[\x80-\xbf°µ¾]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, with notes for people on what is doubtful about it."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, where: str, declared: str | None = None, *, whole: bool = True) -> Decoded:
    """Return ``data`` as text: by its mark of byte order, by the ``declared`` encoding, as UTF-8, or as Windows-1252.

    UTF-8 with a few broken bytes in it stays UTF-8, with U+FFFD in their places and a note. ``whole`` says that a file
    begins here and not a line of one, which may begin like a picture. Raises InputError on what is empty or no text.
    """
    if not data.strip():
        raise InputError(where, "is empty")
    if (kind := looks_like(data) if whole else _binary(data)) and not _marked(data):
        raise InputError(where, f"is not text but {kind}")
    for encoding in (*_marked(data), *_known(declared), "utf-8-sig"):
        text = _strict(data, encoding)
        if text is not None:
            return Decoded(_checked(text, where))
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    if 4 * broken <= sum(c > "\x7f" for c in lenient) - broken:
        text = _checked(lenient.removeprefix("\ufeff"), where)
        return Decoded(text, (f"{broken:,} broken {'byte' if broken == 1 else 'bytes'} of UTF-8 became U+FFFD",))
    text = _strict(data, "cp1252")
    if text is None:
        raise _no_text(where)
    return Decoded(_checked(text, where))


def looks_like(data: bytes) -> str | None:
    """Return what bytes are that are no text ("a picture", "binary data"), None where they may be text."""
    named = next((name for magic, name in _MAGIC.items() if data.startswith(magic)), None)
    return named or _binary(data)


def _binary(data: bytes) -> str | None:
    return "binary data" if b"\0" in data[:100_000] else None


def charset_of(head: bytes) -> str | None:
    """Return the encoding that the head of an HTML or XML document declares, if any."""
    found = _CHARSET.search(head[:4096])
    return found[1].decode("ascii") if found else None


def unmangled(decoded: Decoded) -> Decoded:
    """Return the text with mojibake undone: "â€œ" is a quotation mark again. Other text stays as it is."""
    if not _MOJIBAKE.search(decoded.text):
        return decoded
    from ftfy import fix_encoding  # takes a tenth of a second to load, and few texts need it

    fixed = fix_encoding(decoded.text)
    if fixed == decoded.text:
        return decoded
    return Decoded(fixed, (*decoded.notes, "text in a wrong encoding (mojibake) was mended"))


def mangled(text: str) -> bool:
    """Say whether a text holds mojibake, more than once."""
    return len(_MOJIBAKE.findall(text[:200_000])) > 1


def _marked(data: bytes) -> tuple[str, ...]:
    """Return the encoding that the mark of byte order tells."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return ("utf-32",)
    return ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ()


def _known(declared: str | None) -> tuple[str, ...]:
    """Return the declared encoding where Python has it as one of text, by its usual name."""
    try:
        name = codecs.lookup(declared or "").name
        b"x".decode(name)
    except (LookupError, ValueError):  # unknown, or no encoding of text (such as "rot13")
        return ()
    # What says Latin-1 or ASCII is Windows-1252, as browsers have it. UTF-16 would have had its mark.
    return ("cp1252",) if name in ("iso8859-1", "ascii") else () if name.startswith(("utf-16", "utf-32")) else (name,)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except (UnicodeError, LookupError):
        return None


def _checked(text: str, where: str) -> str:
    if sum(ord(c) < 32 and c not in "\t\n\r\f\v" for c in text[:_TRIED]) > 2:
        raise _no_text(where)
    return text


def _no_text(where: str) -> InputError:
    return InputError(where, "is not text in UTF-8 or Windows-1252", "save it as UTF-8")
