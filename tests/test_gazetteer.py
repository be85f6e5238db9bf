"""The gazetteer: loading, bodies, offices, surfaces, and the check of its files."""

from pathlib import Path

import pytest

from kg.config import ontology_dir
from kg.errors import OntologyError
from kg.gazetteer import Gazetteer, Surface, check, load, surnames
from kg.model import Actor, ActorType

PEOPLE = """
- {id: aland, name: Aland, type: State, country: AAA, adjectives: [Alandish], capital: Alpolis, guarded: [Aland]}
- {id: bland, name: Bland, type: State, country: BBB}
- {id: ann-poe, name: Ann Poe, type: Person, country: AAA,
   offices: [{office: president, of: aland, from: 2019-05-01, to: 2023-05-01}]}
- {id: bo-van-dyk, name: Bo van Dyk, type: Person, country: AAA,
   offices: [{office: president, of: aland, from: 2023-05-01}]}
- {id: cy-roe, name: Cy Roe, type: Person, offices: [{office: king, of: bland, from: '2000'}]}
- {id: dee-roe, name: Dee Roe, type: Person, offices: [{office: king, of: bland, from: 2010-02}]}
"""
BODIES = """
- {key: military, name: "{adjective} military", type: Military, sector: MIL, heads: [troops, army]}
"""


def write(root: Path, people: str = PEOPLE, **files: str) -> Path:
    """Write a small ontology and return its root."""
    folder = root / "actors"
    folder.mkdir()
    for name, text in {"states": people, "bodies": BODIES, **files}.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return root


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """Return the gazetteer of the package."""
    return load()


@pytest.fixture
def small(tmp_path: Path) -> Gazetteer:
    """Return a gazetteer of two invented states."""
    return load(write(tmp_path))


def test_the_files_keep_their_schema() -> None:
    assert check(ontology_dir()) == []


def test_bodies_are_derived_from_the_state(gazetteer: Gazetteer) -> None:
    troops = gazetteer.body("turkey", "military")
    assert troops == Actor("turkey.military", "Turkish military", ActorType.MILITARY, "TUR", "MIL", None)
    assert gazetteer.actor("turkey.military") == troops
    assert gazetteer.parent_of("turkey.military") == "turkey"
    assert gazetteer.parent_of("turkey") is None


def test_unknown_ids_are_errors(small: Gazetteer) -> None:
    for id in ("nowhere", "nowhere.military", "aland.circus"):
        with pytest.raises(OntologyError, match="no actor has the id"):
            small.actor(id)
    with pytest.raises(OntologyError, match="no body pattern"):
        small.body("aland", "circus")


def test_adjectives_and_countries(gazetteer: Gazetteer, small: Gazetteer) -> None:
    assert [gazetteer.adjective(s) for s in ("turkey", "united-kingdom", "united-states", "dr-congo")] == [
        "Turkish", "British", "US", "Congolese"]
    assert gazetteer.state_of_country("TUR") == "turkey"
    assert gazetteer.state_of_country("XKX") == "kosovo"
    assert gazetteer.state_of_country("HKG") == "hong-kong"
    assert gazetteer.state_of_country("ZZZ") is None
    assert small.adjective("bland") == "Bland"


@pytest.mark.parametrize(("on", "name"), [
    ("2018-01-01", None), ("2019-05-01", "Ann Poe"), ("2023-04-30", "Ann Poe"), ("2023-05-01", "Bo van Dyk"),
    ("2024", "Bo van Dyk"), (None, "Bo van Dyk")])
def test_the_holder_of_an_office_depends_on_the_date(small: Gazetteer, on: str | None, name: str | None) -> None:
    found = small.holder("president", "aland", on)
    assert (found.name if found else None) == name


def test_an_ambiguous_or_unknown_office_has_no_holder(small: Gazetteer) -> None:
    assert small.holder("king", "bland", "2005-01-01") == small.actor("cy-roe")
    assert small.holder("king", "bland", "2015-01-01") is None
    assert small.holder("queen", "bland", "2015-01-01") is None


def test_surfaces_are_sorted_and_a_guarded_name_is_only_guarded(small: Gazetteer) -> None:
    assert list(small.surfaces) == sorted(small.surfaces)
    assert {s.kind for s in small.surfaces if s.text == "Aland"} == {"guarded"}
    assert Surface("Alpolis", "capital", "aland") in small.surfaces
    assert Surface("van Dyk", "surname", "bo-van-dyk") in small.surfaces


@pytest.mark.parametrize(("name", "forms"), [
    ("Emmanuel Macron", ("Macron",)),
    ("Ursula von der Leyen", ("von der Leyen", "Von der Leyen")),
    ("Bashar al-Assad", ("al-Assad", "Al-Assad", "Assad")),
    ("Mohammed bin Salman", ("bin Salman", "Bin Salman")),
    ("Ferdinand Marcos Jr.", ("Marcos",)),
    ("Charles III", ()),
    ("Lula", ()),
])
def test_surnames(name: str, forms: tuple[str, ...]) -> None:
    assert surnames(name) == forms


def test_well_known_names_are_there(gazetteer: Gazetteer) -> None:
    expected = {
        ("Ankara", "capital", "turkey"), ("Kremlin", "seat", "russia"), ("US", "acronym", "united-states"),
        ("Türkiye", "alias", "turkey"), ("Georgia", "guarded", "georgia"), ("Swaziland", "former", "eswatini"),
        ("Syrians", "people", "syria"), ("Emirati", "adjective", "united-arab-emirates"),
    }
    assert expected <= {(s.text, s.kind, s.actor) for s in gazetteer.surfaces}


def test_every_recognised_state_can_be_named_and_has_an_adjective(gazetteer: Gazetteer) -> None:
    states = [e for e in gazetteer.entries.values() if e.actor.type is ActorType.STATE and e.actor.country]
    assert len(states) == 197  # the members of the United Nations, Kosovo, Palestine, Taiwan, the Vatican
    assert [e.actor.id for e in states if not e.adjectives or not e.actor.wikidata] == []
    members = {m.member for m in gazetteer.entries["united-nations"].members}
    assert {e.actor.id for e in states} - members == {"kosovo", "palestine", "taiwan", "vatican"}


def test_memberships_carry_their_dates(gazetteer: Gazetteer) -> None:
    joined = {m.member: m.start for m in gazetteer.entries["nato"].members}
    assert joined["sweden"] == "2024-03-07"
    left = {m.member: m.end for m in gazetteer.entries["european-union"].members if m.end}
    assert left == {"united-kingdom": "2020-01-31"}


def test_places_lie_in_their_regions(gazetteer: Gazetteer) -> None:
    assert gazetteer.entries["bakhmut"].within == "donetsk-oblast"
    assert gazetteer.entries["goma"].within == "north-kivu"
    assert gazetteer.actor("crimea").country == "UKR"
    assert gazetteer.actor("kashmir").country is None


@pytest.mark.parametrize(("row", "problem"), [
    ("{id: x, name: X, type: State, colour: red}", "unknown key 'colour'"),
    ("{id: x, name: X, type: Planet}", "Planet"),
    ("{id: x, type: State}", "KeyError 'name'"),
    ("{id: X y, name: X, type: State}", "the id is no slug"),
    ("{id: bland, name: X, type: State}", "the id is also in"),
    ("{id: x, name: X, type: Company, country: QQQ}", "bad country 'QQQ'"),
    ("{id: x, name: X, type: Company, sector: FUN}", "bad sector 'FUN'"),
    ("{id: x, name: X, type: Company, parent: gone}", "parent: no entry has the id 'gone'"),
    ("{id: x, name: X, type: Place, in: gone}", "in: no entry has the id 'gone'"),
    ("{id: x, name: X, type: Place, in: x}", "in: goes in a circle"),
    ("{id: x, name: X, type: Place, lat: '95', lon: '0'}", "lat or lon out of range"),
    ("{id: x, name: X, type: Alliance, members: [{state: gone}]}", "members: no entry has the id 'gone'"),
    ("{id: x, name: X, type: Alliance, members: [{state: bland, from: 2020-13}]}", "impossible date '2020-13'"),
    ("{id: x, name: X, type: Alliance, members: [{state: bland, from: '2020', to: '2019'}]}", "ends before"),
    ("{id: x, name: Bland, type: Company}", "'Bland' names several actors"),
    ("{id: x, name: X, type: People, adjectives: [Alandish]}", "'Alandish' is an adjective or people of several"),
    ("{id: x, name: X, type: Company, aliases: X}", "aliases must be a list"),
])
def test_check_finds(tmp_path: Path, row: str, problem: str) -> None:
    problems = check(write(tmp_path, organizations=f"- {row}"))
    assert len(problems) == 1
    assert problem in problems[0]


def test_a_broken_row_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"organizations\.yaml: 'x': ValueError"):
        load(write(tmp_path, organizations="- {id: x, name: X, type: Planet}"))


@pytest.mark.parametrize(("text", "problem"), [
    ("- {id: x, id: y}", "line 1: the key 'id' comes twice"),
    ("- &a {id: x}\n- *a", "line 2: aliases are not read"),
    ("- [", "not valid YAML"),
    ("a: b", "must be a list of mappings"),
    ("- a", "must be a list of mappings"),
])
def test_a_broken_file_is_one_clear_error(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(OntologyError, match=r"organizations\.yaml: ") as caught:
        load(write(tmp_path, organizations=text))
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_scalars_stay_text_and_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    row = "- {id: x, name: NO, type: Company, former: [{name: Old X, until: 2018-04-19}]}"
    entry = load(write(tmp_path, organizations=row, companies="")).entries["x"]
    assert (entry.actor.name, entry.former) == ("NO", (("Old X", "2018-04-19"),))


def test_a_table_of_places_is_read(tmp_path: Path) -> None:
    root = write(tmp_path)
    table = root / "actors" / "places.tsv"
    table.write_text("id\tname\tlat\tlon\taliases\tin\nx\tX\t1.5\t-2\tXx; Xxx\t\ny\tY\t\t\t\tx\n", "utf-8")
    entries = load(root).entries
    assert (entries["x"].lat, entries["x"].lon, entries["x"].aliases) == (1.5, -2.0, ("Xx", "Xxx"))
    assert entries["y"].within == "x"
    assert entries["y"].actor.type is ActorType.PLACE
    for text, problem in (("id\tname\nx\n", "line 2: 1 columns where 2"), ("", "is empty"), ("id\nx\n", "no column")):
        table.write_text(text, "utf-8")
        with pytest.raises(OntologyError, match=rf"places\.tsv: .*{problem}"):
            load(root)
