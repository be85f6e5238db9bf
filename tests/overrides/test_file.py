"""An overrides file is read with its lines, and what is wrong in it is one clear sentence."""

from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.model import ActorType
from kg.overrides import Overrides, Ref, Retype, parse, read
from tests.builders import actor

WHOLE = """\
same:
  - [khalifa-haftar, Haftar, "General Haftar"]
different:
  - [a, b]
rename: {turkey: Türkiye}
retype:
  hezbollah: Party
  b: [ArmedGroup, SYR, REB]
  c: {type: Person, country: null}
ignore: [Reuters, NO]
wikidata:
  turkey: Q43
  b: null
split:
  - {actor: a, text: [General A, A.], articles: x-1, as: Other A, type: Person, country: LBY}
"""


def test_every_section_is_read() -> None:
    found = parse(WHOLE, "o.yaml")
    assert found.source == "o.yaml"
    assert found.same == ((Ref("khalifa-haftar", 2), Ref("Haftar", 2), Ref("General Haftar", 2)),)
    assert found.different == ((Ref("a", 4), Ref("b", 4)),)
    assert found.rename == ((Ref("turkey", 5), "Türkiye"),)
    assert found.retype == (
        (Ref("hezbollah", 7), Retype(ActorType.PARTY)),
        (Ref("b", 8), Retype(ActorType.ARMED_GROUP, (("country", "SYR"), ("sector", "REB")))),
        (Ref("c", 9), Retype(ActorType.PERSON, (("country", None),))))
    assert found.ignore == (Ref("Reuters", 10), Ref("NO", 10))
    assert found.wikidata == ((Ref("turkey", 12), "Q43"), (Ref("b", 13), None))
    (split,) = found.split
    assert (split.actor, split.name) == (Ref("a", 15), Ref("Other A", 15))
    assert split.texts == {"General A", "A."}
    assert split.articles == {"x-1"}
    assert split.retype == Retype(ActorType.PERSON, (("country", "LBY"),))


def test_a_section_may_come_twice_so_that_proposals_can_be_pasted() -> None:
    assert [r[1].text for r in parse("same: [[a, b]]\nsame:\n- [c, d]\n").same] == ["b", "d"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "same:\nignore: []\n", "null"])
def test_an_empty_file_says_nothing(text: str) -> None:
    assert parse(text) == Overrides()


@pytest.mark.parametrize(("text", "line", "word"), [
    ("sme: [[a, b]]", 1, "no section"),
    ("- a", 1, "mapping"),
    ("same:\n- [a]", 2, "two actors"),
    ("same:\n- [a, a]", 2, "two actors"),
    ("same: a", 1, "list"),
    ("same:\n  - [a, [b]]", 2, "text"),
    ("rename: {a: ''}", 1, "text"),
    ("rename: [a]", 1, "mapping"),
    ("retype: {a: Country}", 1, "no type of actor"),
    ("retype: {a: []}", 1, "no type"),
    ("retype:\n  a: {sector: GOV}", 2, "no type"),
    ("retype: {a: [State, Turkey]}", 1, "no country"),
    ("retype: {a: [State, TUR, XYZ]}", 1, "no sector"),
    ("wikidata:\n\n  a: 43", 3, "no Wikidata item"),
    ("split: [{actor: a, as: b}]", 1, "text or articles"),
    ("split: [{actor: a, text: b}]", 1, "'as'"),
    ("split: [{actor: a, text: b, as: c, foo: d}]", 1, "'foo'"),
    ("same: [a", 1, "YAML"),
])
def test_what_is_wrong_is_named_with_its_line(text: str, line: int, word: str) -> None:
    with pytest.raises(ConfigError, match=rf"^o\.yaml, line {line}: .*{word}") as found:
        parse(text, "o.yaml")
    assert "\n" not in str(found.value)


def test_a_file_that_is_missing_or_not_text_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        read(tmp_path / "none.yaml")
    (tmp_path / "bad.yaml").write_bytes(b"\xff\xfe\x00same")
    with pytest.raises(ConfigError, match="UTF-8"):
        read(tmp_path / "bad.yaml")


def test_a_new_type_keeps_the_codes_it_says_nothing_of() -> None:
    old = actor("Hezbollah", ActorType.ARMED_GROUP, country="LBN", sector="REB")
    assert Retype(ActorType.PARTY).applied(old) == actor("Hezbollah", ActorType.PARTY, country="LBN", sector="REB")
    assert Retype(ActorType.PARTY, (("sector", None),)).applied(old).sector is None
