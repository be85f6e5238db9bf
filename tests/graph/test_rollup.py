"""Bodies and leaders are taken for their state, and nobody else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ConfigError
from kg.gazetteer import BodyPattern, Entry, Gazetteer, Office, load
from kg.graph.rollup import LEADING, Rollup, RollupMode
from kg.model import Actor, ActorType
from tests.builders import actor

T = ActorType
STATES = [Entry(actor("Arcadia", country="ARC")), Entry(actor("Borduria", country="BOR")),
          Entry(actor("Isle", T.PLACE, country="ISL"), kind="territory", parent="arcadia")]
KNOWN = Gazetteer.of(
    [*STATES,
     Entry(actor("Guards", T.MILITARY, country="ARC", sector="MIL"), parent="arcadia"),
     Entry(actor("Guards Navy", T.MILITARY, country="ARC", sector="MIL"), parent="guards"),
     Entry(actor("Blue Helmets", T.MILITARY, sector="IGO"), parent="league"),
     Entry(actor("League", T.ALLIANCE, sector="IGO")),
     Entry(actor("Free Council", T.GOVERNMENT, country="ARC", sector="REB")),
     Entry(actor("Province Council", T.GOVERNMENT, country="ARC", sector="GOV")),
     Entry(actor("Opposition Front", T.ORGANIZATION, country="ARC", sector="OPP"), parent="arcadia"),
     Entry(actor("Central Bank", T.ORGANIZATION, country="ARC", sector="BUS"), parent="arcadia"),
     Entry(actor("Oil Co", T.COMPANY, country="ARC", sector="BUS"), parent="arcadia"),
     Entry(actor("Old Leader", T.PERSON, country="ARC"), offices=(
         Office("president", "arcadia", "2010", "2020-05-01"), Office("foreign minister", "arcadia", "2005", "2010"))),
     Entry(actor("New Leader", T.PERSON, country="ARC"), offices=(Office("president", "arcadia", "2020-05-01", None),)),
     Entry(actor("Minister", T.PERSON, country="ARC"), offices=(Office("defence minister", "arcadia", "2010", None),)),
     Entry(actor("Governor", T.PERSON, country="ARC"), offices=(
         Office("president", "province-council", "2010", None), Office("commander", "guards", "2010", None))),
     Entry(actor("Queen", T.PERSON, country="BOR"), offices=(
         Office("queen", "arcadia", "1990", None), Office("queen", "borduria", "1990", None)))],
    [BodyPattern("police", ("police",), T.GOVERNMENT, "COP", "{adjective} police")])
STATE, LEADERS = (Rollup(KNOWN, mode) for mode in RollupMode)


@pytest.mark.parametrize(("id", "state"), [
    ("guards", "arcadia"), ("guards-navy", "arcadia"), ("central-bank", "arcadia"), ("arcadia.police", "arcadia"),
    ("isle.police", "isle"),
    # not under the state: rebels, a province, an opposition, a mission of others, a company, a person, the state
    ("free-council", None), ("province-council", None), ("opposition-front", None), ("blue-helmets", None),
    ("oil-co", None), ("old-leader", None), ("arcadia", None), ("isle", None), ("league", None),
])
def test_bodies_by_their_parents(id: str, state: str | None) -> None:
    one = KNOWN.actor(id)
    assert STATE.actor(one, "2015-01-01").id == (state or id)
    assert STATE.reason(one, "2015-01-01") == (f"part of {state}" if state else "")


@pytest.mark.parametrize(("type", "country", "sector", "rolled"), [
    (T.GOVERNMENT, "ARC", None, True), (T.MILITARY, "ARC", "MIL", True), (T.ORGANIZATION, "ARC", "SPY", True),
    (T.ORGANIZATION, "ARC", None, False), (T.ORGANIZATION, "ARC", "NGO", False), (T.MILITARY, "ARC", "REB", False),
    (T.MILITARY, None, "MIL", False), (T.GOVERNMENT, "XYZ", "GOV", False), (T.ARMED_GROUP, "ARC", "MIL", False),
    (T.PARTY, "ARC", "GOV", False), (T.PEOPLE, "ARC", None, False), (T.PERSON, "ARC", "GOV", False),
])
def test_actors_that_no_gazetteer_knows_by_country_and_sector(
        type: ActorType, country: str | None, sector: str | None, rolled: bool) -> None:
    one = actor("Somebody", type, country=country, sector=sector)
    for rollup in (STATE, LEADERS):
        assert (rollup.actor(one).id == "arcadia") == rolled
        assert bool(rollup.reason(one)) == rolled


@pytest.mark.parametrize(("id", "on", "state"), [
    ("old-leader", "2015-01-01", "arcadia"), ("old-leader", "2007-01-01", None), ("old-leader", "2021-01-01", None),
    ("old-leader", None, None), ("new-leader", None, "arcadia"), ("new-leader", "2021-01-01", "arcadia"),
    ("new-leader", "2020-05-01", "arcadia"), ("old-leader", "2020-05-01", None),
    ("minister", "2015-01-01", None), ("governor", "2015-01-01", None), ("queen", "2015-01-01", "borduria"),
])
def test_leaders_on_the_day(id: str, on: str | None, state: str | None) -> None:
    one = KNOWN.actor(id)
    assert LEADERS.actor(one, on).id == (state or id)
    assert STATE.actor(one, on) == one
    assert LEADERS.reason(one, on) == (f"leads {state}" + (f" on {on}" if on else "") if state else "")


def test_a_mode_that_there_is_not_is_an_error() -> None:
    assert RollupMode.named("state+leaders") is RollupMode.LEADERS
    with pytest.raises(ConfigError, match="state, state"):
        RollupMode.named("leaders")


people = st.builds(Actor, st.sampled_from(sorted(KNOWN.entries)), st.just("X"), st.sampled_from(ActorType),
                   st.sampled_from([None, "ARC", "BOR"]), st.sampled_from([None, "GOV", "REB", "MIL"]))


@given(people, st.sampled_from(RollupMode), st.none() | st.dates().map(str))
def test_what_is_rolled_up_stays_where_it_is(one: Actor, mode: RollupMode, on: str | None) -> None:
    rollup = Rollup(KNOWN, mode)
    once = rollup.actor(one, on)
    assert rollup.actor(once, on) == once
    assert bool(rollup.reason(one, on)) == (once != one)


def test_the_gazetteer_of_the_package() -> None:
    known = load()
    rollup = Rollup(known, RollupMode.LEADERS)

    def taken(id: str, on: str | None = None) -> str:
        return rollup.actor(known.actor(id), on).id

    assert taken("turkey.foreign-ministry") == "turkey"
    assert taken("quds-force") == "iran"
    assert taken("us-seventh-fleet") == "united-states"
    assert taken("aanes") == "aanes"
    assert taken("unifil") == "unifil"
    assert taken("hamas") == "hamas"
    assert taken("recep-tayyip-erdogan", "2019-04-09") == "turkey"
    assert taken("joe-biden", "2022-03-01") == "united-states"
    assert taken("joe-biden", "2012-03-01") == "joe-biden"
    assert taken("mevlut-cavusoglu", "2019-04-09") == "mevlut-cavusoglu"


def test_every_office_that_leads_is_one_that_the_gazetteer_knows() -> None:
    known = {office.office for entry in load().entries.values() for office in entry.offices}
    assert known >= LEADING
