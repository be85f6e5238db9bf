import datetime
from typing import Any

import pytest

from kg.ingest import Limits
from tests.ingest import samples
from tests.ingest.readers.reading import article, error, items

PAGE = samples.html()


def described(**more: object) -> dict[str, Any]:
    return {"@type": "NewsArticle", "headline": samples.TITLE, "datePublished": "2021-05-06"} | more


def test_menus_and_foot_are_left_out() -> None:
    assert article(PAGE).text == samples.TEXT
    assert article(PAGE).url == "https://crossing.example/world/embassy"


@pytest.mark.parametrize("ld", [
    described(publisher={"name": "The Wire"}),
    [{"@type": "BreadcrumbList"}, described(publisher={"name": "The Wire"})],
    {"@graph": [described(publisher="The Wire")]},
    {"@type": "WebPage", "mainEntity": described(publisher={"@type": "Organization", "name": "The Wire"})},
])
def test_json_ld_says_who_published_it_and_when(ld: object) -> None:
    found = article(samples.html(ld=ld))
    assert (found.publisher, found.published) == ("The Wire", "2021-05-06")


@pytest.mark.parametrize(("author", "names"), [
    ("Ada Reed", ("Ada Reed",)), ("By Ada Reed and Ben Stone", ("Ada Reed", "Ben Stone")),
    ({"name": "Ada Reed"}, ("Ada Reed",)), ([{"name": "Ada Reed"}, "Ben Stone"], ("Ada Reed", "Ben Stone")),
    ([{"name": {"a": 1}}, 5, None, [["x"]]], ()),
])
def test_json_ld_says_who_wrote_it(author: object, names: tuple[str, ...]) -> None:
    assert article(samples.html(ld=described(author=author))).authors == names


@pytest.mark.parametrize("broken", ["{", "[[[[", '{"@type": 5}', '{"@graph": {"a": []}}', "null", "[" * 5000])
def test_broken_json_ld_costs_nothing(broken: str) -> None:
    page = samples.html(ld=None, head=f'<script type="application/ld+json">{broken}</script>')
    assert article(page).text == samples.TEXT


def test_without_json_ld_the_tags_of_the_page_are_read() -> None:
    head = ('<meta property="article:published_time" content="2021-05-06T10:00:00Z">'
            '<meta property="og:site_name" content="The Wire"><meta name="author" content="Ada Reed">')
    found = article(samples.html(ld=None, head=head))
    assert (found.published, found.publisher, found.authors) == ("2021-05-06", "The Wire", ("Ada Reed",))


def test_a_date_to_come_is_read_the_same_on_every_day() -> None:
    head = '<meta property="article:published_time" content="2087-05-06T10:00:00Z">'
    assert datetime.date.today().year < 2087
    assert article(samples.html(ld=None, head=head)).published == "2087-05-06"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "iso-8859-1"])
def test_the_declared_encoding_is_followed(encoding: str) -> None:
    word = "Мир" if encoding == "cp1251" else "Très"
    page = PAGE.replace('charset="utf-8"', f'charset="{encoding}"').replace("reporters", word)
    page = page.replace("“", '"').replace("”", '"')
    assert word in article(page.encode(encoding)).text


def test_mojibake_is_mended_with_a_note() -> None:
    [item] = items(PAGE.encode().decode("cp1252", "replace").replace("\ufffd", "\x9d").encode())
    assert item.notes == ("text in a wrong encoding (mojibake) was mended",)
    assert "“We have chosen to talk again,” he said." in item.result.text  # type: ignore[union-attr]


def test_the_beginning_of_an_article_for_subscribers_is_a_stub() -> None:
    wall = "Subscribe to continue reading. Already a subscriber? Log in."
    assert error(samples.html(body=(samples.BODY[0], wall))).startswith("holds no whole article: ")
    closed = samples.html(ld=described(isAccessibleForFree=False), body=samples.BODY[:1])
    assert error(closed).startswith("holds no whole article: ")
    whole = samples.html(ld=described(isAccessibleForFree="False"), body=samples.BODY * 3)
    assert article(whole).title == samples.TITLE


@pytest.mark.parametrize("page", [
    "<!DOCTYPE html><html><body></body></html>", "<html><head><title>x", "<!DOCTYPE html>",
])
def test_a_page_without_text_says_so(page: str) -> None:
    assert error(page) == "holds no text of an article"


def test_absurd_pages_are_refused_before_they_are_parsed() -> None:
    assert error(PAGE, limits=Limits(page=100)).startswith("is too large")
    assert error(PAGE, limits=Limits(tags=10)) == "has 47 tags (the limit is 10)"
    assert error(PAGE.replace("<body>", f"<body {'a ' * 3000}>")) == "has a tag of more than 2,000 words"


def test_deep_pages_end() -> None:
    page = f"<!DOCTYPE html><html><body>{'<div>' * 20_000}{samples.TEXT}"
    assert error(page) == "holds no text of an article"
