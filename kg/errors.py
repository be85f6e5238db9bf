"""Every exception the package raises, in one place.

KgError
├── InputError        an input cannot be read as an article: missing, empty, binary, not English, ...
├── OntologyError     a file in ``ontology/`` breaks its schema
├── ConfigError       a setting is unknown or impossible
├── RecordError       a claim record breaks the contract of the exchange format
├── StoreError        a store can't be opened, read or written
├── WorkerError       worker processes can't do their work
└── QueryError        a query is no SPARQL, or fails
    ├── RefusedQueryError    it asks for what is not allowed: an update, another endpoint
    └── StoppedQueryError    it takes more time or memory than it may
"""


class KgError(Exception):
    """Base of all errors of this package; its text is one line for people."""


class InputError(KgError):
    """An input cannot be used: says what, where, and how to mend it.

    ``kind`` is "failed" for what can't be read, else why it is left out although it can: "language" (not English) or
    "stub" (the beginning of an article that is for subscribers, or a page that says why there is none).
    """

    def __init__(self, where: str, what: str, mend: str = "", kind: str = "failed") -> None:
        """Keep the parts: ``where`` (path or line), ``what`` is wrong, how to ``mend`` it, and the ``kind``."""
        self.where = where
        self.what = what
        self.mend = mend
        self.kind = kind
        super().__init__(f"{where}: {what}" + (f" ({mend})" if mend else ""))

    def __reduce__(self) -> tuple[type, tuple[str, str, str, str]]:
        """Pickle the parts: exceptions pickle their line, which is not what the constructor takes."""
        return type(self), (self.where, self.what, self.mend, self.kind)


class OntologyError(KgError):
    """A file of the ontology, the lexicon or the gazetteer breaks its schema."""


class ConfigError(KgError):
    """A setting is unknown, or names something that is not installed."""


class RecordError(KgError):
    """A claim record lacks a field, or a field has an impossible value."""


class StoreError(KgError):
    """A store can't be opened, read or written: it is none, damaged, of a newer kg, locked, or the disk is full."""


class QueryError(KgError):
    """A query is not SPARQL, or can't be answered."""


class RefusedQueryError(QueryError):
    """A query asks for what is not allowed: it would change something, or leave this machine."""


class StoppedQueryError(QueryError):
    """A query takes more time or memory than it may."""


class WorkerError(KgError):
    """Worker processes can't be started, or die before they have begun."""
