"""Who affirms, who denies, who only passes on."""

from hypothesis import given
from hypothesis import strategies as st

from kg.graph.corroboration import UNNAMED, corroboration, corroborations, voices
from kg.graph.relations import relations
from kg.graph.syndication import independent_sources
from kg.model import Claim
from kg.ontology import load
from tests.builders import claim
from tests.strategies import claim_lists

ONTOLOGY = load()
CLAIMS = (
    claim("Kestovia", "attacks", "Ostrania", publisher="A", published="2023-06-01",
          sentence="In the night Kestovia attacks Ostrania with drones."),
    claim("Kestovia", "attacks", "Ostrania", publisher="B", published="2023-06-02", speaker="Ostrania",
          sentence="Kestovia attacks Ostrania again, said its president."),
    claim("Kestovia", "attacks", "Ostrania", publisher="C", published="2023-06-03", speaker="Ostrania",
          modality="alleged", sentence="Kestovia attacks Ostrania, the president alleged."),
    claim("Kestovia", "attacks", "Ostrania", publisher="A", published="2023-06-03", speaker="Kestovia",
          polarity="negated", sentence="Nobody in Kestovia attacks Ostrania, it said."),
    claim("Kestovia", "attacks", "Ostrania", publisher="D", kind="reported", modality="possible",
          sentence="It may be that Kestovia attacks Ostrania, sources said."),
)


def _one(*claims: Claim):
    (relation,) = relations(claims, ONTOLOGY)
    return corroboration(relation, independent_sources(claims))


def test_the_sides_and_who_only_reports() -> None:
    found = _one(*CLAIMS)
    assert [(v.name, v.modality, v.publishers, v.first, v.last) for v in found.affirming] == [
        ("A", "asserted", ("A",), "2023-06-01", "2023-06-01"),
        ("Ostrania", "alleged", ("C",), "2023-06-03", "2023-06-03"),
        ("Ostrania", "asserted", ("B",), "2023-06-02", "2023-06-02")]
    assert [(v.name, v.speaker.id if v.speaker else None) for v in found.denying] == [("Kestovia", "kestovia")]
    assert [(v.name, v.speaker, v.modality) for v in found.open] == [(UNNAMED, None, "possible")]
    assert found.reporting == ("B", "C", "D")
    assert (found.sources, found.sources_denying, found.contested) == (3, 1, True)


def test_ten_publishers_of_one_wire_text_are_one_source() -> None:
    text = "Kestovia attacks Ostrania with forty drones and eight missiles in the night to Tuesday."
    wire = [claim("Kestovia", "attacks", "Ostrania", publisher=f"P{n}", article_id=f"a{n}", sentence=text)
            for n in range(10)]
    assert _one(*wire).sources == 1
    assert _one(*wire, CLAIMS[0]).sources == 2
    assert [v.name for v in _one(*wire).affirming] == [f"P{n}" for n in range(10)]


def test_the_voice_without_speaker_and_publisher_is_its_article() -> None:
    made = [claim("A", "meets", "B", publisher=None, title=title) for title in ("One", "Two")]
    assert [v.name for v in voices(made)] == ["One", "Two"]


def test_groups_are_found_where_none_are_given() -> None:
    found = relations(CLAIMS, ONTOLOGY)
    assert corroborations(found) == corroborations(found, independent_sources(CLAIMS))


@given(claim_lists(), st.randoms())
def test_every_claim_is_on_one_side_whatever_the_order(made: list[Claim], chance) -> None:
    found = corroborations(relations(made, ONTOLOGY))
    chance.shuffle(made)
    assert corroborations(relations(made, ONTOLOGY)) == found
    for one in found:
        sides = [c.id for side in (one.affirming, one.denying, one.open) for v in side for c in v.claims]
        assert sorted(sides) == sorted(c.id for c in one.relation.claims)
        assert 0 <= one.sources <= len({c.article.id for c in one.relation.claims})
        assert bool(one.sources) == bool(one.affirming)
        if one.contested:
            assert one.affirming
            assert one.denying
