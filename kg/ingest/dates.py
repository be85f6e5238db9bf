"""Dates of publication as pages write them: "09 April, 2019", "Tuesday April 9, 2019", "2019-04-09T08:00Z".

Own patterns and no date library: those fill in today's day, month or year where a part is missing, and the
same input must give the same output on any day. A date that can be read two ways ("04/09/2019") is no date.
"""

import re
from datetime import UTC, date, datetime

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
          r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?")
_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_DAY = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th)?"
_SPACE = r"[\s,]+"

_DATE = re.compile(
    r"(?<![\w/.])(?:"
    + r"|".join([
        _YEAR.format("y1") + r"-(?P<m1>[01]\d)-(?P<d1>[0-3]\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
        _DAY.format("d2") + r"(?:\sof)?[\s,-]+" + _MONTH.format("m2") + r"[\s,-]+" + _YEAR.format("y2"),
        _MONTH.format("m3") + r"\s+" + _DAY.format("d3") + _SPACE + _YEAR.format("y3"),
        r"(?P<d4>[0-3]?\d)\.\s?(?P<m4>[01]?\d)\.\s?" + _YEAR.format("y4"),
        r"(?P<a5>[0-3]?\d)/(?P<b5>[0-3]?\d)/" + _YEAR.format("y5"),
        _YEAR.format("y6") + r"/(?P<m6>[01]\d)/(?P<d6>[0-3]\d)",
    ])
    + r")(?![\w/])",
    re.IGNORECASE,
)

_NUMBER = re.compile(r"\d{1,20}(?:\.\d{1,9})?(?:T\d{6}Z?)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?\d{6}Z?)?(?!\d)")
_FIRST, _LAST = 315_532_800, 4_102_444_800  # 1980 and 2100, in seconds since 1970


def find_date(text: str) -> tuple[str, int, int] | None:
    """Return the first full date in ``text`` as (ISO date, start, end), or None.

    Only a date with its day, month and year counts; of "dd/mm/yyyy" only what can be read one way.
    """
    for found in _DATE.finditer(text):
        if iso := _iso(found):
            return iso, found.start(), found.end()
    return None


def to_iso(text: str) -> str | None:
    """Return the day that ``text`` as a whole names (a metadata field, time of day allowed), or None."""
    found = find_date(text.strip()[:100])
    return found[0] if found else None


def day_of(value: object) -> str | None:
    """Return the ISO day of a field of a record, or None: a date as text, "20210506", or seconds since 1970 (UTC).

    Seconds may be milliseconds, microseconds or nanoseconds; only those of the years 1980 to 2099 are taken for a time.
    """
    if isinstance(value, str):
        text = value.strip()
        if not _NUMBER.fullmatch(text):
            return to_iso(text)
        if found := _COMPACT.match(text):
            return _valid(*map(int, found.groups()))
        if "T" in text:
            return None
        value = float(text)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not abs(value) < 1e19:  # also no number at all, and what no float can hold
        return None
    if found := _COMPACT.fullmatch(str(value)):
        return _valid(*map(int, found.groups()))
    scale = next((scale for scale in (1, 1e3, 1e6, 1e9) if _FIRST <= value / scale < _LAST), None)
    return None if scale is None else datetime.fromtimestamp(value / scale, UTC).date().isoformat()


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _iso(found: re.Match[str]) -> str | None:
    part = {key[0]: value for key, value in found.groupdict().items() if value}
    if "a" in part:  # slashes: the day is the number over 12, or both are the same
        first, second = int(part["a"]), int(part["b"])
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month = (first, second) if first > 12 else (second, first)
    else:
        day = int(part["d"])
        month = int(part["m"]) if part["m"].isdigit() else _month(part["m"])
    return _valid(int(part["y"]), month, day)


def _month(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))
