"""Hypothesis strategies: actors and claims with hostile names, so that exports meet the worst text."""

from hypothesis import strategies as st

from kg.model import Actor, ActorType, AttributionKind, Claim, Modality, Polarity, Precision, Time
from kg.ontology import load
from tests.builders import actor, claim, time

HOSTILE = [
    'a "quoted" name', "back\\slash", 'ends with \\"', "two\nlines", 'two\nlines and \\"', "\r\n\t", '"""', "'''\n\"\"",
    "<b>bold</b>", "<urn:x> a <urn:y> .", "a b", " ", ".", "#", "%41", "%", "a/b", "a:b", "naïve Ünïcödé", "تركيا",
    "ישראל \u202e", "🇹🇷 🪖", "e\u0301", "\u2028\u2029", "\x00\x1b\x7f", "\ufeff", "\uffff", "]]>", "]]></script>",
    "{{x}}", "Q43", "--", "@en", "^^xsd:date", "\\u0041", "\\n", "𝕋",
]
TYPES = tuple(load().types)

names = st.one_of(st.sampled_from(["Turkey", "Russia", "Syria", "S-400"]), st.sampled_from(HOSTILE),
                  st.text(min_size=1, max_size=12))
maybe_text = st.none() | names
dates = st.dates().map(lambda d: d.isoformat())


@st.composite
def actors(draw: st.DrawFn) -> Actor:
    return actor(draw(names), draw(st.sampled_from(ActorType)), country=draw(st.sampled_from([None, "TUR", "SYR"])),
                 sector=draw(st.sampled_from([None, "GOV", "MIL"])),
                 wikidata=draw(st.sampled_from([None, "Q43", "Q1> <x"])))


@st.composite
def times(draw: st.DrawFn) -> Time:
    first, last = sorted((draw(dates), draw(dates)))
    return time(first, last, draw(st.sampled_from(Precision)), draw(names))


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    who = st.none() | actors() | names
    return claim(
        draw(actors()), draw(st.sampled_from(TYPES)), draw(st.none() | actors()),
        polarity=draw(st.sampled_from(Polarity)), modality=draw(st.sampled_from(Modality)),
        speaker=draw(st.none() | actors()), kind=draw(st.sampled_from(AttributionKind)),
        published=draw(st.none() | dates), publisher=draw(maybe_text), title=draw(names), url=draw(maybe_text),
        time=draw(st.none() | times()), counterparty=draw(who), place=draw(who), item=draw(who), topic=draw(who),
        confidence=draw(st.floats(0, 1)), extractor=draw(names), article_id=draw(maybe_text),
    )


def claim_lists(max_size: int = 6) -> st.SearchStrategy[list[Claim]]:
    """Lists of claims, some of them about the same few ends."""
    return st.lists(claims(), max_size=max_size)
