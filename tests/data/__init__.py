"""Sentences that measure single abilities, and the figures that must hold (floors.json: raise them, never lower)."""

import json
from pathlib import Path

FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))
