"""Times that sentences name, relative to the date of publication, no more precise than the words are."""

import calendar
import re
from collections.abc import Iterator
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
_PATTERNS = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        r"\b(?P<year>(?:19|20)\d{2})-(?P<monthno>\d{2})-(?P<day>\d{2})\b",
        rf"\b{_MONTH} {_DAY}(?:,? {_YEAR})?\b(?!\d)",
        rf"\b{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?",
        rf"\b{_MONTH},? (?:of )?{_YEAR}\b",
        rf"\b(?:(?P<shift>last|next|this|in|since|by|until|late|early|mid-|from|during|of|before|after) )"
        rf"(?:early |late |mid-)?{_MONTH}(?! \d)",
        rf"\b(?:(?P<shift>last|next|this|on|since|by|from|until) )?{_WEEKDAY}\b",
        r"\b(?P<word>today|yesterday|tomorrow|tonight|this morning|this afternoon|overnight)\b",
        r"\b(?P<shift>last|next|this) (?P<unit>week|month|year)\b",
        r"\ba (?P<unit>month|year|week) (?P<word>ago|earlier|later)\b",
        rf"\b(?:in|since|from|during|of|by|until|the|early|late|mid-)? ?{_YEAR}\b(?![-\d])",
    )
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A time and where it stands in the article; ``since`` says that it is a beginning."""

    start: int
    end: int
    time: Time


def find(sentence: Sentence, published: str | None, *, future: bool = False) -> list[Dated]:
    """Return the times the sentence names, in order; relative ones only where the publication date is known."""
    anchor = date.fromisoformat(published) if published else None
    text, base = sentence.span.text, sentence.span.start
    taken: list[tuple[int, int]] = []
    found: list[Dated] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            resolved = _resolve(match, anchor, future)
            if resolved:
                taken.append(match.span())
                start, end, precision = resolved
                said = match[0].strip()
                at = base + match.start() + match[0].index(said)
                found.append(Dated(at, at + len(said), Time(start.isoformat(), end.isoformat(), precision, said)))
    return sorted(found, key=lambda d: d.start)


def _resolve(match: re.Match[str], anchor: date | None, future: bool) -> tuple[date, date, Precision] | None:
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
            return _unit(said, anchor)
        shift = {"yesterday": -1, "overnight": 0, "tomorrow": 1}.get(said["word"], 0)
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
        year = anchor.year - (ahead and not forward) + (forward and not ahead and (month, day) < (anchor.month, 1))
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
    sign = {"last": -1, "ago": -1, "earlier": -1, "next": 1, "later": 1, "this": 0}[said.get("shift") or said["word"]]
    if said["unit"] == "year":
        return date(anchor.year + sign, 1, 1), date(anchor.year + sign, 12, 31), Precision.YEAR
    if said["unit"] == "month" and "word" not in said:
        months = anchor.year * 12 + anchor.month - 1 + sign
        return _month(months // 12, months % 12 + 1)
    return None


def nearest(times: list[Dated], sentence: Sentence, head: int) -> Time | None:
    """Return the time that stands in the clause of token ``head``, else None."""
    clause = sentence.clause_of(head)
    best: tuple[int, Time] | None = None
    for dated in times:
        token = next((t.i for t in sentence.tokens if t.start < dated.end and dated.start < t.end), None)
        if token is None:
            continue
        tokens = [t.i for t in sentence.tokens if t.start < dated.end and dated.start < t.end]
        top = next((t for t in tokens if sentence.tokens[t].head not in tokens), token)
        distance = _distance(sentence, top, clause, head)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, dated.time)
    return best[1] if best else None


def _distance(sentence: Sentence, token: int, clause: int, head: int) -> int | None:
    """Return how many governors lie between the time and the head of the claim or its clause; None if not below."""
    for steps, k in enumerate(sentence.path_up(token), 1):
        if k == head:
            return steps
        if k == clause:
            return steps + 1
        if sentence.tokens[k].pos in ("VERB", "AUX") and sentence.tokens[k].dep not in ("aux", "auxpass", "amod"):
            return _from_complement(sentence, clause, k, steps)
    return None


def _from_complement(sentence: Sentence, clause: int, governor: int, steps: int) -> int | None:
    """Let "agreed on Friday to buy" date the buying: a time of the verb that governs it, through complements only."""
    node = sentence.tokens[clause]
    when = any(sentence.tokens[c].lemma in ("when", "as", "while") for c in node.children)
    if (node.dep in ("xcomp", "conj") or (node.dep == "advcl" and when)) and node.head == governor:
        return steps + 3
    return None


def is_future(words: Iterator[str]) -> bool:
    """Say whether the helping verbs point ahead."""
    return any(w in ("will", "shall", "'ll") for w in words)
