"""Writing what a command makes, so that a run that is stopped leaves no half file."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from kg.errors import ConfigError


def put(path: Path, writer: Callable[[Path], None]) -> None:
    """Let ``writer`` write beside the file, and then put it in place; raises whatever the writer raises.

    What is no plain file (a device, a pipe) is written to as it is, and a link is followed, not replaced.
    """
    if path.exists() and not path.is_file():
        writer(path)
        return
    path = path.resolve()
    part = path.with_name(f".{path.name}.part")
    try:
        writer(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def put_folder(path: Path, writer: Callable[[Path], None]) -> None:
    """Let ``writer`` fill a folder beside ``path``, and then put it in place of one that is not there or empty."""
    part = path.with_name(f".{path.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir()
        writer(part)
        part.replace(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def writable(path: Path, *, folder: bool = False) -> None:
    """Check that ``path`` can be written, before minutes of reading; folders above it are made.

    A folder must be empty or not there yet. Raises ConfigError where it can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise ConfigError(f"{path.parent}: there is a file in the way (give another --out)") from None
    except OSError as error:
        raise ConfigError(f"{path.parent}: can't be made: {error.strerror or error} (give another --out)") from None
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise ConfigError(f"{path.parent}: nothing may be written there (check its permissions, or give another --out)")
    if folder and path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise ConfigError(f"{path}: is there already and is no empty folder (give another --out)")
    if not folder and path.is_dir():
        raise ConfigError(f"{path}: is a folder where a file is to be written (give another --out)")
