"""A command and what it printed."""

from typer.testing import CliRunner

from kg.cli.app import app


def printed(*words: object, typed: str = "", code: int = 0) -> str:
    """Return what a command printed: to standard output, or to standard error where it should not end with 0."""
    result = CliRunner().invoke(app, [str(word) for word in words], input=typed)
    assert result.exit_code == code, result.output
    return result.stdout if code == 0 else result.stderr
