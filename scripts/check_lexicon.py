"""Check the files of ``ontology/lexicon`` and print the number of cues of each relation type.

Run ``python scripts/check_lexicon.py [FOLDER]``. Each problem is one line; the exit status is 1 when there
is any.
"""

import itertools
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from kg.lexicon import RESTRICTIONS

SECTIONS = ("verbs", "nouns", "roles", "adjectives", "compounds", "surface", "clauses")
REQUIRED = ("cue", "example", "counter")
OPTIONAL = ("modality", "polarity", "weight")
MODALITIES = ("asserted", "planned", "demanded", "alleged", "possible", "conditional", "ended")
POLARITIES = ("affirmed", "negated")

# A cue that two relation types share on purpose, as the claim contract says: arms sold are sold and supplied.
SHARED = (frozenset({"sells", "supplies-arms-to"}),)

_SLOT = re.compile(r"(?:SO|[SOCIPT])(?::(?P<restrictions>[a-z|]+))?(?:'s)?")
_SLOT_NAME = re.compile(r"SO|[SOCIPT](?![a-z])")
# Lower case, but for names that are always capitals ("MoU"); "S-backed" and "pro-O" are compounds.
_WORD = re.compile(r"'s|,|[A-Za-z0-9]+(?:['.&-][A-Za-z0-9]+)*")
_COMPOUND = re.compile(r"(?:(?:SO|[SOCIPT])-[a-z-]+(?:\|[a-z-]+)*)|(?:[a-z]+-(?:SO|[SOCIPT]))")


def tokens(cue: str) -> list[str]:
    """Split a cue into its tokens, brackets dropped."""
    return cue.replace("[", " ").replace("]", " ").split()


def is_slot(token: str) -> bool:
    """Say whether a token is a slot, with or without its restriction and possessive ending."""
    return _SLOT.fullmatch(token) is not None


def is_compound(token: str) -> bool:
    """Say whether a token is a hyphen compound with a slot in it, such as ``S-backed``."""
    return _COMPOUND.fullmatch(token) is not None


def token_problems(cue: str) -> Iterator[str]:
    """Yield what is wrong with the single tokens and the brackets of a cue."""
    depth = 0
    for char in cue:
        depth += {"[": 1, "]": -1}.get(char, 0)
        if depth not in (0, 1):
            break
    if depth:
        yield "the brackets do not pair"
    for token in tokens(cue):
        slot = _SLOT.fullmatch(token)
        if slot:
            for restriction in (slot["restrictions"] or "").split("|"):
                if restriction and restriction not in RESTRICTIONS:
                    yield f"unknown restriction {restriction!r}"
        elif not is_compound(token) and not all(_WORD.fullmatch(word) for word in token.split("|")):
            yield f"{token!r} is neither a slot nor a word"


def shape_problems(section: str, cue: str) -> Iterator[str]:
    """Yield where a cue does not have the shape its section asks for."""
    parts = tokens(cue)
    words = [part for part in parts if not is_slot(part) and not is_compound(part)]
    ends = {name for part in parts for name in _SLOT_NAME.findall(part)}
    bare = {part.split(":")[0] for part in parts if is_slot(part)}
    if section == "compounds":
        if not any(is_compound(part) for part in parts):
            yield "a compound needs a hyphen compound with a slot, such as S-backed"
    elif not words:
        yield "it has no word"
    if section in ("verbs", "adjectives") and not bare & {"S", "SO"}:
        yield "it has no subject slot S or SO"
    if section == "verbs" and parts and not is_slot(parts[0]):
        yield "it does not begin with the subject"
    if section == "roles" and ends & {"S", "SO"}:
        yield "a role names the subject itself, so it has no S"
    if section == "nouns" and not ends & {"S", "SO", "O"}:
        yield "it has neither end"
    if section in ("roles", "compounds") and not ends & {"SO", "O", "P", "I", "T"}:
        yield "it has no object"
    names = [re.split("[:']", part)[0] for part in parts]
    doubled = [name for name in ("S", "O", "SO") if names.count(name) > 1]
    if doubled:
        yield f"it has the slot {doubled[0]} twice"


def value_problems(entry: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the keys and the values of one entry."""
    for key in entry:
        if key not in REQUIRED + OPTIONAL:
            yield f"unknown key {key!r}"
    for key in REQUIRED:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            yield f"{key} is missing"
    if entry.get("example") and entry.get("example") == entry.get("counter"):
        yield "example and counter are the same"
    for key in ("example", "counter"):
        text = entry.get(key)
        if isinstance(text, str) and text and text.rstrip('"”’')[-1:] not in (".", "!", "?"):
            yield f"{key} does not end like a sentence"
    if entry.get("modality", "asserted") not in MODALITIES:
        yield f"unknown modality {entry['modality']!r}"
    if entry.get("polarity", "affirmed") not in POLARITIES:
        yield f"unknown polarity {entry['polarity']!r}"
    weight = entry.get("weight", 0.8)
    if not isinstance(weight, int | float) or not 0.4 <= weight <= 1:
        yield f"weight {weight!r} is not in 0.4..1"


def variants(cue: str) -> Iterator[str]:
    """Yield every reading of a cue: one alternative of each word, optional parts left out."""
    required = re.sub(r"\[[^\]]*\]", " ", cue)
    split = ([token] if is_slot(token) else token.split("|") for token in required.split())
    for choice in itertools.product(*split):
        yield " ".join(choice)


def load(path: Path) -> tuple[list[tuple[str, dict[str, Any]]], list[str]]:
    """Read one file; give its (section, entry) pairs and the problems of the file as a whole."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        return [], ["not YAML: " + " ".join(str(error).split())]
    if not isinstance(data, dict):
        return [], ["it is not a mapping"]
    problems = [f"unknown section {key!r}" for key in data if key not in ("predicate", *SECTIONS)]
    if data.get("predicate") != path.stem:
        problems.append(f"predicate {data.get('predicate')!r} is not the file's name")
    pairs: list[tuple[str, dict[str, Any]]] = []
    for section in SECTIONS:
        for entry in data.get(section) or []:
            if isinstance(entry, dict):
                pairs.append((section, entry))
            else:
                problems.append(f"{section}: {entry!r} is not a mapping")
    return pairs, problems


def check_folder(folder: Path) -> tuple[dict[str, dict[str, int]], list[str]]:
    """Check every file of a folder; give the counts by predicate and section, and the problems found."""
    counts: dict[str, dict[str, int]] = {}
    problems: list[str] = []
    seen: dict[tuple[str, str], str] = {}
    for path in sorted(folder.glob("*.yaml")):
        pairs, whole = load(path)
        problems += [f"{path.name}: {problem}" for problem in whole]
        counts[path.stem] = {section: sum(s == section for s, _ in pairs) for section in SECTIONS}
        for section, entry in pairs:
            cue = entry.get("cue")
            where = f"{path.name}: {section}: {cue!r}"
            problems += [f"{where}: {problem}" for problem in value_problems(entry)]
            if not isinstance(cue, str):
                continue
            problems += [f"{where}: {p}" for p in (*token_problems(cue), *shape_problems(section, cue))]
            problems += [f"{where}: {p}" for p in repeats(path.stem, section, cue, seen)]
    return counts, problems


def repeats(predicate: str, section: str, cue: str, seen: dict[tuple[str, str], str]) -> Iterator[str]:
    """Yield the readings of a cue that are in ``seen`` already, and add the others to it."""
    mine = f"{predicate}: {cue}"
    for variant in dict.fromkeys(variants(cue)):
        other = seen.setdefault((section, variant), mine)
        first = other.split(":")[0]
        if other is mine or frozenset({first, predicate}) in SHARED:
            continue
        yield f"{variant!r} is in {first}.yaml already, as {other.partition(': ')[2]!r}"


def main(arguments: list[str]) -> int:
    """Check the folder named, or the repository's lexicon; print the counts and problems; give the status."""
    default = Path(__file__).resolve().parent.parent / "ontology" / "lexicon"
    counts, problems = check_folder(Path(arguments[0]) if arguments else default)
    lines = [f"{'predicate':<26}" + "".join(f"{section:>12}" for section in SECTIONS) + f"{'all':>8}"]
    for predicate, by_section in counts.items():
        cells = "".join(f"{by_section[section]:>12}" for section in SECTIONS)
        lines.append(f"{predicate:<26}{cells}{sum(by_section.values()):>8}")
    total = sum(sum(by_section.values()) for by_section in counts.values())
    lines.append(f"{len(counts)} relation types, {total} cues, {len(problems)} problems")
    sys.stdout.write("\n".join([*lines, *problems]) + "\n")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
