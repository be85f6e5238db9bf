"""Spans, articles, claims and relations: frozen values that keep what they are given."""

from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Attribution, AttributionKind, Relation, Span
from kg.model.claim import QUALIFIERS, Claim, Qualifiers
from tests.builders import actor, article, claim
from tests.strategies import claims


@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_span_equals_its_text(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    cut = Span.of(text, start, end)
    assert text[cut.start:cut.end] == cut.text


def test_spans_overlap_where_they_share_a_character() -> None:
    a, b, c = Span(0, 3, "abc"), Span(2, 4, "cd"), Span(3, 4, "d")
    assert a.overlaps(b)
    assert b.overlaps(a)
    assert not a.overlaps(c)
    assert not c.overlaps(a)


def test_spans_sort_by_place() -> None:
    assert sorted([Span(3, 4, "d"), Span(0, 3, "abc"), Span(0, 1, "a")])[0] == Span(0, 1, "a")


def test_values_are_frozen() -> None:
    made = claim("Turkey", "supports", "Syria")
    for value, field in ((made, "predicate"), (made.subject, "how"), (made.subject.actor, "name"),
                         (made.evidence.trigger, "text"), (made.article, "title")):
        with pytest.raises(FrozenInstanceError):
            setattr(value, field, "x")


def test_an_article_without_id_has_a_hash_of_its_text() -> None:
    assert article("One.").id == article("One.").id
    assert article("One.").id != article("Two.").id
    assert article("One.").id != article("One.", published="2021-01-01").id
    assert article("One.", id="mine").id == "mine"
    assert article("One.").id == article("One.", url="https://example.org/").id, "a copy elsewhere is the same text"


def test_a_reference_is_the_article_without_text() -> None:
    whole = Article.make("Text", title="T", url="u", publisher="p", published="2020-01-02", id="i")
    assert (whole.ref.id, whole.ref.title, whole.ref.url, whole.ref.publisher, whole.ref.published) == (
        "i", "T", "u", "p", "2020-01-02")


@pytest.mark.parametrize("change", [
    {"predicate": "opposes"}, {"polarity": "negated"}, {"modality": "planned"}, {"speaker": "Russia"},
    {"article_id": "other"}, {"subject_text": "Ankara"}, {"object": None},
])
def test_a_claim_id_depends_on_what_identifies_it(change: dict[str, str | None]) -> None:
    base = {"subject": "Turkey", "predicate": "supports", "object": "Syria", "article_id": "a",
            "sentence": "Ankara said Turkey supports opposes Syria.", "trigger": "supports", "kind": "reported"}
    assert claim(**{**base, **change}).id != claim(**base).id


def test_a_claim_id_depends_on_nothing_else() -> None:
    base = claim("Turkey", "supports", "Syria", article_id="a")
    for change in ({"confidence": 0.1}, {"extractor": "other/2"}, {"topic": "aid"}, {"publisher": "Other"},
                   {"reasons": ("rule",)}):
        assert claim("Turkey", "supports", "Syria", article_id="a", **change).id == base.id
    known = claim(actor("Turkey", country="TUR", wikidata="Q43"), "supports", "Syria", article_id="a")
    assert known.id == base.id, "what is known of an actor may grow"


def test_claims_from_the_same_words_have_ids_of_their_own() -> None:
    text = "Both countries condemned Israel."
    both = [claim(who, "criticizes", "Israel", sentence=text, subject_text="Both countries")
            for who in ("Turkey", "Russia")]
    plans = [claim("Hungary", "opposes", None, topic=what) for what in ("the embargo", "the pipeline")]
    place = claim("Hungary", "opposes", None, topic=actor("the embargo", "Item", id="embargo"))
    for one, other in (both, plans, (plans[0], place)):
        assert one.evidence == other.evidence
        assert one.id != other.id


@given(claims())
def test_built_claims_keep_their_spans_inside_the_sentence(made: Claim) -> None:
    sentence = made.evidence.sentence
    ends = [made.subject.span, made.evidence.trigger] + ([made.object.span] if made.object else [])
    for cut in ends:
        assert sentence.text[cut.start - sentence.start:cut.end - sentence.start] == cut.text


def test_attribution_is_the_narrator_by_default() -> None:
    assert Attribution() == Attribution(AttributionKind.NARRATOR, None, None)


def _relation(*claims: Claim) -> Relation:
    return Relation(actor("Turkey"), "supports", actor("Syria"), claims)


def test_a_relation_counts_and_dates_its_claims() -> None:
    yes = claim("Turkey", "supports", "Syria", published="2020-02-01", publisher="B")
    no = claim("Turkey", "supports", "Syria", polarity="negated", published="2019-12-31", publisher="A")
    undated = claim("Turkey", "supports", "Syria", published=None, publisher=None)
    both = _relation(yes, no, undated)
    assert (both.affirmed, both.negated, both.contested, both.stated) == (2, 1, True, True)
    assert (both.first, both.last, both.publishers) == ("2019-12-31", "2020-02-01", ("A", "B"))
    assert _relation(undated).first is None
    assert _relation(undated).last is None
    assert not _relation(no).contested


@pytest.mark.parametrize("modality", ["planned", "demanded", "alleged", "possible", "conditional", "ended"])
def test_a_relation_is_stated_only_by_an_affirmed_asserted_claim(modality: str) -> None:
    weak = claim("Turkey", "supports", "Syria", modality=modality)
    denied = claim("Turkey", "supports", "Syria", polarity="negated")
    assert not _relation(weak, denied).stated
    assert _relation(weak, denied, claim("Turkey", "supports", "Syria")).stated


def test_the_voice_of_a_claim() -> None:
    own, other = claim("A", "meets", "B", publisher="P"), claim("C", "meets", "B", publisher="P")
    assert own.voice == other.voice
    assert own.voice != claim("A", "meets", "B", publisher="Q").voice
    assert claim("A", "meets", "B", speaker="P").voice == claim("A", "meets", "C", speaker="P", publisher="Q").voice
    unnamed = [claim("A", "meets", who, publisher="P", kind="reported") for who in "BC"]
    assert unnamed[0].voice != unnamed[1].voice, "the sources of two articles may be two"
    assert claim("A", "meets", "B", publisher=None).voice != claim("A", "meets", "C", publisher=None).voice


@pytest.mark.parametrize(("modality", "firm"), [
    ("asserted", True), ("planned", True), ("alleged", True), ("ended", True), ("demanded", False), ("possible", False),
    ("conditional", False),
])
def test_a_firm_claim_takes_a_stand(modality: str, firm: bool) -> None:
    assert claim("A", "meets", "B", modality=modality).firm is firm


def test_who_contradicts_only_himself_contests_nothing() -> None:
    both = [claim("Turkey", "supports", "Syria", polarity=p, published=day, speaker="Turkey")
            for p, day in (("affirmed", "2020-01-01"), ("negated", "2020-02-01"))]
    assert not _relation(*both).contested
    assert _relation(*both, claim("Turkey", "supports", "Syria")).contested


def test_a_demand_contests_nothing() -> None:
    stop = claim("Turkey", "supports", "Syria", polarity="negated", modality="demanded", speaker="Greece")
    assert not _relation(claim("Turkey", "supports", "Syria"), stop).contested


def test_the_parts_of_a_claim_stand_in_their_order() -> None:
    sold = claim("Iran", "sells", "drones", speaker="Russia", counterparty=actor("Mali"), place=actor("Oman"),
                 topic="a plan")
    assert [end.actor.name for end in sold.ends] == ["Iran", "drones"]
    assert [one.name for one in sold.actors] == ["Iran", "drones", "Russia", "Mali", "Oman"]
    assert sold.qualifiers.values == (actor("Mali"), actor("Oman"), None, "a plan")
    assert tuple(field.name for field in fields(Qualifiers)) == QUALIFIERS
    assert [end.actor.name for end in claim("Syria", "opposes", None, topic="a plan").ends] == ["Syria"]


def test_the_triple_of_a_relation_has_ids() -> None:
    assert Relation(actor("Saudi Arabia"), "meets", actor("Iran"), ()).triple == ("saudi-arabia", "meets", "iran")
    assert Relation(actor("Syria"), "opposes", None, ()).triple == ("syria", "opposes", "")
