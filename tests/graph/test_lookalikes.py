"""Look-alikes: what an analyst would merge is proposed, what he would not is not."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.census import Profile
from kg.graph.lookalikes import Suggestion, suggest
from kg.graph.names import acronym, initials, person, sound
from kg.model import ActorType
from tests.builders import actor

T = ActorType


def _profile(name: str, type: ActorType = T.PERSON, *, country: str | None = None, aliases: Sequence[str] = (),
             known: Sequence[str] = (), gazetteer: bool = False, claims: int = 1, articles: Sequence[str] = ("1",),
             id: str | None = None, wikidata: str | None = None) -> Profile:
    return Profile(actor(name, type, country=country, id=id, wikidata=wikidata), tuple((a, 1) for a in aliases),
                   tuple(known), gazetteer, 1, claims, tuple(articles))


def _pair(one: Profile, other: Profile) -> Suggestion | None:
    found = suggest([one, other])
    return found[0] if found else None


@pytest.mark.parametrize(("one", "other", "reason"), [
    ("Mevlut Cavusoglu", "Mevlüt Çavuşoğlu", "the same name"),
    ("Kim Jong-un", "Kim Jong Un", "the same name"),
    ("President Recep Tayyip Erdogan", "Recep Tayyip Erdogan", "the same name"),
    ("Xi Jinping", "Jinping Xi", "another order"),
    ("Recep Tayyip Erdogan", "R. Erdogan", "by its initial"),
    ("Recep Tayyip Erdogan", "R. T. Erdogan", "by its initial"),
    ("Recep Tayyip Erdogan", "Tayyip Erdogan", "among the first names"),
    ("Muammar Gaddafi", "Moammar Qadhafi", "surname spelled in another way"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskiy", "surname spelled in another way"),
    ("Sergei Lavrov", "Sergey Lavrov", "sound alike"),
    ("Benjamin Netanyahu", "Binyamin Netanyahu", "spelled alike"),
    ("Alex Salmond", "Alexander Salmond", "may be short"),
    ("Bashar al-Assad", "Bashar Assad", "the same name"),
    ("Cavusoglu", "Mevlut Cavusoglu", "surname alone, in the same article"),
    ("Gaddafi", "Qaddafi", "surname spelled in another way"),
])
def test_one_person_by_two_names(one: str, other: str, reason: str) -> None:
    found = _pair(_profile(one, id="a"), _profile(other, id="b"))
    assert found
    assert reason in found.reason
    assert 0.7 <= found.score <= 1


@pytest.mark.parametrize(("one", "other"), [
    ("Joe Biden", "Hunter Biden"), ("Kim Jong-un", "Kim Jong-il"), ("Ali Khamenei", "Mojtaba Khamenei"),
    ("Mahmoud Abbas", "Mohammed Abbas"), ("Hamid Karzai", "Hamad Karzai"), ("Bashar al-Assad", "Bushra al-Assad"),
    ("Hassan Nasrallah", "Hussein Nasrallah"), ("Khalid bin Salman", "Mohammed bin Salman"), ("Xi", "Li Keqiang"),
    ("George Bush", "George Soros"), ("R. Erdogan", "Bilal Erdogan"),
])
def test_two_people_with_one_surname_or_one_first_name_are_two(one: str, other: str) -> None:
    assert _pair(_profile(one, id="a"), _profile(other, id="b")) is None


@pytest.mark.parametrize(("one", "other", "reason"), [
    ("S-400", "S400", "the same name"), ("Deir ez-Zor", "Deir Ezzor", "the same name"),
    ("Free Syrian Army", "Syrian Free Army", "the same words"), ("Wagner", "Wagner Group", "'group'"),
    ("Al-Shabaab", "Al Shabab", "spelled in another way"), ("Hezbollah", "Hizbullah", "spelled in another way"),
    ("World Food Programme", "World Food Program", "spelled in another way"),
    ("SDF", "Syrian Democratic Forces", "may stand for"),
    ("OPCW", "Organisation for the Prohibition of Chemical Weapons", "may stand for"),
])
def test_one_thing_by_two_names(one: str, other: str, reason: str) -> None:
    found = _pair(_profile(one, T.ORGANIZATION, id="a"), _profile(other, T.ORGANIZATION, id="b"))
    assert found
    assert reason in found.reason


@pytest.mark.parametrize(("one", "other"), [
    ("S-400", "S-300"), ("Northern Alliance", "Southern Alliance"), ("Eastern Command", "Western Command"),
    ("17 November", "14 November"), ("YPG", "Syrian Democratic Forces"), ("protesters", "protesters"),
    ("Turkish Bank", "Bank"),
])
def test_two_things_are_two(one: str, other: str) -> None:
    assert _pair(_profile(one, T.ORGANIZATION, id="a"), _profile(other, T.ORGANIZATION, id="b")) is None


def test_all_words_of_a_longer_name_count_only_within_one_country() -> None:
    short, long = "Revolutionary Guards", "Islamic Revolutionary Guards Corps"
    here = [_profile(name, T.MILITARY, country="IRN", id=name[:1]) for name in (short, long)]
    assert _pair(here[0], here[1])
    assert _pair(here[0], _profile(long, T.MILITARY, id="x")) is None


def test_countries_and_types_that_differ_need_a_strong_likeness() -> None:
    spelled = _profile("Hizbullah", T.ORGANIZATION, country="IRQ")
    same = _profile("Hezbollah", T.PARTY, country="IRQ", id="b")
    party = _profile("Hezbollah", T.PARTY, country="LBN")
    assert _pair(spelled, party) is None
    found = _pair(same, party)
    assert found
    assert found.reason == "the same name; but IRQ and LBN"
    assert found.score == 0.78
    assert _pair(_profile("Haftar", T.PERSON, id="a"), _profile("Haftar", T.PARTY, id="b")) is None
    assert _pair(_profile("Idlib", T.PLACE, id="a"), _profile("Idlibs", T.ITEM, id="b")) is None


def test_what_is_known_to_be_two_is_not_proposed() -> None:
    one, other = _profile("Joe Biden", id="a"), _profile("Joe Biden", id="b")
    assert suggest([one, other])
    assert suggest([one, other], [frozenset(("a", "b"))]) == ()
    assert _pair(_profile("Joe Biden", id="a", gazetteer=True), _profile("Joe Biden", id="b", gazetteer=True)) is None
    assert _pair(_profile("Joe Biden", id="a", wikidata="Q1"), _profile("Joe Biden", id="b", wikidata="Q2")) is None


def test_a_bare_surname_goes_to_the_one_who_has_it() -> None:
    bare = _profile("Assad", articles=["1"])
    bashar, rifaat = _profile("Bashar al-Assad", articles=["1"]), _profile("Rifaat al-Assad", articles=["2"])
    found = suggest([bare, bashar, rifaat])
    assert [(s.keep.name, s.other.name, s.score) for s in found] == [("Bashar al-Assad", "Assad", 0.75)]
    rifaat = _profile("Rifaat al-Assad", articles=["1"])
    assert suggest([bare, bashar, rifaat]) == ()
    spelled = _profile("Bachar al-Assad", articles=["3"])
    found = suggest([bare, bashar, spelled])
    assert ("bashar-al-assad", "assad", 0.9) in [(s.keep.id, s.other.id, s.score) for s in found]


def test_other_names_seen_and_known_count_too() -> None:
    found = _pair(_profile("IRGC", T.ORGANIZATION, id="x"),
                  _profile("Guards", T.MILITARY, known=["Islamic Revolutionary Guard Corps"], gazetteer=True))
    assert found
    assert found.keep.id == "guards"
    found = _pair(_profile("White Helmets", T.ORGANIZATION),
                  _profile("Syria Civil Defence", T.ORGANIZATION, aliases=["the White Helmets", "White Helmets"]))
    assert found
    assert "both are called" in found.reason


def test_kept_is_the_one_of_the_gazetteer_else_the_one_in_most_claims() -> None:
    for one, other, keep in [
        (_profile("R. Erdogan", claims=9), _profile("Recep Erdogan", gazetteer=True), "recep-erdogan"),
        (_profile("R. Erdogan", claims=9), _profile("Recep Erdogan"), "r-erdogan"),
        (_profile("Erdogan", claims=9), _profile("Recep Erdogan"), "recep-erdogan"),
    ]:
        found = _pair(one, other)
        assert found
        assert found.keep.id == keep


def test_the_names_of_things_taken_apart() -> None:
    assert sound("gaddafi") == sound("qadhafi") == sound("kadhafi")
    assert sound("mohamed") == sound("muhammad") != sound("mahmoud")
    assert acronym("U.N.") == "un"
    assert acronym("Wagner") == acronym("AB CD") == acronym("S-400") == ""
    assert initials("Organisation for the Prohibition of Chemical Weapons") == {"oftpocw", "opcw"}
    assert person("President") is None
    found = person("Field Marshal Khalifa al-Haftar")
    assert found
    assert (found.given, found.surname) == (("field", "khalifa"), "haftar")


names = st.lists(st.sampled_from(
    ["Joe Biden", "J. Biden", "Biden", "Hunter Biden", "Bidden", "SDF", "Syrian Democratic Forces", "S-400", "S400",
     "Wagner", "Wagner Group", "", "'", "al-", "Dr.", "١٢", "ﬁ", "\u0301", "The", "İ"])
    | st.text(max_size=6), max_size=12)


@settings(deadline=None, max_examples=80)
@given(names, st.randoms(use_true_random=False), st.lists(st.sampled_from(ActorType), min_size=12, max_size=12))
def test_the_order_of_the_actors_is_nothing_and_scores_are_scores(
        given: list[str], random: object, types: list[ActorType]) -> None:
    profiles = [_profile(name, type, id=f"a{n}") for n, (name, type) in enumerate(zip(given, types, strict=False))]
    found = suggest(profiles, minimum=0)
    shuffled = list(profiles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert suggest(shuffled, minimum=0) == found
    assert all(0 <= s.score <= 1 and s.reason and s.keep.id != s.other.id for s in found)
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert suggest(profiles) == tuple(s for s in found if s.score >= 0.7)
