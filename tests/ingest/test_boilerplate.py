import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import body_spans, is_boilerplate


@pytest.mark.parametrize("line", [
    "2 min read",
    "5 minute read",
    "Listen (4 min)",
    "09 April, 2019",
    "Last updated: 7 Apr 2025, 19:42 GMT",
    "Published 3 May 2021, updated 4 May 2021",
    "GENEVA, Feb. 3, 2019",
    "By Jane Doe and John Roe in Nairobi",
    "By our foreign staff · 23 April 2021, 6.14pm · 5 min read",
    "6 min read · Save · Share · Listen",
    "Share",
    "Share   Save   Print",
    "[Share] [WhatsApp] [Copy link]",
    "Read more: What is in the deal?",
    "READ NEXT: A long road",
    "Also read | Who is who",
    "Sign up to our newsletter",
    "Subscribe now",
    "Follow us on X",
    "ENDS",
    "- ENDS -",
    "***",
    "Notes to editors",
    "Press release",
    "FOR IMMEDIATE RELEASE",
    "[TRANSCRIPT. May contain errors]",
    "[Photo: Soldiers at a checkpoint near the border]",
    "Soldiers at a checkpoint near the border [Getty]",
    "Soldiers at a checkpoint near the border. (Photo: AFP)",
    "The minister speaks in parliament [File/Reuters]",
    "The minister speaks in parliament. Photo: pool",
    "A soldier looks on [Bulent Kilic/AFP via Getty Images]",
    "(Reporting by A. Writer; editing by B. Other)",
    "© 2021 Example Media",
    "OIL $66.43 ▼ 0.7% | GOLD 1,980 ▲ 0.2%",
    "More to follow.",
    "Was this article helpful? Yes / No",
    "https://example.org/world/a-story",
    "\u00a0",
    "• • •",
])
def test_furniture_is_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", [
    "Kenya and Somalia restored diplomatic relations on Thursday.",
    "• Kenya recalls its ambassador to Somalia",
    "- travel bans on seven officials",
    "1. Russia has denied having had any part in it.",
    "Minister brands ruling a farce | Opposition demands vote",
    "By Friday the rebels had taken the town.",
    "By land and by sea, Egypt blockades the strip",
    "From Moscow with anger: Kremlin slams Oslo",
    "The meeting of 9 April 2019 ended without a deal.",
    "On 9 April 2019 Sudan's army deployed around the palace.",
    "Share of Russian gas falls as Europe cuts ties",
    "Follow Russia, Belarus tells allies",
    "The convoy was hit near Kharkiv, the army said (AP).",
    "The fighters belong to the main Kurdish militia (SDF/YPG).",
    "Iran must end support for the group, the three powers said in a long joint statement that was put out "
    "late on Sunday night. (Reuters)",
    "Report: Iran arms rebels",
    "NAIROBI, March 4 (Newswire) — Kenya closed its border on Monday.",
    "What happens next?",
    "ANCHOR: Good evening. Kenya has closed its border.",
    "Reading the accord, Cairo saw a trap.",
    "Foreign Secretary Jane Doe said:",
])
def test_what_speaks_is_kept(line: str) -> None:
    assert not is_boilerplate(line)


def bodies(text: str, title: str = "") -> list[str]:
    return [text[start:end] for start, end in body_spans(text, title)]


def test_the_title_counts_once() -> None:
    text = "Oslo and Doha strike deal\n\nOslo and Doha strike deal\nA standfirst\n2 min read\n\nThe body."
    assert bodies(text, "Oslo and Doha strike deal") == ["Oslo and Doha strike deal", "A standfirst", "The body."]


def test_a_title_said_again_with_other_quotes_is_the_same() -> None:
    text = "Oslo ‘shuts’ its border\n\nOslo 'shuts' its border.\n\nThe body."
    assert bodies(text, "Oslo ‘shuts’ its border") == ["Oslo ‘shuts’ its border", "The body."]


def test_the_name_of_the_site_after_the_title_is_cut_off() -> None:
    text = "Oslo shuts its border | Example News\n\nThe body."
    assert bodies(text, "Oslo shuts its border") == ["Oslo shuts its border", "The body."]


def test_a_sentence_that_begins_like_the_title_is_kept() -> None:
    text = "Oslo shuts its border\n\nOslo shuts its border with Russia after a night of shelling."
    assert len(bodies(text, "Oslo shuts its border")) == 2


def test_the_links_under_more_on_this_are_left_out_until_prose_comes() -> None:
    text = "Body one.\n\nMore on this story\n• Power for four hours a day\nWho rules the north?\n\nBody two."
    assert bodies(text) == ["Body one.", "Body two."]


def test_prose_right_after_a_read_more_button_is_kept() -> None:
    assert bodies("Body one.\n\nRead more\n\nHe denied it.\n\nBody two.") == ["Body one.", "He denied it.", "Body two."]


def test_lines_that_a_page_wrapped_are_one_paragraph() -> None:
    text = ("The foreign minister of Kenya flew to Addis Ababa on Monday\n"
            "to hold talks with his counterpart over the dam, officials in\n"
            "both capitals said.\n\nNext.")
    assert bodies(text) == [text.partition("\n\n")[0], "Next."]


def test_lines_that_each_end_a_sentence_are_paragraphs_of_their_own() -> None:
    text = "Kenya closed its border with Somalia on Monday.\nSomalia denied the charges made by Kenya on Tuesday."
    assert len(bodies(text)) == 2


def test_white_space_around_a_line_is_not_part_of_it() -> None:
    assert bodies("\u00a0  One line.\u00a0\r\n\r\n\tTwo.  ") == ["One line.", "Two."]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300), st.text(max_size=30))
def test_spans_lie_in_the_text_in_order_and_never_overlap(text: str, title: str) -> None:
    end_before = 0
    for start, end in body_spans(text, title):
        assert end_before <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        end_before = end
