"""Where each actor stands in the picture: computed once, the same for the same input.

igraph gives each connected part its shape (Kamada-Kawai, Fruchterman-Reingold for large parts), both from fixed
first positions. Then parts are turned level and given a size and format that suit the boxes (disc and name) in them,
boxes are pushed apart, and the parts are packed: the largest on top, the others in rows below.
"""

import math
import random
from collections.abc import Sequence

import igraph

Point = tuple[float, float]
Size = tuple[float, float]

_EDGE = 210.0
_FORMAT = 1.2
_FILLED = 0.2
_EVEN = 0.72
_GAP = 60.0
_SMALL = 220
_ROUNDS = 80


def positions(sizes: Sequence[Size], pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return whole-number centres for boxes of the given ``sizes`` (width, height) joined by ``pairs`` of indices.

    Boxes don't overlap, save in parts too dense to be spread in a bounded number of rounds.
    """
    links = sorted({(min(a, b), max(a, b)) for a, b in pairs if a != b})
    graph = igraph.Graph(n=len(sizes), edges=links)
    parts = [sorted(part) for part in graph.connected_components()]
    parts.sort(key=lambda part: (-len(part), part))
    placed = [_place(graph.subgraph(part), [sizes[i] for i in part]) for part in parts]
    centres: dict[int, Point] = {}
    for part, points in zip(parts, _pack(placed, [[sizes[i] for i in part] for part in parts]), strict=True):
        centres.update(zip(part, points, strict=True))
    return [(round(centres[i][0]), round(centres[i][1])) for i in range(len(sizes))]


def _place(graph: igraph.Graph, sizes: Sequence[Size]) -> list[Point]:
    """Lay one connected part out."""
    if len(sizes) < 3:
        return [(i * _EDGE, 0.0) for i in range(len(sizes))]
    return _spread(_sized(_even(_level(_shape(graph))), sizes), sizes)


def _shape(graph: igraph.Graph) -> list[Point]:
    """Let igraph find positions, at whatever size."""
    n = graph.vcount()
    circle = [(math.cos(2 * math.pi * i / n), math.sin(2 * math.pi * i / n)) for i in range(n)]
    # igraph draws from Python's generator where two vertices meet: give it one with a fixed seed, then its own back.
    igraph.set_random_number_generator(random.Random(1))
    try:
        if n <= _SMALL:
            layout = graph.layout_kamada_kawai(seed=circle)
        else:
            layout = graph.layout_fruchterman_reingold(seed=circle, niter=500)
    finally:
        igraph.set_random_number_generator(random)
    return [(float(x), float(y)) for x, y in layout.coords]


def _level(points: list[Point]) -> list[Point]:
    """Centre the points and turn their longest axis level."""
    n = len(points)
    mx, my = sum(x for x, _ in points) / n, sum(y for _, y in points) / n
    moved = [(x - mx, y - my) for x, y in points]
    xx, yy = sum(x * x for x, _ in moved), sum(y * y for _, y in moved)
    angle = 0.5 * math.atan2(2 * sum(x * y for x, y in moved), xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    return [(x * cos + y * sin, y * cos - x * sin) for x, y in moved]


def _even(points: list[Point]) -> list[Point]:
    """Give the crowded middle more of the room than the thin rim."""
    return [(x * r ** (_EVEN - 1), y * r ** (_EVEN - 1)) if (r := math.hypot(x, y)) > 1e-9 else (x, y)
            for x, y in points]


def _sized(points: list[Point], sizes: Sequence[Size]) -> list[Point]:
    """Scale both axes so that the boxes fill a fixed share of a page of the wanted format."""
    area = sum(width * height for width, height in sizes) / _FILLED
    wide = max(x for x, _ in points) - min(x for x, _ in points)
    high = max(y for _, y in points) - min(y for _, y in points)
    across = math.sqrt(area * _FORMAT) / max(wide, 1e-9)
    # A part that is nearly a line stays one.
    down = min(across * 2.5, math.sqrt(area / _FORMAT) / max(high, 1e-9))
    return [(x * across, y * down) for x, y in points]


def _spread(points: list[Point], sizes: Sequence[Size]) -> list[Point]:
    """Push overlapping boxes apart along the axis on which they overlap less."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    order = list(range(len(points)))
    tallest = max(height for _, height in sizes)
    for _ in range(_ROUNDS):
        order.sort(key=lambda i: (ys[i], i))
        moved = False
        for at, a in enumerate(order):
            for b in order[at + 1:]:
                if ys[b] - ys[a] > tallest:
                    break
                wide = (sizes[a][0] + sizes[b][0]) / 2 - abs(xs[b] - xs[a])
                high = (sizes[a][1] + sizes[b][1]) / 2 - abs(ys[b] - ys[a])
                if wide <= 0 or high <= 0:
                    continue
                moved = True
                if wide < high:
                    step = wide / 2 if (xs[b], b) > (xs[a], a) else -wide / 2
                    xs[a], xs[b] = xs[a] - step, xs[b] + step
                else:
                    step = high / 2 if (ys[b], b) > (ys[a], a) else -high / 2
                    ys[a], ys[b] = ys[a] - step, ys[b] + step
        if not moved:
            break
    return list(zip(xs, ys, strict=True))


def _pack(parts: Sequence[list[Point]], sizes: Sequence[Sequence[Size]]) -> list[list[Point]]:
    """Set the parts in rows, as wide as the widest part or as a landscape page asks, each row centred."""
    boxes = [_bounds(points, size) for points, size in zip(parts, sizes, strict=True)]
    area = sum((right - left + _GAP) * (bottom - top + _GAP) for left, top, right, bottom in boxes)
    full = max([math.sqrt(area * _FORMAT), *(right - left for left, _, right, _ in boxes)], default=0.0)
    rows: list[list[int]] = []
    used = math.inf
    for i, (left, _, right, _) in enumerate(boxes):
        if used + (right - left) > full:
            rows.append([])
            used = 0.0
        rows[-1].append(i)
        used += right - left + _GAP
    result: list[list[Point]] = [[] for _ in parts]
    y = 0.0
    for row in rows:
        tall = max(boxes[i][3] - boxes[i][1] for i in row)
        x = -(sum(boxes[i][2] - boxes[i][0] + _GAP for i in row) - _GAP) / 2
        for i in row:
            left, top, right, bottom = boxes[i]
            dx, dy = x - left, y + (tall - bottom + top) / 2 - top
            result[i] = [(px + dx, py + dy) for px, py in parts[i]]
            x += right - left + _GAP
        y += tall + _GAP
    return result


def _bounds(points: Sequence[Point], sizes: Sequence[Size]) -> tuple[float, float, float, float]:
    return (min(x - w / 2 for (x, _), (w, _) in zip(points, sizes, strict=True)),
            min(y - h / 2 for (_, y), (_, h) in zip(points, sizes, strict=True)),
            max(x + w / 2 for (x, _), (w, _) in zip(points, sizes, strict=True)),
            max(y + h / 2 for (_, y), (_, h) in zip(points, sizes, strict=True)))
