"""The readers under a coverage-guided fuzzer: ``pip install atheris``, then ``python -m tests.ingest.fuzz``.

Not part of the tests: it runs until it finds something, or as long as ``-max_total_time=600`` (in seconds) says.
"""

import sys

import atheris

with atheris.instrument_imports(include=["kg.ingest"]):
    from tests.ingest.test_fuzz import FORMATS, check


def one(data: bytes) -> None:
    """Read some bytes; whatever is raised is a find."""
    check(data)


if __name__ == "__main__":
    from pathlib import Path
    from tempfile import mkdtemp

    seeds = Path(mkdtemp())
    for name, content in FORMATS.items():
        (seeds / name).write_bytes(content)
    atheris.Setup([*sys.argv, str(seeds)], one)
    atheris.Fuzz()
