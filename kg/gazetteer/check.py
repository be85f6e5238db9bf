"""Check the files of ``ontology/actors`` against their schema: every problem as one line for people."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.gazetteer import read
from kg.gazetteer.entry import Entry
from kg.gazetteer.surfaces import surfaces_of

SECTORS = frozenset("GOV MIL REB OPP LEG JUD COP SPY MED EDU BUS CRM CVL IGO NGO".split())

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)?")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_NAMING = frozenset(("name", "alias", "acronym", "former"))


def check(root: Path) -> list[str]:
    """Return what is wrong in ``root``/actors, sorted; an empty list where all is well.

    Raises OntologyError where a file can't be read, as :func:`kg.gazetteer.load` does.
    """
    found: list[str] = []
    entries: dict[str, Entry] = {}
    files: dict[str, str] = {}
    folder = root / "actors"
    for name, row in read.rows(folder):
        where = f"{name}: {row.get('id', '?')}"
        try:
            entry = read.entry(row)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            found.append(f"{where}: {type(error).__name__} {error}")
            continue
        if entry.actor.id in entries:
            found.append(f"{where}: the id is also in {files[entry.actor.id]}")
        entries[entry.actor.id], files[entry.actor.id] = entry, name
    bodies = {row.get("key", "?"): row for row in read.body_rows(folder)}
    found += _bodies(bodies)
    codes = {e.actor.country for e in entries.values() if e.actor.country and files[e.actor.id] == "states.yaml"}
    for id, entry in entries.items():
        where = f"{files[id]}: {id}"
        found += [f"{where}: {problem}" for problem in _values(entry, codes)]
        found += [f"{where}: {problem}" for problem in _links(entry, entries, set(bodies))]
    found += _ambiguous(entries, files)
    return sorted(found)


def _bodies(bodies: dict[str, read.Row]) -> Iterator[str]:
    heads: dict[str, str] = {}
    for key, row in bodies.items():
        try:
            pattern = read.body(row)
        except (KeyError, TypeError, ValueError) as error:
            yield f"{read.BODIES}: {key}: {type(error).__name__} {error}"
            continue
        if "{adjective}" not in pattern.name:
            yield f"{read.BODIES}: {key}: the name has no {{adjective}}"
        if pattern.sector and pattern.sector not in SECTORS:
            yield f"{read.BODIES}: {key}: bad sector {pattern.sector!r}"
        for head in pattern.heads:
            if (other := heads.setdefault(head, key)) != key:
                yield f"{read.BODIES}: {key}: the head {head!r} is also in {other}"


def _values(entry: Entry, codes: set[str]) -> Iterator[str]:
    actor = entry.actor
    if not _ID.fullmatch(actor.id):
        yield "the id is no slug"
    if actor.country and actor.country not in codes:
        yield f"bad country {actor.country!r}"
    if actor.sector and actor.sector not in SECTORS:
        yield f"bad sector {actor.sector!r}"
    if actor.wikidata and not _WIKIDATA.fullmatch(actor.wikidata):
        yield f"bad wikidata id {actor.wikidata!r}"
    if (entry.lat is None) != (entry.lon is None):
        yield "lat and lon must come together"
    if not (-90 <= (entry.lat or 0) <= 90 and -180 <= (entry.lon or 0) <= 180):
        yield "lat or lon out of range"
    texts = [actor.name, *entry.aliases, *entry.acronyms, *entry.guarded, *entry.adjectives, *entry.people]
    yield from (f"blank or untrimmed text {text!r}" for text in texts if not text or text != " ".join(text.split()))
    periods = [(m.start, m.end) for m in entry.members] + [(o.start, o.end) for o in entry.offices]
    for start, end in [*periods, *((None, until) for _, until in entry.former)]:
        yield from (f"impossible date {date!r}" for date in (start, end) if date and not _DATE.fullmatch(date))
        if start and end and start > end + "~":
            yield f"ends before it starts: {start} to {end}"


def _links(entry: Entry, entries: dict[str, Entry], keys: set[str]) -> Iterator[str]:
    def known(id: str) -> bool:
        state, _, key = id.partition(".")
        return id in entries or (state in entries and key in keys)

    links = [("parent", entry.parent), ("in", entry.within)]
    links += [("of", office.of) for office in entry.offices] + [("makers", maker) for maker in entry.makers]
    links += [("members", membership.member) for membership in entry.members]
    yield from (f"{key}: no entry has the id {id!r}" for key, id in links if id and not known(id))
    state, dot, _ = entry.actor.id.partition(".")
    if dot and state not in entries:
        yield f"body of the unknown state {state!r}"
    for chain in ("parent", "within"):
        seen, at = {entry.actor.id}, getattr(entry, chain)
        while at in entries and at not in seen:
            seen.add(at)
            at = getattr(entries[at], chain)
        if at in seen:
            yield f"{'in' if chain == 'within' else chain}: goes in a circle"


def _ambiguous(entries: dict[str, Entry], files: dict[str, str]) -> Iterator[str]:
    # One actor may own a name outright and others guard it: that one is the reading without context.
    named: dict[str, set[str]] = defaultdict(set)
    adjectives: dict[str, set[str]] = defaultdict(set)
    for id, entry in entries.items():
        for surface in surfaces_of(entry):
            if surface.kind in _NAMING:
                named[surface.text].add(id)
            elif surface.kind in ("adjective", "people"):
                adjectives[surface.text].add(id)
    for text, owners in named.items():
        if len(owners) > 1:
            ids = ", ".join(f"{id} ({files[id]})" for id in sorted(owners))
            yield f"{text!r} names several actors, guard it in all or in all but one: {ids}"
    for text, owners in adjectives.items():
        if len(owners) > 1:
            yield f"{text!r} is an adjective or people of several actors: {', '.join(sorted(owners))}"
