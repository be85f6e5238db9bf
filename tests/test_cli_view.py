"""kg view: the page is written, named and opened."""

import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.export import browser
from kg.export.jsonl import write
from tests.builders import claim


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "built"
    made.mkdir()
    write([claim("Turkey", "meets", "Russia")], made / "claims.jsonl")
    return made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []
    monkeypatch.setattr(browser.webbrowser, "open", lambda address: seen.append(address) or True)
    return seen


def run(*arguments: object):
    return CliRunner().invoke(app, ["view", *map(str, arguments)])


def test_a_folder_of_a_build_opens_as_a_page_that_is_named(folder: Path, asked: list[str]) -> None:
    result = run(folder)
    assert result.exit_code == 0, result.output
    page = Path(result.stdout.strip())
    assert asked == [page.as_uri()]
    assert "Turkey" in page.read_text("utf-8")
    assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700


def test_no_open_only_writes(folder: Path, asked: list[str], tmp_path: Path) -> None:
    out = tmp_path / "deep" / "page.html"
    result = run(folder, "--no-open", "--out", out, "--title", "A <b>title</b>")
    assert (result.exit_code, result.stdout.strip(), asked) == (0, str(out), [])
    assert "<title>A &lt;b&gt;title&lt;/b&gt;</title>" in out.read_text("utf-8")


def test_the_same_claims_give_the_same_page_as_export(folder: Path, asked: list[str], tmp_path: Path) -> None:
    run(folder, "--no-open", "--out", tmp_path / "a.html")
    CliRunner().invoke(app, ["export", str(folder), "-f", "html", "-o", str(tmp_path / "b.html")])
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_without_a_browser_it_says_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser.webbrowser, "open", lambda address: False)
    result = run(folder)
    assert result.exit_code == 0
    assert "no browser was found" in result.stderr
    assert result.stderr.count("\n") == 1


def test_what_is_not_there_is_one_line_and_nothing_opens(tmp_path: Path, asked: list[str]) -> None:
    result = run(tmp_path / "missing")
    assert (result.exit_code, asked, result.stdout) == (2, [], "")
    assert result.stderr.count("\n") == 1


def test_a_place_that_cannot_be_written_is_told_before_reading(folder: Path, tmp_path: Path) -> None:
    result = run(folder, "--out", tmp_path)
    assert result.exit_code == 2
    assert "is a folder" in result.stderr


def test_a_broken_file_of_claims_is_one_line(tmp_path: Path, asked: list[str]) -> None:
    bad = tmp_path / "claims.jsonl"
    bad.write_text('{"predicate": 1, "evidence": 2, "subject": 3}\n', "utf-8")
    result = run(bad)
    assert (result.exit_code, asked) == (2, [])
    assert result.stderr.count("\n") == 1
