"""A made-up set of relations around Turkey, Russia and Syria: enough for the page to show all that it can show.

The sentences are ours; publishers and addresses are examples.
"""

from collections import defaultdict

from kg.model import Actor, ActorType, Claim, Relation
from tests.builders import actor, claim, time

A = ActorType
TUR = actor("Turkey", country="TUR", wikidata="Q43")
RUS = actor("Russia", country="RUS", wikidata="Q159")
SYR = actor("Syria", country="SYR", wikidata="Q858")
USA = actor("United States", country="USA", wikidata="Q30")
IRN = actor("Iran", country="IRN", wikidata="Q794")
IRQ = actor("Iraq", country="IRQ", wikidata="Q796")
ISR = actor("Israel", country="ISR", wikidata="Q801")
DEU = actor("Germany", country="DEU", wikidata="Q183")
FRA = actor("France", country="FRA", wikidata="Q142")
GRC = actor("Greece", country="GRC", wikidata="Q41")
QAT = actor("Qatar", country="QAT", wikidata="Q846")
SAU = actor("Saudi Arabia", country="SAU", wikidata="Q851")
EU = actor("European Union", A.ALLIANCE, sector="IGO")
NATO = actor("NATO", A.ALLIANCE, sector="IGO")
UN = actor("United Nations", A.ORGANIZATION, sector="IGO")
SDF = actor("Syrian Democratic Forces", A.ARMED_GROUP, country="SYR", sector="REB")
YPG = actor("People's Protection Units", A.ARMED_GROUP, country="SYR", sector="REB")
PKK = actor("Kurdistan Workers' Party", A.ARMED_GROUP, country="TUR", sector="REB")
IS = actor("Islamic State", A.ARMED_GROUP, sector="REB")
HTS = actor("Hayat Tahrir al-Sham", A.ARMED_GROUP, country="SYR", sector="REB")
ERDOGAN = actor("Recep Tayyip Erdoğan", A.PERSON, country="TUR", sector="GOV")
PUTIN = actor("Vladimir Putin", A.PERSON, country="RUS", sector="GOV")
TRUMP = actor("Donald Trump", A.PERSON, country="USA", sector="GOV")
ASSAD = actor("Bashar al-Assad", A.PERSON, country="SYR", sector="GOV")
TROOPS = actor("Turkish Armed Forces", A.MILITARY, country="TUR", sector="MIL")
SAA = actor("Syrian Arab Army", A.MILITARY, country="SYR", sector="MIL")
PENTAGON = actor("US Department of Defense", A.GOVERNMENT, country="USA", sector="GOV")
AKP = actor("Justice and Development Party", A.PARTY, country="TUR")
HDP = actor("Peoples' Democratic Party", A.PARTY, country="TUR", sector="OPP")
KURDS = actor("Kurds", A.PEOPLE)
LOCKHEED = actor("Lockheed Martin", A.COMPANY, country="USA", sector="BUS")
GAZPROM = actor("Gazprom", A.COMPANY, country="RUS", sector="BUS")
IDLIB = actor("Idlib", A.PLACE, country="SYR")
AFRIN = actor("Afrin", A.PLACE, country="SYR")
ANKARA = actor("Ankara", A.PLACE, country="TUR")
S400 = actor("S-400", A.ITEM)
F35 = actor("F-35", A.ITEM)
STREAM = actor("TurkStream", A.ITEM)

_PUBLISHERS = ("Example Wire", "The Daily Example", "Example Broadcasting", "Bosphorus Example")


def claims() -> list[Claim]:
    """Return the claims, in the order of the list below."""
    made = []
    rows = _rows()
    for i, (subject, predicate, object, sentence, more) in enumerate(rows):
        year, month = 2019 + i * 20 // len(rows) // 12, i * 20 // len(rows) % 12 + 1
        published = more.pop("published", f"{year}-{month:02}-{i * 7 % 27 + 1:02}")
        publisher = more.pop("publisher", _PUBLISHERS[i * 5 % 4])
        title = more.pop("title", sentence.split(",")[0].rstrip(".")[:60])
        made.append(claim(subject, predicate, object, sentence=sentence, title=title, published=published,
                          publisher=publisher, url=f"https://news.example.org/{published}/{i}",
                          confidence=round(0.55 + i * 37 % 41 / 100, 2), **more))
    return made


def relations() -> list[Relation]:
    """Return the relations that the claims make, in the order of subject, predicate and object."""
    return group(claims())


def group(made: list[Claim]) -> list[Relation]:
    """Put claims with one subject, predicate and object together."""
    groups: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for c in made:
        groups[c.subject.actor.id, c.predicate, c.object.actor.id if c.object else ""].append(c)
    found = []
    for _, some in sorted(groups.items()):
        some.sort(key=lambda c: (c.article.published or "", c.id))
        end: Actor | None = some[0].object.actor if some[0].object else None
        found.append(Relation(some[0].subject.actor, some[0].predicate, end, tuple(some)))
    return found


def _rows() -> list[tuple]:
    no, may, will = {"polarity": "negated"}, {"modality": "possible"}, {"modality": "planned"}
    asks, says, was = {"modality": "demanded"}, {"modality": "alleged"}, {"modality": "ended"}
    sdf, ypg, pkk = ({"subject_text": "SDF"}, {"subject_text": "YPG"}, {"object_text": "PKK"})
    return [
        (TUR, "purchases", S400, "Turkey bought the S-400 air defence system from Russia in 2017.",
         {"trigger": "bought", "counterparty": RUS, "time": time("2017-01-01", "2017-12-31", "year", "2017")}),
        (TUR, "purchases", S400, "Turkey will buy a second batch of S-400 missiles, Mr Erdoğan said.",
         {**will, "trigger": "buy", "speaker": ERDOGAN, "cue": "said"}),
        (TUR, "purchases", S400, "Turkey has no intention of buying more S-400 batteries, a minister told reporters.",
         {**no, "trigger": "buying", "speaker": TUR, "cue": "told reporters"}),
        (TUR, "purchases", S400, "Turkey took delivery of the S-400 in July.",
         {"trigger": "took delivery", "time": time("2019-07-01", "2019-07-31", "month", "July")}),
        (RUS, "sells", S400, "Russia sold the S-400 to Turkey over American objections.",
         {"trigger": "sold", "counterparty": TUR}),
        (USA, "sanctions", TUR, "The United States imposed sanctions on Turkey over the purchase of the missiles.",
         {"trigger": "imposed sanctions"}),
        (USA, "sanctions", TUR, "The United States could sanction Turkey within weeks, officials warned.",
         {**may, "trigger": "sanction", "speaker": USA, "cue": "warned"}),
        (USA, "threatens", TUR, "The United States warned Turkey that the deal would have consequences.",
         {"trigger": "warned"}),
        (USA, "threatens", TUR, "“I will obliterate the economy of Turkey,” wrote Mr Trump for the United States.",
         {"trigger": "obliterate", "speaker": TRUMP, "kind": "quoted", "cue": "wrote", "subject_text": "I"}),
        (USA, "supports", SDF, "The United States backs the SDF with air power.",
         {"trigger": "backs", "object_text": "SDF"}),
        (USA, "supplies-arms-to", SDF, "The United States armed the SDF for the battle of Raqqa.",
         {"trigger": "armed", "object_text": "SDF"}),
        (USA, "supplies-arms-to", YPG, "Washington handed weapons to the YPG, Ankara alleges.",
         {**says, "trigger": "handed weapons", "subject_text": "Washington", "object_text": "YPG", "speaker": TUR,
          "cue": "alleges"}),
        (USA, "withdraws-from", SYR, "The United States pulled its soldiers out of northern Syria in October.",
         {"trigger": "pulled", "time": time("2019-10-01", "2019-10-31", "month", "October")}),
        (USA, "withdraws-from", SYR, "The United States is not leaving Syria, the Pentagon insisted.",
         {**no, "trigger": "leaving", "speaker": PENTAGON, "cue": "insisted"}),
        (TUR, "opposes", SDF, "Turkey objects to any role for the SDF in talks.",
         {"trigger": "objects", "object_text": "SDF"}),
        (TUR, "designates-as-terrorist", PKK, "Turkey lists the PKK as a terrorist organisation.",
         {**pkk, "trigger": "lists"}),
        (EU, "designates-as-terrorist", PKK, "The EU has had the PKK on its terrorism list for years.",
         {**pkk, "subject_text": "EU", "trigger": "terrorism list"}),
        (USA, "designates-as-terrorist", PKK,
         "Like the United States, which calls the PKK terrorist, Europe has listed it.",
         {**pkk, "trigger": "calls"}),
        (TUR, "designates-as-terrorist", YPG, "Turkey regards the YPG as terrorists.",
         {"trigger": "regards", "object_text": "YPG"}),
        (YPG, "affiliated-with", PKK, "The YPG is an offshoot of the PKK, Turkey says.",
         {**ypg, **pkk, "trigger": "offshoot", "speaker": TUR, "cue": "says"}),
        (YPG, "affiliated-with", PKK, "The YPG denies any direct links with the PKK.",
         {**ypg, **pkk, **no, "trigger": "links", "speaker": YPG, "cue": "denies"}),
        (YPG, "affiliated-with", PKK, "Analysts point to ties between the YPG and the PKK.",
         {**ypg, **pkk, "trigger": "ties"}),
        (YPG, "part-of", SDF, "The YPG makes up the core of the SDF.",
         {**ypg, "object_text": "SDF", "trigger": "core"}),
        (SDF, "fights", IS, "The SDF fought Islamic State for five years.", {**sdf, "trigger": "fought"}),
        (SDF, "fights", IS, "SDF fighters clashed with Islamic State sleeper cells near the river.",
         {**sdf, "trigger": "clashed"}),
        (TUR, "fights", IS, "Turkey is at war with Islamic State, its foreign ministry said.",
         {"trigger": "war", "speaker": TUR, "cue": "said"}),
        (TROOPS, "attacks", YPG, "Turkish artillery shelled YPG positions east of the Euphrates.",
         {"subject_text": "Turkish artillery", "object_text": "YPG", "trigger": "shelled"}),
        (TROOPS, "attacks", YPG, "Turkish jets struck YPG convoys, a monitor reported.",
         {"subject_text": "Turkish jets", "object_text": "YPG", "trigger": "struck", "speaker": UN, "cue": "reported"}),
        (TROOPS, "attacks", YPG, "Turkish guns did not fire on the YPG that night, the army said.",
         {**no, "subject_text": "Turkish guns", "object_text": "YPG", "trigger": "fire", "speaker": TROOPS,
          "cue": "said"}),
        (TROOPS, "captures", AFRIN, "Turkish troops seized Afrin after a two-month campaign.",
         {"subject_text": "Turkish troops", "trigger": "seized"}),
        (TROOPS, "part-of", TUR, "Turkish troops of the army of Turkey crossed at dawn.",
         {"subject_text": "Turkish troops", "trigger": "of"}),
        (TROOPS, "deploys-to", IDLIB, "Turkish troops set up twelve posts around Idlib.",
         {"subject_text": "Turkish troops", "trigger": "set up"}),
        (HTS, "controls", IDLIB, "Hayat Tahrir al-Sham holds most of Idlib.", {"trigger": "holds"}),
        (HTS, "fights", SAA, "Hayat Tahrir al-Sham battled the Syrian army near Saraqib.",
         {"object_text": "Syrian army", "trigger": "battled"}),
        (SAA, "attacks", IDLIB, "The Syrian army bombarded Idlib through the winter.",
         {"subject_text": "Syrian army", "trigger": "bombarded"}),
        (SAA, "attacks", TROOPS, "The Syrian army killed dozens of Turkish soldiers in an air strike.",
         {"subject_text": "Syrian army", "object_text": "Turkish soldiers", "trigger": "killed"}),
        (RUS, "attacks", TROOPS, "Russia denied that its jets had struck the Turkish soldiers.",
         {**no, "object_text": "Turkish soldiers", "trigger": "struck", "speaker": RUS, "cue": "denied"}),
        (RUS, "supports", SYR, "Russia has stood by Syria since 2015.",
         {"trigger": "stood by", "time": time("2015-01-01", "2015-12-31", "year", "2015")}),
        (RUS, "supports", ASSAD, "Russia propped up Bashar al-Assad with air power.", {"trigger": "propped up"}),
        (IRN, "supports", ASSAD, "Iran backed Bashar al-Assad with militias and money.", {"trigger": "backed"}),
        (ASSAD, "leads", SYR, "Bashar al-Assad, the president of Syria, gave a rare interview.",
         {"trigger": "president"}),
        (ERDOGAN, "leads", TUR, "Recep Tayyip Erdoğan, president of Turkey, flew to Sochi.", {"trigger": "president"}),
        (ERDOGAN, "leads", AKP, "Recep Tayyip Erdoğan leads the ruling AKP.",
         {"trigger": "leads", "object_text": "AKP"}),
        (PUTIN, "leads", RUS, "Vladimir Putin, president of Russia, hosted the summit.", {"trigger": "president"}),
        (TRUMP, "leads", USA, "Donald Trump was president of the United States at the time.",
         {**was, "trigger": "president"}),
        (ERDOGAN, "meets", PUTIN, "Mr Erdoğan met Mr Putin in Moscow on Thursday.",
         {"subject_text": "Erdoğan", "object_text": "Putin", "trigger": "met", "place": "Moscow"}),
        (ERDOGAN, "meets", PUTIN, "Mr Erdoğan and Mr Putin will hold talks next week.",
         {**will, "subject_text": "Erdoğan", "object_text": "Putin", "trigger": "hold talks"}),
        (ERDOGAN, "meets", PUTIN, "Mr Erdoğan spoke to Mr Putin by telephone.",
         {"subject_text": "Erdoğan", "object_text": "Putin", "trigger": "spoke"}),
        (ERDOGAN, "meets", TRUMP, "Mr Erdoğan may visit Mr Trump in November.",
         {**may, "subject_text": "Erdoğan", "object_text": "Trump", "trigger": "visit"}),
        (TUR, "agrees-with", RUS, "Turkey and Russia signed a memorandum on Idlib.",
         {"trigger": "signed", "topic": "a demilitarised zone around Idlib"}),
        (TUR, "agrees-with", RUS, "Turkey and Russia agreed on joint patrols.",
         {"trigger": "agreed", "topic": "joint patrols"}),
        (TUR, "ceases-fire-with", SYR, "Turkey and Syria are to observe a truce from midnight.",
         {**will, "trigger": "truce"}),
        (TUR, "cooperates-with", RUS, "Turkey and Russia ran their first joint patrol.", {"trigger": "joint patrol"}),
        (TUR, "criticizes", RUS, "Turkey condemned Russia for the offensive.", {"trigger": "condemned"}),
        (RUS, "criticizes", TUR, "Russia faulted Turkey for failing to disarm the rebels.", {"trigger": "faulted"}),
        (RUS, "accuses", TUR, "Russia accused Turkey of breaking its promises on Idlib.",
         {"trigger": "accused", "topic": "breaking its promises on Idlib"}),
        (TUR, "violates", RUS, "Turkey broke the Sochi memorandum, according to Russia.",
         {**says, "trigger": "broke", "topic": "the Sochi memorandum", "speaker": RUS, "cue": "according to"}),
        (TUR, "member-of", NATO, "Turkey has been a member of NATO since 1952.",
         {"trigger": "member", "time": time("1952-01-01", "1952-12-31", "year", "1952")}),
        (TUR, "member-of", NATO, "Turkey remains in NATO, its allies stress.", {"trigger": "remains"}),
        (GRC, "member-of", NATO, "Greece, a member of NATO, objected.", {"trigger": "member"}),
        (NATO, "supports", TUR, "NATO voiced its solidarity with Turkey.", {"trigger": "solidarity"}),
        (GRC, "opposes", TUR, "Greece and Turkey are at odds over gas in the Mediterranean.",
         {"trigger": "at odds", "topic": "gas in the Mediterranean"}),
        (FRA, "criticizes", TUR, "France condemned Turkey over the offensive.", {"trigger": "condemned"}),
        (DEU, "supplies-arms-to", TUR, "Germany halted arms exports to Turkey.", {**was, "trigger": "arms exports"}),
        (EU, "provides-aid-to", TUR, "The European Union paid Turkey six billion euros for refugees.",
         {"trigger": "paid"}),
        (EU, "provides-aid-to", TUR, "The European Union did not pay Turkey what it promised, Mr Erdoğan said.",
         {**no, "trigger": "pay", "speaker": ERDOGAN, "cue": "said"}),
        (TUR, "threatens", EU, "“We will open the gates” to Europe, Turkey told the European Union.",
         {"trigger": "open the gates", "kind": "quoted", "speaker": ERDOGAN, "cue": "told"}),
        (DEU, "member-of", EU, "Germany, the largest member of the European Union, was cautious.",
         {"trigger": "member"}),
        (TUR, "demands", USA, "Turkey called on the United States to end its support for the YPG.",
         {"trigger": "called on", "topic": "to end its support for the YPG"}),
        (USA, "supports", YPG, "Turkey called on the United States to end its support for the YPG.",
         {**asks, **no, "trigger": "support", "object_text": "YPG", "speaker": TUR, "cue": "called on"}),
        (TUR, "demands", None, "Turkey demanded a buffer zone along the border.",
         {"trigger": "demanded", "topic": "a buffer zone along the border"}),
        (KURDS, "opposes", None, "Kurds rejected the buffer zone outright.",
         {"trigger": "rejected", "topic": "the buffer zone"}),
        (UN, "demands", SYR, "The United Nations urged Syria to spare civilians.", {"trigger": "urged"}),
        (UN, "demands", RUS, "The United Nations urged Russia to halt the air campaign.", {"trigger": "urged"}),
        (UN, "provides-aid-to", IDLIB, "The United Nations sent lorries with food to Idlib.", {"trigger": "sent"}),
        (KURDS, "protests-against", TUR, "Kurds marched against Turkey in several cities.", {"trigger": "marched"}),
        (TUR, "represses", HDP, "Turkey removed mayors of the HDP from office.",
         {"object_text": "HDP", "trigger": "removed"}),
        (AKP, "opposes", HDP, "The AKP accused the HDP of ties to militants.",
         {"subject_text": "AKP", "object_text": "HDP", "trigger": "accused"}),
        (LOCKHEED, "manufactures", F35, "Lockheed Martin builds the F-35.", {"trigger": "builds"}),
        (TUR, "purchases", F35, "Turkey wanted a hundred F-35 jets.", {**may, "trigger": "wanted"}),
        (USA, "rejects", TUR, "The United States expelled Turkey from the jet programme.", {"trigger": "expelled"}),
        (GAZPROM, "manufactures", STREAM, "Gazprom laid the TurkStream pipeline.", {"trigger": "laid"}),
        (IRN, "meets", TUR, "Iran met Turkey and Russia in Astana.", {"trigger": "met"}),
        (ISR, "attacks", IRN, "Israel hit sites of Iran inside Syria.", {"trigger": "hit"}),
        (ISR, "attacks", SYR, "Israel struck Syria overnight, state media said.",
         {"trigger": "struck", "speaker": SYR, "cue": "said"}),
        (IRN, "threatens", ISR, "Iran vowed to punish Israel for the raid.", {"trigger": "vowed"}),
        (SAU, "cuts-ties-with", QAT, "Saudi Arabia broke off relations with Qatar in 2017.",
         {"trigger": "broke off", "time": time("2017-01-01", "2017-12-31", "year", "2017")}),
        (SAU, "restores-ties-with", QAT, "Saudi Arabia may make up with Qatar.", {**may, "trigger": "make up"}),
        (TUR, "allied-with", QAT, "Turkey and Qatar are close allies.", {"trigger": "allies"}),
        (TUR, "attacks", IRQ, "Turkey bombed targets in northern Iraq.", {"trigger": "bombed"}),
        (PKK, "located-in", IRQ, "The PKK has its bases in the mountains of Iraq.",
         {"subject_text": "PKK", "trigger": "bases"}),
        (IRQ, "criticizes", TUR, "Iraq protested to Turkey about the raids.", {"trigger": "protested"}),
        (TUR, "borders", SYR, "Turkey shares a border of 900 km with Syria.", {"trigger": "border"}),
    ]
