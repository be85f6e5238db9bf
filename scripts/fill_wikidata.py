"""Add ``wikidata:`` lines to gazetteer files from a table of checked ids.

Usage: ``python scripts/fill_wikidata.py TABLE.tsv ontology/actors/people.yaml ...``

The table has the columns name, kind, qid, source, check. An entry gets an id only where one of its names is in the
table under its kind, what the source says of the country fits, and all fitting rows agree on one id. Lines that are
there already are kept, so the result can be mended by hand and the script run again.
"""

import csv
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any, TypeAlias

import yaml

Table: TypeAlias = dict[tuple[str, str], list[tuple[str, set[str]]]]

KINDS = {
    "ArmedGroup": ("armed-group", "party"),
    "Party": ("party",),
    "Person": ("person",),
    "Item": ("item",),
    "Organization": ("organization",),
}
LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "’": "'",
        "–": " ",
        "ə": "e",
        "-": " ",
    }
)
# What the table adds in brackets to tell two of one name apart; it is no part of the name.
BRACKETS = {"item": r" \([^)]*\)$", "party": r" \([A-Z]{3}\)$"}
# Looked at by a person: the row found is another entity (a predecessor, a namesake).
REJECTED = {"abdirahman-mohamed-abdullahi", "ak-47", "amanat", "liberal-party-brazil", "reform-uk"}
# Source repositories whose name is not the id of the state.
STATES = {
    "us": "united-states",
    "congo-kinshasa": "dr-congo",
    "czech": "czechia",
    "congo-brazzaville": "congo-republic",
    "saudi": "saudi-arabia",
    "uae": "united-arab-emirates",
    "swiss-federal-council": "switzerland",
    "bosnia-herzegovina": "bosnia-and-herzegovina",
    "cabo-verde": "cape-verde",
    "solomons": "solomon-islands",
    "congress-legislators": "united-states",
}
# Sources that are not about one country: their rows count where the name has no other id.
WORLD = {
    "world",
    "world-leaders-2021",
    "opensanctions",
    "FB15k-237",
    "ELEVANT",
    "world-leaders-current",
    "everypolitician-data",
    "FewRel",
    "EPS",
}


def fold(name: str) -> str:
    """Return the name without case, accents and hyphens."""
    plain = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).lower().split())


def where(source: str, kind: str) -> set[str]:
    """Return the ISO3 codes (parties, groups) or state ids (persons) that a source names; empty for the whole world."""
    if kind != "person":
        return {
            c for m in re.findall(r"partyfacts \(([^)]*)\)", source) for c in re.findall(r"\b[A-Z]{3}\b", m)
        }
    repo = re.split(r"[ (;]", source.removeprefix("EPS:"))[0]
    if repo in WORLD:
        return set()
    state = re.sub(r"-(cabinet|ministers)$", "", repo)
    return {STATES.get(state, state)}


def read_table(path: Path) -> Table:
    """Return {(folded name, kind): [(qid, countries), ...]}."""
    table: Table = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            name = re.sub(BRACKETS.get(row["kind"], "$^"), "", row["name"])
            table[fold(name), row["kind"]].append((row["qid"], where(row["source"], row["kind"])))
    return table


def read_states(folder: Path) -> dict[str, str]:
    """Return {ISO3: state id} from the states beside the file, none where there is no such file."""
    path = folder / "states.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
    found: dict[str, str] = {}
    for row in rows:
        if row["type"] == "State" and "country" in row:
            found.setdefault(row["country"], row["id"])
    return found


def lookup(entry: dict[str, Any], table: Table, states: dict[str, str]) -> set[str]:
    """Return the ids that fit the entry: none, one, or several where the table does not agree."""
    homes = {entry.get("country"), *(office["of"].split(".")[0] for office in entry.get("offices", []))}
    # A rebel may share the name of a minister of his country: there the office must fit.
    if entry.get("sector") not in ("REB", "CRM"):
        homes.add(states.get(entry.get("country", "")))
    for kind in KINDS.get(entry["type"], ()):
        # The name counts before the other names, which another entity may bear too.
        steps = [[entry["name"]], entry.get("aliases", []) + entry.get("acronyms", [])]
        for names in steps[:1] if (entry["type"], kind) == ("ArmedGroup", "party") else steps:
            rows = [row for name in names for row in table.get((fold(name), kind), [])]
            near = {qid for qid, countries in rows if countries & homes}
            found = near or {qid for qid, countries in rows if not countries and kind != "party"}
            if found:
                return found
    return set()


def fill(text: str, table: Table, states: dict[str, str], report: list[str]) -> str:
    """Return the YAML text with the ids added; entries whose rows disagree go to ``report``."""
    parts = re.split(r"(?m)^(?=- id: )", text)
    for index, part in enumerate(parts[1:], start=1):
        entry = yaml.safe_load(part)[0]
        found = lookup(entry, table, states)
        if "wikidata" in entry or entry["id"] in REJECTED or not found:
            continue
        if len(found) > 1:
            report.append(f"{entry['id']}: {', '.join(sorted(found))}")
            continue
        last = [m.end() for m in re.finditer(r"(?m)^  (?:type|country|sector): .*\n", part)][-1]
        parts[index] = f"{part[:last]}  wikidata: {found.pop()}\n{part[last:]}"
    return "".join(parts)


def main(arguments: list[str]) -> int:
    """Fill each file in place and tell which entries were left because the table disagrees."""
    table = read_table(Path(arguments[0]))
    report: list[str] = []
    for name in arguments[1:]:
        path = Path(name)
        text = path.read_text(encoding="utf-8")
        path.write_text(fill(text, table, read_states(path.parent), report), encoding="utf-8")
    sys.stdout.write("".join(f"left out, several ids: {line}\n" for line in report))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
