"""The cues of the lexicon as sets of words, of each of which one must stand in a sentence that has the cue."""

from collections.abc import Iterator

from kg.gate.words import last_words
from kg.lexicon import Cue, CueKind, Lexicon
from kg.ontology import Ontology


class CueIndex:
    """Finds whether all the words of a cue stand in a sentence; the sets of words go by number."""

    def __init__(self, lexicon: Lexicon, ontology: Ontology) -> None:
        """Index the cues by the set of each that has the least common words."""
        numbers: dict[frozenset[str], int] = {}
        needs: dict[tuple[frozenset[int], bool], int] = {}
        for cue in lexicon.cues:
            sets = frozenset(numbers.setdefault(words, len(numbers)) for words in _fixed(cue))
            compound = cue.kind is CueKind.COMPOUND
            ends = 1 if ontology.types[cue.predicate].topic_object and not compound else 2
            needs[sets, compound] = min(ends, needs.get((sets, compound), ends))
        self._of_word: dict[str, frozenset[int]] = {}
        for words, number in numbers.items():
            for word in words:
                self._of_word[word] = self._of_word.get(word, frozenset()) | {number}
        common = [
            sum(len(self._of_word[word]) for word in words) for words in numbers
        ]  # "of" is in many sets
        self._by_key: dict[int, list[tuple[int, frozenset[int], bool]]] = {}
        for (sets, compound), ends in needs.items():
            key = min(sets, key=lambda number: (common[number], number))
            self._by_key.setdefault(key, []).append((ends, sets - {key}, compound))
        for cues in self._by_key.values():
            cues.sort(key=lambda cue: cue[0])

    def sets_of(self, lemmas: frozenset[str]) -> frozenset[int]:
        """Return the numbers of the sets that one of the lemmas is in."""
        return frozenset().union(*(self._of_word.get(lemma, frozenset()) for lemma in lemmas))

    def stands(self, sets: frozenset[int], ends: int, *, compound: bool) -> bool:
        """Say whether all the words of a cue that has no more than so many ``ends`` stand in a sentence.

        ``sets`` are the numbers of the sets of which a word stands there; ``compound`` says that some of its words are
        joined by hyphens.
        """
        for key in sets:
            for least, others, hyphened in self._by_key.get(key, ()):
                if least > ends:
                    break
                if others <= sets and (compound or not hyphened):
                    return True
        return False


def _fixed(cue: Cue) -> Iterator[frozenset[str]]:
    """Yield the sets of words of which one each must stand in a sentence that has the cue."""
    yield from (words for given in (cue.heads, *cue.modifiers) if (words := last_words(given)))
    if cue.particles:
        yield cue.particles
    if cue.kind is CueKind.ROLE:
        return  # "President X" has none of the complements
    for part in cue.parts:
        if part.optional:
            continue
        yield from (last_words(words) for words in (part.words, *part.modifiers) if words)
        clause = part.slot is not None and part.slot.role == "T"
        loose = {"of", "that"} | ({"to"} if clause else set())  # an owner or a clause may stand there instead
        if part.prepositions and not part.prepositions & loose:
            yield part.prepositions
