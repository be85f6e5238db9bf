"""Models that are of no use are told before anything is read."""

from pathlib import Path

import pytest
import spacy

from kg.engine import Engine
from kg.errors import ConfigError
from kg.model import Article
from kg.parsing import Parser


def test_a_model_without_a_parser_is_told(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ConfigError, match="has no parser"):
        Parser.load(str(tmp_path / "blank"))


def test_a_model_that_is_not_there_or_broken_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is not installed"):
        Parser.load("no_such_model")
    (tmp_path / "meta.json").write_text('{"lang": "en"}', "utf-8")
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 5\n", "utf-8")
    with pytest.raises(ConfigError, match="can't be loaded") as raised:
        Parser.load(str(tmp_path))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "Donald Trump and Olaf Scholz met in Berlin on Monday.",
        "The talks between Bashar al-Assad and Olaf Scholz failed.",
        "Barack Obama and Angela Merkel spoke by phone.",
        "Iran accused Barack Obama of lying about the deal.",
    ],
)
def test_names_that_the_model_reads_as_something_else_are_both_there(engine: Engine, text: str) -> None:
    found = [(c.subject.actor.name, c.object.actor.name) for c in engine.claims([Article.make(text)]) if c.object]
    assert len(found) == 1
    assert all(name in text for name in found[0])
