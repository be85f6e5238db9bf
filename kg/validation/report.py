"""Files and claims validated: from what is given to what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, RecordError
from kg.export import jsonl, turtle
from kg.model import Claim
from kg.ontology import Ontology
from kg.ontology import load as load_ontology
from kg.sparql.files import load, new_store
from kg.validation.shacl import check, prepare, read_shapes
from kg.validation.words import Problem, Speaker

if TYPE_CHECKING:
    from pyoxigraph import Store

_AGAIN = "write it again with kg claims"


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one graph: ``name`` is its file, ``triples`` how many it has, ``problems`` what is wrong."""

    name: str
    triples: int
    problems: tuple[Problem, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def validate_rdf(path: Path, ontology: Path | None = None) -> Report:
    """Check an RDF file against the shapes of ``ontology``, or of the one that comes with the package.

    Raises InputError where the file can't be read, OntologyError where the ontology can't.
    """
    store = new_store()
    load(store, path)
    return _report(str(path), store, ontology)


def validate_jsonl(path: Path, ontology: Path | None = None) -> Report:
    """Check a file of claims: each line on its own, and all that are claims as the graph they make.

    Raises InputError where the file can't be read, OntologyError where the ontology can't.
    """
    broken: list[Problem] = []
    claims = tuple(_lines(path, broken))
    return validate_claims(claims, ontology, name=str(path), known=broken)


def validate_claims(claims: Iterable[Claim], ontology: Path | None = None, *, name: str = "claims",
                    known: Iterable[Problem] = ()) -> Report:
    """Check the graph that claims make; ``known`` are problems that were found before. Raises OntologyError."""
    types = load_ontology(ontology)
    problems = list(known)
    sound = []
    for claim in claims:
        if wrong := _wrong(claim, types):
            problems.append(wrong)
        else:
            sound.append(claim)
    store = new_store()  # says what to install where there is no pyoxigraph
    from pyoxigraph import RdfFormat

    store.load(turtle.dumps(sound, types).encode(), RdfFormat.TURTLE)
    report = _report(name, store, ontology)
    return Report(name, report.triples, (*problems, *report.problems))


def _report(name: str, store: Store, ontology: Path | None) -> Report:
    triples = len(store)
    prepare(store, ontology)
    found = check(store, read_shapes(store, ontology))
    return Report(name, triples, tuple(Speaker(store).problems(found)))


def _lines(path: Path, broken: list[Problem]) -> Iterator[Claim]:
    """Yield the claims of a file; what is none goes to ``broken``."""
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield from jsonl.loads(line)
                except RecordError as error:
                    what = str(error).partition(": ")[2]
                    broken.append(Problem(f"line {number}", "", what, "a line is one claim", _AGAIN, "Record"))
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"not UTF-8 text ({error.reason} at byte {error.start})") from error
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error)) from error


def _wrong(claim: Claim, types: Ontology) -> Problem | None:
    """Return what keeps a claim out of any graph: a type that is none, an id that is none."""
    ids = [claim.id, claim.article.id, *(actor.id for actor in claim.actors)]
    if any(not isinstance(id, str) or not id for id in ids):
        what = "an id of the claim, its article or an actor is no text"
    elif claim.predicate not in types.types:
        what = f"its predicate {claim.predicate!r} is no relation type of the ontology"
    else:
        return None
    article = f"article “{claim.article.title}”" if claim.article.title else f"article {claim.article.id}"
    return Problem(f"claim {claim.id}", article, what, "", f"correct it, or {_AGAIN}", "Record")
