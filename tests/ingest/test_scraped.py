from kg.ingest.scraped import Front, published_in, read_front, title_of

PAGE = """Kenya and Somalia reopen embassies - Example News

Kenya and Somalia reopen embassies
Envoys return after five months
3 min read
Thursday 6 May 2021
Flags go up again in Nairobi [Reuters]

Kenya and Somalia restored diplomatic relations on Thursday.

Read more
"""


def test_the_front_of_a_scraped_page() -> None:
    assert read_front(PAGE) == Front("Kenya and Somalia reopen embassies", "Example News", "2021-05-06", None)


def test_the_first_line_that_is_no_furniture_is_the_title() -> None:
    assert title_of("Share\n2 min read\n\nKenya reopens its embassy\n\nBody.") == "Kenya reopens its embassy"


def test_running_text_has_no_title() -> None:
    assert title_of("Kenya restored relations with Somalia on Thursday. Its embassy reopens next month.") == ""


def test_a_headline_with_a_bar_or_a_dash_keeps_what_is_no_site() -> None:
    title = "Kenya reopens embassy - but not the border"
    assert title_of(f"{title}\n\nBody.") == title


def test_the_publisher_of_a_labelled_line_an_agency_and_a_copyright() -> None:
    assert read_front("A headline\nSource: Example Wire\n\nBody.").publisher == "Example Wire"
    assert read_front("A headline\n\nNAIROBI, May 6 (Reuters) - Kenya reopened its embassy.").publisher == "Reuters"
    assert read_front("A headline\n\nBody.\n\n© 2021 Example Media. All rights reserved.").publisher == "Example Media"
    assert read_front("A headline\n\nBody.").publisher is None


def test_a_publication_date_goes_before_an_update() -> None:
    assert published_in("Title\nUpdated 8 May 2021\nPublished 6 May 2021\n\nBody.") == "2021-05-06"
    assert published_in("Title\nUpdated 8 May 2021\n\nBody.") == "2021-05-08"


def test_a_date_in_a_sentence_is_not_the_day_of_publication() -> None:
    assert published_in("Title\n\nThe embassies had been closed since 15 December 2020.") is None


def test_a_dateline_with_its_year_gives_the_day() -> None:
    assert published_in("Title\n\nNAIROBI, May 6, 2021 (Wire) — Kenya reopened its embassy.") == "2021-05-06"
    assert published_in("Title\n\nNAIROBI, May 6 — Kenya reopened its embassy.") is None


def test_a_date_among_other_parts_of_a_line_and_at_the_end() -> None:
    assert published_in("Title\nBy our staff · 6 May 2021, 6.14pm · 5 min read\n\nBody.") == "2021-05-06"
    assert published_in("Title\n\nBody.\n\nNairobi, 6 May 2021") == "2021-05-06"


def test_the_address_of_the_page() -> None:
    assert read_front("https://example.org/story\nTitle\n\nBody.") == Front("Title", None, None, "https://example.org/story")
