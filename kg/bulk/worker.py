"""The process behind :mod:`kg.bulk.workers`: it loads the engine, then answers chunks of articles with their claims.

Messages are pickles on the standard streams, one answer a chunk. It ends when its standard input does, so that it
outlives nobody who started it.
"""

import os
import pickle
import signal
import sys
from contextlib import suppress
from typing import BinaryIO

from kg.config import Settings
from kg.engine import Engine
from kg.errors import KgError
from kg.model import Article


def main() -> None:
    """Serve the process that holds the other ends of the standard streams."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process above, which ends this one
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not come between the answers
    with suppress(BrokenPipeError, EOFError):
        serve(sys.stdin.buffer, answers)


def serve(chunks: BinaryIO, answers: BinaryIO) -> None:
    """Read the settings, say that the engine is loaded, then answer chunk by chunk.

    An answer is a list with the claims of each article, or the error that was raised. Raises EOFError at the end of
    ``chunks``.
    """
    settings: Settings = pickle.load(chunks)
    try:
        engine = Engine.load(settings)
    except KgError as error:
        _send(answers, error)
        return
    _send(answers, None)
    while True:
        articles: list[Article] = pickle.load(chunks)
        try:
            _send(answers, [claims for _, claims in engine.by_article(articles)])
        except BrokenPipeError:
            raise
        except Exception as error:
            _send(answers, _portable(error))


def _send(answers: BinaryIO, value: object) -> None:
    pickle.dump(value, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()


def _portable(error: Exception) -> Exception:
    """Return the error, or one that says the same where it can not travel."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


if __name__ == "__main__":
    main()
