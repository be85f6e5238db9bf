"""Write ``docs/cli.md``, the reference of the command line, from the commands themselves.

Run ``python scripts/write_cli_page.py`` after a change of a command or an option. With ``--check`` nothing is written,
and the exit status is 1 where the page is out of date.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer
from generated import write_or_check

from kg.cli.app import app
from kg.cli.console import EXIT_CODES

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"

INTRO = """# The command line

Made by `scripts/write_cli_page.py` from the commands themselves; a test holds that it is up to date.
`kg COMMAND --help` says the same. How the commands go together is in the [quick start](quickstart.md).
"""
# Where a command is told of with examples.
PAGES = {
    "actors": "actors.md", "add": "store.md", "balance": "questions.md#structural-balance",
    "between": "questions.md#two-actors", "blocs": "questions.md#blocs-and-brokers", "build": "quickstart.md",
    "claims": "quickstart.md", "disputes": "disputes.md", "evaluate": "evaluation.md", "explain": "explain.md",
    "export": "formats.md", "path": "questions.md#chains", "query": "query.md", "refresh": "store.md",
    "relate": "evaluation.md#how-kg-relate-answers", "review": "review.md",
    "series": "questions.md#cooperation-and-conflict-over-time", "serve": "query.md#an-endpoint",
    "show": "questions.md#one-actor", "top": "questions.md#rankings", "validate": "validation.md", "view": "viewer.md",
}


def main() -> int:
    """Write the page, or compare it."""
    return write_or_check(PAGE, "\n".join(page()), Path(__file__).name, __doc__.split("\n")[0])


def page() -> Iterator[str]:
    """Yield the parts of the page."""
    group = typer.main.get_command(app)
    above = typer.Context(group, info_name="kg")
    commands = {name: command for name, command in sorted(group.commands.items()) if not command.hidden}
    yield INTRO
    yield from table(("command", "what it does"),
                     ((f"[`kg {name}`](#kg-{name})", first_line(command.help)) for name, command in commands.items()))
    yield "Before a command:\n"
    yield from options(group, above)
    yield EXIT_CODES.split(": ", 1)[0] + " of the commands, where nothing else is said:\n"
    codes = EXIT_CODES.split(": ", 1)[1].rstrip(".").split("; ")
    yield from table(("code", "means"), (code.split(" ", 1) for code in codes))
    for name, command in commands.items():
        yield from section(name, command, typer.Context(command, info_name=name, parent=above))


def section(name: str, command: typer.core.TyperCommand, context: typer.Context) -> Iterator[str]:
    """Yield what there is to know of one command."""
    yield f"## kg {name}\n"
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield f"    {re.sub('[{}]', '', usage)}\n"
    yield f"{prose(command.help)}\n"
    arguments = [record(parameter, context) for parameter in command.get_params(context)
                 if parameter.param_type_name == "argument"]
    if arguments:
        yield from table(("argument", ""), ((f"`{names.split(' <')[0]}`", text) for names, text in arguments))
    yield from options(command, context)
    if command.epilog and command.epilog != EXIT_CODES:
        yield f"{prose(command.epilog)}\n"
    if name in PAGES:
        yield f"[More, with examples]({PAGES[name]})\n"


def options(command: typer.core.TyperCommand, context: typer.Context) -> Iterator[str]:
    """Yield a table of the options of a command; --help, which all have, is left out."""
    found = [record(parameter, context) for parameter in command.get_params(context)
             if parameter.param_type_name == "option" and not parameter.hidden and "--help" not in parameter.opts]
    if found:
        yield from table(("option", ""), ((f"`{names}`", text) for names, text in found))


def record(parameter: typer.core.TyperOption | typer.core.TyperArgument, context: typer.Context) -> tuple[str, str]:
    """Return names and text of a parameter, as its --help gives them."""
    shown = parameter.get_help_record(context)
    assert shown is not None, parameter.name
    return shown


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield a table, and an empty line."""
    head = list(head)
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell(text) for text in row)} |"
    yield ""


def cell(text: str) -> str:
    """Return text as it can stand in a cell."""
    return " ".join(text.split()).replace("|", "\\|")


def first_line(text: str | None) -> str:
    """Return the first paragraph of a help text."""
    return prose(text).split("\n\n", 1)[0]


def prose(text: str | None) -> str:
    """Return a help text with each paragraph on one line."""
    assert text, "each command has a help text"
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.replace("\b", "").strip()))


if __name__ == "__main__":
    raise SystemExit(main())
