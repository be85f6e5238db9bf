"""Relations between given spans: the contract, the choice, the command."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg import ontology
from kg.cli.app import app
from kg.config import Settings
from kg.errors import InputError
from kg.evaluation.pairs import QUADS
from kg.relate import Pair, PairReader, Prediction, read_pair
from kg.relate.pair import STANCES


@pytest.fixture(scope="module")
def reader() -> PairReader:
    return PairReader.load(Settings())


def pair(text: str) -> Pair:
    """Make a pair of a text in which the two spans stand in brackets, the first with "a:", the second with "b:"."""
    spans: dict[str, tuple[int, int]] = {}
    plain = ""
    for part in re.split(r"(\[[ab]:[^\]]+\])", text):
        if found := re.fullmatch(r"\[([ab]):([^\]]+)\]", part):
            spans[found[1]] = (len(plain), len(plain) + len(found[2]))
            plain += found[2]
        else:
            plain += part
    return Pair("1", plain, spans.get("a"), spans.get("b"))


def ask(reader: PairReader, text: str) -> Prediction:
    return next(reader.predict([pair(text)]))


CASES = [
    ("[a:Turkey] accused [b:Russia] of bombing Idlib.", "accuses", "forward", "ACCUSE", "negative-forward"),
    (
        "[a:Russia] was accused by [b:Turkey] of bombing Idlib.",
        "accuses",
        "backward",
        "ACCUSE",
        "negative-backward",
    ),
    ("[a:The minister] met [b:his counterpart] on Monday.", "meets", "forward", "CONSULT", "neutral"),
    ("[a:Some villagers] praised [b:the aid workers].", "supports", "forward", "SUPPORT", "positive-forward"),
    ("[a:Germany] has refused to meet [b:the rebels].", "meets", "forward", "REJECT", "negative-forward"),
    ("[a:France] will withdraw its troops from [b:Mali].", "withdraws-from", "forward", "AGREE", "neutral"),
    ("[a:The governor] imposed a curfew in [b:the town].", None, None, "COERCE", "neutral"),
]


@pytest.mark.parametrize(("text", "relation", "direction", "plover", "stance"), CASES)
def test_what_links_the_two(
    reader: PairReader, text: str, relation: str | None, direction: str | None, plover: str, stance: str
) -> None:
    found = ask(reader, text)
    assert (found.relation, found.direction, found.plover, found.stance) == (
        relation,
        direction,
        plover,
        stance,
    )


@pytest.mark.parametrize(
    "text",
    [
        "[a:Turkey] and [b:Russia].",
        "[a:Turkey] slept.",
        "[b:Turkey] slept.",
        "Nobody.",
        "[a:Tur]key accused [b:Russi]a of lying.",
        "[a:Turkey]\n\n[b:Russia] waited.",
        "[a:?] [b:!]",
        "Ünïcode — [a:“Turkey”] … [b:Русь]",
    ],
)
def test_every_pair_has_a_prediction_of_the_contract(reader: PairReader, text: str) -> None:
    found = ask(reader, text).record()
    assert list(found) == ["id", "relation", "direction", "plover", "stance", "confidence"]
    assert found["relation"] is None or found["relation"] in ontology.load().types
    assert found["direction"] in ("forward", "backward", None)
    assert found["plover"] in QUADS
    assert found["stance"] in STANCES
    assert 0 <= found["confidence"] <= 1


def test_a_mention_that_is_cut_within_a_word_is_that_word(reader: PairReader) -> None:
    assert ask(reader, "[a:Tur]key accused [b:Russi]a of lying.").relation == "accuses"


def test_answers_do_not_depend_on_the_pairs_before(reader: PairReader) -> None:
    texts = [text for text, *_ in CASES]
    together = list(reader.predict(map(pair, texts)))
    assert together == [ask(reader, text) for text in texts]


def test_a_link_says_how_it_was_found(reader: PairReader) -> None:
    assert any("accuse" in reason for reason in ask(reader, CASES[0][0]).reasons)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ([], "is no pair"),
        ({"id": 1}, 'no "text"'),
        ({"text": "x"}, 'no "id"'),
        ({"id": 1, "text": " "}, 'no "text"'),
        ({"id": 1, "text": "abc", "a": [0, 9]}, '"a" must be null'),
        ({"id": 1, "text": "abc", "a": [2, 2]}, '"a" must be null'),
        ({"id": 1, "text": "abc", "b": "x"}, '"b" must be null'),
        ({"id": 1, "text": "abc", "b": [False, True]}, '"b" must be null'),
    ],
)
def test_a_row_that_is_no_pair_is_one_clear_error(row: Any, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_pair(row, "here")


def test_the_command_writes_a_line_a_pair_and_names_bad_lines(tmp_path: Path) -> None:
    rows = [
        {"id": "x", "text": "Iran met Iraq.", "a": [0, 4], "b": [9, 13]},
        {"id": "y", "text": "Iran slept.", "a": [0, 4], "b": None},
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    path = tmp_path / "pairs.jsonl"
    path.write_text(lines + "\n{broken\n")
    result = CliRunner().invoke(app, ["relate", str(path)])
    assert result.exit_code == 1
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["id"], row["relation"]) for row in found] == [("x", "meets"), ("y", None)]
    assert result.stderr.startswith(f"kg: {path}, line 4: is not valid JSON")
    assert CliRunner().invoke(app, ["relate", "-"], input=lines).stdout == result.stdout
    assert CliRunner().invoke(app, ["relate", str(tmp_path / "none")]).exit_code == 2


def test_no_pairs_is_said() -> None:
    result = CliRunner().invoke(app, ["relate", "-"], input="\n")
    assert (result.exit_code, result.stderr) == (2, "kg: standard input: is empty\n")


def test_half_a_character_in_a_pair_costs_nothing() -> None:
    line = json.dumps({"id": "\ud800", "text": "Turkey met \ud83d Russia.", "a": [0, 6], "b": [13, 19]})
    result = CliRunner().invoke(app, ["relate", "-"], input=line)
    assert (result.exit_code, json.loads(result.stdout)["id"]) == (0, "\ufffd")
