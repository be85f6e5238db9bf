"""What the documents show is what the code does."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

import kg

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
QUICKSTART = (ROOT / "docs" / "quickstart.md").read_text("utf-8")


@pytest.fixture(scope="module")
def graph() -> kg.Graph:
    return kg.build([ROOT / "examples"])


def test_the_claim_in_the_readme_is_one_of_the_examples(graph: kg.Graph) -> None:
    block = re.search(r"```json\n(.*?)```", README, re.DOTALL)
    assert block
    shown = json.loads(block[1])
    real = {claim.id: kg.to_record(claim) for claim in graph.claims}
    varies = ("confidence", "extractor")  # these move with every change of the rules
    assert {k: v for k, v in real[shown["id"]].items() if k not in varies} == {
        k: v for k, v in shown.items() if k not in varies}


def test_every_example_is_an_article_of_the_length_it_should_have(graph: kg.Graph) -> None:
    assert graph.errors == ()
    articles = [found for found in kg.read([ROOT / "examples"]) if isinstance(found, kg.Article)]
    assert len(articles) >= 5
    for article in articles:
        assert article.title
        assert article.publisher
        assert article.published
        assert 200 <= len(article.text.split()) <= 350


def test_every_span_of_the_examples_equals_its_text(graph: kg.Graph) -> None:
    texts = {found.id: found.text for found in kg.read([ROOT / "examples"]) if isinstance(found, kg.Article)}
    assert graph.claims
    for claim in graph.claims:
        text = texts[claim.article.id]
        ends = [claim.subject.span] + ([claim.object.span] if claim.object else [])
        cue = [claim.attribution.cue] if claim.attribution.cue else []
        for span in (*ends, *cue, claim.evidence.sentence, claim.evidence.trigger):
            assert text[span.start:span.end] == span.text


def test_the_commands_of_contributing_are_those_of_ci() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    told = re.findall(r"^    (make [\w-]+|\S+kg \w+ [^#\n]*?)  +#", page, re.MULTILINE)
    run = (ROOT / ".ci" / "run").read_text("utf-8").replace("--keep-going ", "")
    assert len(told) >= 4
    assert [command for command in told if f"\n{command}" not in run] == []


def test_the_citation_is_of_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert (citation["version"], citation["license"]) == (project["version"], project["license"])


def test_the_changelog_has_the_form_that_it_says() -> None:
    headings = re.findall(r"^(##+) (.*)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == ("##", "[Unreleased]")
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert {text for mark, text in headings if mark == "###"} <= kinds


def test_every_option_is_in_the_quick_start() -> None:
    for word in ("kg build", "kg claims", "--out", "--model", "--ontology", "--title", "--quiet", "KG_DEBUG"):
        assert word in QUICKSTART, word


def test_the_picture_of_the_readme_is_there_with_words_for_those_who_do_not_see_it() -> None:
    [(words, target)] = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", README)
    data = (ROOT / target).read_bytes()
    assert len(words.split()) > 10
    assert data.startswith(b"\x89PNG")
    assert len(data) <= 400_000


def test_the_python_of_the_page_on_the_viewer_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    block = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "viewer.md").read_text("utf-8"), re.DOTALL)
    assert block
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    exec(block[1], {})  # the point of the test: it is our own document
    assert "<title>Turkey and its neighbours</title>" in (tmp_path / "graph.html").read_text("utf-8")


def test_the_notebook_cells_of_the_page_open_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.export import browser

    text = (ROOT / "docs" / "viewer.md").read_text("utf-8")
    [cells] = [block for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "show()" in block]
    opened: list[str] = []
    monkeypatch.setattr(browser.webbrowser, "open", lambda address: opened.append(address) or True)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    exec(cells, {})  # it is our own document
    assert len(opened) == 1


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"(?<!!)\[[^\]]+\]\((?!https?:)([^)#]*)(#[\w-]+)?\)", page.read_text("utf-8")):
        file = page.parent / target[0] if target[0] else page
        assert file.exists(), target
        if target[1]:
            headings = re.findall(r"^#+ (.*)$", file.read_text("utf-8"), re.MULTILINE)
            assert target[1][1:] in [re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings], target


def test_every_page_is_named_in_the_readme() -> None:
    assert [page.name for page in sorted((ROOT / "docs").glob("*.md")) if f"(docs/{page.name})" not in README] == []
