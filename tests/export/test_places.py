import pytest

from kg.export.places import Places
from kg.model import Actor, ActorType


@pytest.fixture(scope="module")
def places(known):
    return Places(known)


def near(point, longitude, latitude) -> bool:
    return point is not None and abs(point[0] - longitude) < 0.2 and abs(point[1] - latitude) < 0.2


def test_a_place_has_its_own_point_as_longitude_and_latitude(places, known):
    assert near(places.of(known.actor("ankara")), 32.85, 39.92)


def test_an_organization_stands_where_it_sits(places, known):
    assert near(places.of(known.actor("nato")), 4.35, 50.85)
    assert near(places.of(known.actor("african-union")), 38.75, 9.03)


def test_what_is_a_part_of_an_organization_is_not_put_in_its_city(places, known):
    assert known.parent_of("unifil") == "united-nations"
    assert places.of(known.actor("unifil")) is None


def test_what_has_a_country_is_left_to_the_map(places, known):
    for id in ("turkey", "turkey.military", "united-states.foreign-ministry", "hong-kong"):
        actor = known.actor(id)
        assert actor.country
        assert places.of(actor) is None, id


def test_a_state_without_a_code_and_its_bodies_stand_in_its_capital(places, known):
    assert near(places.of(known.actor("somaliland")), 44.07, 9.56)
    assert places.of(known.actor("somaliland.military")) == places.of(known.actor("somaliland"))


def test_who_is_not_known_has_no_point_whatever_the_name(places):
    assert places.of(Actor("paris-1234abcd", "Paris", ActorType.PLACE)) is None
    assert places.of(Actor("unheard.of", "Unheard", ActorType.PLACE)) is None


def test_all_is_in_the_order_of_the_actors(places, known):
    some = [known.actor(id) for id in ("turkey", "ankara", "nato")]
    assert places.all(some) == [places.of(actor) for actor in some]


def test_every_seat_is_a_city(known):
    seats = {e.actor.id: known.entries[e.within] for e in known.entries.values()
             if e.within and e.actor.type is not ActorType.PLACE}
    assert len(seats) > 80
    assert {id for id, seat in seats.items() if seat.kind != "city" or seat.lat is None} == set()
