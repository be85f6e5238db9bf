"""Records: JSON, JSON Lines, tables, Parquet, and which of their fields is what."""

import json
from pathlib import Path

import pytest

from kg.errors import ConfigError, InputError
from kg.ingest import FieldMap, Limits, ReadOptions, read
from kg.model import Article
from tests.ingest import samples
from tests.ingest.readers.reading import article, error, items


def mapped(*pairs: str) -> ReadOptions:
    return ReadOptions(fields=FieldMap.parse(pairs))


@pytest.mark.parametrize("names", [
    {"headline": "title", "body": "text", "pubDate": "published", "link": "url", "source": "publisher", "guid": "id"},
    {"Title": "title", "Content": "text", "publishedAt": "published", "Web URL": "url", "site_name": "publisher"},
    {"webTitle": "title", "article_text": "text", "date_publish": "published", "permalink": "url",
     "outlet": "publisher"},
])
def test_the_usual_names_are_known(names: dict[str, str]) -> None:
    values = samples.record(url="https://crossing.example/a", id="a-1")
    found = article(json.dumps({theirs: values[ours] for theirs, ours in names.items()}))
    assert (found.title, found.text, found.published) == (samples.TITLE, samples.TEXT, samples.DAY)
    assert (found.url, found.publisher) == ("https://crossing.example/a", "The Daily Crossing")


def test_a_map_goes_before_the_usual_names_and_reaches_into_objects() -> None:
    record = {"text": "Not this, says the map.", "content": {"plain": samples.TEXT}, "title": "No",
              "kicker": samples.TITLE}
    found = article(json.dumps(record), mapped("text=content.plain,title=kicker"))
    assert (found.text, found.title) == (samples.TEXT, samples.TITLE)


@pytest.mark.parametrize(("pair", "said"), [
    ("text", "is no pair"), ("=body", "is no pair"), ("words=body", "is no field of an article"),
    ("text=a,text=b", "is given twice"),
])
def test_a_map_that_can_not_be_used_says_why(pair: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        FieldMap.parse([pair])


@pytest.mark.parametrize("wrapped", [
    {"status": "ok", "totalResults": 1, "articles": [samples.record()]},
    {"response": {"status": "ok", "docs": [samples.record()]}},
    {"version": "https://jsonfeed.org/version/1.1", "items": [{"title": samples.TITLE, "content_text": samples.TEXT}]},
])
@pytest.mark.parametrize("indent", [None, 2])
def test_what_an_interface_gives_is_opened(wrapped: dict[str, object], indent: int | None) -> None:
    assert article(json.dumps(wrapped, indent=indent)).text == samples.TEXT


def test_a_source_that_is_an_object_gives_its_name() -> None:
    assert article(json.dumps(samples.record(publisher={"id": None, "name": "The Wire"}))).publisher == "The Wire"


def test_html_in_a_body_becomes_text_and_in_a_text_is_kept() -> None:
    body = f"<h1>{samples.TITLE}</h1>" + "".join(f"<p>{part}</p>" for part in samples.BODY)
    [item] = items(json.dumps({"title": samples.TITLE, "body": body}))
    assert isinstance(item.result, Article)
    assert item.result.text == samples.TEXT
    assert item.notes == ("HTML tags were removed from its text",)
    [item] = items(json.dumps({"text": body}))
    assert isinstance(item.result, Article)
    assert item.result.text == body
    assert item.notes == ("its text holds HTML tags, which are kept",)


@pytest.mark.parametrize(("given", "day"), [
    ("2021-05-06", "2021-05-06"), ("Thu, 06 May 2021 10:00:00 GMT", "2021-05-06"), (1620295200, "2021-05-06"),
    (1620295200000, "2021-05-06"), ("1620295200", "2021-05-06"), (20210506, "2021-05-06"),
    ("20210506T101500Z", "2021-05-06"), ("20210506101500", "2021-05-06"), (1620295200.5, "2021-05-06"),
])
def test_dates_of_many_kinds_are_read(given: object, day: str) -> None:
    assert article(json.dumps(samples.record(published=given))).published == day


@pytest.mark.parametrize("given", [
    "yesterday", "0000-00-00", "2021-13-45", "31/31/2021", -5, 10**30, "20211399T999999"])
def test_a_date_that_can_not_be_read_is_a_note(given: object) -> None:
    [item] = items(json.dumps(samples.record(published=given)))
    assert isinstance(item.result, Article)
    assert item.result.published is None
    assert item.notes == (f"its date {str(given)[:40]!r} can't be read",)


def test_mojibake_in_a_record_is_kept_with_a_note() -> None:
    text = samples.TEXT.encode().decode("cp1252", "replace")
    [item] = items(json.dumps(samples.record(text=text)))
    assert isinstance(item.result, Article)
    assert item.result.text == text
    assert "mojibake" in item.notes[0]


def test_a_text_cut_off_by_its_interface_is_a_stub() -> None:
    assert "cut off (… [+4018 chars])" in error(json.dumps(samples.record(text=samples.BODY[0] + "… [+4018 chars]")))


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_tables_are_told_by_their_first_line(sign: str) -> None:
    found = article(samples.csv(sign=sign))
    assert (found.text, found.title, found.published) == (samples.TEXT, samples.TITLE, samples.DAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_come_in_the_encodings_of_spreadsheets(encoding: str) -> None:
    assert article(samples.csv().encode(encoding), mapped()).text == samples.TEXT


@pytest.mark.parametrize(("table", "said"), [
    ("title,words\na,b\n", "has no column for the text (it has 'title', 'words')"),
    ("title,text\n", "is empty"),
    ("title,text\na,\"the war" + " of the" * 2_000_000, "is too large (the limit is 8 MB)"),
    ("title,text\n" + "a,the war,b\n" * 10, "holds no articles: row 2 has 3 values for 2 columns"),
])
def test_tables_that_can_not_be_used_say_why(table: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(table)
    [found] = read([path])
    assert isinstance(found, InputError)
    assert found.what == said


def test_a_broken_row_costs_that_row() -> None:
    table = f'title,text\nA,"{samples.BODY[0]}"\nB,too,many\nC,"{samples.BODY[1]}"\n'
    assert [(item.where, item.status) for item in items(table)] == [
        ("x, row 2", "used"), ("x, row 3", "failed"), ("x, row 4", "used")]


def test_a_map_that_names_no_column_says_which_there_are() -> None:
    assert error(samples.csv(), mapped("text=words")) == (
        "has no column 'words' (it has 'headline', 'body', 'date', 'source', 'byline')")


def test_parquet_is_read_some_rows_at_a_time() -> None:
    found = items(samples.parquet(500))
    assert [item.status for item in found] == ["used"] * 500
    assert found[-1].where == "x, row 500"
    assert "row groups" in str(items(samples.parquet(), ReadOptions(limits=Limits(table=10)))[0].result)


def test_json_nested_beyond_measure_is_one_line() -> None:
    assert error('{"text":' * 100_000) == "is not valid JSON: nested too deeply"
    assert error("[" * 300_000) == "is not valid JSON: nested too deeply"


def test_the_report_of_a_build_is_no_input() -> None:
    line = {"path": "a", "status": "used", "reason": None, "article": "x"}
    assert error(json.dumps(line) + "\n") == "holds the report of a build, not articles"


@pytest.mark.parametrize("sign", ["ID3", "BZh", "RIFF", "PAR1", "GIF8"])
def test_a_line_may_begin_like_a_file_of_another_kind(sign: str) -> None:
    rows = [f"{sign} {n} is no sound,\"{samples.TEXT}{n}\"" for n in range(3)]
    found = items("title,text\n" + "\n".join(rows) + "\n")
    assert [item.status for item in found] == ["used"] * 3
    lines = [json.dumps({"text": f"{samples.TEXT}{n}"}) for n in range(2)]
    told = items("\n".join([lines[0], f"{sign} is no JSON", lines[1]]) + "\n", ReadOptions())
    assert [item.status for item in told] == ["used", "failed", "used"]
    assert "is not text" not in str(told[1].result)
