"""Paths, addresses and values in, articles out; what can't be used comes out as an error in its place."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from kg.errors import InputError
from kg.ids import content_hash
from kg.ingest.intake import Intake, unreadable
from kg.ingest.item import Item, PassedOver
from kg.ingest.options import ReadOptions
from kg.ingest.records import read_record, writable
from kg.ingest.source import Source
from kg.model import Article

Result = Article | InputError
Given = str | Path | Article | Mapping[str, Any] | InputError | Item
_WEB = ("http://", "https://")


def read(inputs: Iterable[Given], options: ReadOptions | None = None) -> Iterator[Result]:
    """Yield the articles of the inputs in the order given, and an InputError for each that can't be used.

    What is passed over without an error is left out; :func:`items` has all.
    """
    for item in items(inputs, options):
        if not isinstance(item.result, PassedOver):
            yield item.result


def items(inputs: Iterable[Given], options: ReadOptions | None = None) -> Iterator[Item]:
    """Yield what comes of each input, in the order given: articles, errors, and what was passed over.

    An input is the path of a file or a folder, a web address (where ``options`` have what fetches), an Article, a
    mapping as in JSON, or an item that was read before. A folder stands for all files in it that hold articles,
    also in folders inside it, sorted by path; hidden ones are left out. An article that comes again (same id, same
    text) is passed over; one with another's id is an error.
    """
    intake = Intake(options or ReadOptions())
    found = (item for number, given in enumerate(inputs, 1) for item in _given(given, number, intake))
    return unique(found, versions=intake.options.versions)


def stream_items(stream: IO[bytes], name: str, options: ReadOptions | None = None) -> Iterator[Item]:
    """Yield what comes of a stream of bytes of any format, such as standard input; ``name`` is for people."""
    intake = Intake(options or ReadOptions())
    try:
        source = Source.of(stream, name, "", intake.budget())
    except (OSError, ValueError) as error:
        return iter([Item(name, unreadable(name, error))])
    return unique(intake.read(source), versions=intake.options.versions)


def unique(found: Iterable[Item], *, versions: bool = False) -> Iterator[Item]:
    """Pass articles over that are there already; turn one that has the id of a different one into an InputError.

    One without an id of its own is there already where its text, date and publisher are, also under another address.
    With ``versions`` one that has the id of a different one is let through.
    """
    seen: dict[str, tuple[str, str]] = {}
    for item in found:
        if not isinstance(item.result, Article):
            yield item
            continue
        result = item.result
        own = content_hash(result.text, result.published, result.publisher)
        content = own if own == result.id else content_hash(own, result.title, result.url)
        key = f"{result.id} {content}" if versions else result.id
        known, first = seen.setdefault(key, (content, item.where))
        if known != content:
            named = f"article {result.title or result.text[:40]!r}"
            error = InputError(named, f"has the id {result.id!r} of another article",
                               "give each article an id of its own, or none")
            yield Item(item.where, error, item.format)
        elif known is not content:
            yield Item(item.where, PassedOver(f"is the same article as {first}", "duplicate"), item.format)
        else:
            yield item


def _given(given: Given, number: int, intake: Intake) -> Iterator[Item]:
    if isinstance(given, Item):
        yield given
    elif isinstance(given, Article):
        mended = writable(given)
        unread = given.published and not mended.published
        notes = (f"its date {str(given.published)[:40]!r} can't be read",) if unread else ()
        yield Item(f"input {number}", mended, "", notes)
    elif isinstance(given, InputError):
        yield Item(given.where, given)
    elif not isinstance(given, str | Path):
        where = f"input {number}"
        try:
            found = read_record(given, where, intake.options.fields)
            yield Item(where, found.article, "", found.notes)
        except InputError as error:
            yield Item(where, error)
    elif isinstance(given, str) and given.lower().startswith(_WEB):
        yield from _fetched(given, intake)
    else:
        yield from _read_path(given, intake)


def _fetched(address: str, intake: Intake) -> Iterator[Item]:
    if intake.options.fetch is None:
        error = InputError(address, "is a web address, and nothing is fetched unless you ask for it", "give --fetch")
        return iter([Item(address, error)])
    return intake.options.fetch.items(address, intake)


def _read_path(given: str | Path, intake: Intake) -> Iterator[Item]:
    try:
        if not str(given):  # Path("") would be the folder we are in
            raise InputError("''", "is an empty name")
        path = Path(given)
        if path.is_dir():
            yield from _read_folder(path, intake)
        else:
            yield from _read_file(path, intake)
    except InputError as error:
        yield Item(error.where, error)
    except (OSError, ValueError) as error:
        yield Item(str(given), unreadable(str(given), error))


def _read_folder(folder: Path, intake: Intake) -> Iterator[Item]:
    refused: list[OSError] = []
    files: list[Path] = []
    links: list[Path] = []
    for at, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links += [Path(at, name) for name in folders if Path(at, name).is_symlink()]
        files += [Path(at, name) for name in names if not name.startswith(".")]
    for error in refused:
        yield Item(str(error.filename), unreadable(str(error.filename), error))
    empty = not refused
    for path in sorted([*files, *links]):
        if path in links:  # it could lead back to where it lies
            yield Item(str(path), PassedOver("is a link to a folder, which is not followed"))
            continue
        for item in _tried(path, intake):
            empty = empty and isinstance(item.result, PassedOver)
            yield item
    if empty:
        yield Item(str(folder), InputError(str(folder), "holds no articles", "put files with articles there"))


def _tried(path: Path, intake: Intake) -> Iterator[Item]:
    try:
        yield from _read_file(path, intake, listed=True)
    except InputError as error:
        yield Item(error.where, error)
    except (OSError, ValueError) as error:
        yield Item(str(path), unreadable(str(path), error))


def _read_file(path: Path, intake: Intake, *, listed: bool = False) -> Iterator[Item]:
    where = str(path)
    path.stat()  # says that there is none
    if not path.is_file():  # a pipe that nobody writes to would never end
        raise InputError(where, "is no regular file", "give - to read from a pipe")
    with path.open("rb") as stream:
        yield from intake.read(Source.of(stream, where, path.name, intake.budget(), listed=listed))
