"""From sentences to claims: rows of clean news sentences, the rules of claims, and what holds for every output."""

from dataclasses import dataclass

import pytest

from kg.engine import Engine
from kg.model import AttributionKind, Claim, Modality, Polarity
from kg.ontology import load
from tests.data import lines
from tests.reading import article, claims, read_all

TYPES = load().types

GAP = pytest.mark.xfail(strict=True, reason="known gap")
"""What fails today; one that passes fails, so that its mark is taken away."""


@dataclass(frozen=True)
class Row:
    """One sentence and one claim that it makes; "-" stands for none."""

    text: str
    subject: str
    predicate: str
    object: str
    polarity: str
    modality: str
    speaker: str
    start: str

    @property
    def key(self) -> str:
        return " | ".join((self.text, self.subject, self.predicate, self.object))

    @property
    def claim(self) -> tuple[str, ...]:
        return (
            self.subject,
            self.predicate,
            self.object,
            self.polarity,
            self.modality,
            self.speaker,
            self.start,
        )


ROWS = [Row(*(cell.strip() for cell in line.split("|"))) for line in lines("claims.psv")]
GAPS = lines("known-gaps.txt")
"""Rows that fail today. Take out what passes: one that passes and stands here fails."""


def values(claim: Claim) -> tuple[str, ...]:
    """Return the claim as the rows write it."""
    speaker = claim.attribution.speaker
    return (
        claim.subject.actor.name,
        claim.predicate,
        claim.object.actor.name if claim.object else "-",
        claim.polarity.value,
        claim.modality.value,
        speaker.name if speaker else "-",
        claim.time.start if claim.time else "-",
    )


def triples(found: list[Claim]) -> set[tuple[str, str, str]]:
    return {(c.subject.actor.name, c.predicate, c.object.actor.name if c.object else "-") for c in found}


def one(engine: Engine, text: str, predicate: str) -> Claim:
    """Return the one claim of that type that the text makes."""
    found = [c for c in claims(engine, text) if c.predicate == predicate]
    assert len(found) == 1, f"{[values(c) for c in found]}"
    return found[0]


# Rows


@pytest.fixture(scope="module")
def by_text(engine: Engine) -> dict[str, list[tuple[str, ...]]]:
    texts = list(dict.fromkeys(row.text for row in ROWS))
    readings = read_all(engine, (article(text) for text in texts))
    return {
        text: [values(c) for c in engine.extractor.claims(r)] for text, r in zip(texts, readings, strict=True)
    }


@pytest.mark.parametrize(
    "row", [pytest.param(row, marks=[GAP] if row.key in GAPS else [], id=row.key) for row in ROWS]
)
def test_row(by_text: dict[str, list[tuple[str, ...]]], row: Row) -> None:
    assert row.claim in by_text[row.text]


def test_the_rows_cover_every_type() -> None:
    assert set(TYPES) - {row.predicate for row in ROWS} == set()
    assert len(ROWS) >= 120


def test_the_known_gaps_are_rows() -> None:
    assert sorted({gap for gap in GAPS if not gap.startswith("not: ")} - {row.key for row in ROWS}) == []


# The rules of claims


def test_every_pair_of_a_compound_is_a_claim(engine: Engine) -> None:
    assert triples(claims(engine, "Egypt and Jordan condemned Israel and Iran.")) == {
        (a, "criticizes", b) for a in ("Egypt", "Jordan") for b in ("Israel", "Iran")
    }


def test_a_symmetric_type_is_stored_once_in_the_order_of_the_text(engine: Engine) -> None:
    assert triples(claims(engine, "Russia met Turkey in Sochi.")) == {("Russia", "meets", "Turkey")}
    assert triples(claims(engine, "Russia and Turkey met in Sochi.")) == {("Russia", "meets", "Turkey")}
    assert triples(claims(engine, "Turkey and Russia met in Sochi.")) == {("Turkey", "meets", "Russia")}


def test_three_that_meet_are_three_pairs(engine: Engine) -> None:
    assert triples(claims(engine, "Russia, Turkey and Iran met in Sochi.")) == {
        ("Russia", "meets", "Turkey"),
        ("Russia", "meets", "Iran"),
        ("Turkey", "meets", "Iran"),
    }


def test_a_parent_is_not_stated_with_its_child(engine: Engine) -> None:
    found = triples(claims(engine, "France sold Greece frigates and supplied it with weapons."))
    assert ("France", "supports", "Greece") not in found
    assert ("France", "provides-aid-to", "Greece") not in found


def test_an_accusation_is_two_claims(engine: Engine) -> None:
    found = claims(engine, "Kenya accused Sudan of arming M23.")
    assert {values(c)[:6] for c in found} == {
        ("Kenya", "accuses", "Sudan", "affirmed", "asserted", "-"),
        ("Sudan", "supplies-arms-to", "M23", "affirmed", "alleged", "Kenya"),
    }
    assert next(c for c in found if c.predicate == "accuses").qualifiers.topic == "arming M23"


def test_a_demand_is_two_claims(engine: Engine) -> None:
    found = claims(engine, "Kenya called on Sudan to release Nnamdi Kanu.")
    assert {values(c)[:6] for c in found} == {
        ("Kenya", "demands", "Sudan", "affirmed", "asserted", "-"),
        ("Sudan", "releases", "Nnamdi Kanu", "affirmed", "demanded", "Kenya"),
    }
    assert next(c for c in found if c.predicate == "demands").qualifiers.topic == "to release Nnamdi Kanu"


def test_telling_to_stop_is_a_negated_demand(engine: Engine) -> None:
    found = {values(c)[:6] for c in claims(engine, "Kenya told Sudan to stop arming M23.")}
    assert ("Kenya", "demands", "Sudan", "affirmed", "asserted", "-") in found
    assert ("Sudan", "supplies-arms-to", "M23", "negated", "demanded", "Kenya") in found


def test_a_threat_is_two_claims(engine: Engine) -> None:
    found = {values(c)[:5] for c in claims(engine, "Turkey threatened to attack Syria.")}
    assert ("Turkey", "threatens", "Syria", "affirmed", "asserted") in found
    assert ("Turkey", "attacks", "Syria", "affirmed", "conditional") in found


def test_a_denial_is_said_by_who_denies(engine: Engine) -> None:
    claim = one(engine, "Rwanda denies backing M23.", "supports")
    assert (claim.polarity, claim.modality) == (Polarity.NEGATED, Modality.ASSERTED)
    assert claim.attribution.speaker is not None
    assert (claim.attribution.kind, claim.attribution.speaker.name) == (AttributionKind.REPORTED, "Rwanda")


@pytest.mark.parametrize(
    ("text", "kind", "speaker", "cue"),
    [
        ("Russia attacked Odesa.", AttributionKind.NARRATOR, None, None),
        ("Zelensky said Russia attacked Odesa.", AttributionKind.REPORTED, "Volodymyr Zelensky", "said"),
        ("Russia attacked Odesa, Zelensky said.", AttributionKind.REPORTED, "Volodymyr Zelensky", "said"),
        ('"Russia attacked Odesa," Zelensky said.', AttributionKind.QUOTED, "Volodymyr Zelensky", "said"),
        ('Zelensky said: "Russia attacked Odesa."', AttributionKind.QUOTED, "Volodymyr Zelensky", "said"),
        ("“Russia attacked Odesa,” said Zelensky.", AttributionKind.QUOTED, "Volodymyr Zelensky", "said"),
        (
            '"Russia attacked Odesa and we will respond," he added. Zelensky spoke in Rome.',
            AttributionKind.QUOTED,
            None,
            None,
        ),
    ],
)
def test_who_says_it(
    engine: Engine, text: str, kind: AttributionKind, speaker: str | None, cue: str | None
) -> None:
    said = one(engine, text, "attacks").attribution
    assert said.kind is kind or speaker is None
    assert (said.speaker.name if said.speaker else None) == speaker
    if cue:
        assert said.cue is not None
        assert said.cue.text == cue


def test_a_speech_act_is_the_narrators(engine: Engine) -> None:
    claim = one(engine, "Zelensky condemned Hungary.", "criticizes")
    assert claim.attribution.kind is AttributionKind.NARRATOR
    assert claim.attribution.speaker is None


@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        ("Turkey will attack Syria.", "planned", "affirmed"),
        ("Turkey plans to attack Syria.", "planned", "affirmed"),
        ("Turkey may attack Syria.", "possible", "affirmed"),
        ("Turkey could attack Syria.", "possible", "affirmed"),
        ("Turkey must attack Syria.", "demanded", "affirmed"),
        ("Turkey did not attack Syria.", "asserted", "negated"),
        ("Turkey never attacked Syria.", "asserted", "negated"),
        ("Turkey refused to attack Syria.", "asserted", "negated"),
        ("Turkey will not attack Syria.", "planned", "negated"),
        ("Turkey stopped attacking Syria.", "ended", "affirmed"),
        ("Turkey reportedly attacked Syria.", "possible", "affirmed"),
        ("Turkey allegedly attacked Syria.", "alleged", "affirmed"),
        ("Turkey wants Russia to attack Syria.", "demanded", "affirmed"),
        ("Turkey considered attacking Syria.", "possible", "affirmed"),
        ("Turkey ruled out attacking Syria.", "asserted", "negated"),
        ("Turkey promised not to attack Syria.", "planned", "negated"),
    ],
)
def test_how_it_is_meant(engine: Engine, text: str, modality: str, polarity: str) -> None:
    claim = one(engine, text, "attacks")
    assert (claim.modality.value, claim.polarity.value) == (modality, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "The United States imposed sanctions on Iran.",
        "The United States announced sanctions on Iran.",
        "The United States is imposing sanctions on Iran.",
    ],
)
def test_an_act_done_by_announcing_it_is_asserted(engine: Engine, text: str) -> None:
    assert one(engine, text, "sanctions").modality is Modality.ASSERTED


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("today", "2024-06-03", "2024-06-03"),
        ("yesterday", "2024-06-02", "2024-06-02"),
        ("on Friday", "2024-05-31", "2024-05-31"),
        ("on Monday", "2024-06-03", "2024-06-03"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("last month", "2024-05-01", "2024-05-31"),
        ("in May", "2024-05-01", "2024-05-31"),
        ("in August", "2023-08-01", "2023-08-31"),
        ("in August 2019", "2019-08-01", "2019-08-31"),
        ("on 9 August 2019", "2019-08-09", "2019-08-09"),
        ("on August 9, 2019", "2019-08-09", "2019-08-09"),
        ("in 2019", "2019-01-01", "2019-12-31"),
    ],
)
def test_times_are_relative_to_publication(engine: Engine, said: str, start: str, end: str) -> None:
    time = one(engine, f"Turkey attacked Afrin {said}.", "attacks").time
    assert time is not None
    assert (time.start, time.end) == (start, end)
    assert time.text in f"Turkey attacked Afrin {said}."


def test_without_a_date_of_publication_a_weekday_says_nothing(engine: Engine) -> None:
    (claim,) = claims(engine, "Turkey attacked Afrin on Friday.", None)
    assert claim.time is None


def test_qualifiers(engine: Engine) -> None:
    bought = one(engine, "Turkey bought the S-400 from Russia.", "purchases").qualifiers
    assert bought.counterparty is not None
    assert not isinstance(bought.counterparty, str)
    assert bought.counterparty.name == "Russia"
    sides = {
        c.object.actor.name: c.qualifiers.counterparty
        for c in claims(engine, "Qatar mediated between Israel and Hamas.")
        if c.object
    }
    assert {name: other.name for name, other in sides.items() if other and not isinstance(other, str)} == {
        "Israel": "Hamas",
        "Hamas": "Israel",
    }


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        # Each was claimed once, by mistake.
        (
            "Venezuela's opposition leader Maria Corina Machado spoke.",
            ("Maria Corina Machado", "leads", "Venezuela"),
        ),
        ("The rebels, backed by Rwanda, seized Bunagana.", ("Rwanda", "captures", "Bunagana")),
        (
            "Sudan's army rejected peace talks with the Rapid Support Forces in Geneva.",
            ("Sudanese military", "deploys-to", "Geneva"),
        ),
        ("Russia has captured Avdiivka, Ukraine's army confirmed.", ("Avdiivka", "located-in", "Ukraine")),
        ("Turkey fought IS in Syria.", ("Turkey", "located-in", "Syria")),
        ("Netanyahu rejected a ceasefire with Hamas.", ("Benjamin Netanyahu", "rejects", "Hamas")),
        ("Israel stopped supplying weapons to Azerbaijan.", ("Israel", "blockades", "Azerbaijan")),
        ("Viktor Orban blocked EU aid for Ukraine.", ("Viktor Orban", "blockades", "Ukraine")),
        ("Serbia refuses to recognise Kosovo.", ("Serbia", "rejects", "-")),
        ("Iran-backed militias fired rockets.", ("Iran", "supports", "-")),
        ("Angela Merkel of Germany visited Lebanon.", ("Angela Merkel", "leads", "Lebanon")),
        (
            "Hezbollah fired on Israel a day after Hamas did. The group lost its leader, Hassan Nasrallah.",
            ("Hassan Nasrallah", "leads", "Hamas"),
        ),
        ("A member of NATO has destroyed a Russian warplane.", ("NATO", "attacks", "Russian military")),
        ("Venezuela recognised opposition leader Juan Guaido.", ("Juan Guaido", "leads", "Venezuela")),
        ("Petro wants to resume talks with the ELN.", ("Gustavo Petro", "demands", "ELN")),
        ("Turkish opposition leader Ozgur Ozel met Olaf Scholz.", ("Ozgur Ozel", "leads", "Turkey")),
        ("German far-right leader Alice Weidel met Viktor Orban.", ("Alice Weidel", "leads", "Germany")),
        ("Iraqi Shiite leader Moqtada al-Sadr met Hassan Nasrallah.", ("Moqtada al-Sadr", "leads", "Iraq")),
        ("Turkish party leader Emre Yilmaz met Olaf Scholz.", ("Emre Yilmaz", "leads", "Turkey")),
        ("USA Triathlon CEO Rob Urbach visited China.", ("Rob Urbach", "leads", "United States")),
        ("Vice President Biden visited China, the United States said.", ("Joe Biden", "leads", "United States")),
        ("The Turkish party leader criticized Iran.", ("Turkish government", "criticizes", "Iran")),
        ("Iranian truckers criticized Barack Obama.", ("Iran", "criticizes", "Barack Obama")),
        ("Turkish organisations supported refugees.", ("Turkey", "supports", "refugees")),
        ("Russian hackers attacked Germany.", ("Russia", "attacks", "Germany")),
        ("US company Exxon bought oil from Iraq.", ("US company", "purchases", "oil")),
        ("An Israeli strike on Iran was condemned by China.", ("China", "attacks", "Iran")),
        ("The attack on Kyiv was repelled by Ukraine.", ("Ukraine", "attacks", "Kyiv")),
        ("Opponents of Recep Tayyip Erdogan criticized Turkey.", ("Recep Tayyip Erdogan", "criticizes", "Turkey")),
        ("Supporters of Donald Trump attacked the Capitol.", ("Donald Trump", "attacks", "Capitol")),
        ("The former US president criticized Iran.", ("Joe Biden", "criticizes", "Iran")),
        ("A former Israeli prime minister criticized Iran.", ("Benjamin Netanyahu", "criticizes", "Iran")),
        ("The US president criticized Iran.", ("Joe Biden", "leads", "United States")),
        ("A drone made by Iran hit Tel Aviv.", ("Iran", "attacks", "Tel Aviv")),
        ("Vietnam welcomed the pact, but Cambodia criticized it.", ("Cambodia", "criticizes", "Vietnam")),
        ("Poland arrested two Russians.", ("Poland", "detains", "Russia")),
        ("Reuters Holdings PLC said it bought Telerate.", ("Palestinian Legislative Council", "purchases", "Telerate")),
        ("Obama said Turkey had a right to defend its territory.", ("Turkey", "supports", "-")),
        (
            "Petro won the vote. Unlike Duque, he recognises Maduro.",
            ("Ivan Duque", "recognizes", "Nicolas Maduro"),
        ),
        (
            "Mali expelled the French ambassador. The government condemned Denmark.",
            ("French government", "criticizes", "Denmark"),
        ),
    ],
)
def test_what_is_not_said(
    engine: Engine, request: pytest.FixtureRequest, text: str, wrong: tuple[str, str, str]
) -> None:
    if f"not: {text}" in GAPS:
        request.applymarker(GAP)
    assert wrong not in triples(claims(engine, text))


@pytest.mark.parametrize(
    "text",
    [
        "The weather in Turkey was fine.",
        "Turkey is a country.",
        "He attacked it.",
        "The stock market fell on Monday.",
        "Turkey sandwiches are popular in Boston.",
        "Both countries attacked.",
        "Turkish and Syrian food is good.",
        "The attack was quick.",
    ],
)
def test_what_says_nothing_makes_no_claim(engine: Engine, text: str) -> None:
    assert [values(c) for c in claims(engine, text)] == []


def test_nobody_sells_to_himself(engine: Engine) -> None:
    found = claims(engine, "Norway will deliver fighter jets to Norway.")
    assert [values(c) for c in found if c.object and c.object.actor == c.subject.actor] == []
    assert [c.qualifiers.counterparty for c in found if c.qualifiers.counterparty == c.subject.actor] == []


def test_the_same_said_again_is_a_claim_again(engine: Engine) -> None:
    found = claims(engine, "Turkey bombs Idlib\nTurkey bombed Idlib on Sunday.", title="Turkey bombs Idlib")
    assert [(c.subject.actor.name, c.predicate) for c in found] == [("Turkey", "attacks")] * 2
    assert [c.evidence.sentence.text for c in found] == [
        "Turkey bombs Idlib",
        "Turkey bombed Idlib on Sunday.",
    ]
