"""The ``kg`` command: its list of commands and what they share."""

from typing import Annotated

import typer

from kg.cli import (
    actors,
    add,
    blocs,
    build,
    claims,
    disputes,
    evaluate,
    explain,
    export,
    path,
    query,
    relate,
    review,
    series,
    serve,
    show,
    top,
    validate,
    view,
)
from kg.cli.console import EXIT_CODES, reported

app = typer.Typer(
    name="kg",
    help="Knowledge graphs from news about world politics: who supports, fights, sanctions whom, and who says so.\n\n"
         "Everything runs on this machine; nothing is fetched but what --fetch asks for.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("actors", epilog=EXIT_CODES)(actors.actors)
app.command("add", epilog=EXIT_CODES)(add.add)
app.command("build", epilog=EXIT_CODES)(build.build)
app.command("claims", epilog=EXIT_CODES)(claims.claims)
app.command("explain", epilog=EXIT_CODES)(explain.explain)
app.command("export", epilog=EXIT_CODES)(export.export)
app.command("refresh", epilog=EXIT_CODES)(add.refresh)
app.command("query", epilog=query.EPILOG)(query.query)
app.command("serve", epilog=serve.EPILOG)(serve.serve)
app.command("relate", epilog=EXIT_CODES)(relate.relate)
app.command("review", epilog=EXIT_CODES)(review.review)
app.command("evaluate", epilog=EXIT_CODES)(evaluate.evaluate)
app.command("show", epilog=EXIT_CODES)(show.show)
app.command("between", epilog=EXIT_CODES)(show.between)
app.command("path", epilog=EXIT_CODES)(path.path)
app.command("top", epilog=EXIT_CODES)(top.top)
app.command("disputes", epilog=EXIT_CODES)(disputes.disputes)
app.command("series", epilog=EXIT_CODES)(series.series)
app.command("blocs", epilog=EXIT_CODES)(blocs.blocs)
app.command("balance", epilog=EXIT_CODES)(blocs.balance)
app.command("validate")(validate.validate)
app.command("view", epilog=EXIT_CODES)(view.view)


def _version(wanted: bool) -> None:
    if wanted:
        from kg import __version__

        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True,
                                          help="Print the version and stop.")] = False,
) -> None:
    """Take the options that stand before a command."""


def run() -> None:
    """Run the command line and leave with its exit code; whatever goes wrong is one line."""
    with reported(standalone=True):
        app(prog_name="kg")
