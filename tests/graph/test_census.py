"""The list of actors: who comes up how often, and by which names."""

from hypothesis import given, settings

from kg.gazetteer import Entry, Gazetteer
from kg.graph.census import Profile, census
from kg.graph.relations import actors
from kg.model import ActorType, Claim
from tests.builders import actor, claim
from tests.strategies import claim_lists

TURKEY = actor("Turkey", country="TUR")
PUTIN = actor("Vladimir Putin", ActorType.PERSON)
KNOWN = Gazetteer.of([Entry(TURKEY, aliases=("Türkiye",), adjectives=("Turkish",), capital="Ankara")], [])


def _of(id: str, *claims: Claim) -> Profile:
    return next(p for p in census(claims, KNOWN) if p.actor.id == id)


def test_counts_are_of_spans_claims_and_articles() -> None:
    text = "Turkey attacks Syria and attacks Iran."
    found = _of("turkey", claim(TURKEY, "attacks", "Syria", sentence=text, article_id="1"),
                claim(TURKEY, "attacks", "Iran", sentence=text, article_id="1"),
                claim("Iran", "attacks", "Syria", speaker=TURKEY, article_id="2"))
    assert (found.mentions, found.claims, found.articles) == (1, 3, ("1", "2"))
    assert (found.aliases, found.in_gazetteer, found.known) == ((("Turkey", 1),), True, ("Turkey", "Türkiye"))


def test_who_only_speaks_is_listed_too() -> None:
    found = _of("vladimir-putin", claim("Iran", "attacks", "Syria", speaker=PUTIN))
    assert (found.mentions, found.claims, found.aliases, found.in_gazetteer) == (0, 1, (), False)


def test_names_are_kept_and_pronouns_and_descriptions_are_not() -> None:
    said = {"Syria and the Turks": "the Turks", "Syria and its northern neighbour": "its northern neighbour",
            "Syria and they": "they", "Syria and the Turkish Republic": "the Turkish Republic"}
    claims = [claim("Syria", "attacks", TURKEY, sentence=f"{words}.", trigger="and", object_text=text, article_id=text)
              for words, text in said.items()]
    assert _of("turkey", *claims).aliases == (("Turkish Republic", 1), ("Turks", 1))


def test_the_first_word_of_a_sentence_is_a_name_only_if_something_else_says_so() -> None:
    starts = [claim(TURKEY, "attacks", "Syria", subject_text=text, article_id=text) for text in ("Officials", "Ankara")]
    assert _of("turkey", *starts).aliases == (("Ankara", 1),)


def test_a_person_is_not_named_by_his_office() -> None:
    texts = ("Putin", "Russia's foreign minister", "Russian President")
    claims = [claim("Syria", "meets", PUTIN, object_text=text, article_id=text) for text in texts]
    assert _of("vladimir-putin", *claims).aliases == (("Putin", 1),)


def test_the_most_named_come_first() -> None:
    found = census([claim("B", "attacks", "A"), claim("C", "attacks", "B")], KNOWN)
    assert [p.actor.id for p in found] == ["b", "a", "c"]


@settings(deadline=None, max_examples=60)
@given(claim_lists())
def test_every_actor_is_listed_once_and_the_order_of_claims_is_nothing(claims: list[Claim]) -> None:
    found = census(claims, KNOWN)
    assert sorted(p.actor.id for p in found) == list(actors(claims))
    assert census(reversed(claims), KNOWN) == found
    for profile in found:
        assert profile.claims >= 1
        assert sum(count for _, count in profile.aliases) <= profile.mentions
