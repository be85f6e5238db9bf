"""Where each actor stands in the picture: computed once, the same for the same input.

igraph gives each connected part its shape (Kamada-Kawai, Fruchterman-Reingold for large parts), both from fixed
first positions. Then parts are turned level and given a size and format that suit the boxes (disc and name) in them,
boxes are pushed apart, and the parts are packed: the largest on top, the others in rows below. In a large graph this is
done for its core; the others are settled around it, each as near to those it is joined to as there is room.
"""

import math
from collections import deque
from collections.abc import Collection, Iterator, Sequence

import igraph

from kg.graph.chance import fixed_chance

Point = tuple[float, float]
Size = tuple[float, float]

_EDGE = 210.0
_FORMAT = 1.2
_FILLED = 0.2
_EVEN = 0.72
_GAP = 60.0
_SMALL = 220
_ROUNDS = 80
_CELL = (130.0, 90.0)
_REACH = 120


def positions(sizes: Sequence[Size], pairs: Sequence[tuple[int, int]], core: Collection[int] | None = None,
              ) -> list[tuple[int, int]]:
    """Return whole-number centres for boxes of the given ``sizes`` (width, height) joined by ``pairs`` of indices.

    ``core`` are the indices that are laid out with care, None for all; the others are settled around them.
    Boxes don't overlap, save in parts too dense to be spread in a bounded number of rounds.
    """
    links = sorted({(min(a, b), max(a, b)) for a, b in pairs if a != b})
    if core is None or len(core) == len(sizes):
        return _rounded(_laid_out(sizes, links))
    inner = sorted(core)
    at = {i: n for n, i in enumerate(inner)}
    placed = _laid_out([sizes[i] for i in inner], [(at[a], at[b]) for a, b in links if a in at and b in at])
    return _rounded(_settled(sizes, links, dict(zip(inner, placed, strict=True))))


def _rounded(points: Sequence[Point]) -> list[tuple[int, int]]:
    return [(round(x), round(y)) for x, y in points]


def _settled(sizes: Sequence[Size], links: Sequence[tuple[int, int]], placed: dict[int, Point]) -> list[Point]:
    """Give everything not placed the free cell of a grid that is nearest to the middle of its placed neighbours."""
    beside: dict[int, list[int]] = {i: [] for i in range(len(sizes))}
    for a, b in links:
        beside[a].append(b)
        beside[b].append(a)
    taken = {cell for i, (x, y) in placed.items() for cell in _cells(x, y, *sizes[i])}
    steps = sorted(((x, y) for x in range(-_REACH, _REACH + 1) for y in range(-_REACH, _REACH + 1)),
                   key=lambda step: (math.hypot(step[0] * _CELL[0], step[1] * _CELL[1]), step))
    tried: dict[tuple[int, int], int] = {}  # what was found taken around a cell is not looked at again
    waiting = deque(sorted(placed))
    left = [i for i in range(len(sizes)) if i not in placed]
    while left or waiting:
        if not waiting:
            i = next(i for i in left if i not in placed)
            waiting.append(i)
            placed[i] = _free(_cell(0.0, 0.0), taken, steps, tried)
        for i in beside[waiting.popleft()]:
            if i in placed:
                continue
            around = [placed[other] for other in beside[i] if other in placed]
            middle = _cell(sum(x for x, _ in around) / len(around), sum(y for _, y in around) / len(around))
            placed[i] = _free(middle, taken, steps, tried)
            waiting.append(i)
        left = [i for i in left if i not in placed] if not waiting else left
    return [placed[i] for i in range(len(sizes))]


def _free(near: tuple[int, int], taken: set[tuple[int, int]], steps: Sequence[tuple[int, int]],
          tried: dict[tuple[int, int], int]) -> Point:
    """Take the free cell nearest to a cell, and return its middle."""
    for n in range(tried.get(near, 0), len(steps)):
        cell = near[0] + steps[n][0], near[1] + steps[n][1]
        if cell not in taken:
            taken.add(cell)
            tried[near] = n + 1
            return cell[0] * _CELL[0], cell[1] * _CELL[1]
    return near[0] * _CELL[0], near[1] * _CELL[1]  # all around is full: the two lie on each other


def _cell(x: float, y: float) -> tuple[int, int]:
    return round(x / _CELL[0]), round(y / _CELL[1])


def _cells(x: float, y: float, width: float, height: float) -> Iterator[tuple[int, int]]:
    """Yield the cells that a box covers."""
    left, top = _cell(x - width / 2, y - height / 2)
    right, bottom = _cell(x + width / 2, y + height / 2)
    for column in range(left, right + 1):
        for row in range(top, bottom + 1):
            yield column, row


def _laid_out(sizes: Sequence[Size], links: Sequence[tuple[int, int]]) -> list[Point]:
    """Return centres for boxes whose ``links`` have each pair once."""
    graph = igraph.Graph(n=len(sizes), edges=links)
    parts = [sorted(part) for part in graph.connected_components()]
    parts.sort(key=lambda part: (-len(part), part))
    placed = [_place(graph.subgraph(part), [sizes[i] for i in part]) for part in parts]
    centres: dict[int, Point] = {}
    for part, points in zip(parts, _pack(placed, [[sizes[i] for i in part] for part in parts]), strict=True):
        centres.update(zip(part, points, strict=True))
    return [centres[i] for i in range(len(sizes))]


def _place(graph: igraph.Graph, sizes: Sequence[Size]) -> list[Point]:
    """Lay one connected part out."""
    if len(sizes) < 3:
        return [(i * _EDGE, 0.0) for i in range(len(sizes))]
    return _spread(_sized(_even(_level(_shape(graph))), sizes), sizes)


def _shape(graph: igraph.Graph) -> list[Point]:
    """Let igraph find positions, at whatever size."""
    n = graph.vcount()
    circle = [(math.cos(2 * math.pi * i / n), math.sin(2 * math.pi * i / n)) for i in range(n)]
    with fixed_chance():  # where two vertices meet
        if n <= _SMALL:
            layout = graph.layout_kamada_kawai(seed=circle)
        else:
            layout = graph.layout_fruchterman_reingold(seed=circle, niter=500)
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
