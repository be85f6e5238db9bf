"""What of an article's text speaks, and what is the furniture of the page around it.

Furniture is recognised line by line: dates, bylines, reading times, captions, buttons, lists of other stories, a
title that stands twice. It stays in the stored text, so that offsets hold; it only makes no sentences.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.ids import fold
from kg.ingest.dates import find_date

_I = re.IGNORECASE

# Separators between the parts of a line such as "By our staff · 23 April 2021 · 5 min read".
_PARTS = re.compile(r"\s+[|·•∙‧]\s+|\s{3,}|\]\s*\[")

_READING_TIME = re.compile(
    r"(?:listen(?: to this article)?\W*)?(?:\(?\d{1,3}[ -]?min(?:ute)?s?(?: read| listen)?\)?|\d+:\d\d)", _I)

# Buttons and other words that stand alone on a line or between separators.
_BUTTON = re.compile(
    r"(?:share|save|listen|print|tweet|copy link|e-?mail|comments?|follow(?: us)?|subscribe|sign (?:in|up)|log in|"
    r"menu|skip to (?:main )?content|share (?:this|on|via)\b.*|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|"
    r"print version|back to (?:list|top)|"
    r"font size.*|advertisement\b.*|sponsored.*|ad|ends?|-?\s?ends\s?-?|#{3,}|\*{3,}|"
    r"-30-|notes? (?:to|for) editors?|press release|news release|media (?:release|contacts?|enquiries|inquiries)\b.*|"
    r"for immediate release|exclusive|breaking(?: news)?|live(?: updates?)?|opinion|analysis|explainer|editorial|"
    r"more (?:to follow|follows|soon)|(?:this is a )?developing story\b.*|full story|end of story|no\. \d+|"
    r"getty(?: images)?|reuters|afp|ap|epa|file photo|agenc(?:y|ies)|staff|all rights reserved\b.*)[.:]?",
    _I,
)

# Lines that begin like this are furniture to their end.
_OPENING = re.compile(
    r"(?:(?:also )?read(?: more| next| also| the full\b[^:]*)?\s*[:|]|also read\b|read (?:more|next|also)\b|"
    r"related\s*[:|]|"
    r"see also\b|watch\s*[:|]|listen\s*[:|]|more (?:on|from) (?:this|the|our|bbc|cnn)\b|"
    r"related (?:articles?|stories|topics)|"
    r"recommended\b.{0,30}$|most (?:read|viewed|popular)\b|trending\b.{0,20}$|editor['’]?s['’]? picks?|"
    r"you (?:may|might) also like|"
    r"don['’]t miss\b|up next\b|sign up (?:to|for)\b|subscribe (?:to|for|now|today)\b|follow (?:us|@?\w+) on\b|"
    r"tap here\b|click here\b|download (?:our|the) app\b|join (?:our|us)\b.{0,60}$|get (?:the|our) .{0,40}newsletter|"
    r"support (?:our|independent) journalism|was this article helpful|share this\b|"
    r"(?:©|\(c\)|copyright)\s|image (?:source|credit|caption)\b|photo(?:graph)?(?: by| credit)?\s*:|"
    r"(?:file )?(?:photo|picture|image|video|caption|credit)\s*[:|]|"
    r"\[?transcript\b.{0,80}\]?$|this (?:article|story|interview|piece) (?:was|has been) (?:first |originally )?"
    r"(?:published|amended|updated|corrected|edited|translated)\b|the views expressed\b|"
    r"\(?(?:additional )?(?:reporting|writing|editing|edited|written) by\b|\(editor\b|"
    r"last (?:updated|modified)\b|from our (?:own )?correspondents?\b.{0,40}$|"
    r"(?:source|publisher|from|url|tags?|topics?|category|section|keywords?)\s*:\s+\S.{0,90}$|https?://\S+$)",
    _I,
)

# "More on this story" and the like: the links under them are other stories.
_LINKS_FOLLOW = re.compile(
    r"(?:more (?:on|from)\b.*|related(?: (?:articles?|stories|topics|coverage))?|read (?:more|next|also)|"
    r"also read|recommended\b.*|"
    r"most (?:read|viewed|popular)\b.*|editor['’]?s['’]? picks?|"
    r"you (?:may|might) also like|trending\b.*|see also)\s*:?",
    _I,
)

_BYLINE = re.compile(
    r"(?:(?:(?:words|text|story|written|reported|posted) )?by|author\s*:|from(?= (?:our|a) ))\s*:?\s+(?P<who>\S.*)", _I)
_BYLINE_WORDS = re.compile(
    r"(?:our|own|and|the|staff|agencies|agency|desk|correspondents?|reporters?|writers?|editor|foreign|diplomatic|"
    r"economics|"
    r"political|defence|defense|news|newsroom|in|for|of|with|team|bureau|wires?|service|press|associated|@\w+|\S+@\S+|"
    r"(?:de|van|von|al|el|bin|ben|da|di|du|la|le)|[A-Z][\w.'’\-]*)[,;]?",
)

_CREDITS = (r"(?:getty(?: images)?|reuters|afp|ap(?: photo)?|epa(?:-efe)?|anadolu(?: agency)?|tass|sputnik|xinhua|"
            r"pool|handout|file(?: photo| picture)?|archive|shutterstock|alamy|agency picture|agencies)")
_BRACKET_CREDIT = re.compile(
    rf"(?P<said>.*)(?:[\[(](?:[^\[\]()]*(?:[|/·,:]|\bvia)\s*)?{_CREDITS}(?:\s*[/|].*)?(?:\)|\]\.?)"
    r"|\[[\w. ]{2,30}/[\w. /]{2,40}\]\.?)\)?",
    _I)
_TAIL_CREDIT = re.compile(
    r".{8,}[.\s|—–-]\s*(?:photo(?:graph)?|image|picture|credit)s?(?: by| credit)?\s*:\s*.{2,60}", _I)
_BRACKETED = re.compile(
    r"[\[(](?:file )?(?:photo|picture|image|video|caption|transcript|editor|editing|additional|"
    r"reporting|updates?|adds?|"
    r"corrects?|recasts?|refiles?|this (?:story|article))\b.*[\])]", _I)

_DATE_WORDS = re.compile(
    r"(?:first |originally )?(?:published|posted|updated|modified|issued|released|created|date|dated|last updated|"
    r"last modified)(?: on| at)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?|\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?|"
    r"gmt|utc|bst|cet|cest|e[sd]t|p[sd]t|ist|msk|"
    r"local time|at|on|[+-]\d\d:?\d\d|live updates?|updates?", _I)
_PLACE_BEFORE = re.compile(r"(?:[A-Z][\w.'’\-]*[\s/,]*){1,4}")

_TICKER = re.compile(r"[▲▼]|\b[A-Z]{3}/[A-Z]{3}\b")
_NO_QUOTES = dict.fromkeys(map(ord, "\"'“”‘’«»„"))
_END = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_FULL_STOP = re.compile(r"[.!][\"'”’)\]]*\s*$")


def is_boilerplate(line: str) -> bool:
    """Say whether one line (without its line break) is furniture whatever stands around it."""
    line = line.strip()
    bare = line.lstrip("•●▪*–—- \u00a0").strip()
    if not any(c.isalnum() for c in bare):
        return True
    return (_is_furniture(bare) or _whole(_BRACKETED, bare) or _is_caption(bare) or len(_TICKER.findall(bare)) >= 2
            or _is_row(bare))


def _is_furniture(part: str) -> bool:
    """Say the same of a line or of one part of a row."""
    return (_whole(_BUTTON, part) or _whole(_READING_TIME, part) or _OPENING.match(part) is not None
            or is_date_line(part) or _is_byline(part))


def is_date_line(line: str) -> bool:
    """Say whether the line is a date, with nothing beside it but time of day, "Published" or a place."""
    found = find_date(line)
    if not found or len(line) > 120:
        return False
    before, after = line[:found[1]], line[found[2]:]
    rest = _DATE_WORDS.sub("", before).strip(" ,:;|·•()-–—\u00a0\t")
    tail = after
    while (second := find_date(tail)) is not None:  # "Published 3 May 2021, updated 4 May 2021"
        tail = tail[:second[1]] + tail[second[2]:]
    tail = _READING_TIME.sub("", _DATE_WORDS.sub("", tail)).strip(" ,:;|·•().-–—\u00a0\t")
    return not tail and (not rest or _whole(_PLACE_BEFORE, rest))


def body_spans(text: str, title: str = "") -> list[tuple[int, int]]:
    """Return the paragraphs of ``text`` that speak, as (start, end) offsets in their order.

    The title counts once, where it first stands; without a ``title`` nothing is taken for one. A paragraph is a line,
    or a run of lines where a page was wrapped at some width.
    """
    spans: list[tuple[int, int]] = []
    same, seen_title, in_links = _bare(title), False, False
    for block in _blocks(text):
        for start, end in block:
            line = text[start:end]
            if same and _is_title(_bare(line), same):
                if not seen_title:
                    spans.append((start, min(end, start + len(title)) if line.startswith(title) else end))
                seen_title, in_links = True, False
                continue
            if _whole(_LINKS_FOLLOW, line.strip()):
                in_links = True
            elif in_links and (_FULL_STOP.search(line) or len(line) > 120):
                in_links = False
            if not in_links and not is_boilerplate(line):
                spans.append((start, end))
        in_links = in_links and len(block) == 1  # the links may stand under a blank line
    return spans


def _is_title(line: str, title: str) -> bool:
    """Say whether the bare line is the bare title, or the title with the name of a site after it."""
    rest = line[len(title):].strip()
    return line.startswith(title) and (not rest or (rest[0] in "|-–—·" and len(rest) < 40))


def _bare(line: str) -> str:
    """Return the line as titles are compared: without case, accents, quotes and the last full stop."""
    return fold(line).translate(_NO_QUOTES).rstrip(".")


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the runs of lines between blank lines, each line trimmed; a wrapped run comes as one line."""
    block: list[tuple[int, int]] = []
    at = 0
    for raw in [*re.split(r"(?<=\n)|(?<=\r)(?!\n)", text), ""]:
        line = raw.strip()
        if line:
            start = at + raw.index(line[0])
            block.append((start, start + len(line)))
        elif block:
            yield _unwrapped(text, block)
            block = []
        at += len(raw)


def _unwrapped(text: str, block: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the lines of a block that was wrapped: full lines that go on in lower case."""
    if len(block) < 2 or not all(40 <= end - start <= 100 for start, end in block[:-1]):
        return block
    goes_on = any(text[b].islower() and not _END.search(text[s:e]) for (s, e), (b, _) in pairwise(block))
    return [(block[0][0], block[-1][1])] if goes_on else block


def _is_caption(line: str) -> bool:
    """Say whether the line ends in the credit of a picture; a longer text that ends in "(Reuters)" speaks."""
    if len(line) > 300:
        return False
    if found := _BRACKET_CREDIT.fullmatch(line):
        return not (_FULL_STOP.search(found["said"]) and len(found["said"]) > 120)
    return _whole(_TAIL_CREDIT, line)


def _is_byline(line: str) -> bool:
    found = _BYLINE.fullmatch(line)
    if not found or len(line) > 120 or (line[-1] in ".!?" and len(line) > 60):
        return False
    words = found["who"].split()
    return len(words) <= 12 and all(_BYLINE_WORDS.fullmatch(word) for word in words) and not _END.search(line)


def _is_row(line: str) -> bool:
    """Say whether the line is a row of small parts, at least one of them furniture and the others mere labels."""
    parts = [part.strip(" []\t\u00a0") for part in _PARTS.split(line)]
    parts = [part for part in parts if part]
    if len(parts) < 2:
        parts = [part.strip() for part in line.split(" / ")]
    if len(parts) < 2:
        return False
    labels = [part for part in parts if not _is_furniture(part)]
    if len(labels) == len(parts):
        return all(len(part.split()) <= 2 and part[0].isupper() for part in parts)
    return all(len(part.split()) <= 5 for part in labels)


def _whole(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.fullmatch(text) is not None
