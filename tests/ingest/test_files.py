import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.ingest import Limits, PassedOver, ReadOptions, body_spans, options, read, stream_items, to_article
from kg.model import Article

BODY = "Kenya and Somalia restored diplomatic relations on Thursday, and the two said that envoys would return."


def one(path: Path) -> Article | InputError:
    results = list(read([path]))
    assert len(results) == 1
    return results[0]


def error(path: Path) -> str:
    result = one(path)
    assert isinstance(result, InputError)
    assert result.where.startswith(str(path))
    assert "\n" not in str(result)
    return result.what


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def results_of(stream: io.BytesIO, limits: Limits | None = None) -> Iterator[Article | InputError]:
    for item in stream_items(stream, "s", ReadOptions(limits=limits or Limits())):
        assert not isinstance(item.result, PassedOver)
        yield item.result


def lines(*records_: object) -> io.BytesIO:
    return io.BytesIO("".join(json.dumps(r) + "\n" for r in records_).encode())


def test_a_page_is_stored_as_read_with_its_title_date_and_body(tmp_path: Path) -> None:
    text = f"Embassies reopen\n\nEmbassies reopen\n2 min read\n06 May, 2021\n\n{BODY}\u00a0“Good,” he said.\n"
    found = one(write(tmp_path / "a.txt", text))
    assert isinstance(found, Article)
    assert found.text == text
    assert (found.title, found.published) == ("Embassies reopen", "2021-05-06")
    assert [found.text[s:e] for s, e in body_spans(found.text, found.title)] == [
        "Embassies reopen", f"{BODY}\u00a0“Good,” he said."]


def test_line_ends_of_a_page_are_made_equal(tmp_path: Path) -> None:
    found = one(write(tmp_path / "a.txt", f"Title\r\n\r\n{BODY}\rMore."))
    assert isinstance(found, Article)
    assert found.text == f"Title\n\n{BODY}\nMore."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_give_the_same_article(tmp_path: Path, encoding: str) -> None:
    text = f"Title\n\n{BODY} “Très bien,” said the envoy."
    found = one(write(tmp_path / "a.txt", text.encode(encoding)))
    assert isinstance(found, Article)
    assert found.text == text


def test_the_same_page_has_the_same_id(tmp_path: Path) -> None:
    first, second = one(write(tmp_path / "a.txt", BODY)), one(write(tmp_path / "b.txt", BODY))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id == second.id


def test_a_json_article_keeps_its_id_and_its_text_to_the_letter(tmp_path: Path) -> None:
    text = f"Title\r\n\r\n\u00a0{BODY}\t \n"
    record = {"id": "kenya-1", "title": "Title", "url": None, "publisher": "Wire", "published": "2021-05-06",
              "text": text}
    assert one(write(tmp_path / "a.json", json.dumps(record))) == Article(
        "kenya-1", "Title", text, None, "Wire", "2021-05-06")


def test_what_a_json_article_lacks_is_looked_for_in_its_text() -> None:
    found = to_article({"text": f"Embassies reopen\n6 May 2021\n\n{BODY}", "published": "yesterday", "id": 7}, "x")
    assert (found.id, found.title, found.published) == ("7", "Embassies reopen", "2021-05-06")


def test_a_published_time_becomes_a_day() -> None:
    assert to_article({"text": BODY, "published": "2021-05-06T10:00:00Z"}, "x").published == "2021-05-06"


def test_a_json_list_and_a_jsonl_hold_several(tmp_path: Path) -> None:
    several = [{"id": str(n), "text": f"{BODY} {n}"} for n in range(3)]
    listed = write(tmp_path / "a.json", json.dumps(several))
    lined = write(tmp_path / "b.jsonl", "\n".join(map(json.dumps, several)) + "\n\n")
    assert [r.id for r in read([listed]) if isinstance(r, Article)] == ["0", "1", "2"]
    assert [r.id for r in read([lined]) if isinstance(r, Article)] == ["0", "1", "2"]


def test_bad_lines_are_named_by_their_number_and_the_others_read() -> None:
    stream = io.BytesIO(json.dumps({"id": "a", "text": BODY}).encode() + b"\n{broken\n\n[1]\n"
                        + json.dumps({"id": "b", "text": BODY + " Yes."}).encode())
    results = list(results_of(stream))
    assert [r.id if isinstance(r, Article) else r.where for r in results] == ["a", "s, line 2", "s, line 4", "b"]


@pytest.mark.parametrize(("record", "what"), [
    ({"title": "x"}, 'has no "text"'),
    ({"text": None}, '"text" is a null'),
    ({"text": ["x"]}, '"text" is a list'),
    ({"text": " \n "}, "is empty"),
    ({"text": "123 456"}, "has no words"),
    ({"text": BODY, "title": 5}, '"title" is a number'),
    ({"text": BODY, "id": True}, '"id" is a true/false value'),
    ({"text": "Президент России заявил, что страны договорились о встрече."}, "is not in English (looks like Russian)"),
    ("text", "holds a string"),
    (None, "holds a null"),
])
def test_a_record_that_is_no_article_says_why(record: object, what: str) -> None:
    with pytest.raises(InputError) as caught:
        to_article(record, "here")
    assert caught.value.where == "here"
    assert caught.value.what.startswith(what)


def test_half_a_character_is_replaced_and_offsets_hold() -> None:
    found = to_article({"text": f"\ud83d {BODY}\udfff", "title": "A\ud800", "id": "\ud801", "publisher": "\udc00"}, "x")
    assert (found.text, found.title) == (f"\ufffd {BODY}\ufffd", "A\ufffd")
    assert (found.id, found.publisher) == ("\ufffd", "\ufffd")


def test_a_number_without_end_costs_one_line() -> None:
    stream = io.BytesIO(b'{"id": ' + b"9" * 5000 + b', "text": "x"}\n' + json.dumps({"text": BODY}).encode())
    bad, good = results_of(stream)
    assert isinstance(bad, InputError)
    assert (bad.where, bad.what) == ("s, line 1", "is not valid JSON: a number in it is too long")
    assert isinstance(good, Article)


@pytest.mark.parametrize(("content", "what"), [
    (bytes(range(256)) * 20, "holds no articles: line 1 is not text but binary data"),
    (f"\n{BODY}\n".encode() * 500, "holds no articles: line 2 is not valid JSON: Expecting value at column 1"),
    (b'{"title": "x"}\n' * 50, 'holds no articles: line 1 has no "text"'),
])
def test_what_holds_no_articles_at_all_is_one_error(tmp_path: Path, content: bytes, what: str) -> None:
    assert error(write(tmp_path / "a.jsonl", content)) == what


def test_a_list_that_holds_no_articles_at_all_is_one_error(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", json.dumps([{"title": "x"}] * 50))
    assert error(path) == 'holds no articles: article 1 has no "text"'
    path = write(tmp_path / "b.json", json.dumps([{"text": "x" * n} for n in range(5)] + [{"text": "1"}] * 2))
    assert len([r for r in read([path]) if isinstance(r, InputError)]) == 3


def test_articles_that_can_not_be_used_are_named_each() -> None:
    german = "Der Minister hat am Montag mit der Regierung in Berlin über die Waffen gesprochen."
    results = list(results_of(lines(*({"text": f"{german} {n}"} for n in range(10)))))
    assert [r.where for r in results if isinstance(r, InputError)] == [f"s, line {n}" for n in range(1, 11)]


def test_bad_lines_before_the_first_good_one_are_named_each() -> None:
    stream = io.BytesIO(b"{broken\n" * 50 + json.dumps({"text": BODY}).encode())
    results = list(results_of(stream))
    assert [r.where for r in results if isinstance(r, InputError)] == [f"s, line {n}" for n in range(1, 51)]
    assert isinstance(results[-1], Article)


def test_json_lines_in_a_json_file_are_read_as_what_they_are(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", f'{{"text": "{BODY} 1"}}\n{{"text": "{BODY} 2"}}\n')
    assert [r.text[-1] for r in read([path]) if isinstance(r, Article)] == ["1", "2"]


def test_an_absurdly_large_text_is_refused() -> None:
    with pytest.raises(InputError, match="one article may have"):
        to_article({"text": "the war " * (options.MAX_TEXT // 8 + 1)}, "x")


def test_an_absurdly_large_file_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", BODY * 2)
    [found] = read([path], ReadOptions(limits=Limits(text=100)))
    assert isinstance(found, InputError)
    assert found.what.startswith("is too large")


def test_an_absurdly_long_line_is_passed_over() -> None:
    results = list(results_of(lines({"text": BODY * 5}, {"id": "b", "text": BODY}), Limits(text=200)))
    assert isinstance(results[0], InputError)
    assert results[0].where == "s, line 1"
    assert isinstance(results[1], Article)


@pytest.mark.parametrize(("name", "content", "what"), [
    ("a.txt", b"", "is empty"),
    ("a.txt", b" \n\n", "is empty"),
    ("a.json", b"", "is empty"),
    ("a.json", b"[]", "is empty"),
    ("a.jsonl", b"\n", "is empty"),
    ("a.txt", b"\x00\x01\x02\x03 the", "is binary data, which is not read"),
    ("a.txt", b"%PDF-1.7 the", "can't be read as a PDF"),
    ("a.txt", b"\x89PNG\r\n\x1a\n", "is a picture, which is not read"),
    ("a.txt", b"\x81\x8d the", "is not text in UTF-8 or Windows-1252"),
    ("a.txt", b"\x01\x02\x03\x04\x05 the", "is not text in UTF-8 or Windows-1252"),
    ("a.txt", b"<!DOCTYPE html><p> ", "holds no text of an article"),
    ("a.txt", b"<?xml version='1.0'?><note>x</note>", "is XML, which is not read"),
    ("a.txt", "Der Minister hat am Montag mit der Regierung in Berlin über die Waffen gesprochen.".encode(),
     "is not in English (looks like German)"),
    ("a.json", b'{"text": "x"', "is not valid JSON"),
    ("a.json", b'{"text": "x', "is not valid JSON: Unterminated string starting at column 10"),
    ("a.json", b"[" * 100_000, "is not valid JSON: nested too deeply"),
    ("a.docx", b"PK\x03\x04" + b"." * 26 + b"[Content_Types].xml", "is a ZIP or Office file, which is not read"),
    ("a.zip", b"PK\x03\x04...", "can't be read as a ZIP file"),
    ("a.csv", b"a,b", "has no column for the text (it has 'a', 'b')"),
])
def test_a_file_that_can_not_be_used_says_why(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    assert error(write(tmp_path / name, content)).startswith(what)


def test_a_missing_file_a_null_in_its_name_and_an_empty_folder(tmp_path: Path) -> None:
    assert error(tmp_path / "none.txt") == "there is no such file or folder"
    assert error(tmp_path / "no\0ne.txt").startswith("can't be read")
    assert error(tmp_path) == "holds no articles"


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "a.txt", BODY)
    monkeypatch.setattr(Path, "open", refuse)  # tests may run as root, who may read everything
    assert error(path) == "may not be read"


def test_a_folder_is_read_in_order_with_the_folders_in_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "b/x.TXT", "a.txt", ".git/y.txt", ".hidden.txt", "b/picture.png"):
        write(tmp_path / name, f"{BODY} {name}")
    ends = [r.text.split()[-1] for r in read([tmp_path]) if isinstance(r, Article)]
    assert ends == ["a.txt", "b/x.TXT", "c.txt"]


def test_an_article_given_twice_comes_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", BODY)
    assert len(list(read([path, tmp_path, str(path)]))) == 1


def test_two_articles_with_one_id_are_an_error() -> None:
    results = list(results_of(lines({"id": "a", "text": BODY}, {"id": "a", "text": BODY + " More."})))
    assert isinstance(results[0], Article)
    assert isinstance(results[1], InputError)
    assert "has the id 'a' of another article" in results[1].what


def test_errors_stand_in_the_place_of_their_input(tmp_path: Path) -> None:
    good = write(tmp_path / "a.txt", BODY)
    results = list(read([tmp_path / "x.txt", good, tmp_path / "y.txt"]))
    assert [type(r).__name__ for r in results] == ["InputError", "Article", "InputError"]


def test_claims_given_for_articles_are_one_error(tmp_path: Path) -> None:
    path = write(tmp_path / "claims.jsonl", '{"predicate": "meets", "evidence": {}}\n' * 3)
    assert error(path) == "holds claims that kg has written, not articles"


def test_an_empty_name_is_not_the_folder_we_are_in() -> None:
    assert [str(r) for r in read([""])] == ["'': is an empty name"]
