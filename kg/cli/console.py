"""What the commands say to people: errors, progress, exit codes. All of it goes to standard error."""

import errno
import os
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from kg.errors import InputError, KgError
from kg.export.jsonl import json_text

T = TypeVar("T")

_SHOWN = 50  # errors on the terminal

OK, SOME_FAILED, UNUSABLE, BUG, STOPPED, NO_READER = 0, 1, 2, 70, 130, 141

EXIT_CODES = (
    "Exit codes: 0 all inputs were used; 1 some inputs could not be used, the others were; 2 wrong usage, or nothing "
    "could be used or written; 70 an error of kg itself (KG_DEBUG=1 shows where); 130 stopped by Ctrl-C; 141 the "
    "reader of the output has gone."
)


def say(line: str) -> None:
    """Print one line to standard error; what could steer a terminal is shown as "?"."""
    print(f"kg: {safe(line)}", file=sys.stderr, flush=True)  # noqa: T201  the one place that prints for people


def safe(text: str) -> str:
    """Return text on one line, with "?" in place of what could steer a terminal."""
    return "".join(c if c.isprintable() else "?" for c in " ".join(str(text).split()))


def print_json(record: object) -> None:
    """Print a value as one line of JSON: text as it is, but no marks that turn or break lines."""
    typer.echo(json_text(record))


def outcome(used: int, errors: int) -> int:
    """Return the exit code of a run that used some inputs and could not use others."""
    if not used:
        return UNUSABLE
    return SOME_FAILED if errors else OK


def leave(used: int, errors: int) -> None:
    """End the command with the exit code of a run that could not use all of its inputs; do nothing where it could."""
    if (code := outcome(used, errors)) != OK:
        raise typer.Exit(code)


class Output(Console):
    """Standard output; where its reader has gone it raises BrokenPipeError as plain writing does."""

    def on_broken_pipe(self) -> None:
        """Raise in place of leaving with exit code 1, which has a meaning of its own here."""
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


def output(wide: int | None = None) -> Output:
    """Return standard output for tables: on a terminal as wide as that, else ``wide``."""
    console = Output(highlight=False)
    return console if wide is None or console.is_terminal else Output(highlight=False, width=wide)


def summary(rows: Mapping[str, int]) -> None:
    """Print numbers with what they count."""
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    for name, count in rows.items():
        table.add_row(name, f"{count:,}")
    output().print(table)


@contextmanager
def reported(*, standalone: bool = False) -> Iterator[None]:
    """Turn whatever goes wrong inside into one line for people and an exit code; no traceback but with KG_DEBUG=1."""
    try:
        yield
    except typer.Exit:
        raise
    except KeyboardInterrupt:
        say("stopped")
        code = STOPPED
    except BrokenPipeError:
        # The reader of our output has gone ("| head"). Python would complain once more at exit when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = NO_READER
    except KgError as error:
        say(str(error))
        code = UNUSABLE
    except OSError as error:
        say(f"{error.filename or 'output'}: {error.strerror or error}")
        code = UNUSABLE
    except Exception as error:
        if os.environ.get("KG_DEBUG"):
            traceback.print_exc()
        say(f"an error of kg itself: {type(error).__name__}: {error} (KG_DEBUG=1 shows where; please report it)")
        code = BUG
    else:
        return
    raise (SystemExit(code) if standalone else typer.Exit(code))


def progress(items: Iterable[T], label: str) -> Iterator[T]:
    """Yield the items; on a terminal with a bar of how many are done, how fast, and how long the rest will take.

    Of what has no length the number, the rate and the time so far are shown.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from items
        return
    total = len(items) if isinstance(items, Sized) else None
    whole = (BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    counted = (SpinnerColumn(), TextColumn("{task.completed:,}"), _Rate(), TimeElapsedColumn())
    columns = whole if total is not None else counted
    with Progress(TextColumn("{task.description}"), *columns, console=console, transient=True) as bar:
        yield from bar.track(items, total=total, description=label)


class _Rate(ProgressColumn):
    """How many items a second."""

    def render(self, task: Task) -> Text:
        """Return the rate, blank before there is one."""
        return Text(f"{task.speed:,.1f}/s" if task.speed else "")


def warn(warnings: Iterable[str]) -> None:
    """Print one line for each entry of the overrides that names nobody here."""
    for line in warnings:
        say(line)


def report(errors: Sequence[InputError], file: Path | None = None) -> None:
    """Print one line for each input that could not be used; of very many the first, where ``file`` has them all."""
    shown = errors if file is None or len(errors) <= _SHOWN + 1 else errors[:_SHOWN]
    for error in shown:
        say(str(error))
    if len(shown) < len(errors):
        say(f"and {len(errors) - len(shown):,} more inputs that could not be used: see {file}")
