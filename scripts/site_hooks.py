"""What mkdocs does beside building docs/: pages of the root and notebooks join the site, Markdown is read as forges do.

Called by mkdocs (``hooks`` in mkdocs.yml).
"""

import json
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
# Documents of the root, by their place in the site.
PAGES = {"index.md": "README.md", "CONTRIBUTING.md": "CONTRIBUTING.md", "SECURITY.md": "SECURITY.md",
         "CHANGELOG.md": "CHANGELOG.md"}
# Files that are linked to, and are no pages.
PLAIN = ("LICENSE", "CITATION.cff")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the documents of the root and the notebooks; their links into docs/ become links within the site."""
    for place, name in PAGES.items():
        text = (ROOT / name).read_text("utf-8").replace("](docs/", "](")
        files.append(File.generated(config, place, content=text))
    for name in PLAIN:
        files.append(File.generated(config, name, content=(ROOT / name).read_text("utf-8")))
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        text = _notebook(json.loads(path.read_text("utf-8")))
        files.append(File.generated(config, f"notebooks/{path.stem}.md", content=text))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return what Python-Markdown reads as forges read the page: titles of code blocks, bars within code in tables."""
    markdown = re.sub(r"^(\s*```\w+) ([\w./-]+)$", r'\1 title="\2"', markdown, flags=re.MULTILINE)
    markdown = re.sub(r"\]\(\.\./(notebooks/[\w-]+)\.ipynb\)", r"](\1.md)", markdown)
    rows = (_unescape(line) if line.startswith("|") else line for line in markdown.split("\n"))
    return "\n".join(rows)


def on_page_content(html: str, **_: object) -> str:
    """Leave the roles of docstrings out (":func:" before a name)."""
    return re.sub(r":(?:func|class|meth|mod|attr|data):(?=<code)", "", html)


def _notebook(notebook: dict[str, Any]) -> str:
    """Return a notebook as a page: text, code, and what the code showed."""
    parts: list[str] = []
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            parts.append(re.sub(r"\]\(([\w-]+)\.ipynb\)", r"](\1.md)", text.replace("](../docs/", "](../")))
        else:
            parts += [f"```python\n{text}\n```", *(_shown(output["data"]) for output in cell["outputs"])]
    return "\n\n".join(parts) + "\n"


def _shown(data: dict[str, Any]) -> str:
    if "image/png" in data:
        picture = "".join(data["image/png"]).replace("\n", "")
        return f'<img alt="{"".join(data["text/plain"])}" src="data:image/png;base64,{picture}">'
    if "text/html" in data:
        return f"<div>{''.join(data['text/html'])}</div>"
    return "```text\n" + "".join(data["text/plain"]) + "\n```"


def _unescape(row: str) -> str:
    return re.sub(r"`[^`]*`", lambda code: code[0].replace("\\|", "|"), row)
