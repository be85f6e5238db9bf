"""The other ways out: each loads in its real consumer, and gives back what it can hold."""

import csv
import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import igraph
import networkx as nx
import polars as pl
import pytest
import yaml

from kg.config import Settings, ontology_dir
from kg.errors import OntologyError
from kg.export import csvtables, events, ftm, neo4j, network, parquet
from kg.export.registry import exporters, get_exporter
from kg.export.tables import TABLES, TEXTS
from kg.model import Claim, Modality, Polarity
from kg.model.record import from_record
from kg.pipeline import Graph
from tests.builders import actor, claim, time
from tests.export.samples import S400, TURKEY
from tests.strategies import HOSTILE

PUTIN = actor("Vladimir Putin", "Person", country="RUS")
NATO = actor("NATO", "Alliance")
CLAIMS = (
    claim(TURKEY, "purchases", S400, speaker=PUTIN, cue="said", article_id="a1", counterparty="Russia",
          time=time("2017-01-01", "2017-12-31", "year", "in 2017"), place=actor("Moscow", "Place"),
          sentence="Turkey bought S-400\nfrom Russia in 2017, Putin said.", trigger="bought", url="https://example.org/1"),
    claim(TURKEY, "purchases", S400, polarity="negated", article_id="a2", published="2021-01-01"),
    claim("Egypt", "meets", "Qatar", article_id="a3", publisher="One; Two", published=None),
    claim("Egypt", "attacks", "Qatar", modality="planned", article_id="a3"),
    claim("Hungary", "opposes", None, topic="the embargo", article_id="a4"),
    claim(TURKEY, "member-of", NATO, article_id="a5"),
    claim(PUTIN, "leads", actor("Russia", country="RUS"), article_id="a5"),
    claim("United States", "sanctions", TURKEY, article_id="a6"),
    *(claim(actor(name), "meets", actor("x" + name, "Person"), title=name, publisher=name, article_id=f"h{n}")
      for n, name in enumerate(HOSTILE)),
)
GRAPH = Graph(CLAIMS)
ENDS = {(r.subject.id, r.predicate, r.object.id) for r in GRAPH.relations if r.object}


@pytest.mark.parametrize("name", ["graphml", "gexf", "node-link", "csv", "parquet", "neo4j", "ftm", "events"])
def test_the_same_graph_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    exporter = get_exporter(name)
    written = []
    for folder, graph in (("a", GRAPH), ("b", Graph(CLAIMS))):
        path = tmp_path / folder
        if exporter.folder:
            path.mkdir()
        exporter.write(graph, path)
        files = sorted(path.iterdir()) if exporter.folder else [path]
        written.append([(f.name if exporter.folder else "", f.read_bytes()) for f in files])
    assert written[0] == written[1]
    assert all(data for _, data in written[0])


@pytest.mark.parametrize("name", ["graphml", "gexf", "node-link", "csv", "parquet", "neo4j", "ftm", "events"])
def test_an_unknown_type_is_an_error_of_ours(name: str, tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="likes"):
        get_exporter(name).write(Graph((claim("Egypt", "likes", "Qatar"),)), _place(name, tmp_path))


@pytest.mark.parametrize("name", ["graphml", "gexf", "node-link", "csv", "parquet", "neo4j", "ftm", "events"])
def test_no_claims_make_an_empty_file(name: str, tmp_path: Path) -> None:
    get_exporter(name).write(Graph(()), _place(name, tmp_path))


def _place(name: str, tmp_path: Path) -> Path:
    return tmp_path if get_exporter(name).folder else tmp_path / "file"


# -------------------------------------------------------------------- networks

def test_graphml_loads_in_networkx_with_all_its_attributes(tmp_path: Path) -> None:
    network.write_graphml(GRAPH, tmp_path / "g.graphml")
    back = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    flat = network.flat(GRAPH)
    assert dict(back.nodes(data=True)) == dict(flat.nodes(data=True))
    assert {(a, b, d["predicate"]): d for a, b, d in back.edges(data=True)} == {
        (a, b, d["predicate"]): d for a, b, d in flat.edges(data=True)}
    assert {(a, d["predicate"], b) for a, b, d in back.edges(data=True)} == ENDS


def test_graphml_loads_in_igraph(tmp_path: Path) -> None:
    network.write_graphml(GRAPH, tmp_path / "g.graphml")
    back = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    assert (back.vcount(), back.ecount()) == (GRAPH.nx.number_of_nodes() + 1, len(ENDS))  # Moscow is in no relation
    edge = next(e for e in back.es if e["predicate"] == "purchases")
    assert back.vs[edge.source]["name"] == "Turkey"
    assert (edge["claim_count"], edge["contested"], edge["sentence"]) == (2, True, CLAIMS[0].evidence.sentence.text)


def test_gexf_loads_in_networkx(tmp_path: Path) -> None:
    network.write_gexf(GRAPH, tmp_path / "g.gexf")
    text = (tmp_path / "g.gexf").read_text("utf-8")
    assert "lastmodified" not in text
    back = nx.read_gexf(tmp_path / "g.gexf")
    assert {(a, d["predicate"], b) for a, b, d in back.edges(data=True)} == ENDS
    assert back.nodes["turkey"] == {"label": "Turkey", "name": "Turkey", "kind": "State", "country": "TUR",
                                    "sector": "GOV", "wikidata": "Q43"}
    assert len({d["id"] for _, _, d in back.edges(data=True)}) == len(ENDS)


def test_node_link_loads_in_networkx_and_holds_every_claim(tmp_path: Path) -> None:
    network.write_node_link(GRAPH, tmp_path / "g.json")
    document = json.loads((tmp_path / "g.json").read_text("utf-8"))
    back = nx.node_link_graph(document, edges="edges")
    assert {(a, key, b) for a, b, key in back.edges(keys=True)} == ENDS
    assert back.nodes["turkey"]["wikidata"] == "Q43"
    records = [r for _, _, d in back.edges(data=True) for r in d["claims"]]
    records += [r for one in back.graph["topical"] for r in one["claims"]]
    assert {from_record(r) for r in records} == set(CLAIMS)
    again = nx.node_link_data(back, edges="edges")
    assert {(e["source"], e["key"], e["target"]) for e in again["edges"]} == ENDS


# -------------------------------------------------------------------- tables

def _expected(name: str) -> list[dict[str, object]]:
    table = next(t for t in TABLES if t.name == name)
    return [dict(row) for row in table.rows(GRAPH)]


def _plain(rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    return [{k: list(v) if isinstance(v, tuple) else v for k, v in row.items()} for row in rows]


@pytest.mark.parametrize("name", ["actors", "relations", "claims"])
def test_csv_gives_back_every_cell(name: str, tmp_path: Path) -> None:
    csvtables.write(GRAPH, tmp_path)
    with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        back = list(csv.DictReader(file))
    assert back == [{k: str(csvtables.cell(v)) for k, v in row.items()} for row in _expected(name)]  # type: ignore[arg-type]
    frame = pl.read_csv(tmp_path / f"{name}.csv", infer_schema_length=None)
    assert frame.height == len(back)
    lists = [c for t in TABLES if t.name == name for c, kind in t.columns.items() if kind == TEXTS]
    assert all(isinstance(json.loads(row[column]), list) for row in back for column in lists)


@pytest.mark.parametrize("name", ["actors", "relations", "claims"])
def test_parquet_gives_back_every_cell_with_its_type(name: str, tmp_path: Path) -> None:
    parquet.write(GRAPH, tmp_path)
    assert pl.read_parquet(tmp_path / f"{name}.parquet").to_dicts() == _plain(_expected(name))


def test_the_tables_tell_all_of_a_claim(tmp_path: Path) -> None:
    parquet.write(GRAPH, tmp_path)
    [row] = pl.read_parquet(tmp_path / "claims.parquet").filter(pl.col("id") == CLAIMS[0].id).to_dicts()
    assert {k: row[k] for k in ("subject", "object", "speaker", "cue_text", "counterparty", "place", "time_start",
                                "time_precision", "sentence_text", "trigger_start", "topic")} == {
        "subject": "turkey", "object": "s-400", "speaker": "vladimir-putin", "cue_text": "said",
        "counterparty": None, "place": "moscow", "time_start": "2017-01-01", "time_precision": "year",
        "sentence_text": CLAIMS[0].evidence.sentence.text, "trigger_start": CLAIMS[0].evidence.trigger.start,
        "topic": None}
    assert row["counterparty_text"] == "Russia"


def test_the_neo4j_files_fit_together(tmp_path: Path) -> None:
    neo4j.write(GRAPH, tmp_path)
    rows = {}
    for path in tmp_path.iterdir():
        text = path.read_text("utf-8")
        assert "\r" not in text
        with path.open(encoding="utf-8", newline="") as file:
            rows[path.stem] = list(csv.DictReader(file))
        assert text.count("\n") == len(rows[path.stem]) + 1  # a record is a line
    ids = {kind: {row[f"id:ID({kind})"] for row in rows[file]}
           for kind, file in (("Actor", "actors"), ("Article", "articles"), ("Claim", "claims"))}
    assert ids["Claim"] == {c.id for c in CLAIMS}
    for file in ("relations", "claim-actors", "claim-articles"):
        for column in rows[file][0]:
            if column.startswith((":START_ID", ":END_ID")):
                assert {row[column] for row in rows[file]} <= ids[column[column.index("(") + 1:-1]]
    assert {(r[":START_ID(Actor)"], r[":TYPE"], r[":END_ID(Actor)"]) for r in rows["relations"]} == {
        (a, p.upper().replace("-", "_"), b) for a, p, b in ENDS}
    turkey = next(row for row in rows["actors"] if row["id:ID(Actor)"] == "turkey")
    assert turkey[":LABEL"] == "Actor;State"
    meets = next(r for r in rows["relations"] if r[":START_ID(Actor)"] == "egypt" and r[":TYPE"] == "MEETS")
    assert meets["publishers:string[]"] == "One, Two"
    assert {row[":TYPE"] for row in rows["claim-actors"]} == {"SUBJECT", "OBJECT", "SPEAKER", "PLACE"}


# -------------------------------------------------------------------- entities and events

def test_follow_the_money_reads_the_entities_and_finds_nothing_to_mend() -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed (it builds PyICU)").model
    found = {}
    for entity in ftm.entities(GRAPH):
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        for name, values in entity["properties"].items():
            if name not in ("name", "title", "publisher", "authority", "summary", "keywords", "full"):
                assert proxy.get(name) == values, (entity["schema"], name)
        found[proxy.id] = proxy
    assert len(found) == len(list(ftm.entities(GRAPH)))
    by_schema = {schema: [p for p in found.values() if p.schema.name == schema] for schema in (
        "Membership", "Directorship", "Sanction", "UnknownLink")}
    [member] = by_schema["Membership"]
    assert [found[member.first(end)].caption for end in ("member", "organization")] == ["Turkey", "NATO"]
    [office] = by_schema["Directorship"]
    assert [found[office.first(end)].caption for end in ("director", "organization")] == ["Vladimir Putin", "Russia"]
    [sanction] = by_schema["Sanction"]
    assert (found[sanction.first("entity")].caption, sanction.first("authority")) == ("Turkey", "United States")
    turkey = next(p for p in found.values() if p.caption == "Turkey")
    assert (turkey.first("country"), turkey.first("wikidataId")) == ("tr", "Q43")
    roles = {p.first("role") for p in by_schema["UnknownLink"]}
    assert "attacks" not in roles  # only planned
    assert {found[i].schema.name for p in found.values() for i in p.get("proof", quiet=True)} == {"Article"}


def _event(made: Claim) -> dict[str, object] | None:
    return next(iter(events.events(Graph((made,)))), None)


@pytest.mark.parametrize(("predicate", "modality", "kind", "cameo", "quad"), [
    ("fights", "asserted", "ASSAULT", "190", 4), ("attacks", "alleged", "ASSAULT", "190", 4),
    ("meets", "planned", "AGREE", "036", 1), ("supplies-arms-to", "planned", "AGREE", "0332", 1),
    ("ceases-fire-with", "planned", "AGREE", "0356", 1), ("ceases-fire-with", "asserted", "YIELD", "0871", 2),
    ("sanctions", "planned", "THREATEN", "1312", 3), ("attacks", "conditional", "THREATEN", "138", 3),
    ("cuts-ties-with", "conditional", "THREATEN", "1313", 3), ("demands", "asserted", "REQUEST", None, 3),
    ("meets", "conditional", None, None, None), ("attacks", "possible", None, None, None),
    ("attacks", "demanded", None, None, None), ("provides-aid-to", "ended", None, None, None),
    ("allied-with", "asserted", None, None, None), ("criticizes", "planned", None, None, None),
])
def test_type_and_modality_together_make_the_event(predicate: str, modality: str, kind: str | None, cameo: str | None,
                                                   quad: int | None) -> None:
    event = _event(claim("Egypt", predicate, "Qatar", modality=modality))
    assert (event and (event["event_type"], event["cameo"], event["quad_class"])) == (kind and (kind, cameo, quad))


def test_what_is_denied_is_no_event() -> None:
    assert all(_event(claim("Egypt", "attacks", "Qatar", modality=m, polarity=Polarity.NEGATED)) is None
               for m in Modality)


def test_an_event_has_the_fields_of_the_coder_and_no_source(tmp_path: Path) -> None:
    events.write(GRAPH, tmp_path / "e.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "e.jsonl").read_text("utf-8").splitlines()]
    event = next(e for e in lines if e["id"] == CLAIMS[0].id)
    assert event["attributes"]["ACTOR"][0]["country"] == "TUR"
    assert event["attributes"]["RECIP"][0]["text"] == "S-400"
    assert event["attributes"]["LOC"][0]["name"] == "Moscow"
    assert (event["date_resolved"], event["date_end"], event["pub_date"]) == ("2017-01-01", "2017-12-31", "2020-03-05")
    assert event["event_text"] == CLAIMS[0].evidence.sentence.text
    assert not any("source" in e for e in lines)


def test_every_code_of_the_mapping_is_in_order() -> None:
    """Codes of intentions begin with 03, of threats with 13; every PLOVER type of the ontology has a class."""
    said = yaml.safe_load((ontology_dir() / events.FILE).read_text("utf-8"))
    types = GRAPH.ontology.types
    assert all(code.startswith("03") for code in said["agreed"].values())
    assert all(code.startswith("13") for code in said["threatened"].values())
    used = {found.plover[0].partition("/")[0] for found in types.values() if found.plover}
    assert used <= set(said["classes"])
    for key in (*said["agreed"], *said["threatened"]):
        assert key in types or key in said["classes"]


def _own(root: Path, *edits: tuple[str, str, str]) -> Graph:
    """Return the graph under an ontology of its own, a copy where in some files one text stands for another."""
    shutil.copytree(ontology_dir(), root)
    for name, old, new in edits:
        text = (root / name).read_text("utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), "utf-8")
    return Graph(CLAIMS, settings=Settings(ontology=root))


def test_an_ontology_of_ones_own_says_what_is_written(tmp_path: Path) -> None:
    graph = _own(tmp_path / "own", ("plover.yaml", '  ASSAULT: "138"', '  ASSAULT: "1381"'),
                 ("plover.yaml", 'CONSULT: "036"', 'CONSULT: "0361"'), ("country-codes.tsv", "TUR\tTR", "TUR\tQQ"),
                 ("context.jsonld", '"owl": ', '"web": '))
    found = next(one for one in events.events(graph) if one["predicate"] == "attacks")
    assert found["cameo"] == "1381"
    turkey = next(one for one in ftm.entities(graph) if one["properties"].get("wikidataId") == ["Q43"])
    assert turkey["properties"]["country"] == ["qq"]
    get_exporter("jsonld").write(graph, tmp_path / "g.jsonld")
    assert "web:sameAs" in (tmp_path / "g.jsonld").read_text("utf-8")


def test_a_type_of_event_that_has_no_class_is_named(tmp_path: Path) -> None:
    graph = _own(tmp_path / "own", ("geopolitics.ttl", 'geo:ploverType "CONSULT"', 'geo:ploverType "CONSLT"'))
    with pytest.raises(OntologyError, match=r"geopolitics\.ttl: [a-z-]+: geo:ploverType 'CONSLT' is no type of "
                                            r"plover\.yaml \(mend it, .* the types: AGREE, ") as caught:
        events.write(graph, tmp_path / "e.jsonl")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("old", "new", "problem"), [
    ("AGREE: 1,", "", "AGREE is missing"), ("AID: 2", "AID: 5", "AID must be 1, 2, 3 or 4"),
    ("AID: 2", "AID: [2]", "AID must be"), ("classes:", "kinds:", "'classes' is missing"),
    ("agreed:", "agreed: x\nrest:", "agreed must be a mapping"), ('"030"', "30", "30 is no text"),
])
def test_a_broken_scheme_of_events_is_named(old: str, new: str, problem: str, tmp_path: Path) -> None:
    graph = _own(tmp_path / "own", ("plover.yaml", old, new))
    with pytest.raises(OntologyError, match=rf"plover\.yaml: .*{problem}"):
        list(events.events(graph))


@pytest.mark.parametrize(("format", "name"), [
    ("events", "plover.yaml"), ("ftm", "country-codes.tsv"), ("jsonld", "context.jsonld")])
def test_what_an_ontology_of_ones_own_lacks_is_named(format: str, name: str, tmp_path: Path) -> None:
    graph = _own(tmp_path / "own")
    (tmp_path / "own" / name).unlink()
    with pytest.raises(OntologyError, match=rf"own/{name}: is missing \(an ontology is a whole folder"):
        get_exporter(format).write(graph, tmp_path / "x")


def test_every_format_and_every_file_is_in_the_documents(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
    for exporter in exporters():
        assert f"`{exporter.name}`" in page or exporter.name in ("html", "jsonl"), exporter.name
    neo4j.write(GRAPH, tmp_path)
    named = re.findall(r"--(?:nodes|relationships)=(\S+)", page)
    assert sorted(named) == sorted(path.name for path in tmp_path.iterdir())
    for row in ("claim_count", "affirmed", "negated", "articles", "contested", "stated"):
        assert f"`{row}`" in page
