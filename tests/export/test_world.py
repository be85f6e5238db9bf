"""The outlines that come with the page are whole, and the points of countries lie where their countries are."""

import json
from importlib.resources import files
from itertools import pairwise

import pytest

from kg import gazetteer


@pytest.fixture(scope="module")
def world():
    return json.loads((files("kg.export") / "page" / "world.json").read_text("utf-8"))


def decoded(text: str, grid: int) -> list[tuple[float, float]]:
    numbers, value, shift = [], 0, 0
    for char in text:
        bits = ord(char) - 63
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    x = y = 0
    points = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / grid, y / grid))
    return points


@pytest.fixture(scope="module")
def rings(world):
    arcs = [decoded(text, world["grid"]) for text in world["arcs"]]
    found = {}
    for country in world["countries"]:
        if country["iso"]:
            found.setdefault(country["iso"], []).extend(
                [point for a in ring for point in (arcs[a] if a >= 0 else arcs[~a][::-1])] for ring in country["rings"])
    return found


def test_it_is_small(world):
    assert len((files("kg.export") / "page" / "world.json").read_bytes()) < 100_000


def test_every_ring_is_closed_and_on_the_globe(rings):
    for iso, some in rings.items():
        for ring in some:
            assert len(ring) >= 3, iso
            assert ring[0] == ring[-1], iso
            assert all(-191 <= x <= 191 and -90.1 <= y <= 90 for x, y in ring), iso


def test_no_line_runs_around_the_world(rings):
    for iso, some in rings.items():
        for ring in some:
            jumps = [(a, b) for a, b in pairwise(ring) if abs(a[0] - b[0]) > 60 and a[1] > -89]
            assert jumps == [], iso


def test_the_codes_are_those_of_the_gazetteer(world):
    known = gazetteer.load()
    for iso, (name, longitude, latitude) in world["points"].items():
        assert known.actor(known.state_of_country(iso)).name == name
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
    states = {e.actor.country for e in known.entries.values() if e.actor.type == "State" and e.actor.country}
    assert states <= world["points"].keys()


def test_the_point_of_each_country_lies_in_it_or_by_its_coast(world, rings):
    for iso, (name, longitude, latitude) in world["points"].items():
        if iso not in rings or iso == "KIR":  # of Kiribati the largest atoll is drawn, 3,000 km from its capital
            continue
        far = min(_far(ring, longitude, latitude) for ring in rings[iso])
        assert far < 1, name


def test_crimea_is_nobodys_and_its_border_is_disputed(world, rings):
    [crimea] = [country for country in world["countries"] if country["iso"] is None and any(
        a in world["open"] or ~a in world["open"] for ring in country["rings"] for a in ring)
        and _far([p for a in country["rings"][0] for p in decoded(world["arcs"][a if a >= 0 else ~a], world["grid"])],
                 34.1, 45.0) == 0]
    assert all(_far(ring, 34.1, 45.0) > 0 for iso in ("RUS", "UKR") for ring in rings[iso])
    assert len(crimea["rings"]) == 1


def _far(ring, x, y) -> float:
    """Return 0 for a point inside, else how far the nearest corner or edge is, in degrees."""
    inside, best = False, 360.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
        dx, dy = bx - ax, by - ay
        t = min(1, max(0, ((x - ax) * dx + (y - ay) * dy) / ((dx * dx + dy * dy) or 1)))
        best = min(best, ((ax + t * dx - x) ** 2 + (ay + t * dy - y) ** 2) ** 0.5)
    return 0.0 if inside else best
