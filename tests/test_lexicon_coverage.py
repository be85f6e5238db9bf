"""Every relation type of the ontology has cues, and no cue file stands without a type."""

from pathlib import Path

import pytest
import yaml

from kg.config import ontology_dir
from kg.ontology import load

TYPES = tuple(load().types)
SECTIONS = ("verbs", "nouns", "roles", "adjectives", "compounds", "surface")


def _lexicon() -> Path:
    return ontology_dir() / "lexicon"


@pytest.mark.parametrize("name", TYPES)
def test_each_type_has_a_cue(name: str) -> None:
    path = _lexicon() / f"{name}.yaml"
    assert path.is_file(), f"no cues for {name}"
    entry = yaml.safe_load(path.read_text("utf-8"))
    assert entry["predicate"] == name
    assert sum(len(entry.get(section) or ()) for section in SECTIONS) >= 1


def test_no_file_is_left_without_a_type() -> None:
    assert {path.stem for path in _lexicon().glob("*.yaml")} <= set(TYPES)
