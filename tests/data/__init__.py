"""Sentences that measure single abilities, and the figures that must hold (floors.json: raise them, never lower)."""

import json
from pathlib import Path

FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))


def lines(name: str) -> list[str]:
    """Return the lines of a file of this directory that are neither empty nor a comment."""
    text = (Path(__file__).parent / name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
