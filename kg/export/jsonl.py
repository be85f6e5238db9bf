"""JSON Lines: the exchange format, one claim a line."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import RecordError
from kg.model import Claim
from kg.model.record import from_record, to_record


def json_text(value: object) -> str:
    """Return a value as one line of JSON: text as it is, all in ASCII where it has marks that turn or break lines."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)


def dumps(claims: Iterable[Claim]) -> str:
    """Return the claims as JSON Lines, in the order given; keys stand in the order of the contract."""
    return "".join(map(line, claims))


def line(claim: Claim) -> str:
    """Return one claim as a line, its end included: text as it is, not as ASCII escapes."""
    text = json.dumps(to_record(claim), ensure_ascii=False, allow_nan=False)
    if not text.isprintable():
        # Line and direction marks and half surrogates upset line readers and terminals; JSON has escapes for them.
        text = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
    return text + "\n"


def write(claims: Iterable[Claim], path: Path | str) -> int:
    """Write the claims to a file as JSON Lines and return their number; takes one claim at a time."""
    count = 0
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        for claim in claims:
            file.write(line(claim))
            count += 1
    return count


def read(path: Path | str) -> Iterator[Claim]:
    """Yield the claims of a JSON Lines file, one at a time; blank lines are passed over.

    Raises RecordError, with path and line number, where a line is no claim or the file cannot be read.
    """
    try:
        # newline: only \n ends a line here; str.splitlines and the default would also cut at others.
        with Path(path).open(encoding="utf-8-sig", newline="\n") as file:
            for number, text in enumerate(file, 1):
                if text.strip():
                    yield _claim(text, f"{path}, line {number}")
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise RecordError(f"{path}: not UTF-8 text ({error.reason} at byte {error.start})") from error


def loads(text: str) -> Iterator[Claim]:
    """Yield the claims of JSON Lines text; raises RecordError with the line number, as :func:`read` does."""
    for number, part in enumerate(text.split("\n"), 1):
        if part.strip():
            yield _claim(part, f"line {number}")


def _claim(text: str, where: str) -> Claim:
    try:
        record = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise RecordError(f"{where}: not JSON ({error})") from error
    if not isinstance(record, dict):
        raise RecordError(f"{where}: not a JSON object")
    try:
        return from_record(record)
    except RecordError as error:
        raise RecordError(f"{where}: {error}") from error
