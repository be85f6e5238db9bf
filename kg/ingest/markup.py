"""Fragments of HTML, as feeds and databases of articles hold them, to plain text."""

import re
from html.parser import HTMLParser

_TAG = re.compile(r"</?(?:p|br|div|span|a|strong|em|b|i|h[1-6]|ul|ol|li|blockquote|figure|img|table)\b[^<>]{0,500}>",
                  re.IGNORECASE)
_BLOCKS = frozenset(
    "p div br h1 h2 h3 h4 h5 h6 li ul ol blockquote figure figcaption table tr section article hr".split())
_SILENT = frozenset("script style noscript template svg".split())
_DOCTYPE = re.compile(r"<!doctype\s+(?:\w+:)?(\w+)", re.IGNORECASE)
_ELEMENT = re.compile(r"<(?:\w+:)?([A-Za-z]\w*)[\s/>]")
_ASIDE = (("<!--", "-->"), ("<?", ">"))  # comments and declarations, and what ends them
_SPACES = re.compile(r"[ \t\r\n\f]+")


def root_of(head: bytes) -> str:
    """Return the name of the first element of an HTML or XML document ("html", "rss", "feed"), "" where it is none.

    The name is in lower case and without a prefix. What stands before it (declarations, comments) is passed over; a
    document type counts as its name.
    """
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "ignore")
    at = len(text) - len(text.lstrip("\ufeffï»¿ \t\r\n"))
    while text.startswith("<", at):
        if found := _DOCTYPE.match(text, at):
            return found[1].lower()
        if found := _ELEMENT.match(text, at):
            return found[1].lower()
        end = next((text.find(end, at) + len(end) for start, end in _ASIDE if text.startswith(start, at)), 0)
        if end <= at + 2:  # neither, or it never ends
            return ""
        at = end + len(text[end:end + 200]) - len(text[end:end + 200].lstrip())
    return ""


def has_markup(text: str) -> bool:
    """Say whether a text holds tags of HTML, at least two."""
    found = _TAG.finditer(text)
    return next(found, None) is not None and next(found, None) is not None


def to_plain(text: str) -> str:
    """Return a fragment of HTML as plain text: a paragraph a block, with a blank line between."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    blocks = (_SPACES.sub(" ", block).strip() for block in "".join(reader.parts).split("\0"))
    return "\n\n".join(block for block in blocks if block)


class _Reader(HTMLParser):
    """Collects the text outside scripts, with a NUL where a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self.parts.append("\0")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.parts.append("\0")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\0", " "))
