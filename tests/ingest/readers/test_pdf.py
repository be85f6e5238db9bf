import pytest

from kg.ingest import Limits
from kg.ingest.readers.pdf import paragraphs
from tests.ingest import samples
from tests.ingest.readers.reading import article, error


def test_lines_become_paragraphs_again() -> None:
    found = article(samples.pdf())
    assert found.text.split("\n\n")[2:4] == list(samples.BODY[:2])
    assert (found.title, found.published, found.authors) == (samples.TITLE, "2021-05-06", ("Ada Reed", "Ben Stone"))


@pytest.mark.parametrize(("lines", "text"), [
    (["The govern-", "ment of the north"], "The government of the north"),
    (["Title", "", "The first line.", "", "The second line."], "Title\n\nThe first line.\n\nThe second line."),
    (["A line that is as long as the page is wide and goes on with", "Sylvania in the next", "End."],
     "A line that is as long as the page is wide and goes on with Sylvania in the next\n\nEnd."),
    ([], ""), (["", " "], ""),
])
def test_how_lines_are_joined(lines: list[str], text: str) -> None:
    assert paragraphs(lines) == text


def test_a_scan_and_a_locked_pdf_and_an_absurd_one_say_so() -> None:
    assert error(samples.pdf(())) == "holds no text"
    assert error(samples.pdf(), limits=Limits(pages=0)) == "has 1 pages (the limit is 0)"
    assert error(samples.pdf(), limits=Limits(pdf=100)).startswith("is too large")


def test_a_page_that_holds_itself_ends() -> None:
    data = samples.pdf().replace(b"/Kids [3 0 R] /Count 1", b"/Kids [2 0 R] /Count 9")
    assert error(data)


@pytest.mark.parametrize("title", ["Microsoft Word - a.docx", "untitled", "a.indd", "123"])
def test_names_of_files_are_no_titles(title: str) -> None:
    assert article(samples.pdf(samples.wrapped()[2:], title=title)).title == ""
