import json
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape

import pytest

from kg.errors import InputError
from kg.export import html, layout
from kg.export.html_data import PageData, marks, status, table, wrapped
from kg.model import Relation, Span
from tests.browser.sample import group, relations
from tests.builders import actor, claim

HOSTILE = "</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def page(types):
    return html.dumps(relations(), types, title="Sample")


def block(page: str, name: str):
    return json.loads(re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.S)[1])


def rows(table) -> list[dict]:
    """Return a table of the page as its own script reads it."""
    columns = {name: column if isinstance(column, list) else [column["of"][i] for i in column["at"]]
               for name, column in table.items()}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def one(*made) -> Relation:
    return Relation(made[0].subject.actor, made[0].predicate, made[0].object.actor if made[0].object else None, made)


def test_every_claim_is_in_the_page_with_its_sentence(page):
    data = block(page, "data")
    told = [data["sentences"][claim["t"]] for claim in rows(data["claims"])]
    assert told == [claim.evidence.sentence.text for relation in relations() for claim in relation.claims]
    assert [row["n"] for row in rows(data["relations"])] == [len(relation.claims) for relation in relations()]


def test_relations_with_an_object_can_be_drawn_and_the_others_cannot(page):
    order = block(page, "data")["order"]
    assert sorted(order) == [i for i, r in enumerate(relations()) if r.object is not None]
    assert len(order) == len(relations()) - 2


def test_a_table_is_what_its_rows_were():
    made = [{"name": "a", "kind": "x"}, {"name": "b", "kind": "y"}, {"name": "c", "kind": "x"}]
    assert table(made, "kind")["kind"] == {"of": ["x", "y"], "at": [0, 1, 0]}
    assert rows(table(made, "kind")) == made
    assert rows(table([], "kind")) == []


def test_the_same_input_gives_the_same_bytes_in_another_process(page, types, tmp_path):
    assert html.dumps(relations(), types, title="Sample") == page
    made = tmp_path / "page.html"
    script = ("import sys; from tests.browser.sample import relations; from kg import ontology;"
              "from kg.export import html;"
              "html.write(relations(), ontology.load(), sys.argv[1], title='Sample')")
    subprocess.run([sys.executable, "-c", script, str(made)], check=True)
    assert made.read_text("utf-8") == page


def test_the_page_refers_to_nothing_outside_itself(page):
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    assert not re.findall(r"https?://", markup)
    assert re.findall(r'(?:src|href)="([^"]*)', markup) == ["data:,", "#panel"]
    assert "default-src 'none'" in unescape(markup)
    assert "unsafe" not in markup


def test_the_page_without_its_data_is_small(types):
    assert len(html.dumps([], types).encode()) < 700_000


def test_markup_in_names_sentences_and_title_stays_text(types):
    hostile = claim(actor(HOSTILE), "attacks", actor("<!--<script>"), title=HOSTILE, publisher=HOSTILE,
                    url="javascript:alert(1)", sentence=f"{HOSTILE} attacks <!--<script> & more.", trigger="attacks")
    made = html.dumps([one(hostile)], types, title=HOSTILE)
    assert "<img" not in made
    assert made.count("</script>") == 6
    assert block(made, "data")["actors"]["name"][0] == HOSTILE
    assert "<title>&lt;/script&gt;" in made


def test_offsets_count_as_a_browser_counts():
    sentence = Span.of("x🚀 Turkey acts", 1, 14)
    assert marks(sentence, [("s", Span.of("x🚀 Turkey acts", 3, 9))]) == [(3, 9, "s")]


def test_marks_that_overlap_or_lie_outside_are_left_out():
    text = "A attacked B here."
    inside = Span.of(text, 2, 10)
    assert marks(Span.of(text, 0, 12), [("v", inside), ("s", Span.of(text, 0, 4)), ("o", Span.of(text, 13, 17))]) == [
        (2, 10, "v")]


@pytest.mark.parametrize(("kinds", "expected"), [
    ([("affirmed", "asserted"), ("affirmed", "planned")], "asserted"),
    ([("affirmed", "planned"), ("affirmed", "possible"), ("affirmed", "demanded")], "not-yet"),
    ([("negated", "asserted")], "denied"),
    ([("negated", "asserted"), ("affirmed", "asserted")], "contested"),
    ([("affirmed", "alleged"), ("affirmed", "planned")], "alleged"),
    ([("affirmed", "ended")], "ended"),
])
def test_how_a_relation_stands(kinds, expected):
    said = (claim("A", "attacks", "B", polarity=p, modality=m, publisher=f"P{n}") for n, (p, m) in enumerate(kinds))
    assert status(one(*said)) == expected


def test_a_type_the_ontology_lacks_is_shown_by_its_name(types):
    data = PageData([one(claim("A", "sings-with", "B"))], types)
    assert data.json()["types"] == {"sings-with": {"label": "sings with", "valence": "neutral", "symmetric": False,
                                                   "family": "sings-with"}}


def test_the_backbone_is_laid_out_and_the_rest_around_it(types, monkeypatch):
    monkeypatch.setattr(html, "DRAWN", 3)
    made = group([claim(f"A{a}", "attacks", f"A{b}", article_id=f"{a}-{b}-{n}")
                  for a in range(12) for b in range(a) for n in range(1 + 5 * (a % 4 == 0))])
    page = html.dumps(made, types)
    nodes = block(page, "network")["nodes"]
    assert len(nodes) == 12
    assert len({(node["x"], node["y"]) for node in nodes}) == 12
    assert block(page, "data")["drawn"] == 3
    assert len(block(page, "data")["order"]) == len(made)


def test_aliases_are_names_and_no_pronouns(types):
    he = claim("Turkey", "attacks", "Iran", sentence="He attacks Iran.", subject_text="He", trigger="attacks")
    seat = claim("Turkey", "attacks", "Iran", sentence="Ankara attacks Iran.", subject_text="Ankara", trigger="attacks")
    assert block(html.dumps([one(he, seat)], types), "data")["actors"]["names"] == [["Ankara"], []]


def test_who_only_speaks_is_listed_but_no_node(types):
    page = html.dumps([one(claim("A", "attacks", "B", speaker="C"))], types)
    assert block(page, "data")["actors"]["name"] == ["A", "B", "C"]
    assert len(block(page, "network")["nodes"]) == 2


def test_who_has_topics_only_is_a_node_without_edges(types):
    page = html.dumps([one(claim("A", "opposes", None, topic="a plan", sentence="A opposes a plan."))], types)
    assert [node["label"] for node in block(page, "network")["nodes"]] == ["A"]


def test_a_lone_surrogate_does_not_break_the_file(types, tmp_path):
    broken = replace(one(claim("A", "attacks", "B")), subject=replace(actor("A"), name="A\ud800"))
    html.write([broken], types, tmp_path / "page.html", title="T\ud800")
    assert "A?" in (tmp_path / "page.html").read_text("utf-8")


def test_a_path_that_cannot_be_written_is_named(types, tmp_path):
    with pytest.raises(InputError, match="nowhere"):
        html.write([], types, tmp_path / "nowhere" / "page.html")


def test_names_are_wrapped():
    assert wrapped("Islamic Revolutionary Guard Corps") == ["Islamic", "Revolutionary", "Guard Corps"]
    assert wrapped(" \n ") == ["(no name)"]
    assert len(wrapped("word " * 40)) == 3


def test_boxes_do_not_overlap_and_parts_are_apart():
    sizes = [(90.0 + 7 * (i % 5), 60.0) for i in range(60)]
    pairs = [(0, i) for i in range(1, 30)] + [(i, i + 1) for i in range(30, 50)]
    places = layout.positions(sizes, pairs)
    for a in range(60):
        for b in range(a):
            apart = (abs(places[a][0] - places[b][0]) >= (sizes[a][0] + sizes[b][0]) / 2 - 1.5
                     or abs(places[a][1] - places[b][1]) >= (sizes[a][1] + sizes[b][1]) / 2 - 1.5)
            assert apart, (a, b)


def test_what_is_outside_the_core_is_settled_apart_and_the_core_keeps_its_places():
    sizes = [(90.0, 60.0)] * 400
    pairs = [(i, i % 20) for i in range(20, 380)] + [(i, (i + 1) % 20) for i in range(20)]
    places = layout.positions(sizes, pairs, set(range(20)))
    assert places[:20] == layout.positions(sizes[:20], pairs[-20:])
    assert len(set(places)) == 400
    assert layout.positions(sizes, pairs, set(range(400))) == layout.positions(sizes, pairs)


def test_a_layout_of_nothing_is_nothing():
    assert layout.positions([], []) == []


def test_without_the_script_library_the_error_says_how_to_mend_it(types, monkeypatch):
    monkeypatch.setattr(html, "_VIS", ("lib", "gone.js"))
    with pytest.raises(InputError, match="pip install"):
        html.dumps([], types)


def test_confidence_is_rounded(types):
    made = replace(claim("A", "attacks", "B"), confidence=0.123456)
    assert block(html.dumps([one(made)], types), "data")["claims"]["conf"] == [0.12]
