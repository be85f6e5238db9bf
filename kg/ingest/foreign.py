"""Calls into libraries that read formats: whatever they raise or say becomes one line."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import InputError


@contextmanager
def foreign(where: str, what: str, *loggers: str) -> Iterator[None]:
    """Turn any exception of a library inside into an InputError that names ``what`` was to be read.

    Parsers of other people's formats raise whatever comes up on a broken file: KeyError, RecursionError,
    AttributeError. ``loggers`` are silent meanwhile: their warnings on broken files would go to the terminal.
    """
    named = [logging.getLogger(name) for name in loggers]
    before = [logger.disabled for logger in named]
    for logger in named:
        logger.disabled = True
    try:
        yield
    except (InputError, ImportError):
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise InputError(where, f"can't be read as {what}: {reason}", "it may be damaged") from error
    finally:
        for logger, was in zip(named, before, strict=True):
            logger.disabled = was
