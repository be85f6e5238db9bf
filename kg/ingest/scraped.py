"""Title, publisher, date and address of a plain text as a scraped page gives it."""

import re
from dataclasses import dataclass

from kg.ingest.boilerplate import is_boilerplate, is_date_line
from kg.ingest.dates import find_date

_HEAD = 16  # non-empty lines at the start where the date and the publisher stand
_TAIL = 6
_I = re.IGNORECASE
_UPDATED = re.compile(r"\b(?:updated|modified|amended)\b", _I)
_LABEL = re.compile(r"(?:source|publisher|published by|from)\s*:\s*(?P<name>\S.{1,78}\S)", _I)
_AGENCY = re.compile(r"[A-Z][A-Z'’.\-/ ]+[^.()\n]{0,40}\((?P<name>Reuters|AP|AFP|Xinhua|TASS|Interfax|ANI|PTI|UPI|"
                     r"EFE|dpa|DPA|Bloomberg|Kyodo|Yonhap|IRNA|SANA|WAM|KUNA|CNA|Al Jazeera|Newswire)\)\s*[-–—]")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?)?[\s,]*"
                        r"(?P<name>[A-Z][\w&'’. \-]{1,50}?)\s*(?:[.,|].*|all rights reserved.*)?", _I)
_SITE = re.compile(r"\s+(?:[|·»]|[-–—])\s+(?P<name>[^|·»]{2,40})$")
_OUTLET = re.compile(
    r"\b(?:news|times|post|guardian|journal|herald|agency|monitor|telegraph|tribune|gazette|observer|independent|today|"
    r"daily|weekly|press|broadcasting|radio|tv|bbc|cnn|npr|reuters|ap|afp|al jazeera|al-monitor|euronews|politico|"
    r"axios|bloomberg|economist|dw|france 24|rfe/rl|voa|the new arab|middle east eye|haaretz|sabah|tass|xinhua|"
    r"\w+\.(?:com|org|net))\b",
    _I)
_DASH = re.compile(r"\s*(?:\([^)]*\)\s*)?[-–—]")
_SENTENCES = re.compile(r"[.!?][\"”’']?\s+[A-Z].*\.$")
_URL = re.compile(r"(?:url\s*:\s*|link\s*:\s*)?(?P<url>https?://\S+)", _I)


@dataclass(frozen=True, slots=True)
class Front:
    """What a page says about itself; "" or None where it does not say."""

    title: str = ""
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


def read_front(text: str) -> Front:
    """Find title, publisher, ISO day of publication and address in the lines of ``text``."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    title, site = _title(lines)
    return Front(title, site or _publisher(lines), _published(lines), _url(lines))


def title_of(text: str) -> str:
    """Return the headline that ``text`` begins with, "" if it begins like running text."""
    return _title([line.strip() for line in text.splitlines()[:40] if line.strip()])[0]


def published_in(text: str) -> str | None:
    """Return the ISO day on which ``text`` says that it was published, or None."""
    return _published([line.strip() for line in text.splitlines() if line.strip()])


def _title(lines: list[str]) -> tuple[str, str | None]:
    """Return the title and, where the line ends with it, the name of the site."""
    for line in lines[:_HEAD]:
        if is_boilerplate(line):
            continue
        # Running text: more than one sentence, or a long one with its full stop.
        if len(line) > 220 or (line.endswith(".") and len(line) > 110) or _SENTENCES.search(line):
            return "", None
        site = _SITE.search(line)
        if site and ("|" in site[0] or _OUTLET.search(site["name"])) and len(site["name"].split()) <= 5:
            return line[:site.start()].strip(), site["name"].strip()
        return line, None
    return "", None


def _publisher(lines: list[str]) -> str | None:
    for line in [*lines[:_HEAD], *lines[-_TAIL:]]:
        if found := _LABEL.fullmatch(line):
            return found["name"].rstrip(".")
    for line in lines[:_HEAD]:
        if found := _AGENCY.match(line):
            return found["name"]
    for line in lines[-_TAIL:]:
        if found := _COPYRIGHT.fullmatch(line):
            return found["name"].strip(" .")
    return None


def _published(lines: list[str]) -> str | None:
    """Take the first date line that is not an update; else an update; else a dateline that has its year."""
    updated = None
    for line in [*lines[:_HEAD], *lines[-_TAIL:]]:
        dated = next((part for part in (line, *re.split(r"\s+[|·•]\s+", line)) if is_date_line(part)), None)
        if dated is None:
            continue
        found = find_date(dated)
        if found and not _UPDATED.search(dated[:found[1]]):
            return found[0]
        updated = updated or (found[0] if found else None)
    return updated or _datelined(lines)


def _datelined(lines: list[str]) -> str | None:
    """Return the day of a dateline such as "KABUL, March 4, 2020 (Reuters) —"."""
    for line in lines[:_HEAD]:
        found = find_date(line[:80])
        if found and line[:4].isupper() and _DASH.match(line, found[2]):
            return found[0]
    return None


def _url(lines: list[str]) -> str | None:
    return next((found["url"] for line in [*lines[:_HEAD], *lines[-_TAIL:]] if (found := _URL.fullmatch(line))), None)
