"""Hostile articles through the whole line: read, extracted, written and opened in a browser."""

import pytest

import kg

pytestmark = pytest.mark.browser

SCRIPT = "</script><script>window.done=1</script>"
ARTICLES = [
    {"id": 'x"><img src=x onerror=window.done=1>', "title": f"Turkey condemns Syria {SCRIPT}",
     "url": "javascript:window.done=1", "publisher": "<b onmouseover=window.done=1>Wire</b>",
     "published": "2020-01-02",
     "text": f"Turkey condemned Syria on Monday {SCRIPT}. Iran supports \u2028 Hezbollah --> <!-- {{{{ 7*7 }}}}. "
             f"\"Russia attacked Syria {SCRIPT},\" said Erdogan. NATO met <svg/onload=window.done=1> Ukraine in Kyiv."},
    {"id": "__proto__", "title": "constructor",
     "text": "Russia attacked Ukraine with href=\"javascript:window.done=1\" drones."},
]


def test_hostile_articles_are_inert_in_the_page_and_whole_in_the_claims(opened, tmp_path):
    graph = kg.build(ARTICLES)
    assert {claim.predicate for claim in graph.claims} >= {"criticizes", "attacks"}
    graph.to_html(tmp_path / "graph.html", title=f"{SCRIPT}</title>{SCRIPT}")
    found = opened(tmp_path / "graph.html")
    found.page.click("#view-list")
    for button in found.page.locator("#list tbody button").all():
        button.click()
    assert found.page.evaluate("window.done") is None
    assert found.page.locator("img, iframe, a[href^='javascript']").count() == 0
    assert (len(found.requests), found.errors, found.dialogs) == (1, [], [])
    texts = {article["id"]: article["text"] for article in ARTICLES}
    for claim in graph.claims:
        sentence = claim.evidence.sentence
        assert texts[claim.article.id][sentence.start:sentence.end] == sentence.text
