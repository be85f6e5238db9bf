"""The data files of an ontology, read: whatever is wrong with one is an OntologyError of one line that names it."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from kg.errors import OntologyError

_WHOLE = "an ontology is a whole folder: copy what is missing from the one that comes with kg"


def files(folder: Path, *suffixes: str) -> list[Path]:
    """Return the files of a folder that end so, in the order of their names.

    Raises OntologyError where there is no such folder.
    """
    try:
        return sorted(path for path in folder.iterdir() if path.suffix in suffixes)
    except OSError as error:
        raise _unread(folder, error) from error


def read_text(path: Path) -> str:
    """Return the text of a file. Raises OntologyError where it is missing, can't be read, or is not UTF-8."""
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise _unread(path, error) from error
    except UnicodeDecodeError as error:
        raise OntologyError(f"{path}: is not UTF-8 (save it as UTF-8)") from error


def _unread(path: Path, error: OSError) -> OntologyError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return OntologyError(f"{path}: is missing ({_WHOLE})")
    return OntologyError(f"{path}: can't be read: {error.strerror or error}")


def _typed(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def read_yaml(path: Path, load: Callable[[str], Any] = _typed) -> Any:
    """Return the values of a YAML file, None where it is empty.

    ``load`` makes them of its text. Raises OntologyError for what :func:`read_text` does, and where it is no YAML.
    """
    text = read_text(path)
    try:
        return load(text)
    except (yaml.YAMLError, ValueError, AttributeError) as error:  # the latter two for "2020-13-45" and odd tags
        raise OntologyError(f"{path}: is not valid YAML: {_line(error)}") from error
    except RecursionError as error:
        raise OntologyError(f"{path}: is nested too deep") from error


def read_mapping(path: Path) -> dict[str, Any]:
    """Return the mapping that a YAML file is. Raises OntologyError as :func:`read_yaml`, and where it is no mapping."""
    found = read_yaml(path)
    if found is None:
        raise OntologyError(f"{path}: is empty ({_WHOLE})")
    with naming(path):
        return mapping(found, "the file")


def read_json(path: Path) -> Any:
    """Return the value of a JSON file. Raises OntologyError as :func:`read_text`, and where it is no JSON."""
    text = read_text(path)
    try:
        return json.loads(text)
    except ValueError as error:
        raise OntologyError(f"{path}: is not valid JSON: {_line(error)}") from error
    except RecursionError as error:
        raise OntologyError(f"{path}: is nested too deep") from error


def read_table(path: Path, *columns: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as its cells by column; tabs stand between the cells, the first line names the columns.

    Raises OntologyError for what :func:`read_text` does, and where the table is empty, lacks one of ``columns``, or a
    row has more or fewer cells than there are columns.
    """
    lines = read_text(path).splitlines()
    header = lines[0].split("\t") if lines else []
    if not any(header):
        raise OntologyError(f"{path}: is empty (its first line must name the columns, with tabs between them)")
    if missing := [name for name in columns if name not in header]:
        raise OntologyError(f"{path}: has no column {', '.join(missing)} (its columns: {', '.join(header)})")
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise OntologyError(f"{path}: line {number}: {len(cells)} columns where {len(header)} are named")
        yield dict(zip(header, cells, strict=True))


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Name the file in what goes wrong while its values are taken, and make an OntologyError of it."""
    try:
        yield
    except KeyError as error:
        raise OntologyError(f"{path}: the part {error.args[0]!r} is missing") from error
    except (AttributeError, IndexError, TypeError, ValueError) as error:
        raise OntologyError(f"{path}: {_line(error)}") from error


def mapping(value: Any, what: str) -> dict[str, Any]:
    """Return a value that is a mapping from texts. Raises TypeError, with ``what`` it should be, where it is none."""
    if not isinstance(value, dict):
        raise TypeError(f"{what} must be a mapping (key: value), not {_kind(value)}")
    _check(value, what)
    return value


def texts(value: Any, what: str) -> list[str]:
    """Return a value that is a list of texts. Raises TypeError, with ``what`` it should be, where it is none."""
    if not isinstance(value, list):
        raise TypeError(f"{what} must be a list of texts, not {_kind(value)}")
    _check(value, what)
    return value


def mapping_of_texts(value: Any, what: str) -> dict[str, str]:
    """Return a value that is a mapping from texts to texts. Raises TypeError where it is something else."""
    _check(mapping(value, what).values(), what)
    return dict(value)


def mapping_of_lists(value: Any, what: str) -> dict[str, list[str]]:
    """Return a value that is a mapping from texts to lists of texts. Raises TypeError where it is something else."""
    return {key: texts(found, f"{what}: {key}") for key, found in mapping(value, what).items()}


def _check(found: Iterable[object], what: str) -> None:
    for one in found:
        if not isinstance(one, str):
            raise TypeError(f"{what}: {one!r} is no text (put it in quotes)")


def _kind(value: object) -> str:
    names: dict[type, str] = {dict: "a mapping", list: "a list", str: "a text", type(None): "nothing"}
    return names.get(type(value), repr(value))


def _line(error: Exception) -> str:
    return " ".join(str(error).split())
