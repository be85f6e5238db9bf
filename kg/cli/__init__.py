"""The command line, one module a command; the commands are thin and call :mod:`kg.pipeline`."""

import os
import sys
from pathlib import Path

__all__ = ["main"]


def main() -> None:
    """Run the command line and leave with its exit code."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller (">&-"): what goes there is not wanted
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115  stays open until the end
    try:
        from kg.cli.app import run  # here, so that Ctrl-C while the libraries load is a clean end too

        run()
    except KeyboardInterrupt:
        print("kg: stopped", file=sys.stderr)  # noqa: T201  for people, before the console is there
        raise SystemExit(130) from None
