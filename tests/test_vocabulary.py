"""The vocabulary as others meet it: OWL 2 RL, every term explained, true terms of others, a page that is up to date."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import (
    DC,
    DCTERMS,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SKOS,
    XSD,
    BNode,
    Graph,
    Literal,
    Namespace,
    URIRef,
)
from rdflib.collection import Collection
from rdflib.term import Node

from kg.config import ontology_dir
from kg.ontology import GEO, load

ROOT = Path(__file__).parents[1]
FILES = ("geopolitics.ttl", "claims.ttl", "mappings.ttl")
CAMEO, PLOVER = Namespace("urn:geokg:cameo#"), Namespace("urn:geokg:plover#")

# OWL 2 Profiles, section 4.3: what a file of this size may use of OWL, and the datatypes of the profile.
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual}
AXIOMS = {OWL.Ontology, OWL.SymmetricProperty, OWL.TransitiveProperty, OWL.AllDisjointClasses}
BUILT_IN = {RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDFS.label, RDFS.comment,
            RDFS.seeAlso, RDF.first, RDF.rest, OWL.members, OWL.inverseOf, OWL.imports, OWL.versionIRI, OWL.versionInfo}
DATATYPES = {RDFS.Literal, XSD.string, XSD.integer, XSD.decimal, XSD.boolean}
RESERVED = (str(RDF), str(RDFS), str(OWL), str(XSD))


@pytest.fixture(scope="module")
def graph() -> Graph:
    made = Graph()
    for name in FILES:
        made.parse(ontology_dir() / name)
    return made


def _declared(graph: Graph, kind: URIRef) -> set[Node]:
    return set(graph.subjects(RDF.type, kind))


def _own(terms: Iterable[Node]) -> list[Node]:
    return sorted(term for term in terms if str(term).startswith("urn:geokg:"))


# -------------------------------------------------------------------- OWL 2 RL

def test_only_what_owl_2_rl_knows_is_used(graph: Graph) -> None:
    classes = _declared(graph, OWL.Class)
    for kind in set(graph.objects(None, RDF.type)):
        assert kind in KINDS | AXIOMS | classes, kind
    properties = set().union(*(_declared(graph, kind) for kind in KINDS - {OWL.Class, OWL.NamedIndividual}))
    for predicate in set(graph.predicates()):
        assert predicate in BUILT_IN | properties, predicate


def test_each_property_is_of_one_kind(graph: Graph) -> None:
    kinds = [_declared(graph, kind) for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)]
    assert sum(map(len, kinds)) == len(set().union(*kinds))


def test_classes_are_named(graph: Graph) -> None:
    """A union as a domain, a range or a class above is what OWL 2 RL does not allow."""
    classes = _declared(graph, OWL.Class)
    for key in (RDFS.subClassOf, RDFS.domain, RDFS.range):
        for node, value in graph.subject_objects(key):
            datatype = key == RDFS.range and (node, RDF.type, OWL.DatatypeProperty) in graph
            assert value in (DATATYPES if datatype else classes), (node, value)
    for node in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        assert set(Collection(graph, graph.value(node, OWL.members))) <= classes
    lists = set(graph.subjects(RDF.first, None)) | set(graph.subjects(RDF.type, OWL.AllDisjointClasses))
    assert {s for s in graph.subjects() if isinstance(s, BNode)} == lists


def test_no_reserved_term_is_used_as_one_of_ours(graph: Graph) -> None:
    for subject in set(graph.subjects()):
        assert not str(subject).startswith(RESERVED), subject
    for key in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf):
        for value in graph.objects(None, key):
            assert not str(value).startswith(RESERVED), value


def test_nothing_is_transitive_or_symmetric_that_a_claim_would_make_false(graph: Graph) -> None:
    assert set(_own(_declared(graph, OWL.TransitiveProperty))) == {GEO["part-of"], GEO["located-in"]}


# -------------------------------------------------------------------- explained

@pytest.mark.parametrize("name", FILES)
def test_each_file_says_what_it_is_which_version_and_under_which_licence(name: str) -> None:
    graph = Graph().parse(ontology_dir() / name)
    (node,) = graph.subjects(RDF.type, OWL.Ontology)
    version = graph.value(node, OWL.versionInfo)
    assert graph.value(node, OWL.versionIRI) == URIRef(f"{node}:{version}")
    assert graph.value(node, DCTERMS.license) == URIRef("https://spdx.org/licenses/MIT")
    assert graph.value(node, RDFS.comment)


def test_every_term_is_labelled_and_defined(graph: Graph) -> None:
    terms = _own(set().union(*(_declared(graph, kind) for kind in KINDS)))
    assert len(terms) > 190
    for term in terms:
        assert len(list(graph.objects(term, RDFS.label))) == 1, term
        assert str(graph.value(term, SKOS.definition)).endswith("."), term


def test_every_directed_type_has_an_inverse_and_no_symmetric_one() -> None:
    for one in load().types.values():
        assert (one.inverse is None) == one.symmetric, one.name


def test_inverses_are_no_types_that_claims_are_made_with() -> None:
    types = load().types
    assert not {one.inverse for one in types.values()} & set(types)


# -------------------------------------------------------------------- beside the terms of others

@pytest.mark.parametrize("vocabulary", [PROV, ORG, SDO, SKOS, DCTERMS, DC], ids=lambda v: str(v))
def test_terms_of_others_exist(vocabulary: type[Namespace], graph: Graph) -> None:
    used = {str(term) for triple in graph for term in triple
            if isinstance(term, URIRef) and str(term).startswith(str(vocabulary))}
    assert used
    for term in used:
        assert URIRef(term) in vocabulary, term


def test_the_mappings_are_those_of_the_types(graph: Graph) -> None:
    """geo:cameoCode and geo:ploverType say the same for programs that read no SKOS."""
    for name in load().types:
        node = GEO[name]
        codes = {str(graph.value(o, SKOS.notation)) for o in graph.objects(node, SKOS.closeMatch)
                 if str(o).startswith(str(CAMEO))}
        assert codes == {str(o) for o in graph.objects(node, GEO.cameoCode)}, name
        types = {str(graph.value(o, SKOS.notation)) for o in graph.objects(node, SKOS.broadMatch)}
        assert types == {str(o) for o in graph.objects(node, GEO.ploverType)}, name


def test_codes_stand_under_their_root(graph: Graph) -> None:
    codes = sorted(graph.subjects(SKOS.inScheme, URIRef(str(CAMEO)[:-1])))
    assert len(codes) > 60
    for code in codes:
        notation = str(code).removeprefix(str(CAMEO))
        assert graph.value(code, SKOS.notation) == Literal(notation)
        assert graph.value(code, RDFS.label)
        if len(notation) > 2:
            assert notation.startswith(str(graph.value(code, SKOS.broader)).removeprefix(str(CAMEO)))


def test_every_code_is_used_or_above_one_that_is(graph: Graph) -> None:
    used = {o for key in (SKOS.closeMatch, SKOS.narrowMatch, SKOS.relatedMatch, SKOS.broadMatch)
            for o in graph.objects(None, key)}
    for scheme in (CAMEO, PLOVER):
        for code in graph.subjects(SKOS.inScheme, URIRef(str(scheme)[:-1])):
            assert code in used or set(graph.subjects(SKOS.broader, code)) & used, code


# -------------------------------------------------------------------- the page

def test_the_page_is_what_the_files_say() -> None:
    found = subprocess.run([sys.executable, "scripts/write_ontology_page.py", "--check"], cwd=ROOT, text=True,
                           capture_output=True)
    assert found.returncode == 0, found.stdout + found.stderr
