"""Files and folders in, articles out; what can't be used comes out as an error, in its place, and nothing stops."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from kg.errors import InputError
from kg.ids import content_hash
from kg.ingest.records import MAX_TEXT, check_text, parse_json, to_article
from kg.ingest.scraped import read_front
from kg.model import Article

MAX_LINE = 8 * MAX_TEXT  # bytes of one article in any encoding
MAX_JSON = 32 * MAX_LINE  # bytes of a .json file, which is read as a whole

_FEW = 3  # what is no article is named each up to here, where nothing else is in a file
_GIVE_UP = 1000  # such lines at the start after which the rest is not looked at

_PAGES = {".txt", ".text", ".md", ""}
_READ = {".txt", ".text", ".json", ".jsonl"}  # of what lies in a folder
_MAGIC = {b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP or Office file", b"\x89PNG": "a picture",
          b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
          b"\x1f\x8b": "a gzip file", b"\x7fELF": "a program", b"SQLite format 3": "a database"}

Result = Article | InputError


def read(inputs: Iterable[str | Path]) -> Iterator[Result]:
    """Yield the articles of files and folders in the order given, and an InputError for each that can't be used.

    A folder stands for its .txt, .json and .jsonl files, also in folders inside it, sorted by path; hidden ones are
    left out. An article that comes again (same id, same text) is not repeated; one with another's id is an error.
    """
    return unique(result for given in inputs for result in _read_path(given))


def read_lines(stream: IO[bytes], name: str) -> Iterator[Result]:
    """Yield the articles of a JSON Lines stream, one an object a line; a bad line is an InputError with its number."""
    return unique(_lines(stream, name))


def unique(results: Iterable[Result]) -> Iterator[Result]:
    """Leave out articles that are there already; turn one that has the id of a different one into an InputError."""
    seen: dict[str, str] = {}
    for result in results:
        if isinstance(result, Article):
            content = content_hash(result.title, result.text, result.published, result.publisher, result.url)
            known = seen.setdefault(result.id, content)
            if known != content:
                yield InputError(f"article {result.title or result.text[:40]!r}",
                                 f"has the id {result.id!r} of another article",
                                 "give each article an id of its own, or none")
            if known is not content:
                continue
        yield result


def _read_path(given: str | Path) -> Iterator[Result]:
    path = Path(given)
    try:
        if not str(given):  # Path("") would be the folder we are in
            raise InputError("''", "is an empty name")
        if path.is_dir():
            yield from _read_folder(path)
        else:
            yield from _read_file(path)
    except InputError as error:
        yield error
    except FileNotFoundError:
        yield InputError(str(path), "there is no such file or folder")
    except PermissionError:
        yield InputError(str(path), "may not be read", "check its permissions")
    except (OSError, ValueError) as error:
        yield InputError(str(path), f"can't be read: {getattr(error, 'strerror', None) or error}")


def _read_folder(folder: Path) -> Iterator[Result]:
    refused: list[OSError] = []
    files: list[Path] = []
    for at, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(at, name) for name in names
                  if not name.startswith(".") and Path(name).suffix.lower() in _READ]
    for error in refused:
        yield InputError(str(error.filename), "may not be read", "check its permissions")
    if not files and not refused:
        yield InputError(str(folder), "holds no articles", "put .txt, .json or .jsonl files there")
    for path in sorted(files):
        yield from _read_path(path)


def _read_file(path: Path) -> Iterator[Result]:
    where, kind = str(path), path.suffix.lower()
    size = path.stat().st_size
    if not path.is_file():
        raise InputError(where, "is no regular file")
    if kind == ".jsonl":
        with path.open("rb") as stream:
            yield from _lines(stream, where)
        return
    if kind != ".json" and kind not in _PAGES:
        with path.open("rb") as stream:
            found = _looks_like(stream.read(1000))
        raise InputError(where, f"is {found or f'a {kind} file'}, which is not read", "give .txt, .json or .jsonl")
    limit = MAX_JSON if kind == ".json" else MAX_LINE
    _check_size(size, limit, where)
    data = path.read_bytes()
    if kind == ".json":
        yield from _values(data, where)
    else:
        yield _page(data, where)


def _values(data: bytes, where: str) -> Iterator[Result]:
    """Yield the article or the list of articles of a .json file."""
    value = parse_json(decode(data, where), where)
    if not isinstance(value, list):
        yield to_article(value, where)
        return
    if not value:
        raise InputError(where, "is empty")
    results = [_tried(record, f"{where}, article {number}") for number, record in enumerate(value, 1)]
    bad = [result for result in results if isinstance(result, InputError)]
    yield from [_no_articles(bad, where)] if len(bad) > _FEW and not any(map(_has_text, value)) else results


def _tried(record: object, where: str) -> Result:
    try:
        return to_article(record, where)
    except InputError as error:
        return error


def _lines(stream: IO[bytes], name: str) -> Iterator[Result]:
    """Yield the articles of the lines; a file of something else is one error and not one a line."""
    bad: list[InputError] = []  # of the lines before the first that has the shape of an article
    shaped = False
    for where, data in _rows(stream, name):
        record: object = None
        try:
            _check_size(len(data), MAX_LINE, where)
            record = parse_json(decode(data, where), where)
            if not (shaped or bad) and isinstance(record, dict) and record.keys() >= {"predicate", "evidence"}:
                yield InputError(name, "holds claims that kg has written, not articles")
                return
            result: Result = to_article(record, where)
        except InputError as error:
            result = error
        if not shaped and isinstance(result, InputError) and not _has_text(record):
            bad.append(result)
            if len(bad) == _GIVE_UP:
                break
            continue
        yield from () if shaped else bad
        shaped = True
        yield result
    if not shaped:
        yield from [_no_articles(bad, name)] if len(bad) > _FEW else bad or [InputError(name, "is empty")]


def _has_text(record: object) -> bool:
    return isinstance(record, dict) and "text" in record


def _no_articles(bad: Sequence[InputError], name: str) -> InputError:
    """Return the one error of a file in which nothing looks like an article."""
    first = bad[0].where.removeprefix(f"{name}, ")
    what = f"holds no articles: {first} {bad[0].what}"
    return InputError(name, what, bad[0].mend or "give one article a line, as JSON")


def _rows(stream: IO[bytes], name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the lines that are not blank, each with its name; one that is too long is cut after the limit."""
    number = 0
    while data := stream.readline(MAX_LINE + 1):
        number += 1
        end = data
        while len(end) > MAX_LINE and not end.endswith(b"\n"):
            end = stream.readline(MAX_LINE + 1)
        if data.strip(b" \t\r\n\xef\xbb\xbf"):
            yield f"{name}, line {number}", data


def _check_size(size: int, limit: int, where: str) -> None:
    if size > limit:
        raise InputError(where, f"is too large (the limit is {limit / 1e6:,.0f} MB)",
                         "split it into articles, one a file or one a line of a .jsonl file")


def _page(data: bytes, where: str) -> Article:
    """Return the article of a plain text file; only its line ends are made equal."""
    text = decode(data, where).replace("\r\n", "\n").replace("\r", "\n")
    if text.lstrip()[:15].lower().startswith(("<!doctype", "<html", "<?xml")):
        raise InputError(where, "holds HTML or XML", "save the text of the page instead")
    check_text(text, where)
    front = read_front(text)
    return Article.make(text, title=front.title, url=front.url, publisher=front.publisher, published=front.published)


def decode(data: bytes, where: str) -> str:
    """Return ``data`` as text: UTF-8, UTF-16 by its mark, else Windows-1252. Raises InputError on anything else."""
    if not data.strip():
        raise InputError(where, "is empty")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    elif kind := _looks_like(data):
        raise InputError(where, f"is not text but {kind}")
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if sum(ord(c) < 32 and c not in "\t\n\r\f\v" for c in text[:20_000]) > 2:
            break
        return text
    raise InputError(where, "is not text in UTF-8 or Windows-1252", "save it as UTF-8")


def _looks_like(data: bytes) -> str | None:
    """Return what a file is that is no text, None where it may be text."""
    named = next((name for magic, name in _MAGIC.items() if data.startswith(magic)), None)
    return named or ("binary data" if b"\0" in data[:100_000] else None)
