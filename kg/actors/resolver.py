"""Who is who in an article: names, metonymy, phrases, coreference and quotations, in this order."""

from dataclasses import replace

from kg.actors.coref import Coreference
from kg.actors.matcher import NameMatcher
from kg.actors.metonymy import settle
from kg.actors.names import Named, NameFinder
from kg.actors.phrases import PhraseResolver, mark
from kg.actors.quotes import attribute_quotes
from kg.gazetteer import Gazetteer
from kg.grammar import Nouns, Roles
from kg.model import Actor, ActorType, Mention
from kg.text import Reading, Sentence

_PLACED = frozenset([ActorType.PERSON, ActorType.ORGANIZATION, ActorType.COMPANY])


class ActorResolver:
    """Annotates readings: every nominal that stands for actors gets its mentions."""

    def __init__(self, gazetteer: Gazetteer, nouns: Nouns, roles: Roles) -> None:
        """Build the finders over the gazetteer and the word lists."""
        self._gazetteer = gazetteer
        self._roles = roles
        generic = nouns.named_anaphors | nouns.bodies | nouns.no_names | frozenset(nouns.anaphors)
        posts = nouns.voices | {office.split()[-1] for office in nouns.offices}
        self._names = NameFinder(gazetteer, generic, posts)
        self._phrases = PhraseResolver(gazetteer, nouns, roles)
        self._coreference = Coreference(gazetteer, nouns, roles)

    @property
    def matcher(self) -> NameMatcher:
        """The dictionary of the names of the gazetteer."""
        return self._names.matcher

    def annotate(self, reading: Reading) -> None:
        """Fill ``actors`` and ``places`` of the sentences, and the quotations with their speakers."""
        found = self._names.find(reading)
        for sentence, named in zip(reading.sentences, found, strict=True):
            mark(sentence, named)
            settle(sentence, self._roles)
        self._place_persons(reading, found)
        actors = (m.actor for s in reading.sentences for mentions in s.actors.values() for m in mentions)
        reading.persons = frozenset(a for a in actors if a.type is ActorType.PERSON)

        def refresh(sentence: Sentence) -> None:
            self._phrases.resolve(reading, sentence)

        for sentence in reading.sentences:
            refresh(sentence)
        self._coreference.resolve(reading, refresh)
        attribute_quotes(reading, self._roles)
        self._coreference.first_person(reading)
        for sentence in reading.sentences:
            if any(reading.quote_at(t.start) for t in sentence.tokens[:1] + sentence.tokens[-1:]):
                refresh(sentence)

    def _place_persons(self, reading: Reading, found: list[list[Named]]) -> None:
        """Give what no gazetteer knows the country the text gives it ("Libyan commander X")."""
        placed: dict[str, Actor] = {}
        for sentence, row in zip(reading.sentences, found, strict=True):
            for named in row:
                actor = named.mention.actor
                if (
                    actor.country
                    or actor.type not in _PLACED
                    or actor.id in placed
                    or actor.id in self._gazetteer.entries
                ):
                    continue
                country = next(
                    (m.actor.country for _, m in sentence.owners(named.head) if m.actor.country), None
                )
                if country:
                    body = self._phrases.body_named(actor.name, country)
                    placed[actor.id] = body or replace(actor, country=country)
        for sentence in reading.sentences if placed else ():
            for i, mentions in sentence.actors.items():
                sentence.actors[i] = tuple(
                    Mention(placed.get(m.actor.id, m.actor), m.span, m.how) for m in mentions
                )
