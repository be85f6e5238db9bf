"""Times that sentences name, relative to the date of publication, no more precise than the words are."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Precision, Time
from kg.text import Sentence

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_WEEKDAY = "(?P<weekday>" + "|".join(_DAYS) + ")"
_NUMBERS = {
    w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_NUMBERS |= {"a": 1, "an": 1}
_NUMBER = "|".join([*_NUMBERS, r"\d{1,2}"])
_SIGN = {"last": -1, "ago": -1, "earlier": -1, "before": -1, "next": 1, "later": 1, "this": 0, "": 0}
_PATTERNS = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        r"\b(?P<year>(?:19|20)\d{2})-(?P<monthno>\d{2})-(?P<day>\d{2})\b",
        rf"\b{_MONTH} {_DAY}(?:,? {_YEAR})?\b(?!\d)",
        rf"\b{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?",
        rf"\b{_MONTH},? (?:of )?{_YEAR}\b",
        rf"\b(?:(?P<shift>last|next|this|in|since|by|until|late|early|from|during|of|before|after) "
        rf"(?:early |late |mid-)?|mid-){_MONTH}(?! \d)",
        rf"\b(?:(?P<shift>last|next|this|on|since|by|from|until) )?{_WEEKDAY}\b",
        r"\b(?P<word>today|yesterday|tomorrow|tonight|last night|this morning|this afternoon|overnight)\b",
        r"\b(?P<shift>last|next|this) (?P<unit>week|month|year)\b",
        rf"\b(?P<number>{_NUMBER}) (?P<unit>day|week|month|year)s? (?P<word>ago|earlier|later|before(?! the\b))\b",
        r"\bthe end of the (?P<unit>month|year)(?P<word>)\b",
        rf"\b(?:in|since|from|during|of|by|until|the|early|late|mid-)? ?{_YEAR}\b(?![-\d])",
    )
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A time, and where in the article the words for it stand."""

    start: int
    end: int
    time: Time


def find(
    sentence: Sentence, published: str | None, *, future: bool = False, last: date | None = None
) -> list[Dated]:
    """Return the times the sentence names, in order; relative ones only where the publication date is known.

    ``last`` is the day named last before the sentence, from which "a day earlier" counts.
    """
    anchor = date.fromisoformat(published) if published else None
    text, base = sentence.span.text, sentence.span.start
    taken: list[tuple[int, int]] = []
    found: list[Dated] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            resolved = _resolve(match, anchor, future, last)
            if resolved:
                taken.append(match.span())
                start, end, precision = resolved
                said = match[0].strip()
                at = base + match.start() + match[0].index(said)
                found.append(
                    Dated(at, at + len(said), Time(start.isoformat(), end.isoformat(), precision, said))
                )
    return sorted(found, key=lambda d: d.start)


def _resolve(
    match: re.Match[str], anchor: date | None, future: bool, last: date | None
) -> tuple[date, date, Precision] | None:
    said = {k: v.lower() for k, v in match.groupdict().items() if v}
    try:
        if "month" in said or "monthno" in said:
            return _calendar(said, anchor, future)
        if "year" in said:
            return date(int(said["year"]), 1, 1), date(int(said["year"]), 12, 31), Precision.YEAR
        if anchor is None:
            return None
        if "weekday" in said:
            return _weekday(said, anchor, future)
        if "unit" in said:
            from_last = said.get("word") in ("earlier", "later", "before")
            return _unit(said, (last or anchor) if from_last else anchor)
        shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(said["word"], 0)
        return _day(anchor + timedelta(days=shift))
    except ValueError:
        return None


def _day(day: date) -> tuple[date, date, Precision]:
    return day, day, Precision.DAY


def _month(year: int, month: int) -> tuple[date, date, Precision]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), Precision.MONTH


def _calendar(said: dict[str, str], anchor: date | None, future: bool) -> tuple[date, date, Precision] | None:
    month = int(said["monthno"]) if "monthno" in said else _MONTHS[said["month"]]
    if "year" in said:
        year = int(said["year"])
    elif anchor is None:
        return None
    else:
        day = int(said.get("day", 1))
        ahead = (month, day) > (anchor.month, anchor.day) if "day" in said else month > anchor.month
        forward = future or said.get("shift") in ("next", "by", "until")
        year = (
            anchor.year
            - (ahead and not forward)
            + (forward and not ahead and (month, day) < (anchor.month, 1))
        )
        if said.get("shift") == "last" and month == anchor.month:
            year = anchor.year - 1
    return _day(date(year, month, int(said["day"]))) if "day" in said else _month(year, month)


def _weekday(said: dict[str, str], anchor: date, future: bool) -> tuple[date, date, Precision]:
    back = (anchor.weekday() - _DAYS[said["weekday"]]) % 7
    if said.get("shift") == "last" and back == 0:
        back = 7
    if said.get("shift") == "next" or (future and said.get("shift") != "last" and back):
        return _day(anchor + timedelta(days=7 - back))
    return _day(anchor - timedelta(days=back))


def _unit(said: dict[str, str], anchor: date) -> tuple[date, date, Precision] | None:
    sign = _SIGN[said.get("shift") or said.get("word", "")]
    number = said.get("number", "1")
    return shifted(anchor, sign * (int(number) if number.isdigit() else _NUMBERS[number]), said["unit"])


def shifted(anchor: date, count: int, unit: str) -> tuple[date, date, Precision] | None:
    """Return the day, month or year ``count`` units from the anchor; a week is as exact as the month it lies in."""
    if unit == "year":
        return date(anchor.year + count, 1, 1), date(anchor.year + count, 12, 31), Precision.YEAR
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + count
        return _month(months // 12, months % 12 + 1)
    if unit == "day":
        return _day(anchor + timedelta(days=count))
    first = anchor + timedelta(weeks=count) - timedelta(days=anchor.weekday())
    last = first + timedelta(days=6)
    return _month(first.year, first.month) if first.month == last.month else None


def counted(words: str) -> tuple[int, str] | None:
    """Read "two days" or "a year" as (2, "day"), or None."""
    match = re.fullmatch(rf"({_NUMBER}) (day|week|month|year)s?", words.lower())
    if not match:
        return None
    return int(match[1]) if match[1].isdigit() else _NUMBERS[match[1]], match[2]
