import json
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape

import pytest

from kg import ontology
from kg.errors import InputError
from kg.export import html, layout
from kg.export.html_data import PageData, marks, status, wrapped
from kg.model import Relation, Span
from tests.browser.sample import claims, group, relations
from tests.builders import actor, claim

HOSTILE = "</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def types():
    return ontology.load()


@pytest.fixture(scope="module")
def page(types):
    return html.dumps(relations(), types, title="Sample")


def block(page: str, name: str):
    return json.loads(re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.S)[1])


def one(*made) -> Relation:
    return Relation(made[0].subject.actor, made[0].predicate, made[0].object.actor if made[0].object else None, made)


def test_every_claim_is_in_the_page_with_its_sentence(page):
    data = block(page, "data")
    told = sorted(data["sentences"][c["t"]] for r in data["relations"] for c in r["c"])
    assert told == sorted(c.evidence.sentence.text for c in claims())


def test_relations_with_an_object_are_edges_and_the_others_are_not(page):
    drawn = {edge["id"] for edge in block(page, "network")["edges"]}
    assert drawn == {i for i, r in enumerate(relations()) if r.object is not None}
    assert len(drawn) == len(relations()) - 2


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
    assert made.count("</script>") == 4
    assert block(made, "data")["actors"][0]["name"] == HOSTILE
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


def test_how_a_line_is_drawn_follows_how_the_relation_stands(page):
    data, edges = block(page, "data"), block(page, "network")["edges"]
    dashes = {data["relations"][e["id"]]["status"]: e["dashes"] for e in edges}
    assert dashes["asserted"] is False
    assert dashes["contested"] is False
    assert len({json.dumps(dashes[kind]) for kind in ("not-yet", "denied", "alleged", "ended", "asserted")}) == 5


def test_parallel_relations_bend_apart(types):
    made = group([claim("A", p, "B") for p in ("attacks", "criticizes", "sanctions")] + [claim("B", "attacks", "A")])
    bends = set()
    for edge in block(html.dumps(made, types), "network")["edges"]:
        turn = {"curvedCW": 1, "curvedCCW": -1}[edge["smooth"]["type"]] * edge["smooth"]["roundness"]
        bends.add(turn if edge["from"] == 0 else -turn)
    assert len(bends) == 4


def test_a_type_the_ontology_lacks_is_shown_by_its_name(types):
    data = PageData([one(claim("A", "sings-with", "B"))], types)
    assert (data.label("sings-with"), data.valence("sings-with"), data.symmetric("sings-with")) == (
        "sings with", "neutral", False)


def test_the_heaviest_relations_are_drawn_when_there_are_too_many(types, monkeypatch):
    monkeypatch.setattr(html, "DRAWN", 2)
    heavy = one(*(claim("A", "attacks", "B", published=f"2020-01-0{n}") for n in (1, 2, 3)))
    made = [one(claim(f"C{n}", "attacks", f"D{n}")) for n in range(5)] + [heavy, one(claim("A", "criticizes", "B"))]
    page = html.dumps(made, types)
    assert {edge["id"] for edge in block(page, "network")["edges"]} == {5, 6}
    assert len(block(page, "data")["relations"]) == 7


def test_who_only_speaks_is_listed_but_no_node(types):
    page = html.dumps([one(claim("A", "attacks", "B", speaker="C"))], types)
    assert [a["name"] for a in block(page, "data")["actors"]] == ["A", "B", "C"]
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


def test_a_layout_of_nothing_is_nothing():
    assert layout.positions([], []) == []


def test_without_the_script_library_the_error_says_how_to_mend_it(types, monkeypatch):
    monkeypatch.setattr(html, "_VIS", ("lib", "gone.js"))
    with pytest.raises(InputError, match="pip install"):
        html.dumps([], types)


def test_confidence_is_rounded(types):
    made = replace(claim("A", "attacks", "B"), confidence=0.123456)
    assert block(html.dumps([one(made)], types), "data")["relations"][0]["c"][0]["conf"] == 0.12
