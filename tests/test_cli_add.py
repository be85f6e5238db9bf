import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app

TEXT = "Talks\n\nOn Monday, Turkey meets Russia in Sochi to discuss the war."

pytestmark = pytest.mark.usefixtures("fake_engine")


@pytest.fixture
def store(tmp_path: Path) -> str:
    return str(tmp_path / "news.kg")


@pytest.fixture
def page(tmp_path: Path) -> str:
    (tmp_path / "a.json").write_text(json.dumps({"id": "a", "text": TEXT, "published": "2021-06-21"}))
    return str(tmp_path / "a.json")


def run(*arguments: str, input: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, arguments, input=input)
    assert "Traceback" not in result.output
    return result.exit_code, result.stdout, result.stderr


def count(output: str, name: str) -> int:
    found = re.search(rf"{name}\s+([\d,]+)\n", output)
    assert found, output
    return int(found[1].replace(",", ""))


def test_add_tells_what_was_new(store: str, page: str) -> None:
    code, output, errors = run("add", store, page, "none.txt")
    assert (code, errors) == (1, "kg: none.txt: there is no such file or folder\n")
    told = ("new articles", "already there", "inputs not used", "claims in the store")
    assert [count(output, name) for name in told] == [1, 0, 1, 1]
    code, output, _ = run("add", store, page)
    assert code == 0
    assert [count(output, name) for name in ("new articles", "already there")] == [0, 1]
    assert run("add", store, page, "-q") == (0, "", "")


def test_add_takes_standard_input_and_another_version(store: str, page: str) -> None:
    run("add", store, page, "-q")
    changed = json.dumps({"id": "a", "text": TEXT + " Later, Turkey meets Russia.", "published": "2021-06-22"})
    code, output, _ = run("add", store, "-", input=changed)
    assert code == 0
    told = ("new versions", "claims in the store", "superseded claims kept")
    assert [count(output, name) for name in told] == [1, 2, 1]


def test_a_report_says_what_became_of_each_input(store: str, page: str, tmp_path: Path) -> None:
    report = tmp_path / "report.jsonl"
    assert run("add", store, page, "none.txt", "-q", "--no-originals", "--report", str(report))[0] == 1
    assert [json.loads(line)["status"] for line in report.read_text().splitlines()] == ["used", "failed"]


def test_refresh_reads_again_what_is_of_another_extractor(store: str, page: str) -> None:
    run("add", store, page, "-q")
    assert count(run("refresh", store)[1], "articles read again") == 0
    assert count(run("refresh", store, "--all")[1], "articles read again") == 1
    assert count(run("refresh", store, "--model", "another")[1], "articles read again") == 1
    assert run("refresh", store, "-q", "--model", "another") == (0, "", "")


@pytest.mark.parametrize(("arguments", "message"), [
    (["add", "a.txt", "b.txt"], "looks like an article"),
    (["add", "{page}", "b.txt"], "is no store of kg (name the store first"),
    (["add", "{folder}", "b.txt"], "is a folder, not a store"),
    (["add", "{folder}/none/news.kg", "b.txt"], "there is no folder"),
    (["refresh", "{folder}/none.kg"], "there is no such store"),
    (["refresh", "{page}"], "is no store of kg"),
])
def test_what_is_no_store_is_one_line(tmp_path: Path, page: str, arguments: list[str], message: str) -> None:
    given = [one.format(page=page, folder=tmp_path) for one in arguments]
    code, output, errors = run(*given)
    assert (code, output, errors.count("\n")) == (2, "", 1)
    assert message in errors


def test_commands_that_take_claims_take_a_store(store: str, page: str, tmp_path: Path) -> None:
    run("add", store, page, "-q")
    assert "turkey" in run("actors", store)[1]
    out = tmp_path / "claims.jsonl"
    assert run("export", store, "--format", "jsonl", "--out", str(out)) == (0, "", "")
    [claim] = out.read_text().splitlines()
    assert json.loads(claim)["predicate"] == "meets"


def test_build_takes_a_store_and_what_is_meant_by_time(store: str, page: str, tmp_path: Path) -> None:
    run("add", store, page, "-q")
    for name, given in (("articles", page), ("store", store)):
        assert run("build", given, "-o", str(tmp_path / name), "-q") == (0, "", "")
    for name in ("claims.jsonl", "graph.ttl", "graph.html"):
        assert (tmp_path / "articles" / name).read_bytes() == (tmp_path / "store" / name).read_bytes()
    assert run("build", store, "-o", str(tmp_path / "none"), "--as-of", "2001")[0] == 2
    assert run("build", store, "-o", str(tmp_path / "later"), "--during", "2022", "-q")[0] == 0
    assert (tmp_path / "later" / "claims.jsonl").read_text() == ""


def test_build_reads_articles_beside_the_claims_of_an_earlier_build(page: str, tmp_path: Path) -> None:
    """A folder of both means its articles: new ones are not passed over."""
    run("build", page, "-o", str(tmp_path / "o"), "-q")
    (tmp_path / "o" / "b.json").write_text(json.dumps({"id": "b", "text": TEXT}))
    run("build", str(tmp_path / "o" / "b.json"), "-o", str(tmp_path / "second"), "-q")
    _, _, errors = run("build", str(tmp_path / "o"), "-o", str(tmp_path / "third"), "-q")
    assert "holds claims that kg has written" in errors
    assert (tmp_path / "third" / "claims.jsonl").read_bytes() == (tmp_path / "second" / "claims.jsonl").read_bytes()


def test_where_articles_are_wanted_a_store_is_one_line(store: str, page: str, tmp_path: Path) -> None:
    run("add", store, page, "-q")
    message = f"kg: {store}: is a store, and articles are wanted here (kg export gives the claims of a store)\n"
    assert run("claims", store) == (2, "", message)
    assert run("add", str(tmp_path / "other.kg"), store, "-q") == (2, "", message)


@pytest.mark.parametrize(("options", "known"), [
    (["--as-of", "2021-06-21"], True), (["--as-of", "2021-06"], True), (["--as-of", "2021"], True),
    (["--as-of", "2021-06-20"], False), (["--during", "2021-06-21"], True), (["--during", "2021-06-22.."], False),
    (["--during", "..2021"], True), (["--ingested-by", "2001"], False), (["--ingested-by", "2999"], True),
    (["--as-of", "2021", "--during", "2020"], False),
])
def test_what_is_meant_by_time(store: str, page: str, tmp_path: Path, options: list[str], known: bool) -> None:
    run("add", store, page, "-q")
    out = tmp_path / "claims.jsonl"
    run("export", store, "-f", "jsonl", "-o", str(out), *options)
    assert (out.exists() and bool(out.read_text())) == known
    if "--ingested-by" not in options:  # the same for claims that are in no store
        run("export", store, "-f", "jsonl", "-o", str(tmp_path / "all.jsonl"))
        out.unlink(missing_ok=True)
        run("export", str(tmp_path / "all.jsonl"), "-f", "jsonl", "-o", str(out), *options)
        assert (out.exists() and bool(out.read_text())) == known


def test_where_nothing_is_meant_one_line_says_so(store: str, page: str) -> None:
    run("add", store, page, "-q")
    assert run("actors", store, "--as-of", "2001") == (2, "", f"kg: {store}: holds no articles published by 2001\n")
    assert run("actors", store, "--as-of", "1", "--ingested-by", "2001")[2].startswith("kg: '1' is no date")
    code, _, errors = run("actors", page, "--ingested-by", "2001")
    assert (code, errors.count("\n")) == (2, 1)
    assert "--ingested-by" in errors


def test_claims_without_a_date_are_told_of_where_they_need_one(store: str, tmp_path: Path) -> None:
    run("add", store, "-", "-q", input=json.dumps({"text": TEXT}))
    code, _, errors = run("actors", store, "--during", "2021")
    assert code == 0
    assert errors.startswith("kg: 1 claim of articles without a date of publication")


def test_an_empty_store_says_how_to_fill_it(store: str, tmp_path: Path) -> None:
    run("add", store, "none.txt")
    code, _, errors = run("actors", store)
    assert (code, errors) == (2, f"kg: {store}: holds no articles (kg add {store} ARTICLES adds some)\n")
