"""Models that are of no use are told before anything is read."""

from pathlib import Path

import pytest
import spacy

from kg.errors import ConfigError
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
