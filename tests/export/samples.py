"""Two actors, and a claim that has everything a claim can have."""

from tests.builders import actor, claim, time

TURKEY = actor("Turkey", country="TUR", sector="GOV", wikidata="Q43")
S400 = actor("S-400", "Item")
FULL = claim(TURKEY, "purchases", S400, speaker=actor("Vladimir Putin", "Person", country="RUS"), cue="said",
             sentence="Turkey bought the S-400 in 2017, Vladimir Putin said.", trigger="bought",
             time=time("2017-01-01", "2017-12-31", "year", "in 2017"), counterparty=actor("Russia", country="RUS"),
             topic="air defence", url="https://example.org/1", article_id="a1")
