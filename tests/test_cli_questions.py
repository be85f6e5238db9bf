"""The commands that answer questions: show, between, path, top, disputes, series, blocs, balance."""

import json
from pathlib import Path

import pytest

from kg.export.jsonl import write
from kg.model import ActorType, Article, Claim
from kg.store import Store
from tests.builders import actor, claim
from tests.commands import printed

KESTOVIA, OSTRANIA = actor("Kestovia", country="XKA"), actor("Ostrania")
ARMY = actor("Kestovian army", ActorType.MILITARY, country="XKA", sector="MIL")
SHIP = actor("grain ship", ActorType.ITEM)
CLAIMS = (
    claim(KESTOVIA, "attacks", OSTRANIA, publisher="A", published="2023-06-04",
          sentence="In the night Kestovia attacks Ostrania with drones, as it had warned."),
    claim(KESTOVIA, "attacks", OSTRANIA, publisher="B", published="2023-06-05", polarity="negated",
          speaker=KESTOVIA, sentence="It is a lie that Kestovia attacks Ostrania, said the minister."),
    claim(OSTRANIA, "criticizes", KESTOVIA, publisher="B", published="2023-06-06"),
    claim(KESTOVIA, "purchases", SHIP, counterparty=OSTRANIA, publisher="A", published="2023-05-07"),
    claim("Tarn", "supports", OSTRANIA, publisher="A", published="2023-05-01"),
    claim("Tarn", "cooperates-with", "Marsh", publisher="A", published="2023-05-02"),
    claim("Marsh", "supports", KESTOVIA, publisher="A", published="2023-05-03"),
    claim("Tarn", "attacks", KESTOVIA, publisher="B", published="2023-05-03"),
    claim(ARMY, "opposes", None, topic="the truce", publisher="A", published="2023-05-04"),
    claim(actor("Marsh Front", ActorType.ARMED_GROUP, id="front-1"), "meets", "Marsh"),
    claim(actor("Marsh Front", ActorType.PARTY, id="front-2"), "meets", "Marsh"),
)
ALL = ("show", "between", "path", "top", "disputes", "series", "blocs", "balance")
NAMED = {"show": ["Kestovia"], "between": ["Kestovia", "Ostrania"], "path": ["Kestovia", "Tarn"],
         "series": ["Kestovia", "Ostrania"]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("questions")
    write(CLAIMS, path / "claims.jsonl")
    by_article: dict[str, list[Claim]] = {}
    for one in CLAIMS:
        by_article.setdefault(one.article.id, []).append(one)
    with Store.open(path / "store.kg", write=True) as store:
        for _ in store.add([(Article(ref.id, ref.title, f"A title\n\n{found[0].evidence.sentence.text}", ref.url,
                                     ref.publisher, ref.published), found)
                            for found in by_article.values() for ref in [found[0].article]], "patterns/1"):
            pass
    return path


def _json(*words: str) -> list[dict]:
    return [json.loads(line) for line in printed(*words, "--json").splitlines()]


@pytest.mark.parametrize("command", ALL)
def test_a_store_says_what_its_claims_say(folder: Path, command: str) -> None:
    named = NAMED.get(command, [])
    for options in ([], ["--json"], ["--as-of", "2023-06-04"], ["--during", "2023-05"], ["--rollup", "state"]):
        said = [printed(command, str(folder / source), *named, *options) for source in ("claims.jsonl", "store.kg")]
        assert said[0] == said[1]
        assert said[0].strip()
        assert printed(command, str(folder), *named, *options) == said[0], "the folder that holds the claims"


def test_show(folder: Path) -> None:
    out = printed("show", str(folder), "kestovia", "--latest", "1")
    assert out.startswith("Kestovia  (kestovia, State, XKA)\ncalled Kestovia (6)\n6 claims: attacks 3, "
                          "criticizes 1, purchases 1, supports 1\n")
    assert "contested" in out
    assert "2023-06-06  Ostrania criticizes Kestovia  [B]\n            Ostrania criticizes Kestovia." in out
    (found,) = _json("show", str(folder), "Kestovia")
    assert found["actor"] == {"id": "kestovia", "name": "Kestovia", "type": "State", "country": "XKA", "sector": None,
                              "wikidata": None}
    assert found["relations"][1] == {
        "predicate": "attacks", "direction": "out", "other": {"id": "ostrania", "name": "Ostrania", "type": "State"},
        "affirmed": 1, "negated": 1, "contested": True, "first": "2023-06-04", "last": "2023-06-05"}
    assert found["latest"][0]["claim"]["id"] == CLAIMS[2].id
    assert len(_json("show", str(folder), "Kestovia", "--limit", "1")[0]["relations"]) == 1


def test_between(folder: Path) -> None:
    out = printed("between", str(folder), "Kestovia", "Ostrania")
    assert "Kestovia and Ostrania: cooperation 1.0, conflict 2.0" in out
    assert "[Kestovia, B]" in out
    assert out.index("2023-05-07") < out.index("2023-06-04  ") < out.index("2023-06-06  ")
    assert "Kestovia purchases grain ship (Ostrania)" in out
    (found,) = _json("between", str(folder), "Kestovia", "Ostrania")
    attacks = found["relations"][0]
    assert (attacks["predicate"], attacks["sources"], attacks["sources_denying"], attacks["contested"]) == (
        "attacks", 1, 1, True)
    assert [v["speaker"] for v in attacks["denying"]] == ["kestovia"]
    assert len(found["claims"]) == 4
    assert "nothing is claimed between Ostrania and Marsh" in printed("between", str(folder), "Ostrania", "Marsh")
    assert "and 3 earlier claims more (--limit)" in printed("between", str(folder), "Kestovia", "Ostrania", "-n", "1")


def test_between_reads_the_latest_unless_told_to_read_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli.show.READ", 1)
    for source in ("claims.jsonl", "store.kg"):
        words = ("between", str(folder / source), "Kestovia", "Ostrania", "-n", "1")
        out = printed(*words)
        assert "4 claims. Only the latest 3 were read (--all reads all)" in out
        assert "Only the latest" not in printed(*words, "--all")
        (found,), (whole,) = _json(*words), _json(*words, "--all")
        assert (found["count"], found["read"], len(found["claims"])) == (4, 3, 3)
        assert (whole["count"], whole["read"], len(whole["claims"])) == (4, 4, 4)
        assert [r["claims"] for r in found["relations"]] == [r["claims"] for r in whole["relations"]] == [2, 1, 1]


def test_path(folder: Path) -> None:
    assert printed("path", str(folder), "Tarn", "Kestovia") == "Tarn —attacks (1)→ Kestovia\n"
    friendly = printed("path", str(folder), "Tarn", "Kestovia", "--valence", "cooperative")
    assert friendly == "Tarn —cooperates-with (1)→ Marsh —supports (1)→ Kestovia\n"
    none = printed("path", str(folder), "Tarn", "Kestovia", "--types", "meets")
    assert none.startswith("no chain of 6 steps or fewer")
    (found,) = _json("path", str(folder), "Tarn", "Kestovia", "--types", "opposes")
    assert found["chains"] == [[{
        "start": {"id": "tarn", "name": "Tarn", "type": "State"},
        "end": {"id": "kestovia", "name": "Kestovia", "type": "State"}, "predicate": "attacks", "forward": True,
        "more": 0, "claims": [CLAIMS[7].id]}]]


def test_top(folder: Path) -> None:
    out = printed("top", str(folder), "--by", "change", "--period", "2023-06", "-n", "3")
    assert "Actors, by change" in out
    assert "+2" in out
    found = _json("top", str(folder), "--by", "contested", "-n", "2")
    assert [r["actor"]["id"] for r in found if "actor" in r] == ["kestovia", "ostrania"]
    assert [[a["id"] for a in r["actors"]] for r in found if "actors" in r] == [
        ["kestovia", "ostrania"], ["front-1", "marsh"]]
    assert found[0]["disputes"] == 1
    assert found[0]["change"] is None


def test_disputes(folder: Path) -> None:
    out = printed("disputes", str(folder))
    assert out.startswith("1. affirmed and denied  (score 0.80, 1 day apart)\n"
                          "   Kestovia attacks Ostrania: A (1 source)\n")
    assert "   Kestovia attacks Ostrania denied: Kestovia (1 source)\n      “It is a lie" in out
    (found,) = _json("disputes", str(folder), "--actor", "Ostrania")
    assert (found["kind"], [side["polarity"] for side in found["sides"]]) == ("opposed", ["affirmed", "negated"])
    assert found["sides"][0]["claims"][0]["sentence"].startswith("In the night")
    assert printed("disputes", str(folder), "--actor", "Marsh") == "no disputes\n"
    assert printed("disputes", str(folder), "--actor", "Marsh", "--json") == ""


def test_series(folder: Path) -> None:
    found = _json("series", str(folder), "Kestovia", "Ostrania")
    assert found == [
        {"start": "2023-05-01", "events": 1, "cooperation": 6.4, "conflict": 0.0, "net": 6.4, "outgoing": 6.4,
         "incoming": 0.0},
        {"start": "2023-06-01", "events": 2, "cooperation": 0.0, "conflict": -12.0, "net": -12.0, "outgoing": -10.0,
         "incoming": -2.0}]
    assert "▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒|" in printed("series", str(folder), "Kestovia", "Ostrania")
    assert "no event with a day" in printed("series", str(folder), "Ostrania", "Marsh")


def test_blocs_and_balance(folder: Path) -> None:
    (found,) = _json("blocs", str(folder))
    assert {a["id"] for bloc in found["blocs"] for a in bloc["members"]} >= {"tarn", "marsh", "kestovia"}
    assert "Brokers" in printed("blocs", str(folder))
    (found,) = _json("balance", str(folder))
    assert found["triads"] == 2
    assert [t["between"]["id"] for t in found["frustrated"]] == ["marsh"]
    assert "2 triads, 50% balanced, 1 frustrated, of these 0 of three enemies" in printed("balance", str(folder))


@pytest.mark.parametrize(("words", "said"), [
    (["show", "{}", "Kestowia"], "no actor is called 'Kestowia' here (the nearest: Kestovia"),
    (["show", "{}", "Marsh Front"], "'Marsh Front' may be front-1 (ArmedGroup), front-2 (Party) (write the id)"),
    (["show", "{}", "Japan"], "'Japan': no claim here names Japan"),
    (["between", "{}", "Kestovia", "kestovia"], "'Kestovia' and 'kestovia' are one actor here (kestovia)"),
    (["path", "{}", "Kestovia", "Nobody at all"], "no actor is called 'Nobody at all' here"),
    (["path", "{}", "Kestovia", "Tarn", "--valence", "good"], "there is no valence 'good'"),
    (["path", "{}", "Kestovia", "Tarn", "--types", "likes"], "'likes' is no relation type"),
    (["series", "{}", "Kestovia", "Tarn", "--step", "day"], "there is no step 'day'"),
    (["top", "{}", "--by", "size"], "there is no ranking by 'size'"),
    (["top", "{}", "--by", "change"], "--by change needs the time"),
    (["top", "{}", "--period", "2023.."], "needs both a start and an end"),
    (["top", "{}", "--period", "soon"], "soon"),
    (["disputes", "{}", "--as-of", "yesterday"], "yesterday"),
    (["disputes", "{}", "--actor", "Nobody at all"], "no actor is called"),
    (["blocs", "{}/nothing"], "nothing"),
    (["show", "{}/nothing", "Kestovia"], "nothing"),
])
def test_mistakes_are_one_line(folder: Path, words: list[str], said: str) -> None:
    err = printed(*(word.format(folder / "claims.jsonl") for word in words), code=2)
    assert said in err
    assert err.count("\n") == 1
    assert err.startswith("kg: ")


def test_a_store_does_not_know_nobody_either(folder: Path) -> None:
    assert "(the nearest: Kestovia" in printed("between", str(folder / "store.kg"), "Kestowia", "Tarn", code=2)


def test_a_broken_file_and_a_foreign_database(tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text('{"predicate": 1, "evidence": 2, "subject": 3}\n', "utf-8")
    assert "line 1" in printed("show", str(tmp_path), "Kestovia", code=2)
    (tmp_path / "empty.jsonl").write_text("", "utf-8")
    assert printed("disputes", str(tmp_path / "empty.jsonl"), code=2).count("\n") == 1


def test_names_that_could_steer_a_terminal_are_shown_harmless(tmp_path: Path) -> None:
    evil = actor("A\x1b[31m\u202e [red]B", ActorType.PERSON, id="evil")
    made = [claim(evil, "meets", KESTOVIA), claim(evil, "attacks", KESTOVIA, polarity="negated", speaker=evil),
            claim(evil, "attacks", KESTOVIA, publisher="\x1b]8;;x\x07P"), claim(KESTOVIA, "supports", "Tarn"),
            claim("Tarn", "supports", evil)]
    write(made, tmp_path / "claims.jsonl")
    for words in (["show", "evil"], ["between", "evil", "Kestovia"], ["path", "evil", "Tarn"], ["top"], ["disputes"],
                  ["series", "evil", "Kestovia"], ["blocs"], ["balance"]):
        for options in ([], ["--json"]):
            out = printed(words[0], str(tmp_path), *words[1:], *options)
            assert all(c.isprintable() or c == "\n" for c in out)
            assert "[red]B" in out or words[0] in ("series", "balance")


@pytest.mark.parametrize("command", ALL)
def test_help(command: str) -> None:
    shown = printed(command, "--help")
    for word in ("SOURCE", "--json", "--overrides", "--rollup", "--as-of", "--during", "Exit codes"):
        assert word in shown
