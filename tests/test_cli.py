import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import pipeline
from kg.cli import console
from kg.cli.app import app

TEXT = "Talks\n\nOn Monday, Turkey meets Russia in Sochi to discuss the war."


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_build_writes_the_three_files_and_a_summary(cli: CliRunner, page: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    result = cli.invoke(app, ["build", str(page), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert sorted(p.name for p in out.iterdir()) == ["claims.jsonl", "graph.html", "graph.ttl", "report.jsonl"]
    assert re.search(r"articles\s+1\n", result.stdout)
    assert re.search(r"claims\s+1\n", result.stdout)
    assert str(out / "graph.html") in result.stdout
    assert result.stderr == ""


def test_build_quietly_says_nothing(cli: CliRunner, page: Path, tmp_path: Path) -> None:
    assert cli.invoke(app, ["build", str(page), "-o", str(tmp_path / "o"), "--quiet"]).output == ""


def test_build_names_bad_inputs_on_one_line_each_and_builds_the_others(
        cli: CliRunner, page: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    inputs = [str(tmp_path / "none.txt"), str(page), str(tmp_path / "empty.txt")]
    result = cli.invoke(app, ["build", *inputs, "-o", str(tmp_path / "o")])
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"kg: {inputs[0]}: there is no such file or folder", f"kg: {inputs[2]}: is empty"]
    assert len((tmp_path / "o" / "claims.jsonl").read_text().splitlines()) == 1
    assert re.search(r"inputs not used\s+2\n", result.stdout)


def test_build_of_nothing_usable_writes_its_report_alone(cli: CliRunner, tmp_path: Path) -> None:
    result = cli.invoke(app, ["build", str(tmp_path / "none.txt"), "-o", str(tmp_path / "o")])
    assert result.exit_code == 2
    [report] = (tmp_path / "o").iterdir()
    line = json.loads(report.read_text())
    assert (line["path"], line["status"]) == (str(tmp_path / "none.txt"), "failed")
    assert line["reason"] == "there is no such file or folder"


def test_build_into_a_file_is_one_line(cli: CliRunner, page: Path) -> None:
    for out in (page, page / "deeper"):
        result = cli.invoke(app, ["build", str(page), "-o", str(out)])
        assert result.exit_code == 2
        assert result.stderr == f"kg: {out}: there is a file in the way (--out names the folder to write into)\n"


@pytest.mark.usefixtures("fake_engine")
def test_where_nothing_may_be_written_nothing_is_read(
        cli: CliRunner, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read", lambda _: pytest.fail("the articles are read for nothing"))
    (tmp_path / "o" / "graph.ttl").mkdir(parents=True)
    result = cli.invoke(app, ["build", str(page), "-o", str(tmp_path / "o")])
    assert result.exit_code == 2
    assert result.stderr.startswith(f"kg: {tmp_path / 'o' / 'graph.ttl'}: is a folder")
    monkeypatch.setattr(os, "access", lambda _, mode: mode == os.R_OK)  # also where root runs the tests
    result = cli.invoke(app, ["build", str(page), "-o", str(tmp_path)])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "nothing may be written there" in result.stderr


@pytest.mark.parametrize("arguments", ["build", "build x", "claims", "nonsense", "build x --nonsense"])
def test_wrong_usage_is_exit_code_2(cli: CliRunner, arguments: str) -> None:
    result = cli.invoke(app, arguments.split())
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_build_that_fails_leaves_no_half_file(
        cli: CliRunner, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(self: pipeline.Graph, path: Path) -> None:
        path.write_text("half")
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(pipeline.Graph, "to_jsonl", half)
    result = cli.invoke(app, ["build", str(page), "-o", str(tmp_path / "o")])
    assert result.exit_code == 2
    assert "No space left on device" in result.stderr
    assert [path.name for path in (tmp_path / "o").iterdir()] == ["report.jsonl"]


def test_claims_are_json_lines_on_standard_output_alone(cli: CliRunner, page: Path) -> None:
    result = cli.invoke(app, ["claims", str(page), "none.txt"])
    assert result.exit_code == 1
    assert [json.loads(line)["predicate"] for line in result.stdout.splitlines()] == ["meets"]
    assert result.stderr == "kg: none.txt: there is no such file or folder\n"


def test_claims_reads_json_lines_from_standard_input(cli: CliRunner) -> None:
    lines = "".join(json.dumps({"id": name, "text": TEXT}) + "\n" for name in ("a", "b")) + "{broken\n"
    result = cli.invoke(app, ["claims", "-"], input=lines)
    assert result.exit_code == 1
    assert [json.loads(line)["article"]["id"] for line in result.stdout.splitlines()] == ["a", "b"]
    assert result.stderr.startswith("kg: standard input, line 3: is not valid JSON")


def test_build_and_actors_read_json_lines_from_standard_input(cli: CliRunner, tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": TEXT}) + "\n"
    assert cli.invoke(app, ["build", "-", "-o", str(tmp_path), "-q"], input=line).exit_code == 0
    assert json.loads((tmp_path / "claims.jsonl").read_text())["article"]["id"] == "a"
    assert "turkey" in cli.invoke(app, ["actors", "-"], input=line).stdout


def test_half_a_character_costs_no_article(cli: CliRunner, tmp_path: Path) -> None:
    record = {"id": "a\ud800", "title": "\udfffTalks", "text": f"\ud83d {TEXT}"}
    result = cli.invoke(app, ["build", "-", "-o", str(tmp_path), "-q"], input=json.dumps(record))
    assert (result.exit_code, result.output) == (0, "")
    claim = json.loads((tmp_path / "claims.jsonl").read_text("utf-8"))
    assert (claim["article"]["id"], claim["article"]["title"]) == ("a\ufffd", "\ufffdTalks")
    assert record["text"][claim["subject"]["mention"]["start"]:].startswith("Turkey")


def test_claims_of_articles_that_say_nothing_are_none_and_fine(cli: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The weather in Sochi was fine on Monday.")
    result = cli.invoke(app, ["claims", str(tmp_path / "a.txt")])
    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.parametrize("command", ["build", "claims"])
def test_help_tells_every_option_and_the_exit_codes(cli: CliRunner, command: str) -> None:
    result = cli.invoke(app, [command, "--help"])
    assert result.exit_code == 0
    for word in ("INPUT", "--model", "--ontology", "KG_MODEL", "Exit codes"):
        assert word in result.stdout


def test_the_list_of_commands_and_the_version(cli: CliRunner) -> None:
    assert {"build", "claims"} <= set(cli.invoke(app, ["--help"]).stdout.split())
    assert re.fullmatch(r"kg \d\S+\n", cli.invoke(app, ["--version"]).stdout)


def test_a_bug_is_one_line_and_exit_code_70(
        cli: CliRunner, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        message = "out of\ncheese"
        raise RuntimeError(message)

    monkeypatch.setattr(pipeline, "by_article", broken)
    monkeypatch.delenv("KG_DEBUG", raising=False)
    result = cli.invoke(app, ["claims", str(page)])
    assert result.exit_code == 70
    assert result.stderr.startswith("kg: an error of kg itself: RuntimeError: out of cheese")
    assert result.stderr.count("\n") == 1
    monkeypatch.setenv("KG_DEBUG", "1")
    assert "Traceback" in cli.invoke(app, ["claims", str(page)]).stderr


def test_a_stop_by_the_keyboard_is_one_line_and_exit_code_130(
        cli: CliRunner, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "by_article", stopped)
    result = cli.invoke(app, ["claims", str(page)])
    assert (result.exit_code, result.stderr) == (130, "kg: stopped\n")


def test_a_model_that_is_not_there_is_one_line(tmp_path: Path, page: Path) -> None:
    """With the real engine: the name of the model is a user's word."""
    result = CliRunner().invoke(app, ["claims", str(page), "--model", "no_such_model"])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "no_such_model" in result.stderr


def test_names_that_could_steer_a_terminal_are_shown_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    console.say("a\x1b[31m\nb")
    assert capsys.readouterr().err == "kg: a?[31m b\n"


def test_progress_yields_all_with_and_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(console.progress([1, 2], "Reading")) == [1, 2]
    terminal = io.StringIO()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert list(console.progress([1, 2], "Reading")) == [1, 2]
    assert "Reading" in terminal.getvalue()


@pytest.mark.skipif(os.name != "posix", reason="pipes and shells differ elsewhere")
def test_closed_output_is_no_error() -> None:
    code = "from kg.cli import main; import sys; sys.argv = ['kg', '--version']; main()"
    run = subprocess.run(["bash", "-c", f'{sys.executable} -c "{code}" >&-'],
                         capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.skipif(os.name != "posix", reason="pipes and shells differ elsewhere")
@pytest.mark.parametrize("printing", ["print('x' * 100)", "console.Output().print('x' * 100)"])
def test_a_reader_that_goes_away_is_no_error(printing: str) -> None:
    code = f"from kg.cli import console\nwith console.reported(standalone=True):\n    while True: {printing}"
    run = subprocess.run(["bash", "-c", f'{sys.executable} -c "{code}" | head -n 1; exit "${{PIPESTATUS[0]}}"'],
                         capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (141, "")
