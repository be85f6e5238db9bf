"""Knowledge graphs from news about world politics: who supports, fights, sanctions whom, and who says so.

    import kg

    graph = kg.build(["articles/"])
    graph.claims[0].predicate
    graph.nx.edges(data=True)
    graph.to_turtle("graph.ttl")
    graph.to_html("graph.html")
"""

from importlib.metadata import PackageNotFoundError, version

from kg.accumulation import AddReport, add, load, open_store, refresh
from kg.analysis import evaluate, plot, table
from kg.config import Settings
from kg.errors import ConfigError, InputError, KgError, OntologyError, QueryError, RecordError, StoreError
from kg.model import (
    Actor,
    ActorType,
    Article,
    ArticleRef,
    Attribution,
    AttributionKind,
    Claim,
    Evidence,
    Mention,
    Modality,
    Polarity,
    Precision,
    Qualifiers,
    Relation,
    Span,
    Time,
)
from kg.model.record import from_record, to_record
from kg.pipeline import Graph, build, extract_claims, read
from kg.store import Added, Counts, Store, Tally
from kg.tabular import Table

try:
    __version__ = version("geokg")
except PackageNotFoundError:  # run from a checkout that was never installed
    __version__ = "0+unknown"

__all__ = [
    # from inputs to a graph
    "build", "read", "extract_claims", "Graph", "Settings",
    # claims that accumulate
    "open_store", "add", "refresh", "load", "Store", "Added", "AddReport", "Counts", "Tally",
    # looking at a graph, measuring an extractor
    "table", "Table", "plot", "evaluate",
    # values
    "Actor", "ActorType", "Article", "ArticleRef", "Attribution", "AttributionKind", "Claim", "Evidence", "Mention",
    "Modality", "Polarity", "Precision", "Qualifiers", "Relation", "Span", "Time",
    # the exchange format
    "from_record", "to_record",
    # errors
    "KgError", "ConfigError", "InputError", "OntologyError", "QueryError", "RecordError", "StoreError",
    "__version__",
]
