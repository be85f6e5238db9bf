"""The dictionary of names: the longest name wins, at word boundaries, accents and quotes folded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.actors.matcher import NameMatcher, bare
from kg.gazetteer import Surface


def matcher(*names: str) -> NameMatcher:
    return NameMatcher([Surface(name, "name", name.lower().replace(" ", "-")) for name in names])


def found(names: list[str], text: str) -> list[str]:
    return [hit.text for hit in matcher(*names).find(text)]


@pytest.mark.parametrize(
    ("names", "text", "want"),
    [
        (["Iran", "Iranian"], "Iranian jets", ["Iranian"]),
        (["Sudan", "South Sudan"], "South Sudan and Sudan", ["South Sudan", "Sudan"]),
        (["North Korea", "Korea"], "Korea, North Korea", ["Korea", "North Korea"]),
        (["Niger"], "Nigeria and Niger", ["Niger"]),
        (["Mali"], "Somalia", []),
        (["US"], "USA, US-backed, the US.", ["US", "US"]),
        (["S-400"], "S-400s and an S-400", ["S-400"]),
        (["Qaeda"], "Al-Qaeda", []),
        (["Iran"], "iran", []),
        (["Mevlut Cavusoglu"], "Mevlüt Çavuşoğlu", ["Mevlüt Çavuşoğlu"]),
        (["People's Protection Units"], "People’s Protection Units", ["People’s Protection Units"]),
        (["al-Nusra Front"], "Al-Nusra Front", ["Al-Nusra Front"]),
        (["South Africa"], "South\tAfrica", ["South\tAfrica"]),
        (["Iran"], "Half a character \ud800 and Iran", ["Iran"]),
        ([], "Iran", []),
    ],
)
def test_find(names: list[str], text: str, want: list[str]) -> None:
    assert found(names, text) == want


def test_a_hit_carries_all_its_readings() -> None:
    both = NameMatcher([Surface("Georgia", "name", "georgia"), Surface("Georgia", "name", "georgia-us")])
    (hit,) = both.find("In Georgia, people voted.")
    assert [r.actor for r in hit.readings] == ["georgia", "georgia-us"]
    assert hit.has("name", "alias")
    assert not hit.has("capital")


def test_offsets_are_those_of_the_text() -> None:
    text = "“Çavuşoğlu’s” visit to Türkiye"
    for hit in matcher("Cavusoglu", "Turkiye").find(text):
        assert text[hit.start : hit.end] == hit.text


@given(st.text())
def test_bare_keeps_the_length(text: str) -> None:
    assert len(bare(text)) == len(text)


@given(st.text(alphabet="US-4 .Iranç'"))
def test_hits_never_overlap(text: str) -> None:
    end = 0
    for hit in matcher("US", "Iran", "S-4", "Iran US").find(text):
        assert hit.start >= end
        end = hit.end
