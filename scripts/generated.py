"""What the scripts that generate a page of the documentation share."""

import argparse
from pathlib import Path


def write_or_check(page: Path, text: str, script: str, about: str) -> int:
    """Write the page, or with ``--check`` compare it; return the exit status: 1 where it is out of date.

    ``script`` is the name of the script and ``about`` its first line, for its help.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the page is out of date")
    if not parser.parse_args().check:
        page.write_text(text, "utf-8")
        return 0
    if page.read_text("utf-8") == text:
        return 0
    print(f"{page} is out of date: run python scripts/{script}")
    return 1
