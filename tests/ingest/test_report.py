import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import console
from kg.cli.app import app
from kg.errors import InputError
from kg.ingest import items
from kg.ingest.report import Report
from kg.model import Article
from tests.ingest import samples

TEXT = "Talks\n\nOn Monday, Turkey meets Russia in Sochi to discuss the war."
GERMAN = "Der Minister hat am Montag mit der Regierung in Berlin über die Waffen gesprochen."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text(TEXT)
    (folder / "c.txt").write_text(GERMAN, "utf-8")
    (folder / "d.txt").touch()
    (folder / "e.png").write_bytes(b"\x89PNG\r\n")
    (folder / "f.html").write_text(samples.html(), "utf-8")
    return folder


def lines(path: Path) -> dict[str, dict[str, object]]:
    return {Path(record["path"]).name: record for record in map(json.loads, path.read_text("utf-8").splitlines())}


def test_there_is_a_line_for_each_input_and_the_summary_counts_them(
        cli: CliRunner, folder: Path, tmp_path: Path) -> None:
    result = cli.invoke(app, ["build", str(folder), "-o", str(tmp_path / "out")])
    assert result.exit_code == 1
    report = lines(tmp_path / "out" / "report.jsonl")
    assert {name: line["status"] for name, line in report.items()} == {
        "a.txt": "used", "b.txt": "skipped", "c.txt": "skipped", "d.txt": "failed", "e.png": "skipped",
        "f.html": "used"}
    assert report["b.txt"]["reason"] == f"is the same article as {folder / 'a.txt'}"
    assert report["c.txt"]["reason"] == "is not in English (looks like German) (only English is read)"
    page = report["f.html"]
    assert (page["title"], page["publisher"], page["published"], page["authors"], page["language"]) == (
        samples.TITLE, "The Daily Crossing", "2021-05-06", ["Ada Reed", "Ben Stone"], "en")
    assert result.stderr.splitlines() == [
        f"kg: {folder / 'c.txt'}: is not in English (looks like German) (only English is read)",
        f"kg: {folder / 'd.txt'}: is empty"]
    for row in ("inputs not used", "of them not in English", "articles that came again"):
        assert row in result.stdout


def test_the_report_goes_where_it_is_told_and_is_the_same_every_time(
        cli: CliRunner, folder: Path, tmp_path: Path) -> None:
    for name in ("1", "2"):
        cli.invoke(app, ["build", str(folder), "-o", str(tmp_path / "out"), "--report", str(tmp_path / name)])
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert not (tmp_path / "out" / "report.jsonl").exists()


def test_a_report_that_can_not_be_written_is_one_line(cli: CliRunner, folder: Path, tmp_path: Path) -> None:
    report = tmp_path / "no" / "report.jsonl"
    result = cli.invoke(app, ["build", str(folder), "-o", str(tmp_path / "out"), "--report", str(report)])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_originals_are_kept_by_their_hash(cli: CliRunner, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    cli.invoke(app, ["build", str(folder), "-o", str(out), "--keep-originals"])
    report = lines(out / "report.jsonl")
    digest = str(report["f.html"]["original"])
    assert (out / "originals" / digest[:2] / digest).read_bytes() == (folder / "f.html").read_bytes()
    assert len(list((out / "originals").glob("*/*"))) == 2


def test_map_and_fetch_are_options_of_the_commands_that_read(cli: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'kicker,words\nTalks,"{TEXT}"\n')
    for command in (["claims"], ["actors"], ["build", "-o", str(tmp_path / "o")]):
        assert cli.invoke(app, [*command, str(path)]).exit_code == 2
        result = cli.invoke(app, [*command, str(path), "--map", "text=words,title=kicker"])
        assert result.exit_code == 0, result.stderr
        result = cli.invoke(app, [*command, str(path), "--map", "nonsense"])
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        result = cli.invoke(app, [*command, "http://127.0.0.1:9/"])
        assert result.stderr == ("kg: http://127.0.0.1:9/: is a web address, and nothing is fetched unless you ask for "
                                 "it (give --fetch)\n")
        result = cli.invoke(app, [*command, "http://127.0.0.1:9/", "--fetch"])
        assert "is in a private network" in result.stderr


def test_standard_input_is_told_by_its_content(cli: CliRunner) -> None:
    packed = samples.zipped({"a.txt": TEXT.encode()})
    for data in (TEXT, json.dumps({"text": TEXT}), packed, f'title,text\nTalks,"{TEXT}"\n'):
        result = cli.invoke(app, ["claims", "-"], input=data)
        assert (result.exit_code, result.stdout.count("\n")) == (0, 1), result.stderr


def test_of_very_many_errors_the_terminal_shows_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    errors = [InputError(f"{n}.txt", "is empty") for n in range(500)]
    console.report(errors, Path("report.jsonl"))
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 51
    assert said[-1] == "kg: and 450 more inputs that could not be used: see report.jsonl"
    console.report(errors)
    assert len(capsys.readouterr().err.splitlines()) == 500


def test_a_report_without_a_file_counts(folder: Path) -> None:
    with Report() as report:
        found = list(report.passing(items([folder])))
    assert [type(result) for result in found] == [Article, InputError, InputError, Article]
    assert report.counts == {"used": 2, "skipped": 3, "failed": 1, "duplicate": 1, "language": 1, "other": 1}


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    found = {Path(item.where).name: item for item in items([tmp_path])}
    assert {name: item.status for name, item in found.items()} == {
        "a.txt": "used", "up": "skipped", "self.txt": "failed", "gone.txt": "failed"}
    assert "can't be read" in str(found["self.txt"].result)


def test_what_is_no_regular_file_is_one_line(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    found = list(items([tmp_path / "pipe", "/dev/zero"]))
    assert ["is no regular file" in str(item.result) for item in found] == [True, True]


def test_originals_that_can_not_be_kept_are_no_fault_of_the_inputs(
        cli: CliRunner, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "originals").touch()
    result = cli.invoke(app, ["build", str(folder), "-o", str(out), "--keep-originals"])
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2, f"kg: {out / 'originals'}: originals can't be kept there: Not a directory")
