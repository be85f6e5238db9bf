"""Every command line of the documents runs as it stands there, and all their Python, with files such as they speak of.

Each page has a folder of its own, in which its lines run in their order: what one writes the next may read. The lines
of docs/extending.md also have to print what the page shows, and run in a test of their own.
"""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.engine import Engine
from kg.export import browser
from kg.ingest.fetch import Fetched, Fetcher
from tests.ingest import samples
from tests.test_examples_of_documents import PAGES, ROOT, command_lines

TESTED_ELSEWHERE = {"cli.md", "extending.md"}
FILLED_IN = {"SOURCE...": "graph", "SOURCE": "graph", "ACTOR ACTOR": "Turkey Russia", "ACTOR": "Turkey",
             "FILE": "tests/baseline.json", "COMMAND": "build"}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> Path:
    """A folder with whatever the pages speak of: articles of every kind, a graph, stores, files of decisions."""
    folder = tmp_path_factory.mktemp("documents")
    for name in ("examples", "ontology", "docs"):
        (folder / name).symlink_to(ROOT / name)
    for name in ("articles", "my-articles", "news", "monday", "wednesday"):
        (folder / name).mkdir()
        for path in sorted((ROOT / "examples").iterdir())[:2]:
            shutil.copy(path, folder / name)
    (folder / "tests" / "gold").mkdir(parents=True)
    for path in [*sorted((ROOT / "tests" / "gold").glob("a*.json*")), ROOT / "tests" / "gold" / "names.tsv"]:
        shutil.copy(path, folder / "tests" / "gold")
    (folder / "tests" / "baseline.json").write_text('{"gold": {"F1": 0.3}}')
    for name, data in {"day.warc.gz": samples.every_format()["warc.gz"], "feed.xml": samples.rss().encode(),
                       "one-more.txt": samples.TEXT.encode()}.items():
        (folder / name).write_bytes(data)
    shutil.make_archive(str(folder / "pages"), "zip", folder / "articles")
    columns = ("kicker", "words", "date", "source", "byline")
    (folder / "export.csv").write_text(samples.csv(names=columns), "utf-8")
    article = {"id": "t", "title": "Talks", "text": "Mali met Niger on Monday.", "published": "2023-05-09"}
    for name in ("tuesday.jsonl", "more.jsonl"):
        (folder / name).write_text(json.dumps(article) + "\n")
    pair = {"id": 1, "text": "Turkey met Russia.", "a": [0, 6], "b": [11, 17]}
    (folder / "pairs.jsonl").write_text(json.dumps(pair) + "\n")
    (folder / "question.rq").write_text("SELECT ?claim WHERE { ?claim a claim:Claim }")
    for name in ("overrides.yaml", "who-is-who.yaml"):
        (folder / name).write_text("ignore: [Getty Images]\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "load", lambda *_: engine)
        patch.chdir(folder)
        for line in ("build examples --out graph", "build examples --out out", "add news.kg examples"):
            assert CliRunner().invoke(app, line.split()).exit_code == 0
    for name in ("decisions.yaml", "news.decisions.yaml"):
        (folder / name).write_text("decisions:\n  - {claim: 3cb107e651e5ef16, decision: accept}\n")
    return folder


@pytest.fixture
def folder(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loaded: Engine) -> Path:
    """A copy of it to work in. No browser opens, no server goes on serving, and the web is one page."""
    import uvicorn

    copy = tmp_path / "copy"
    shutil.copytree(prepared, copy, symlinks=True)
    monkeypatch.chdir(copy)
    monkeypatch.delenv("KG_SHARED", raising=False)  # kg evaluate would run for minutes
    monkeypatch.setattr(browser.webbrowser, "open", lambda _: True)
    monkeypatch.setattr(uvicorn.Server, "run", lambda *_, **__: None)
    monkeypatch.setattr(Fetcher, "get", lambda _, address, __: Fetched(address, samples.html().encode(), "utf-8"))
    return copy


def filled_in(line: str) -> list[str]:
    """Return the words of a line: no remark, nothing after a pipe, files and names in the place of capitals."""
    line = re.split(r"\s{3,}|\s#", line)[0]
    for word, value in FILLED_IN.items():
        line = re.sub(rf"(?<![\w-]){re.escape(word)}(?![\w-])", value, line)
    if "CLAIM_ID" in line:
        first = Path("graph/claims.jsonl").read_text("utf-8").splitlines()[0]
        line = line.replace("CLAIM_ID", json.loads(first)["id"])
    words = shlex.split(line)
    return words[:next((n for n, word in enumerate(words) if word in ("|", ">", "&&")), len(words))]


@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in TESTED_ELSEWHERE
                                  and list(command_lines(page))], ids=lambda page: page.name)
def test_the_commands_of_a_page_run(page: Path, folder: Path) -> None:
    for line in command_lines(page):
        if "--engine ray" in line:
            continue  # tests/bulk/test_ray.py: Ray is not installed for all tests
        words = filled_in(line)
        result = CliRunner().invoke(app, words, input=samples.rss() if "-" in words else "q\n")
        shown = f"\n    {result.stderr}" in page.read_text("utf-8")  # the page says how it fails
        assert result.exit_code == 0 or (result.stderr and shown), (words, result.output)
        if " > " in line:
            Path(shlex.split(line, comments=True)[-1]).write_text(result.stdout, "utf-8")


@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in TESTED_ELSEWHERE
                                  and "```python" in page.read_text("utf-8")], ids=lambda page: page.name)
def test_the_python_of_a_page_runs(page: Path, folder: Path) -> None:
    names: dict[str, object] = {}
    for code in re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        exec(code, names)  # the point of the test: it is our own document
