"""docs/extending.md and docs/lexicon.md: each example is done as it stands there, and gives what it says."""

import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg import grammar, ontology
from kg.cli.app import app
from kg.config import ontology_dir
from kg.engine import Engine
from kg.extract.extractor import PatternExtractor
from kg.gazetteer import check
from kg.lexicon import CueKind, Lexicon, parse
from kg.parsing import Parser
from tests.reading import read

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "extending.md").read_text("utf-8")
SECTIONS = {part.split("\n", 1)[0]: part for part in PAGE.split("\n## ")[1:]}
BLOCK = re.compile(r"```(\w+)(?: ([\w./-]+))?\n(.*?)```", re.DOTALL)


@pytest.fixture
def copy(tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the ontology in the working directory; the language model is loaded once for all."""
    shutil.copytree(ontology_dir(), tmp_path / "my-ontology")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Parser, "load", lambda *_: engine.parser)
    return tmp_path / "my-ontology"


def blocks(section: str) -> list[tuple[str, str, str]]:
    return [(language, path, body) for language, path, body in BLOCK.findall(SECTIONS[section])]


def apply(root: Path, section: str) -> None:
    """Make the changes that a section tells."""
    for language, path, body in blocks(section):
        if path and language == "diff":
            old, new = (line[1:] for line in body.splitlines())
            text = (root / path).read_text("utf-8")
            assert text.count(old) == 1
            (root / path).write_text(text.replace(old, new), "utf-8")
        elif path:
            with (root / path).open("a", encoding="utf-8") as file:
                file.write(body)


def command(line: str) -> str:
    words = shlex.split(line.removeprefix("$ "))
    assert words[0] == "kg"
    result = CliRunner().invoke(app, words[1:])
    assert result.exit_code == 0, result.output
    return result.stdout


def assert_printed(shown: list[str], printed: str) -> None:
    """Hold that the lines shown were printed in this order; "…" stands for anything."""
    pattern = ".*".join(re.escape(part) for part in "\n".join(shown).split("…"))
    compact = "\n".join(line.strip() for line in printed.splitlines())
    assert re.search(r"\s*".join(pattern.split("\\\n")), compact, re.DOTALL), f"{shown}\nis not in\n{printed}"


@pytest.mark.parametrize("section", [name for name in SECTIONS if "```console" in SECTIONS[name]])
def test_what_is_added_shows(section: str, copy: Path) -> None:
    apply(copy, section)
    for language, _, body in blocks(section):
        if language == "console":
            line, *shown = body.strip().splitlines()
            assert_printed([text.strip() for text in shown], command(line))


@pytest.mark.parametrize("section", [name for name in SECTIONS if "```console" in SECTIONS[name]])
def test_without_the_addition_it_does_not(section: str, copy: Path) -> None:
    for language, _, body in blocks(section):
        if language == "console":
            line, *shown = body.strip().splitlines()
            with pytest.raises(AssertionError):
                assert_printed([text.strip() for text in shown], command(line))


@pytest.mark.parametrize("section", [name for name in SECTIONS if "```python" in SECTIONS[name]])
def test_its_python_runs(section: str, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    apply(copy, section)
    for language, _, body in blocks(section):
        if language == "python":
            exec(body, {})  # the point of the test: it is our own document
    assert capsys.readouterr().out == ""


def test_the_table_of_relations(copy: Path) -> None:
    for _, _, body in blocks("An output format"):
        exec(body, {})
    lines = (copy.parent / "relations.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("subject,predicate,object")
    assert len(lines) > 20


def test_all_additions_go_together_and_pass_the_check(copy: Path) -> None:
    for section in SECTIONS:
        apply(copy, section)
    assert check(copy) == []
    graph = kg.build([{"title": "Spies", "published": "2024-06-03",
                       "text": "Spies\n\nThe WFR spied on Mali. Ukraine's drone corps struck the Wagadu Hills.\n"}],
                     settings=kg.Settings(ontology=copy))
    said = {(c.subject.actor.id, c.predicate, c.object.actor.id) for c in graph.claims if c.object}
    assert said == {("wagadu-front", "spies-on", "mali"), ("ukraine.drone-command", "attacks", "wagadu-hills")}
    assert all(r.stated for r in graph.relations)
    graph.to_turtle("graph.ttl")
    assert "geo:spies-on actor:mali" in Path("graph.ttl").read_text("utf-8")


def test_a_type_that_nobody_defined_is_one_clear_line(copy: Path) -> None:
    (copy / "lexicon" / "spies-on.yaml").write_text('predicate: spies-on\nverbs: [{cue: "S spy on O"}]\n', "utf-8")
    result = CliRunner().invoke(app, ["explain", "--ontology", "my-ontology", "--text", "X met Y."])
    assert result.exit_code == 2
    assert "no such relation type" in result.stderr
    assert len(result.stderr.splitlines()) == 1


# docs/lexicon.md

NOTATION = (ROOT / "docs" / "lexicon.md").read_text("utf-8")
ROW = re.compile(r"^\| `([^`]+)` ([\w-]+)(?:, (\w+) (\w+))? \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def cue_rows() -> Iterator[tuple[str, str, dict[str, str], str, str]]:
    """Yield section, cue, predicate with keys, sentence and what it gives, of the tables of the page."""
    section = "verbs"
    for part in re.split(r"^#+ ", NOTATION, flags=re.MULTILINE):
        name = part.split("\n", 1)[0]
        section = name if name in [kind.value for kind in CueKind] else "verbs"
        for cue, predicate, key, value, sentence, gives in ROW.findall(part.replace("\\|", "\u00a6")):
            keys = {"predicate": predicate, **({key: value} if key else {})}
            yield section, cue.replace("\u00a6", "|"), keys, sentence, gives


def told(claim: kg.Claim) -> str:
    """Return a claim in the words of the tables."""
    extra = [v for v in (claim.polarity, claim.modality) if v not in ("affirmed", "asserted")]
    for name in ("counterparty", "item", "topic"):
        if value := getattr(claim.qualifiers, name):
            extra.append(f"{name} {value if isinstance(value, str) else value.name}")
    ends = f"{claim.subject.actor.name} {claim.predicate} {claim.object.actor.name if claim.object else '–'}"
    return ends + (f" ({'; '.join(extra)})" if extra else "")


OTHERS = len(re.findall(r"^\| `(?:cue|example|counter|modality|polarity|weight)` \|", NOTATION, re.MULTILINE))


def test_the_tables_of_the_notation_are_found() -> None:
    rows = list(cue_rows())
    assert {section for section, *_ in rows} == {kind.value for kind in CueKind}
    assert len(rows) == sum(part.count("\n| `") for part in NOTATION.split("| cue | sentence | gives |")[1:]) - OTHERS


@pytest.fixture(scope="module")
def data() -> tuple[ontology.Ontology, grammar.Nouns, grammar.Roles, grammar.ContextWords]:
    return ontology.load(), grammar.load_nouns(), grammar.load_roles(), grammar.load_context()


@pytest.mark.parametrize(("section", "text", "keys", "sentence", "gives"), list(cue_rows()))
def test_a_cue_gives_what_its_table_says(
    section: str, text: str, keys: dict[str, str], sentence: str, gives: str, engine: Engine,
    data: tuple[ontology.Ontology, grammar.Nouns, grammar.Roles, grammar.ContextWords],
) -> None:
    entry = {key: value for key, value in keys.items() if key != "predicate"}
    cue = parse(text, keys["predicate"], CueKind(section), entry)
    index: dict[CueKind, dict[str, tuple]] = {kind: {} for kind in CueKind}
    index[cue.kind] = dict.fromkeys(cue.heads, (cue,))
    extractor = PatternExtractor(data[0], Lexicon((cue,), index), *data[1:], frozenset())
    found = "; ".join(told(claim) for claim in extractor.claims(read(engine, sentence)))
    assert (found or "nothing") == gives


# docs/concepts.md

CONCEPTS = (ROOT / "docs" / "concepts.md").read_text("utf-8")
SAID = [
    row
    for table in CONCEPTS.split("| sentence | claims |\n|---|---|\n")[1:]
    for row in re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", table.split("\n\n")[0], re.MULTILINE)
]


def told_with_speaker(claim: kg.Claim) -> str:
    """Return a claim in the words of the tables, with speaker and time."""
    extra = []
    if claim.attribution.speaker:
        extra.append(f"{claim.attribution.kind} {claim.attribution.speaker.name}")
    if claim.time:
        extra.append(f"time {claim.time.text}")
    text = told(claim)
    if not extra:
        return text
    return f"{text[:-1]}; {'; '.join(extra)})" if text.endswith(")") else f"{text} ({'; '.join(extra)})"


@pytest.mark.parametrize(("sentence", "claims"), SAID)
def test_the_examples_of_the_concepts(sentence: str, claims: str, engine: Engine) -> None:
    assert len(SAID) >= 10
    found = [told_with_speaker(claim) for claim in engine.extractor.claims(read(engine, sentence))]
    assert sorted(found) == sorted(re.split(r"; (?![^(]*\))", claims))


# docs/architecture.md


def test_the_floors_of_the_page_are_those_that_are_held() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = next(c["layers"] for c in config["tool"]["importlinter"]["contracts"] if c["id"] == "floors")
    held = [set(re.findall(r"\w+", layer)) for layer in reversed(layers)]
    table = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("## Rooms and floors")[1].split("\n\n")[1]
    shown = [m for row in table.splitlines()[2:] for m in re.findall(r"`kg/(\w+)", row.split("|")[2])]
    ranks = [next(n for n, layer in enumerate(held) if room in layer) for room in shown if room != "__init__"]
    assert ranks == sorted(ranks)
    assert {*shown} - {"__init__"} == set().union(*held)
