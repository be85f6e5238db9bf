"""Figures for people and for machines, and the comparison with pinned ones."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluation.figures import SetResult

SLACK = 0.005
"""A pinned figure may drop by this much: a change of the rules moves single claims both ways."""


def table(results: Sequence[SetResult]) -> str:
    """Return one table of all figures, a set a block."""
    rows = [
        (r.name if n == 0 else "", f"{r.size:,}" if n == 0 else "", name, f"{value:.3f}")
        for r in results
        for n, (name, value) in enumerate(r.figures.items())
    ]
    rows.insert(0, ("set", "labels", "figure", "value"))
    widths = [max(len(row[k]) for row in rows) for k in range(4)]
    return "\n".join(
        f"{a:{widths[0]}}  {b:>{widths[1]}}  {c:{widths[2]}}  {d:>{widths[3]}}".rstrip()
        for a, b, c, d in rows
    )


def as_json(results: Sequence[SetResult], *, errors: bool = False) -> str:
    """Return all figures as JSON, with the counts by label; with ``errors`` the lists of errors too."""
    value: dict[str, Any] = {}
    for r in results:
        value[r.name] = {
            "size": r.size,
            "figures": {k: round(v, 4) for k, v in r.figures.items()},
            "labels": {
                k: {"tp": c.tp, "fp": c.fp, "fn": c.fn, "f1": round(c.f1, 4)} for k, c in r.details.items()
            },
        }
        if errors:
            value[r.name]["errors"] = list(r.errors)
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def read_baseline(path: Path) -> dict[str, dict[str, float]]:
    """Read the pinned figures, {set: {figure: value}}. Raises InputError where the file is no such thing."""
    try:
        raw = json.loads(path.read_text("utf-8"))
        return {
            name: {figure: float(value) for figure, value in figures.items()} for name, figures in raw.items()
        }
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error)) from error
    except (ValueError, AttributeError, TypeError) as error:
        raise InputError(str(path), f"is no baseline: {error}", "{set: {figure: value}} in JSON") from error


def dropped(results: Sequence[SetResult], baseline: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return a line for each pinned figure that fell by more than SLACK; sets that were not run are left out."""
    lines = []
    for r in results:
        for figure, floor in baseline.get(r.name, {}).items():
            value = r.figures.get(figure)
            if value is None:
                lines.append(f"{r.name}: the baseline pins {figure!r}, which is no figure of it")
            elif value < floor - SLACK:
                lines.append(f"{r.name}: {figure} is {value:.3f}, below the pinned {floor:.3f}")
    return lines
