"""Whatever the documents show as a command or as Python is one that there is, and the first pages' Python runs."""

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import kg
from kg.cli.app import app
from kg.engine import Engine

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = typer.main.get_command(app).commands
GENERATED = {"cli.md"}  # held by a test of its own


def command_lines(page: Path) -> Iterator[str]:
    """Yield the command lines of a page that call kg, without prompt, path, comment and what they are piped into."""
    for line in page.read_text("utf-8").splitlines():
        if not line.startswith("|") and (found := re.match(r"(?:    |\$ |.*[|] )+(?:[\w./-]*/)?kg (.*)$", line)):
            yield found[1]


LINES = [(page.name, line) for page in PAGES if page.name not in GENERATED for line in command_lines(page)]


def test_the_command_lines_are_found() -> None:
    assert len(LINES) >= 80
    assert {page for page, _ in LINES} >= {"README.md", "quickstart.md", "query.md", "store.md", "questions.md"}


@pytest.mark.parametrize(("page", "line"), LINES)
def test_a_command_line_has_a_command_and_options_that_there_are(page: str, line: str) -> None:
    words = shlex.split(line, comments=True)
    for end in ("|", ">", "2>", "<", "&&"):
        words = words[:words.index(end)] if end in words else words
    if words[0] in ("--help", "--version", "COMMAND"):
        return
    command = COMMANDS[words[0]]
    known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)} | {"--help", "-h"}
    assert [word for word in words[1:] if re.match(r"--?[a-z]", word) and word.split("=")[0] not in known] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_of_a_page_is_python_and_names_what_is_public(page: Path) -> None:
    for code in re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "kg":
                assert hasattr(kg, node.attr), node.attr


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loaded: Engine) -> Path:
    """A folder with what the examples speak of; the language model is loaded once for all."""
    monkeypatch.chdir(tmp_path)
    for name in ("examples", "articles", "news"):
        (tmp_path / name).symlink_to(ROOT / "examples")
    return tmp_path


def python_of(path: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", (ROOT / path).read_text("utf-8"), re.DOTALL)


def test_the_python_of_the_readme_prints_what_the_readme_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [code] = python_of("README.md")
    [shown] = re.findall(r"```text\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    exec(code, {})  # the point of the test: it is our own document
    assert capsys.readouterr().out == shown
    assert (folder / "graph.ttl").stat().st_size
    assert (folder / "graph.html").stat().st_size


def test_the_python_of_the_quick_start_runs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = python_of("docs/quickstart.md")
    names: dict[str, object] = {}
    exec(first, names)
    assert all((folder / name).stat().st_size for name in ("claims.jsonl", "graph.ttl", "graph.html"))
    exec(second, names)
    assert len(capsys.readouterr().out.splitlines()) == len(names["graph"].claims) - 1


def test_the_python_of_the_page_on_scale_runs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    several, partition = python_of("docs/scale.md")
    exec(several.replace("jobs=4", "jobs=1"), {})  # workers have tests of their own
    assert len(capsys.readouterr().out.splitlines()) == 6
    exec(partition, {})
    assert "meets" in capsys.readouterr().out


def shown_below(page: str, command: str) -> list[list[str]]:
    """Return the indented blocks that follow a command line on a page, without what else is said between them."""
    text = (ROOT / "docs" / page).read_text("utf-8").split(f"    {command}\n", 1)[1]
    return [block.splitlines() for block in re.findall(r"(?:^    .*\n|^\n(?=    ))+", text, re.MULTILINE)]


def told(line: str) -> list[str]:
    """Return the words of a line, numbers after a point left out: confidences move with every change of the rules."""
    return re.sub(r"\b[01]\.\d+", "0", line).split()


@pytest.mark.parametrize(("page", "command"), [
    ("explain.md", "kg explain ccce31 examples"),
    ("architecture.md",
     'kg explain --text "Iranian officials denied that Tehran had sold drones to Russia." --published 2022-11-01'),
])
def test_what_is_explained_on_a_page_is_what_is_printed(page: str, command: str, folder: Path) -> None:
    result = CliRunner().invoke(app, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output
    printed = [told(line) for line in result.stdout.splitlines()]
    blocks = shown_below(page, command)
    block = next(block for block in blocks if re.match(r"\s+\w+  [\w-]+  \w+", block[0] or block[1]))
    block = [line for line in block if line.strip()]
    assert len(block) >= 2
    for line in block:
        words = told(line.split("    negated")[0])  # the page on the rooms sums each claim up in one line
        assert any(words == shown[:len(words)] for shown in printed), line


def test_the_graph_of_the_page_on_validation_conforms_as_it_says(folder: Path) -> None:
    for command in ("kg build examples --out out", "kg validate out"):
        result = CliRunner().invoke(app, shlex.split(command)[1:])
        assert result.exit_code == 0, result.output
    [shown] = [block for block in shown_below("validation.md", "kg validate out") if "conforms" in block[-1]]
    assert [line.strip() for line in shown if line.strip()] == [
        re.sub(r"\([\d,]+ ", "(… ", line) for line in result.stdout.splitlines()]
