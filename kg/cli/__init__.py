"""The command line, one module a command; the commands are thin and call :mod:`kg.pipeline`."""

from kg.cli.app import app, main

__all__ = ["app", "main"]
