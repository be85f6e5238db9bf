"""docs/cli.md and docs/glossary.md are what the code is."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import typer

import kg
from kg.cli.app import app

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "glossary.md").read_text("utf-8")
GLOSSARY = re.findall(r"^\| \*\*([^*]+)\*\* \| (.+) \|$", PAGE, re.MULTILINE)


def test_the_reference_of_the_command_line_is_up_to_date() -> None:
    found = subprocess.run([sys.executable, "scripts/write_cli_page.py", "--check"], cwd=ROOT, text=True,
                           capture_output=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def test_every_command_is_used_in_a_document_written_by_hand() -> None:
    pages = [page.read_text("utf-8") for page in sorted((ROOT / "docs").glob("*.md")) if page.name != "cli.md"]
    commands = typer.main.get_command(app).commands
    assert len(commands) >= 20
    assert [name for name in commands if not any(f"kg {name}" in page for page in pages)] == []


def test_the_glossary_is_in_the_order_of_the_alphabet_and_has_each_word_once() -> None:
    words = [word for word, _ in GLOSSARY]
    assert len(words) >= 40
    assert words == sorted(set(words))


def test_the_glossary_has_the_fields_of_a_claim() -> None:
    [claim] = kg.extract_claims([kg.Article.make("Turkey met Russia in Sochi.", id="one")])
    words = {word for word, _ in GLOSSARY}
    fields = set(kg.to_record(claim)) | set(kg.to_record(claim)["evidence"])
    assert fields - words == {"id", "sentence"}


def test_the_glossary_has_every_value_of_the_claim() -> None:
    meaning = dict(GLOSSARY)
    for word, values in (("modality", kg.Modality), ("polarity", kg.Polarity), ("attribution", kg.AttributionKind)):
        assert {f"`{value.value}`" for value in values} == set(re.findall(r"`[^`]+`", meaning[word]))


def test_every_picture_has_words_and_asks_for_nothing() -> None:
    shown = set()
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for words, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text("utf-8")):
            assert len(words.split()) >= 10, page
            shown.add((page.parent / target).resolve())
    assert shown == {path.resolve() for path in (ROOT / "docs" / "images").iterdir()}
    for path in shown:
        if path.suffix == ".svg":
            root = ElementTree.fromstring(path.read_text("utf-8"))
            assert [child.tag.split("}")[1] for child in root[:2]] == ["title", "desc"]
            assert [e for e in root.iter() if any(key.split("}")[-1] == "href" for key in e.attrib)] == []
