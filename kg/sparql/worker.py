"""The process that runs queries: ``python -m kg.sparql.worker INDEX MEMORY``.

It reads requests as lines of JSON and writes to each a line of JSON and as many bytes as that says. A query can't be
stopped from within (it runs in Rust), but a process can. This one holds the index read-only, can open no file and no
connection once it has it, and gets no more memory than it is told.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterable
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from kg.sparql.files import PREFIXES
from kg.sparql.guard import names_graphs

if TYPE_CHECKING:
    from pyoxigraph import Store


def answer(store: Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return what a query gives: what kind it is ("rows", "boolean", "triples"), and the bytes of it.

    Rows and truth are SPARQL JSON, triples are in the format ``graph`` of the request (a name of RdfFormat). At most
    ``rows`` rows or triples are given (0: all); ``more`` says whether there were others. Raises SyntaxError for a
    query that is none, OSError and ValueError for one that fails.
    """
    from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, RdfFormat, serialize

    graphs: dict[str, Any] = {}
    if request.get("default_graph") or request.get("named_graphs"):
        graphs = {key: [NamedNode(one) for one in request[key]] for key in ("default_graph", "named_graphs")}
    union = not graphs and not names_graphs(request["query"])
    found = store.query(request["query"], prefixes=PREFIXES, use_default_graph_as_union=union, **graphs)
    limit = request["rows"] or None
    if isinstance(found, QueryBoolean):
        return {"kind": "boolean"}, json.dumps({"head": {}, "boolean": bool(found)}).encode()
    if isinstance(found, QuerySolutions):
        names = [variable.value for variable in found.variables]
        rows = [{name: _json(row[name]) for name in names if row[name] is not None} for row in islice(found, limit)]
        document = {"head": {"vars": names}, "results": {"bindings": rows}}
        return {"kind": "rows", "more": _more(found, limit)}, json.dumps(document, ensure_ascii=False).encode()
    kind: RdfFormat = getattr(RdfFormat, request["graph"])
    triples = sorted(islice(found, limit), key=str)
    if kind != RdfFormat.TURTLE:
        return {"kind": "triples", "more": _more(found, limit)}, serialize(triples, format=kind) or b""
    lines = (serialize(triples, format=kind, prefixes=PREFIXES) or b"").splitlines(keepends=True)
    head = sorted(line for line in lines if line.startswith(b"@prefix"))  # they come in another order each time
    return {"kind": "triples", "more": _more(found, limit)}, b"".join([*head, *lines[len(head):]])


def _more(found: Iterable[Any], limit: int | None) -> bool:
    return limit is not None and next(iter(found), None) is not None


def _json(term: Any) -> dict[str, Any]:
    """Return a term as SPARQL JSON has it."""
    from pyoxigraph import BlankNode, NamedNode, Triple

    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {name: _json(getattr(term, name)) for name in ("subject", "predicate", "object")}
        return {"type": "triple", "value": parts}
    value: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        value["xml:lang"] = term.language
    elif not term.datatype.value.endswith("XMLSchema#string"):
        value["datatype"] = term.datatype.value
    return value


def serve(store: Store, requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    for line in requests:
        request = json.loads(line)
        _alarm(request["seconds"])
        try:
            head, body = answer(store, request)
        except SyntaxError as error:
            head, body = {"error": str(error)}, b""
        except (OSError, ValueError, RuntimeError) as error:
            head, body = {"error": f"it can't be answered: {error}"}, b""
        _alarm(0)
        if len(body) > request["bytes"]:
            head, body = {"stopped": f"its result is larger than {request['bytes']:,} bytes (add LIMIT)"}, b""
        answers.write(json.dumps({**head, "length": len(body)}).encode() + b"\n" + body)
        answers.flush()


def _alarm(seconds: float) -> None:
    """End this process some time after it should have been ended from outside: whoever started it may be gone."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds + 5 if seconds else 0)


def _confine(memory: int) -> None:
    """Give up opening files and connections, and take no more than ``memory`` bytes; where the system can do that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    bound = memory if most == resource.RLIM_INFINITY else min(memory, most)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, most))


def main() -> None:
    """Open the index that the command line names, confine this process, and serve."""
    from pyoxigraph import Store

    path, memory = sys.argv[1:]
    store = Store.read_only(path)
    answer(store, {"query": "SELECT * WHERE { ?s ?p ?o } LIMIT 1", "rows": 1})  # all modules and files are open now
    _confine(int(memory))
    serve(store, sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
