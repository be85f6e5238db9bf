"""What users call actors, and what they are told where that is nobody or several."""

import pytest

from kg import gazetteer
from kg.errors import ConfigError
from kg.graph.finder import ClaimDirectory, Finder
from kg.graph.relations import actors
from kg.model import ActorType
from tests.builders import actor, claim

TURKEY = actor("Turkey", country="TUR")
ERDOGAN = actor("Recep Tayyip Erdogan", ActorType.PERSON, id="recep-tayyip-erdogan")
CLAIMS = (claim(ERDOGAN, "leads", TURKEY), claim(TURKEY, "opposes", actor("PKK", id="kurdistan-workers-party")),
          claim("Morel", "meets", TURKEY), claim(actor("Morel", id="morel-2"), "meets", TURKEY),
          claim(actor("Wagadu Front", ActorType.ARMED_GROUP), "meets", TURKEY, sentence="The Front met Turkey.",
                subject_text="The Front"))


@pytest.fixture(scope="module")
def finder() -> Finder:
    known = gazetteer.load()
    return Finder(ClaimDirectory(actors(CLAIMS), CLAIMS), lambda: known)


@pytest.mark.parametrize(("text", "id"), [
    ("turkey", "turkey"), ("Turkey", "turkey"), ("TÜRKEY", "turkey"), ("Türkiye", "turkey"), ("Turkish", "turkey"),
    ("Ankara", "turkey"), ("Erdoğan", "recep-tayyip-erdogan"), ("kurdistan-workers-party", "kurdistan-workers-party"),
    ("Kurdistan Workers' Party", "kurdistan-workers-party"), ("wagadu  front", "wagadu-front"),
    ("the front", "wagadu-front"), ("morel-2", "morel-2"),
])
def test_an_actor_is_found(finder: Finder, text: str, id: str) -> None:
    assert finder.find(text).id == id


@pytest.mark.parametrize(("text", "said"), [
    ("Morel", r"'Morel' may be morel-2 \(State\), morel \(State\)|'Morel' may be morel \(State\), morel-2 \(State\)"),
    ("Turky", r"no actor is called 'Turky' here \(the nearest: Turkey"),
    ("Wagdu Front", r"the nearest: Wagadu Front"),
    ("Japan", r"'Japan': no claim here names Japan"),
    ("Qxzptlk", r"no actor is called 'Qxzptlk' here \(kg actors lists all\)"),
    ("", r"no actor is called ''"),
])
def test_one_line_where_nobody_or_several_are_meant(finder: Finder, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as caught:
        finder.find(text)
    assert "\n" not in str(caught.value)


def test_the_gazetteer_is_not_asked_for_a_name_that_is_here() -> None:
    def refuse() -> gazetteer.Gazetteer:
        raise AssertionError

    assert Finder(ClaimDirectory(actors(CLAIMS)), refuse).find("Turkey").id == "turkey"
