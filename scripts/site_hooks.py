"""What mkdocs does beside building docs/: the pages of the root join the site, and Markdown is read as forges read it.

Called by mkdocs (``hooks`` in mkdocs.yml).
"""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
# Documents of the root, by their place in the site.
PAGES = {"index.md": "README.md", "CONTRIBUTING.md": "CONTRIBUTING.md", "SECURITY.md": "SECURITY.md",
         "CHANGELOG.md": "CHANGELOG.md"}
# Files that are linked to, and are no pages.
PLAIN = ("LICENSE", "CITATION.cff")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the documents of the root; their links into docs/ become links within the site."""
    for place, name in PAGES.items():
        text = (ROOT / name).read_text("utf-8").replace("](docs/", "](")
        files.append(File.generated(config, place, content=text))
    for name in PLAIN:
        files.append(File.generated(config, name, content=(ROOT / name).read_text("utf-8")))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return what Python-Markdown reads as forges read the page: titles of code blocks, bars within code in tables."""
    markdown = re.sub(r"^(\s*```\w+) ([\w./-]+)$", r'\1 title="\2"', markdown, flags=re.MULTILINE)
    rows = (_unescape(line) if line.startswith("|") else line for line in markdown.split("\n"))
    return "\n".join(rows)


def on_page_content(html: str, **_: object) -> str:
    """Leave the roles of docstrings out (":func:" before a name)."""
    return re.sub(r":(?:func|class|meth|mod|attr|data):(?=<code)", "", html)


def _unescape(row: str) -> str:
    return re.sub(r"`[^`]*`", lambda code: code[0].replace("\\|", "|"), row)
