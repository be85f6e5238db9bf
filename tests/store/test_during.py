"""A store tells what holds in a period as claims in memory do."""

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.clocks import Period, during, published_by
from kg.graph.relations import ordered
from kg.model import Article, Claim
from kg.ontology import load
from kg.store import Store
from tests.test_clocks import near, some

TYPES = load()


@given(some, near, near, st.none() | near)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_a_store_and_a_list_of_claims_agree(tmp_path: Path, claims: list[Claim], a: str, b: str,
                                            as_of: str | None) -> None:
    path, period = tmp_path / "news.kg", Period(min(a, b), max(a, b))
    path.unlink(missing_ok=True)
    given = [replace(c, id=f"{n}", article=replace(c.article, id=f"{n}")) for n, c in enumerate(claims)]
    with Store.open(path, write=True) as store:
        texts = [Article(c.article.id, c.article.title, "text", published=c.article.published,
                         publisher=c.article.publisher) for c in given]
        list(store.add(((text, [c]) for text, c in zip(texts, given, strict=True)), "patterns/1"))
        known = list(published_by(given, as_of)) if as_of else given
        expected = ordered(during(known, period, TYPES))
        assert tuple(store.claims(during=period, as_of=as_of)) == expected
        # What ends a state may be of another type and of other actors than are asked for.
        asked = tuple(c for c in expected if "mali" in (c.subject.actor.id, c.object and c.object.actor.id))
        assert tuple(store.claims("mali", during=period, as_of=as_of)) == asked
        kept = tuple(c for c in expected if c.predicate == "controls")
        assert tuple(store.claims(predicates="controls", during=period, as_of=as_of)) == kept
        assert tuple(store.claims(during=period, as_of=as_of, limit=1)) == expected[:1]
