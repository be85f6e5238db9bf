import pytest

from kg import gazetteer
from kg.evaluation.names import Names, norm


@pytest.fixture(scope="module")
def names() -> Names:
    return Names.of(gazetteer.load(), [("natural gas", "gas"), ("XKX", "Kosovars")])


def test_spelling_does_not_count() -> None:
    assert norm("The Côte d'Ivoire’s") == norm("cote divoire")


def test_a_body_stands_for_its_state_and_a_group_does_not(names: Names) -> None:
    assert names.state_of("Turkish troops") == "TUR"
    assert names.state_of("the Turkish foreign ministry") == "TUR"
    assert names.state_of("Syrian Democratic Forces") is None
    assert names.stands_for({"name": "army", "type": "Military", "country": "TUR"}) == "TUR"
    assert names.stands_for({"name": "White House", "country": "USA", "sector": "GOV"}) == "USA"
    assert names.stands_for({"name": "Recep Tayyip Erdogan", "country": "TUR", "sector": "GOV"}) is None


def test_rows_of_names_add_aliases_and_names_of_states(names: Names) -> None:
    assert names.same({"name": "natural gas"}, {"name": "gas", "type": "Item"})
    assert names.state_of("Kosovars") == "XKX"


def test_a_person_may_go_by_a_part_of_the_name_and_by_his_office_only_where_the_gold_says_so(
    names: Names,
) -> None:
    gold = {"name": "Recep Tayyip Erdogan", "country": "TUR"}
    troops = {"name": "army", "type": "Military", "country": "TUR"}
    assert names.same(gold, {"name": "Erdoğan", "type": "Person"})
    assert not names.same(gold, {"name": "Erdoğan", "type": "Item"})
    assert not names.same(gold, troops)
    assert names.same({**gold, "office": True}, troops)
    assert not names.same({"name": "Turkey", "country": "TUR"}, {"name": "Erdogan", "type": "Person"})
