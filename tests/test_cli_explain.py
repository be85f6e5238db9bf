import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.cli.explain import _find
from kg.engine import Engine
from kg.errors import InputError

TEXT = "Talks\n\nIran vowed on Monday to attack Israel. Turkey met Russia in Sochi, Erdogan said.\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.json"
    path.write_text(json.dumps({"title": "Talks", "text": TEXT, "published": "2024-06-05"}), "utf-8")
    return path


@pytest.fixture
def ids(engine: Engine, page: Path) -> dict[str, str]:
    from kg import pipeline
    from kg.model import Article

    articles = [a for a in pipeline.read([page]) if isinstance(a, Article)]
    return {c.predicate: c.id for c in engine.claims(articles)}


def test_a_claim_of_a_store_is_explained_from_the_text_there(
    real_cli: CliRunner, page: Path, ids: dict[str, str], tmp_path: Path
) -> None:
    store = str(tmp_path / "news.kg")
    assert real_cli.invoke(app, ["add", store, str(page), "-q"]).exit_code == 0
    page.unlink()
    result = real_cli.invoke(app, ["explain", ids["attacks"], store])
    assert result.exit_code == 0, result.output
    assert "S attack O" in result.stdout
    result = real_cli.invoke(app, ["explain", "0123456789abcdef", store])
    assert result.exit_code == 2
    assert result.stderr.startswith("kg: 0123456789abcdef: no claim of these articles has such an id")


def test_a_claim_is_shown_in_its_sentence_with_all_that_made_it(
    real_cli: CliRunner, page: Path, ids: dict[str, str]
) -> None:
    result = real_cli.invoke(app, ["explain", ids["attacks"][:6], str(page)])
    assert result.exit_code == 0, result.output
    out = " ".join(result.stdout.split())
    assert "[subject: Iran] vowed on Monday to [cue: attack] [object: Israel]." in out
    for word in (
        ids["attacks"],
        "S attack O",
        "lexicon/attacks.yaml",
        "whose subject is Iran",
        "gazetteer name 'Israel'",
        "planned",
        "vow",
        "2024-06-03",
        "(to the day)",
        "the article itself",
        "starts at",
    ):
        assert word in out, word


def test_json_holds_the_claim_and_its_reasons(real_cli: CliRunner, page: Path, ids: dict[str, str]) -> None:
    result = real_cli.invoke(app, ["explain", ids["meets"], str(page), "--json"])
    assert result.exit_code == 0, result.output
    record = json.loads(result.stdout)
    assert record["claim"]["id"] == ids["meets"]
    assert record["cue"]["file"] == "lexicon/meets.yaml"
    assert record["subject"]["path"] == "met, whose subject is Turkey"


def test_an_unknown_id_is_one_line(real_cli: CliRunner, page: Path) -> None:
    result = real_cli.invoke(app, ["explain", "ffffffffffff", str(page)])
    assert result.exit_code == 2
    assert result.stderr.startswith("kg: ffffffffffff: no claim of these articles has such an id")
    assert result.stderr.count("\n") == 1


def test_an_id_that_several_claims_share_is_one_line(engine: Engine, page: Path, ids: dict[str, str]) -> None:
    with pytest.raises(InputError, match=r"is the start of \d+ ids: ") as caught:
        _find("", [str(page)], engine, [])
    assert all(i in str(caught.value) for i in ids.values())


def test_a_bad_input_is_named_and_the_others_are_searched(
    real_cli: CliRunner, page: Path, ids: dict[str, str]
) -> None:
    result = real_cli.invoke(app, ["explain", ids["meets"], str(page), "none.txt"])
    assert result.exit_code == 1
    assert result.stderr == "kg: none.txt: there is no such file or folder\n"
    assert "Turkey  meets  Russia" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["abc", "page.txt"], "too short"),
        (["abcdef"], "give a claim id and the articles"),
        ([], "give a claim id and the articles"),
        (["abcdef", "page.txt", "--text", "Turkey met Russia."], "--text takes no claim id"),
        (["--text", " "], "--text is empty"),
        (["--text", "Turkey met Russia.", "--published", "2024"], "is no date"),
        (["abcdef", "page.txt", "--published", "2024-06-03"], "goes with --text"),
    ],
)
def test_wrong_arguments_are_one_line(real_cli: CliRunner, arguments: list[str], says: str) -> None:
    result = real_cli.invoke(app, ["explain", *arguments])
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_sentence_shows_all_its_claims(real_cli: CliRunner) -> None:
    result = real_cli.invoke(
        app, ["explain", "--text", "Iran attacked Israel yesterday.", "--published", "2024-06-03"]
    )
    assert result.exit_code == 0, result.output
    assert "[subject: Iran] [cue: attacked] [object: Israel] yesterday." in result.stdout
    assert "2024-06-02" in result.stdout


def test_a_sentence_without_claims_shows_what_was_seen(real_cli: CliRunner) -> None:
    result = real_cli.invoke(app, ["explain", "--text", "Somebody attacked something near Turkey."])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("No claim.\n")
    assert "'Turkey' = Turkey (State, TUR, Q43)" in result.stdout
    assert "S attack O" in result.stdout
    assert real_cli.invoke(app, ["explain", "--text", "Nothing here.", "--json"]).stdout == ""


def test_what_could_steer_a_terminal_is_shown_harmless(real_cli: CliRunner) -> None:
    result = real_cli.invoke(app, ["explain", "--text", "Iran attacked\x1b[31m Israel."])
    assert "\x1b" not in result.stdout
