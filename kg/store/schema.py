"""The tables of a store, and the steps that bring an older one up to date.

A file says by ``PRAGMA application_id`` that it is a store and by ``PRAGMA user_version`` how many of the steps in
:data:`MIGRATIONS` it has had. A step is never changed once released: what is new is a new step.

The key of a claim is that of its extraction times 2**20 plus its place there. So the claims of an extraction lie
together, in the order of the text, and no index is needed to find them.
"""

import sqlite3
from collections.abc import Sequence
from typing import TypeAlias

from kg.errors import StoreError
from kg.model.article import NO_DATE

APPLICATION = 0x6B677374
"""``application_id`` of a store: "kgst" in ASCII."""

PLACES = 20
"""Bits of a claim's key that are its place in its extraction."""

_FIRST = f"""
CREATE TABLE article (             -- one version of an article
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,              -- as in claims: the input's own, or a content hash
    content TEXT NOT NULL,         -- hash of what makes a version: title, text, date, publisher
    title TEXT NOT NULL,
    url TEXT,
    publisher TEXT,
    published TEXT,                -- ISO date
    own INTEGER NOT NULL,          -- 1 where the id is the input's own
    address TEXT,                  -- the url in the form in which it is compared
    series INTEGER NOT NULL,       -- key of the first version
    since TEXT NOT NULL,           -- versions follow one another by (since, key)
    current INTEGER NOT NULL,      -- 1 for the last version
    ingested TEXT NOT NULL,        -- UTC
    UNIQUE (id, content)
);
CREATE INDEX article_series ON article (series, since, key);
CREATE INDEX article_address ON article (address) WHERE address IS NOT NULL;
CREATE INDEX article_order ON article (coalesce(published, '{NO_DATE}'), id, key);

CREATE TABLE body (
    article INTEGER PRIMARY KEY REFERENCES article (key),
    text TEXT NOT NULL
);

CREATE TABLE extraction (          -- what one extractor found in one version
    key INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (key),
    extractor TEXT NOT NULL,       -- name/version+hash of its data
    current INTEGER NOT NULL,      -- 1 for the last extraction of the version
    ingested TEXT NOT NULL
);
CREATE INDEX extraction_article ON extraction (article, key);

CREATE TABLE actor (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
);
CREATE TABLE form (                -- an actor as claims have it; several where they differ
    actor INTEGER NOT NULL REFERENCES actor (key),
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    country TEXT NOT NULL,         -- '' where not known, as the next two
    sector TEXT NOT NULL,
    wikidata TEXT NOT NULL,
    -- Behind the columns of the key: SQLite 3.40 takes it for damaged elsewhere.
    folded TEXT NOT NULL,          -- the name without case and accents
    PRIMARY KEY (actor, name, type, country, sector, wikidata)
) WITHOUT ROWID;
CREATE INDEX form_folded ON form (folded);

CREATE TABLE claim (
    key INTEGER PRIMARY KEY,       -- extraction << {PLACES} | place
    id TEXT NOT NULL,
    subject INTEGER NOT NULL REFERENCES actor (key),
    predicate TEXT NOT NULL,
    object INTEGER REFERENCES actor (key),
    polarity TEXT NOT NULL,
    modality TEXT NOT NULL,
    published TEXT,                -- of the article
    current INTEGER NOT NULL,      -- 1 where both version and extraction are current
    record TEXT NOT NULL           -- the exchange format without id and article
);
CREATE INDEX claim_id ON claim (id);
CREATE INDEX claim_subject ON claim (subject, object, predicate, polarity, published, current);
CREATE INDEX claim_object ON claim (object, subject, predicate, polarity, published, current)
    WHERE object IS NOT NULL;
"""

# Counts kept ready, so that the largest actors are answered for at once; and the third parties of claims.
_SECOND = """
CREATE TABLE tally (               -- the current claims of two actors, by type and polarity
    subject INTEGER NOT NULL REFERENCES actor (key),
    object INTEGER NOT NULL,       -- 0 where only a topic is named
    predicate TEXT NOT NULL,
    polarity TEXT NOT NULL,
    claims INTEGER NOT NULL,
    first TEXT,                    -- days of publication
    last TEXT,
    PRIMARY KEY (subject, object, predicate, polarity)
) WITHOUT ROWID;
CREATE INDEX tally_object ON tally (object);
INSERT INTO tally SELECT subject, coalesce(object, 0), predicate, polarity, count(*), min(published), max(published)
    FROM claim WHERE current GROUP BY 1, 2, 3, 4;

ALTER TABLE claim ADD COLUMN counterparty INTEGER REFERENCES actor (key);
UPDATE claim SET counterparty =
    (SELECT key FROM actor WHERE id = json_extract(record, '$.qualifiers.counterparty.id'))
    WHERE instr(record, '"counterparty":{');
CREATE INDEX claim_counterparty ON claim (counterparty) WHERE counterparty IS NOT NULL;
"""

# Where articles come from.
_THIRD = """
ALTER TABLE article ADD COLUMN authors TEXT NOT NULL DEFAULT '[]';  -- names, as a JSON list
ALTER TABLE article ADD COLUMN original TEXT;                       -- SHA-256 of what it was read from
CREATE TABLE original (
    key INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    data BLOB NOT NULL             -- packed by zlib
);
"""

Migration: TypeAlias = str

MIGRATIONS: tuple[Migration, ...] = (_FIRST, _SECOND, _THIRD)
"""The steps, in order, each a script of SQL; a store that had the first n has ``user_version`` n."""


def migrate(connection: sqlite3.Connection, where: str, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the store up to date, all steps in one transaction; a new file gets all of them.

    ``where`` is named in errors. Raises StoreError where the file is of a newer kg, and sqlite3.Error.
    """
    if version(connection, where, len(migrations)) == len(migrations):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = version(connection, where, len(migrations))  # another process may have been faster
        for script in migrations[done:]:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def version(connection: sqlite3.Connection, where: str, newest: int = len(MIGRATIONS)) -> int:
    """Return how many steps the store has had, 0 for an empty file. Raises StoreError for what is no store of ours."""
    application, done = (connection.execute(f"PRAGMA {name}").fetchone()[0]
                         for name in ("application_id", "user_version"))
    if application == APPLICATION:
        if done > newest:
            raise StoreError(f"{where}: was written by a newer kg (its schema is {done}, this kg knows {newest}): "
                             "install that version")
        return int(done)
    if application or done or connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise StoreError(f"{where}: is a database of something else, no store of kg")
    return 0


def _statements(script: str) -> list[str]:
    """Split a script; sqlite3's own executescript would commit before it."""
    found, part = [], ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            found.append(part)
            part = ""
    return found
