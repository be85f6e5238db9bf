"""Claims that accumulate: articles and what was found in them, in one file that several programs can use at a time."""

from kg.store.connection import is_database, is_store
from kg.store.reading import Counts, StoreReader, Tally
from kg.store.store import Store
from kg.store.writing import Added

__all__ = ["Added", "Counts", "Store", "StoreReader", "Tally", "is_database", "is_store"]
