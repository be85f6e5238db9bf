"""The claims behind ``docs/sparql.md``: a few true stories, told by made-up papers in sentences of our own.

``python -m tests.cookbook`` writes them to ``docs/data/claims.jsonl``; a test holds that the file is up to date.
"""

from pathlib import Path
from typing import Any

from kg import gazetteer
from kg.export.jsonl import write
from kg.ids import slug
from kg.model import Actor, Claim
from tests.builders import claim, time

FILE = Path(__file__).parents[1] / "docs" / "data" / "claims.jsonl"
MERIDIAN, POST, WIRE = "The Meridian", "Harbour Post", "Northern Wire"
_KNOWN = {entry.actor.id: entry.actor for entry in gazetteer.load().entries.values()}
_SHORT = {"pkk": "kurdistan-workers-party", "eu": "european-union", "us": "united-states", "putin": "vladimir-putin",
          "erdogan": "recep-tayyip-erdogan", "peskov": "dmitry-peskov", "zelensky": "volodymyr-zelensky",
          "mistral": "mistral-warship", "shahed": "shahed-drone"}


def _who(key: str) -> Actor:
    return _KNOWN[_SHORT.get(key, key)]


def _said(publisher: str, day: str, title: str, sentence: str, said: str, trigger: str, *, spans: tuple[str, str],
          **more: Any) -> Claim:
    """One claim: ``said`` is "subject predicate object" by the ids of actors, ``spans`` are the words for the ends."""
    subject, predicate, object = said.split()
    for key in ("speaker", "counterparty", "item", "place"):
        if more.get(key) in _KNOWN or more.get(key) in _SHORT:
            more[key] = _who(more[key])
    article_id = f"{slug(publisher)}-{day}-{slug(title)}"
    return claim(_who(subject), predicate, _who(object), sentence=sentence, trigger=trigger, subject_text=spans[0],
                 object_text=spans[1], title=title, publisher=publisher, published=day, article_id=article_id,
                 extractor="patterns/1", confidence=0.9, **more)


CLAIMS = (
    # The PKK and the YPG.
    _said(MERIDIAN, "2019-10-10", "Turkey crosses into Syria", "Turkey lists the PKK as a terrorist group.",
          "turkey designates-as-terrorist pkk", "lists", spans=("Turkey", "PKK")),
    _said(MERIDIAN, "2019-10-10", "No links, say Kurds",
          "The YPG denies links to the PKK.", "ypg affiliated-with pkk", "links", spans=("YPG", "PKK"),
          polarity="negated", speaker="ypg", cue="denies"),
    _said(POST, "2019-10-11", "Allies at odds", "The US lists the PKK as a terrorist organisation.",
          "us designates-as-terrorist pkk", "lists", spans=("US", "PKK")),
    _said(POST, "2019-10-11", "Erdogan rebuffs envoy", "Erdogan said that the YPG was tied to the PKK.",
          "ypg affiliated-with pkk", "tied", spans=("YPG", "PKK"), speaker="erdogan", cue="said"),
    _said(WIRE, "2022-05-19", "Erdogan sets out his terms",
          "Erdogan said that the EU, too, had listed the PKK as terrorist.", "eu designates-as-terrorist pkk", "listed",
          spans=("EU", "PKK"), speaker="erdogan", cue="said"),
    _said(WIRE, "2022-05-19", "Ankara presses Stockholm",
          "Erdogan wants Sweden to declare the YPG terrorist.", "sweden designates-as-terrorist ypg", "declare",
          spans=("Sweden", "YPG"), modality="demanded", speaker="erdogan", cue="wants"),
    # A jet, sanctions, missiles.
    _said(MERIDIAN, "2015-11-25", "Turkey downs Russian bomber", "Turkey shot down a Russian bomber on Tuesday.",
          "turkey attacks russia", "shot", spans=("Turkey", "Russian"), item="bomber",
          time=time("2015-11-24", text="on Tuesday")),
    _said(MERIDIAN, "2015-11-29", "Moscow answers", "Russia imposed sanctions on Turkey on Saturday.",
          "russia sanctions turkey", "imposed", spans=("Russia", "Turkey"),
          time=time("2015-11-28", text="on Saturday")),
    _said(POST, "2015-11-29", "Sanctions after the jet", "Russia has put sanctions on Turkey.",
          "russia sanctions turkey", "sanctions", spans=("Russia", "Turkey")),
    _said(MERIDIAN, "2016-08-10", "Thaw in Saint Petersburg", "Putin received Erdogan on Tuesday, as Turkey and Russia "
          "met for the first time since the jet.", "turkey meets russia", "met", spans=("Turkey", "Russia"),
          time=time("2016-08-09", text="on Tuesday")),
    _said(MERIDIAN, "2017-05-04", "Sochi again", "Russia met Turkey in Sochi on Wednesday.", "russia meets turkey",
          "met", spans=("Russia", "Turkey"), time=time("2017-05-03", text="on Wednesday")),
    _said(WIRE, "2017-09-13", "Missiles for Ankara",
          "Erdogan said that Turkey had agreed to buy the S-400 from Russia.",
          "turkey purchases s-400", "buy", spans=("Turkey", "S-400"), modality="planned", speaker="erdogan", cue="said",
          counterparty="russia"),
    _said(WIRE, "2019-07-12", "First parts arrive",
          "Turkey received the first parts of the S-400 from Russia on Friday.",
          "turkey purchases s-400", "received", spans=("Turkey", "S-400"), counterparty="russia",
          time=time("2019-07-12", text="on Friday")),
    _said(WIRE, "2019-07-12", "Moscow delivers", "Russia sold the S-400 to Turkey.", "russia sells s-400", "sold",
          spans=("Russia", "S-400"), counterparty="turkey"),
    _said(POST, "2018-06-22", "Jets for Ankara", "Turkey plans to buy 100 F-35 jets.", "turkey purchases f-35", "buy",
          spans=("Turkey", "F-35"), modality="planned"),
    _said(POST, "2011-06-18", "Warships for Moscow", "Russia will buy two Mistral carriers from France.",
          "russia purchases mistral", "buy", spans=("Russia", "Mistral"), modality="planned", counterparty="france"),
    _said(WIRE, "2015-08-06", "Warships deal is off", "Russia and France cancelled the sale of the Mistral carriers, "
          "which Russia had ordered.", "russia purchases mistral", "ordered", spans=("Russia", "Mistral"),
          modality="ended", counterparty="france"),
    # The war in Ukraine.
    _said(MERIDIAN, "2022-10-18", "Drones over Kyiv", "Ukraine said that Iran had supplied Russia with Shahed drones.",
          "iran supplies-arms-to russia", "supplied", spans=("Iran", "Russia"), speaker="ukraine", cue="said",
          item="shahed"),
    _said(MERIDIAN, "2022-10-18", "Tehran denies", "Iran denied that it had supplied Russia with drones.",
          "iran supplies-arms-to russia", "supplied", spans=("Iran", "Russia"), polarity="negated", speaker="iran",
          cue="denied"),
    _said(POST, "2022-10-19", "Brussels prepares sanctions", "The EU says Iran has armed Russia.",
          "iran supplies-arms-to russia", "armed", spans=("Iran", "Russia"), speaker="eu", cue="says"),
    _said(POST, "2022-10-19", "Kremlin denies too", "Peskov denied that Iran had armed Russia.",
          "iran supplies-arms-to russia", "armed", spans=("Iran", "Russia"), polarity="negated", speaker="peskov",
          cue="denied"),
    _said(WIRE, "2023-01-26", "Tanks at last", "Germany will send Leopard 2 tanks to Ukraine.",
          "germany supplies-arms-to ukraine", "send", spans=("Germany", "Ukraine"), modality="planned",
          item="leopard-2"),
    _said(WIRE, "2023-03-28", "Tanks delivered", "Germany delivered Leopard 2 tanks to Ukraine.",
          "germany supplies-arms-to ukraine", "delivered", spans=("Germany", "Ukraine"), item="leopard-2"),
    _said(POST, "2023-03-28", "Leopards arrive", "Zelensky said that Germany had delivered tanks to Ukraine.",
          "germany supplies-arms-to ukraine", "delivered", spans=("Germany", "Ukraine"), speaker="zelensky", cue="said",
          item="tanks"),
    _said(WIRE, "2023-07-24", "Port in flames", "Ukraine accused Russia of shelling Odesa.", "ukraine accuses russia",
          "accused", spans=("Ukraine", "Russia"), topic="shelling Odesa"),
    _said(WIRE, "2023-07-24", "Port in flames", "Ukraine accused Russia of shelling Odesa.", "russia attacks odesa",
          "shelling", spans=("Russia", "Odesa"), modality="alleged", speaker="ukraine", cue="accused"),
    _said(MERIDIAN, "2020-07-13", "Shots on the border", "Azerbaijan accused Armenia of attacking it; Armenia said "
          "Azerbaijan had attacked first.", "armenia attacks azerbaijan", "attacking", spans=("Armenia", "Azerbaijan"),
          modality="alleged", speaker="azerbaijan", cue="accused"),
)


if __name__ == "__main__":
    write(CLAIMS, FILE)
