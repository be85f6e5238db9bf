"""Fragments of HTML, as feeds and databases of articles hold them, to plain text."""

import re
from html import unescape

_TAG = re.compile(r"</?(?:p|br|div|span|a|strong|em|b|i|h[1-6]|ul|ol|li|blockquote|figure|img|table)\b[^<>]{0,500}>",
                  re.IGNORECASE)
_BLOCKS = frozenset(
    "p div br h1 h2 h3 h4 h5 h6 li ul ol blockquote figure figcaption table tr section article hr".split())
_SILENT = frozenset("script style noscript template svg".split())
_MARK = re.compile(r"<!--|-->|<(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)\b[^<>]*>")
_DOCTYPE = re.compile(r"<!doctype\s+(?:\w+:)?(\w+)", re.IGNORECASE)
_ELEMENT = re.compile(r"<(?:\w+:)?([A-Za-z]\w*)[\s/>]")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def root_of(head: bytes) -> str:
    """Return the name of the first element of an HTML or XML document ("html", "rss", "feed"), "" where it is none.

    The name is in lower case and without a prefix. What stands before it (declarations, comments) is passed over; the
    document type of HTML will do.
    """
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "ignore")
    at = len(text) - len(text.lstrip("\ufeffï»¿ \t\r\n"))
    while text.startswith("<", at):
        if found := _ELEMENT.match(text, at):
            return found[1].lower()
        if (found := _DOCTYPE.match(text, at)) and found[1].lower() == "html":
            return "html"
        at = _after(text, at)
        at += len(text[at:]) - len(text[at:].lstrip())
    return ""


def _after(text: str, at: int) -> int:
    """Return where the comment or the declaration ends that begins at ``at``; the end of the text if it does not."""
    start = at
    if text.startswith("<!--", at):
        close = "-->"
    else:
        close = ">"
        first = text.find(">", at)
        if text.startswith("<!", at) and "[" in text[at:first]:  # a document type with declarations of its own
            start = text.find("]", at)
    end = text.find(close, start) if start >= 0 else -1
    return len(text) if end < 0 else end + len(close)


def has_markup(text: str) -> bool:
    """Say whether a text holds tags of HTML, at least two."""
    found = _TAG.finditer(text)
    return next(found, None) is not None and next(found, None) is not None


def to_plain(text: str) -> str:
    """Return a fragment of HTML as plain text: a paragraph a block, with a blank line between.

    One pass over the text, whatever is in it: the parser of the standard library takes minutes over some fragments.
    """
    parts: list[str] = []
    at, hidden = 0, ""  # from where text counts, and what it is hidden in: an element, or a comment
    for mark in _MARK.finditer(text):
        tag = (mark["tag"] or mark[0]).lower()
        if hidden:
            if tag == ("-->" if hidden == "<!--" else hidden) and (mark["end"] or hidden == "<!--"):
                at, hidden = mark.end(), ""
            continue
        if tag == "-->":
            continue
        parts.append(text[at:mark.start()])
        at = mark.end()
        if tag in _BLOCKS:
            parts.append("\0")
        elif tag == "<!--" or (tag in _SILENT and not mark["end"]):
            hidden = tag
    if not hidden:
        parts.append(text[at:])
    blocks = (_SPACES.sub(" ", unescape(block)).strip() for block in "".join(parts).split("\0"))
    return "\n\n".join(block for block in blocks if block)
