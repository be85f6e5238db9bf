import re
from html import unescape
from html.parser import HTMLParser

import pytest

from kg import Graph
from kg.errors import ConfigError, InputError
from kg.export import browser, notebook
from tests.browser.sample import claims, relations
from tests.builders import actor, claim

HOSTILE = "</td><script>alert(1)</script><img src=x onerror=alert(1)>\"'&"


@pytest.fixture
def graph():
    return Graph(tuple(claims()))


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.depth = 0
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.depth += 1
        assert {name for name, _ in attrs} <= {"style"}

    def handle_endtag(self, tag):
        self.depth -= 1

    def handle_data(self, data):
        self.texts.append(data)


def test_the_card_counts_what_is_there(graph):
    card = Tags(graph._repr_html_())
    text = " ".join(card.texts)
    made = relations()
    assert f"{len(claims())} claims" in text
    assert f"{len(graph.relations)} relations ({sum(r.contested for r in graph.relations)} contested)" in text
    assert "93 articles" in text
    assert "2019-01-01 to 2020-08-24" in text
    assert f"{len(made) - 8} more relations" in text
    assert card.depth == 0
    assert card.tags.count("tr") == 9


def test_the_card_ranks_by_claims(graph):
    text = Tags(graph._repr_html_()).texts
    top = max(graph.relations, key=lambda r: len(r.claims))
    at = text.index(top.subject.name)
    assert text[at:at + 3] == [top.subject.name, top.predicate, top.object.name]


def test_the_card_of_nothing_says_so():
    card = Tags(Graph((), errors=(InputError("a.txt", "is empty"),))._repr_html_())
    assert "0 articles · 0 claims · 0 relations · 0 actors · 1 input not used" in card.texts
    assert "table" not in card.tags


def test_the_card_holds_no_markup_of_others():
    bad = claim(actor(HOSTILE), "attacks", actor(HOSTILE + "2"), sentence=f"{HOSTILE} attacks {HOSTILE}2.",
                title=HOSTILE, publisher=HOSTILE, published=None)
    card = Tags(Graph((bad,))._repr_html_())
    assert HOSTILE in card.texts
    assert {"script", "img"} & set(card.tags) == set()


def test_the_frame_holds_the_page_as_it_is_and_is_shut():
    page = '<!DOCTYPE html><p title="a">&amp; "quoted" \'too\' </iframe>'
    made = notebook.frame(page, 321)
    assert unescape(re.search(r'srcdoc="([^"]*)"', made)[1]) == page
    assert "height:321px" in made
    sandbox = re.search(r'sandbox="([^"]*)"', made)[1].split()
    assert "allow-scripts" in sandbox
    assert not {"allow-same-origin", "allow-top-navigation", "allow-forms", "allow-modals"} & set(sandbox)
    assert made.count("</iframe>") == 1


@pytest.mark.parametrize("height", [0, 99, 10_001, 640.5, "640px", None, True])
def test_a_height_that_is_none_is_refused_in_one_line(height):
    with pytest.raises(ConfigError, match="whole number of pixels"):
        notebook.frame("", height)


def test_outside_of_a_notebook_the_browser_opens_the_page(graph, monkeypatch):
    seen = []
    monkeypatch.setattr(browser.webbrowser, "open", lambda address: seen.append(address) or True)
    graph.show(title="My graph")
    [address] = seen
    path = address.removeprefix("file://")
    with open(path, encoding="utf-8") as file:  # noqa: PTH123  the path as a browser has it
        assert "<title>My graph</title>" in file.read()


def test_without_a_browser_the_page_is_named(graph, monkeypatch):
    monkeypatch.setattr(browser.webbrowser, "open", lambda address: False)
    with pytest.raises(ConfigError, match=r"graph\.html: no browser was found") as error:
        graph.show()
    assert "\n" not in str(error.value)
