"""The ontology is complete, and its reader refuses what is not."""

import time
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from kg.config import ontology_dir
from kg.errors import OntologyError
from kg.model import ActorType
from kg.ontology import FILE, GEO, Ontology, load

ACTS = {"State", "Government", "Military", "ArmedGroup", "Party", "Organization", "Alliance", "Person",
        "People", "Company"}
PLACE = {"State", "Place"}

# The contract, written down a second time: predicate, domain, range, parent, PLOVER types, valence.
# Ends: A whatever acts, P place, I item, t topic.
CONTRACT = """
supports                A  At  -               SUPPORT        +
recognizes              A  AP  supports        SUPPORT        +
provides-aid-to         A  AP  supports        AID            +
supplies-arms-to        A  A   provides-aid-to AID            +
opposes                 A  At  -               ACCUSE,REJECT  -
criticizes              A  At  opposes         ACCUSE         -
accuses                 A  A   opposes         ACCUSE         -
rejects                 A  At  opposes         REJECT         -
threatens               A  At  opposes         THREATEN       -
demands                 A  At  -               REQUEST        0
protests-against        A  At  opposes         PROTEST        -
sanctions               A  A   opposes         SANCTION       -
cuts-ties-with          A  At  opposes         SANCTION       -
designates-as-terrorist A  A   opposes         -              -
fights                  A  A   opposes         ASSAULT        -
overthrows              A  A   attacks         ASSAULT        -
attacks                 A  AP  opposes         ASSAULT        -
invades                 A  AP  attacks         ASSAULT        -
captures                A  PI  -               COERCE         -
controls                A  PI  -               -              0
blockades               A  AP  opposes         COERCE         -
detains                 A  A   opposes         COERCE         -
represses               A  A   opposes         COERCE         -
claims-territory        A  P   -               -              0
violates                A  At  opposes         ACCUSE         -
tests                   A  I   -               MOBILIZE       -
mobilizes-against       A  A   opposes         MOBILIZE       -
deploys-to              A  P   -               MOBILIZE       0
withdraws-from          A  AP  -               YIELD/RETREAT  +
releases                A  A   -               YIELD/RETREAT  +
concedes-to             A  At  -               YIELD/CONCEDE  +
ceases-fire-with        A  A   -               YIELD/RETREAT  +
restores-ties-with      A  A   -               SUPPORT        +
agrees-with             A  A   -               AGREE          +
cooperates-with         A  A   -               COOPERATE      +
meets                   A  A   -               CONSULT        +
visits                  A  AP  -               CONSULT        +
negotiates-with         A  A   -               CONSULT        +
mediates                A  A   -               CONSULT        +
purchases               A  I   -               COOPERATE      +
sells                   A  I   -               COOPERATE      +
manufactures            A  I   -               -              0
member-of               A  O   -               -              +
part-of                 A  A   -               -              0
leads                   L  A   -               -              0
represents              H  A   -               -              0
allied-with             A  A   -               -              +
affiliated-with         A  A   -               -              0
located-in              AP P   -               -              0
borders                 P  P   -               -              0
"""
ROWS = {row.split()[0]: row.split()[1:] for row in CONTRACT.strip().splitlines()}
ENDS = {"A": ACTS, "P": PLACE, "I": {"Item"}, "O": {"Organization", "Alliance"}, "L": {"Person", "State"},
        "H": {"Person"}, "t": set()}
SYMMETRIC = {"fights", "ceases-fire-with", "restores-ties-with", "agrees-with", "cooperates-with", "meets",
             "negotiates-with", "allied-with", "affiliated-with", "borders"}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load()


def test_it_has_exactly_the_fifty_types(ontology: Ontology) -> None:
    assert len(ROWS) == 50
    assert set(ontology.types) == set(ROWS)
    assert list(ontology.types) == sorted(ontology.types)


@pytest.mark.parametrize("name", ROWS)
def test_each_type_is_as_the_contract_says(name: str, ontology: Ontology) -> None:
    domain, range_, parent, plover, valence = ROWS[name]
    found = ontology.types[name]
    assert found.name == name
    assert found.domain == set().union(*(ENDS[c] for c in domain))
    assert found.range == set().union(*(ENDS[c] for c in range_))
    assert found.topic_object == ("t" in range_)
    assert found.parent == (None if parent == "-" else parent)
    assert found.plover == (() if plover == "-" else tuple(plover.split(",")))
    assert found.valence == {"+": 1, "-": -1, "0": 0}[valence]
    assert found.symmetric == (name in SYMMETRIC)


@pytest.mark.parametrize("name", ROWS)
def test_each_type_is_explained(name: str, ontology: Ontology) -> None:
    found = ontology.types[name]
    assert found.label
    assert found.definition.count(".") >= 2, "says what it means and what it does not mean"
    assert "ot " in found.definition or " no " in found.definition, "says what it does not mean"
    assert found.definition[0].isupper()
    assert found.definition.endswith(".")
    assert found.example.endswith(".")


def test_labels_definitions_and_examples_are_distinct(ontology: Ontology) -> None:
    for part in ("label", "definition", "example"):
        assert len({getattr(t, part) for t in ontology.types.values()}) == 50


def test_every_kind_of_actor_has_a_class(ontology: Ontology) -> None:
    assert {kind.value for kind in ActorType} <= set(ontology.classes)
    for name, found in ontology.classes.items():
        assert found.label
        assert found.definition.endswith(".")
        assert name == "Actor" or found.parents, f"{name} stands under no class"


def test_symmetric_types_have_equal_ends(ontology: Ontology) -> None:
    assert all(t.domain == t.range for t in ontology.types.values() if t.symmetric)


def test_a_reasoner_draws_no_false_conclusion_about_ends(ontology: Ontology) -> None:
    """What a type takes, all types above it take in their rdfs:domain and rdfs:range."""
    text = (ontology_dir() / FILE).read_text("utf-8")
    wide = Graph().parse(data=text, format="turtle")
    wide.remove((None, GEO.ownRange, None))
    for found in ontology.types.values():
        for above in ontology.ancestors(found.name):
            assert found.domain <= ontology.types[above].domain
            assert found.range <= _full_range(wide, above), f"{found.name} under {above}"


def _full_range(graph: Graph, name: str) -> set[str]:
    top = graph.value(GEO[name], RDFS.range)
    tops = list(graph.items(graph.value(top, OWL.unionOf))) if (top, OWL.unionOf, None) in graph else [top]
    return {str(c).rsplit("#", 1)[-1] for t in tops for c in graph.transitive_subjects(RDFS.subClassOf, t)}


def test_children_keep_the_valence_of_their_parent(ontology: Ontology) -> None:
    for found in ontology.types.values():
        if found.parent:
            assert found.valence == ontology.types[found.parent].valence


def test_ancestors_and_root(ontology: Ontology) -> None:
    assert ontology.ancestors("invades") == ("attacks", "opposes")
    assert ontology.root("invades") == "opposes"
    assert ontology.ancestors("meets") == ()
    assert ontology.root("meets") == "meets"


def test_accepts(ontology: Ontology) -> None:
    assert ontology.types["purchases"].accepts("State", "Item")
    assert not ontology.types["purchases"].accepts("Item", "State")
    assert not ontology.types["purchases"].accepts("State", "State")
    assert ontology.types["borders"].accepts("State", "Place")
    assert ontology.types["borders"].accepts("Place", "State")
    assert ontology.types["member-of"].accepts("State", "Alliance")


def test_an_unknown_type_is_named(ontology: Ontology) -> None:
    for ask in (ontology.get, ontology.ancestors, ontology.root):
        with pytest.raises(OntologyError, match="'befriends' is no relation type"):
            ask("befriends")


def test_it_is_read_only(ontology: Ontology) -> None:
    with pytest.raises(TypeError):
        ontology.types["befriends"] = ontology.types["supports"]  # type: ignore[index]


def test_loading_is_quick() -> None:
    best = min(_timed() for _ in range(3))
    assert best < 0.3


def _timed() -> float:
    start = time.perf_counter()
    load()
    return time.perf_counter() - start


def test_two_loads_are_equal() -> None:
    assert load() == load()


def _broken(tmp_path: Path, old: str, new: str) -> Path:
    text = (ontology_dir() / FILE).read_text("utf-8")
    assert old in text
    (tmp_path / FILE).write_text(text.replace(old, new, 1), "utf-8")
    return tmp_path


PARENT = "    rdfs:subPropertyOf geo:supports ;"
VALENCE = "    geo:valence 1 ."
DOMAIN = "    rdfs:domain geo:Agent ;\n"


@pytest.mark.parametrize(("old", "new", "message"), [
    (PARENT, "    rdfs:subPropertyOf geo:nothing ;", "parent nothing is no relation type"),
    (PARENT, "    rdfs:subPropertyOf geo:supports, geo:meets ;", "more than one parent"),
    (PARENT, "    rdfs:subPropertyOf geo:recognizes ;", "a circle of parents"),
    (VALENCE, "    geo:valence 7 .", "needs one geo:valence"),
    (VALENCE, "    rdfs:seeAlso geo:Actor .", "needs one geo:valence"),
    ('    rdfs:label "supports"@en ;\n', "", "supports: needs one label, has 0"),
    (DOMAIN, "", "supports: needs one domain, has 0"),
    (DOMAIN, "    rdfs:domain geo:Nobody ;\n", "domain names no kind of actor"),
    ("geo:Item a owl:Class ;", "geo:Item a owl:Thing ;", "no class for the kinds of actor Item"),
    ("geo:supports a", "geo:supports ä", "not readable as Turtle"),
    ("    geo:lostBy geo:captures ;", "    geo:lostBy geo:nothing ;", "controls: lostBy names nothing, which is no"),
    (VALENCE, "    geo:endedBy geo:meets ; geo:valence 1 .", "supports: has endedBy but is not geo:lasting"),
])
def test_a_broken_file_is_refused_in_one_line(old: str, new: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=message) as caught:
        load(_broken(tmp_path, old, new))
    assert FILE in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=FILE):
        load(tmp_path)


@pytest.mark.parametrize("name", ["geopolitics.ttl", "claims.ttl", "shapes.ttl"])
def test_every_turtle_file_parses_and_labels_its_terms(name: str) -> None:
    graph = Graph().parse(ontology_dir() / name, format="turtle")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
    terms = {s for kind in kinds for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef)}
    own = sorted(t for t in terms if str(t).startswith("urn:geokg:"))
    assert own or name == "shapes.ttl"
    defined = URIRef("http://www.w3.org/2004/02/skos/core#definition")
    for term in own:
        assert (term, RDFS.label, None) in graph, term
        assert (term, defined, None) in graph, term


# The values of the codes in use, as GDELT publishes them in CAMEO.goldsteinscale.txt.
GOLDSTEIN = {
    "040": 1.0, "042": 1.9, "045": 5.0, "046": 7.0, "050": 3.5, "054": 6.0, "057": 8.0, "060": 6.0, "061": 6.4,
    "070": 7.0, "072": 8.3, "080": 5.0, "0841": 7.0, "0871": 9.0, "0874": 10.0, "110": -2.0, "111": -2.0, "112": -2.0,
    "120": -4.0, "128": -5.0, "130": -4.4, "140": -6.5, "150": -7.2, "154": -7.2, "161": -4.0, "163": -8.0, "172": -5.0,
    "173": -5.0, "175": -9.0, "190": -10.0, "191": -9.5, "192": -9.5,
}


def test_intensities_are_those_of_the_scale(ontology: Ontology) -> None:
    used = {type.cameo: type.intensity for type in ontology.types.values() if type.cameo}
    assert used == GOLDSTEIN
    assert all((type.cameo is None) == (type.intensity is None) for type in ontology.types.values())
    assert all(type.valence for type in ontology.types.values() if type.cameo)
