"""Decisions become gold that ``kg evaluate`` reads and that the decided claims fit."""

from pathlib import Path

from kg.evaluation import gold
from kg.evaluation.names import Names
from kg.evaluation.reviewed import gold_rows, write_gold
from kg.gazetteer import load as load_gazetteer
from kg.model import Article
from kg.model.record import to_record
from kg.ontology import load
from tests.builders import actor, article, claim, time

TURKEY = actor("Turkey", country="TUR")
TEXT = "Turkey attacks Syria, Russia said on Monday."
ONE = claim(TURKEY, "attacks", "Syria", sentence=TEXT, speaker="Russia", modality="alleged",
            time=time("2020-03-01", "2020-03-31", "month"), article_id="a 1")
TWO = claim("Russia", "accuses", "Turkey", sentence=TEXT, trigger="said", topic="an attack", article_id="a 1",
            subject_text="Russia", object_text="Turkey")


def _article() -> Article:
    return article(TEXT, id="a 1")


def test_rows_have_the_fields_of_the_gold() -> None:
    rows = gold_rows([ONE, TWO], [ONE.id])
    assert rows[0] == {
        "s": {"name": "Turkey", "country": "TUR", "sector": None}, "p": "attacks",
        "o": {"name": "Syria", "country": None, "sector": None}, "polarity": "affirmed", "modality": "alleged",
        "by": "Russia", "time": "2020-03", "sent": TEXT}
    assert (rows[1]["by"], rows[1]["topic"], rows[1]["optional"]) == ("narrator", "an attack", True)


def test_what_is_written_is_gold_to_the_scorer(tmp_path: Path) -> None:
    assert write_gold(tmp_path, [_article()], [ONE, TWO], [ONE.id]) == 1
    (one,) = gold.load(tmp_path)
    assert one.article.text == _article().text
    assert one.article.id.startswith("a-1-")
    ontology = load()
    records = [{**to_record(c), "article": {**to_record(c)["article"], "id": one.article.id}} for c in (ONE, TWO)]
    names = Names.of(load_gazetteer())
    result = gold.GoldScorer(names, ontology).score([one], records)
    assert result.figures["F1"] == 1.0
    assert result.size == 1, "what nobody decided is optional"
    missed = gold.GoldScorer(names, ontology).score([one], records[1:])
    assert missed.figures["recall"] == 0.0
