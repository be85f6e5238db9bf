"""The table of claims and its CSV, opened in Chromium."""

import csv
import io
from dataclasses import replace

import pytest

from kg.export import html
from kg.model import Polarity
from tests.browser.sample import claims, group, relations
from tests.builders import actor, claim

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sample(types, tmp_path_factory):
    path = tmp_path_factory.mktemp("table") / "sample.html"
    html.write(relations(), types, path, title="Sample: März")
    return path


def on_table(opened, path, **options):
    found = opened(path, **options)
    found.page.click("#view-claims")
    return found


def column(found, number: int) -> list[str]:
    return found.texts(f"#claims tbody tr > :nth-child({number})")


def saved(found, tmp_path) -> list[list[str]]:
    with found.page.expect_download() as download:
        found.page.click("#claims-csv")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_every_claim_is_a_row_the_newest_first(opened, sample):
    found = on_table(opened, sample)
    assert sorted(column(found, 5)) == sorted(c.evidence.sentence.text for c in claims())
    newest = max(claims(), key=lambda c: c.article.published)
    assert column(found, 5)[0] == newest.evidence.sentence.text
    assert (found.requests, found.errors) == ([sample.as_uri()], [])


def test_a_column_sorts_up_and_down_and_the_address_keeps_it(opened, sample):
    found = on_table(opened, sample)
    names = sorted(c.subject.actor.name for c in claims())
    found.page.click("#claims th:nth-child(2) .sort")
    assert column(found, 2) == names
    assert found.page.get_attribute("#claims thead th:nth-child(2)", "aria-sort") == "ascending"
    found.page.click("#claims th:nth-child(2) .sort")
    assert column(found, 2) == names[::-1]
    again = opened(sample)
    again.page.goto(found.page.url)
    again.page.reload()
    again.page.wait_for_selector("html[data-ready=true]")
    assert column(again, 2) == names[::-1]


def test_what_is_empty_stands_last_either_way(opened, sample):
    found = on_table(opened, sample)
    for _ in range(2):
        found.page.click("#claims th:nth-child(7) .sort")
        said = column(found, 7)
        filled = sum(1 for text in said if text)
        assert 0 < filled < len(said)
        assert all(said[:filled])


def test_the_filters_are_those_of_the_page(opened, sample):
    found = on_table(opened, sample)
    found.page.uncheck("#filters input[data-value=affirmed]")
    denied = [c for c in claims() if c.polarity is Polarity.NEGATED]
    assert sorted(column(found, 5)) == sorted(c.evidence.sentence.text for c in denied)
    assert all(text.startswith("denied") for text in column(found, 6))


def test_a_row_opens_its_evidence_by_mouse_and_by_key(opened, sample):
    found = on_table(opened, sample)
    row = found.page.locator("#claims tbody tr").nth(3)
    sentence = row.locator(".words").inner_text()
    row.locator(".words").click()
    assert sentence in found.texts("#panel .sentence")
    found.page.locator("#claims .open").nth(5).focus()
    found.page.keyboard.press("Enter")
    assert column(found, 5)[5] in found.texts("#panel .sentence")
    assert found.page.locator("#claims tr[aria-selected=true]").count() >= 1


def test_the_csv_holds_what_is_shown_in_the_order_shown(opened, sample, tmp_path):
    found = on_table(opened, sample)
    found.page.uncheck("#filters input[data-value=affirmed]")
    found.page.click("#claims th:nth-child(4) .sort")
    head, *rows = saved(found, tmp_path)
    assert [row[head.index("sentence")] for row in rows] == column(found, 5)
    assert set(map(len, rows)) == {len(head)}
    by_id = {c.id: c for c in claims()}
    for row in rows:
        record, made = dict(zip(head, row, strict=True)), by_id[row[0]]
        assert (record["subject"], record["predicate"]) == (made.subject.actor.name, made.predicate)
        assert (record["polarity"], record["modality"]) == (made.polarity.value, made.modality.value)
        assert record["object_wikidata"] == ((made.object.actor.wikidata if made.object else "") or "")
        assert record["url"] == made.article.url
        assert float(record["confidence"]) == made.confidence
        assert record["speaker"] == (made.attribution.speaker.name if made.attribution.speaker else "")
    assert [path.name for path in tmp_path.iterdir()] == ["sample-marz-claims.csv"]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "\u200b=1"])
def test_no_field_of_the_csv_is_run_as_a_formula(opened, types, tmp_path, start):
    bad = claim(actor(f'{start}"cmd",\n'), "attacks", actor("B"), title=start, publisher=start,
                sentence=f'{start}"cmd",\n attacks B.', trigger="attacks")
    html.write(group([replace(bad, article=replace(bad.article, publisher=start))]), types, tmp_path / "bad.html")
    found = on_table(opened, tmp_path / "bad.html")
    (tmp_path / "csv").mkdir()
    head, row = saved(found, tmp_path / "csv")
    record = dict(zip(head, row, strict=True))
    assert record["publisher"] == f"'{start}"
    assert record["subject"] == f'\'{start}"cmd",\n'
    assert (found.dialogs, found.errors) == ([], [])


def test_an_empty_table_says_so_and_saves_nothing(opened, types, tmp_path):
    html.write([], types, tmp_path / "empty.html")
    found = on_table(opened, tmp_path / "empty.html")
    assert "No claim passes the filters." in found.page.inner_text(".claim-bar")
    assert found.page.is_disabled("#claims-csv")
    assert found.errors == []


def test_many_claims_come_a_page_at_a_time_and_quickly(opened, types, tmp_path):
    made = [claim(actor(f"A{i % 700}"), "supports", actor(f"B{i % 900}"), sentence=f"A{i % 700} backs B{i % 900}.",
                  trigger="backs", article_id=str(i)) for i in range(5000)]
    html.write(group(made), types, tmp_path / "many.html")
    found = on_table(opened, tmp_path / "many.html")
    assert found.page.locator("#claims tbody tr").count() == 100
    assert "1–100 of 5,000 claims" in found.page.inner_text(".claim-bar")
    found.page.click("#claims th:nth-child(2) .sort")
    found.page.locator(".claim-bar .more", has_text="Next").click()
    assert "101–200 of 5,000 claims" in found.page.inner_text(".claim-bar")
    assert column(found, 2)[0] == sorted(c.subject.actor.name for c in made)[100]
    spent = found.page.evaluate("""() => { const from = performance.now();
      document.querySelector("#claims th:nth-child(5) .sort").click(); return performance.now() - from; }""")
    assert spent < 2000


def test_a_phone_shows_it_without_scrolling_sideways(opened, sample):
    found = on_table(opened, sample, viewport={"width": 390, "height": 844})
    assert found.page.evaluate("document.documentElement.scrollWidth") == 390
    scroll = found.page.locator(".claim-scroll")
    assert scroll.evaluate("e => e.scrollWidth <= e.clientWidth")
    ends = found.page.locator("#claims thead .sort").evaluate_all(
        "all => all.map((e) => e.getBoundingClientRect().right)")
    assert max(ends) < 390
