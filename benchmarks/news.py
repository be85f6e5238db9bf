"""The words of the made-up news: what each desk writes about, as sentences with blanks.

The shares of the desks are those of a general news site with a strong world section. Persons, clubs and companies are
invented; states are not. A blank ``{name}`` is filled from WORDS; equal blanks of a sentence with equal words, and
``{person2}`` with another word than ``{person}``.
"""

from collections.abc import Mapping
from types import MappingProxyType

SHARES: Mapping[str, int] = MappingProxyType(
    {"world": 25, "home": 22, "sport": 20, "business": 16, "culture": 11, "weather": 6}
)
"""Articles of each desk, of a hundred."""


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split("|"))


WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "state": _words(
            "Turkey|Russia|France|Germany|China|India|Iran|Israel|Egypt|Ethiopia|Poland|Japan|Pakistan"
            "|Ukraine|Armenia|Azerbaijan|Greece|Serbia|Sudan|Kenya|Brazil|Mexico|Syria|Iraq|Saudi Arabia"
            "|Qatar|South Korea|Vietnam"
        ),
        "people": _words(
            "Turkish|Russian|French|German|Chinese|Indian|Iranian|Israeli|Egyptian|Polish|Japanese"
            "|Pakistani|Ukrainian|Greek|Serbian|Sudanese|Kenyan|Brazilian|Mexican|Syrian|Iraqi"
        ),
        "capital": _words(
            "Ankara|Moscow|Paris|Berlin|Beijing|Tehran|Cairo|Warsaw|Tokyo|Kyiv|Athens|Belgrade"
        ),
        "town": _words(
            "Brookford|Ashby|Millhaven|Eastleigh|Norwick|Harlow Bay|Kingsmere|Dunmore|Redhill|Oakridge"
        ),
        "person": _words(
            "Martin Keller|Sofia Lindqvist|James Okoro|Elena Marchetti|Tom Barrow|Priya Raman"
            "|Daniel Voss|Ana Costa|Peter Hallam|Grace Whitfield|Omar Nasser|Lucy Tran"
        ),
        "surname": _words("Keller|Lindqvist|Okoro|Marchetti|Barrow|Raman|Voss|Costa|Hallam|Whitfield"),
        "club": _words(
            "Brookford United|Norwick Rovers|Ashby Town|Redhill Athletic|Kingsmere City|Dunmore Wanderers"
        ),
        "company": _words(
            "Halden Foods|Northgate Energy|Brightline Telecom|Corvus Motors|Sable Bank|Fenwick Retail"
            "|Altair Chemicals|Orchard Systems"
        ),
        "day": _words("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"),
        "month": _words("January|March|April|June|September|October|November"),
        "small": _words("two|three|four|five|six|seven|eight|nine|12|15|20"),
        "number": _words("120|240|350|480|600|750|900|1,200|2,500|4,000|15,000"),
        "share": _words("1.2|2.5|3.4|4.1|5.8|7|9.3|12|18"),
        "matter": _words(
            "the water dispute|the border crossing|grain exports|the gas pipeline|the peace plan"
            "|the prisoner swap|fishing rights|the drone attacks|the new tariffs|the refugee camps"
        ),
        "work": _words(
            "The Glass Orchard|A Winter Tide|Seven Doors|The Cartographer|Small Hours|Northern Light"
        ),
    }
)

OPENINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "world": (
            "{state} and {state2} hold talks on {matter}",
            "{state} accuses {state2} of breaking the truce",
            "{state} summons {people2} ambassador over {matter}",
            "{people} minister visits {capital} for talks on {matter}",
        ),
        "home": (
            "Council backs new bus lanes in {town}",
            "Man jailed after fire at {town} warehouse",
            "Hospital in {town} to open new ward in {month}",
            "School in {town} wins funding for repairs",
        ),
        "sport": (
            "{club} come from behind to beat {club2}",
            "{club} sign {surname} on a free transfer",
            "Late goal sends {club} into the final",
            "{surname} out for {small} weeks with knee injury",
        ),
        "business": (
            "{company} profit rises {share}% on strong sales",
            "{company} to cut {number} jobs",
            "Shares fall as {company} warns on costs",
            "{company} names {person} as chief executive",
        ),
        "culture": (
            "{work} review: a quiet and generous film",
            "{person} wins book prize for {work}",
            "Festival in {town} draws record crowd",
            "Museum in {town} reopens after repairs",
        ),
        "weather": (
            "Heavy rain forecast for the weekend",
            "Heat warning extended to {day}",
            "Snow closes roads around {town}",
            "Sunshine returns after a wet {month}",
        ),
    }
)

SENTENCES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "world": (
            "The {people} foreign minister met his {people2} counterpart in {capital} to discuss {matter}.",
            "{state} accused {state2} of backing armed groups along the frontier, which {state2} denies.",
            "Officials in {capital} said that the two countries had agreed to reopen the crossing in {month}.",
            "{state} imposed sanctions on {small} {people2} companies in {month} over {matter}.",
            '"We will not accept threats from anybody," a spokesman for the {people} government told reporters.',
            "{people} troops withdrew from the valley in {month} after {small} weeks of fighting.",
            "The United Nations called on both sides to return to the negotiating table.",
            "At least {small} soldiers were killed when {people} forces shelled the hills, the army said.",
            "Talks broke down in {month} after {state} rejected a draft that {state2} had put forward.",
            "{state} condemned the attack and expelled {small} {people2} diplomats the next morning.",
            "Diplomats said that {state} supports the proposal but wants firmer guarantees from {state2}.",
            "The European Union urged {state} to release the prisoners without delay.",
            "Aid agencies say that more than {number} families have left their homes since {month}.",
            "The road to the camp was cut by mud, and lorries waited for hours at the last petrol station.",
            "Analysts note that the agreement leaves the hardest questions for later.",
            "{state} has bought {small} patrol boats from {state2} under a contract signed in {month}.",
            "He said the delegation would travel to {capital} next week if the ceasefire held.",
            "In the old market, traders said prices had doubled within a month and few could afford flour.",
            "The border between the two countries has been closed for most of the year.",
            "The government in {capital} denied that its aircraft had entered {people2} airspace.",
            "A quarter of the seats in the hall stayed empty during the opening speeches.",
            "{state} recalled its ambassador from {state2} and suspended military cooperation.",
            "The mediators, who arrived late, left the building through a side door without speaking.",
            "Foreign ministers are due to meet again on {day}, although no date has been set for a summit.",
        ),
        "home": (
            "The council voted by {small} to four to widen the pavement outside the station.",
            "Residents said the noise had kept them awake for {small} nights in a row.",
            "Firefighters were called to the warehouse shortly after midnight and stayed until noon.",
            "{person}, who has lived on the street for {small} years, said nobody had asked her opinion.",
            "The hospital treated {number} patients in {month}, about {share} per cent more than a year earlier.",
            "Police are looking for a grey van that was seen near the school on {day} afternoon.",
            "{surname}, 34, was sentenced to {small} years in prison after he admitted causing the fire.",
            "A spokeswoman for the council said the work would cost {number} thousand and end in {month}.",
            "The library will open an hour later from {day} to save on heating.",
            "Teachers welcomed the money but warned that the roof would not last another winter.",
            "Volunteers handed out soup and blankets in the church hall.",
            "The judge said the driver had shown no regret and banned him from the road for {small} years.",
            "Bus fares in {town} will rise by {share} per cent in {month}.",
            "The old mill, which dates from 1871, will be turned into {small} flats.",
            "More than {number} people signed a petition against the plan.",
            "The inspector found mould in {small} of the classrooms and a blocked fire exit.",
            "Parents were told by letter that the nursery would close at the end of term.",
            "The trial continues on {day}.",
            "Her son, aged six, was treated for smoke and went home the same evening.",
            "Work on the bridge began in {month} and is expected to last {small} months.",
        ),
        "sport": (
            "{surname} headed in from a corner after {small} minutes to put {club} ahead.",
            "{club} had beaten {club2} only once in their last {small} meetings.",
            "The visitors hit the post twice before half-time and should have been in front.",
            '"The lads gave everything and we deserved it," said the {club} manager, {person}.',
            "{surname} took the second set 6-3 after saving {small} break points.",
            "A crowd of {number} saw the home side defend deep for most of the second half.",
            "The goalkeeper was at fault for the third when the ball slipped through his hands.",
            "{club} are now {small} points clear at the top of the table with a game in hand.",
            "He missed most of last season with a knee injury and has started only {small} matches.",
            "{people} sprinter {person} won the 200 metres in a personal best.",
            "The referee waved play on, and the attack ended with a shot over the bar.",
            "{surname} joined from {club2} in {month} for an undisclosed fee.",
            "Rain held up play before tea, and the captain declared soon after.",
            "{club} host {club2} on {day} in a match that will decide who goes down.",
            "Her coach said the plan was to rest for {small} weeks and then train in the mountains.",
            "The champions made {small} changes and never found their rhythm.",
            "{state} beat {state2} 3-1 in the qualifier with goals from {surname} and two substitutes.",
            "A long throw caused panic, and the ball was bundled over the line.",
            "The stewards gave the driver a penalty of {small} seconds for leaving the track.",
            "Season tickets will go on sale on {day} at last year's prices.",
        ),
        "business": (
            "{company} said pre-tax profit rose {share} per cent to {number} million in the three months to {month}.",
            "Shares in {company} fell {share} per cent in early trading after the warning.",
            "The chief executive, {person}, said demand for smaller cars remained strong.",
            "{company} plans to close {small} shops and cut about {number} jobs by {month}.",
            "Analysts had expected sales to grow by {share} per cent.",
            "The central bank left its main rate unchanged and said inflation was slowing.",
            "{company} bought a stake in {company2} for {number} million in {month}.",
            "Energy prices have fallen since the spring, which helped margins at the bakery unit.",
            "The regulator opened an inquiry into the way {company} sold its contracts.",
            "The pound was little changed against the dollar, while gilts edged lower.",
            "Oil slipped {share} per cent after exports from {state} recovered.",
            "Investors will look for details of the dividend when the group reports on {day}.",
            "Union leaders called the plan short-sighted and asked for a meeting with the board.",
            "Wages grew by {share} per cent, the slowest pace since {month}.",
            "The factory in {town} employs {number} people and makes parts for lorries.",
            "Orders from {state} dropped by a third as customers ran down their stocks.",
            "{company} has raised prices {small} times in a year and says it has no plans to do so again.",
            "The airline will add {small} daily flights from {town} in the summer.",
            "House prices have risen for {small} months in a row, the lender said.",
            "Its debt stands at {number} million, most of which falls due after 2030.",
        ),
        "culture": (
            "The film follows a young cook who comes home to run her late father's kitchen.",
            "{person} plays the mother with a stillness that holds every scene together.",
            "The novel, her third, took {small} years to write and was rejected by two publishers.",
            "More than {number} people came to the festival, the organisers said.",
            "The second act drags, and a love story in the middle goes nowhere.",
            "The museum has spent {number} thousand on new cases and softer light.",
            "The band will tour {small} cities in the autumn before going back to the studio.",
            "Visitors can see the drawings until the end of {month}; entry is free on {day}.",
            "Critics praised the score, which uses little more than a piano and a cello.",
            "{surname} said the idea came to him on a night train.",
            "The judges called the book tender, funny and exact.",
            "A recording of the concert will be broadcast on {day} evening.",
            "The portrait was found in an attic in {town} behind a wardrobe.",
            "Tickets sold out within {small} hours.",
            "She grew up above a shop and learned to draw on wrapping paper.",
            "The dancers move as if the floor were water.",
        ),
        "weather": (
            "Temperatures will climb to {small} degrees by the afternoon before cloud moves in from the west.",
            "Showers are expected in the north on {day}, with hail in places.",
            "Forecasters warned drivers of black ice on higher roads.",
            "Up to {small} centimetres of rain could fall within a day.",
            "The wind will ease during the night and fog may form in the valleys.",
            "It was the driest {month} since records began, the weather service said.",
            "Rivers near {town} are high, and two footpaths have been closed.",
            "The outlook for the weekend is bright but cold.",
            "Pollen levels will stay high in the south until {day}.",
            "Snow fell on hills above {number} metres, and schools in {town} opened late.",
            "A ridge of high pressure is building and should bring settled days.",
        ),
    }
)
