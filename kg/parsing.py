"""The parser: the only place that runs the language model, and mends what it gets wrong regularly.

The result are the values of ``kg.text``.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, pairwise
from typing import Any, Protocol, TypeAlias

from kg.config import DEFAULT_MODEL
from kg.errors import ConfigError
from kg.model import Article, Span
from kg.text import Reading, Sentence, Token, Unit, plain, units

Body: TypeAlias = Sequence[tuple[int, int]]
_REMEMBERED = 50_000
"""Words whose lemmas are remembered."""
_COLUMNS = ["IDX", "LENGTH", "HEAD"]
_NAMES = ["LEMMA", "POS", "TAG", "DEP", "ENT_TYPE"]
_OPEN = ("VERB", "NOUN", "ADJ", "ADV", "AUX", "PROPN")


class Gate(Protocol):
    """Whatever says which sentences need no parse."""

    def keep(self, article: Article, text: str, units: Sequence[Unit]) -> Sequence[bool]:
        """Say of each of the ``units`` of ``text`` (the article's, made plain) whether it must be parsed."""


class Parser:
    """A spaCy pipeline that reads articles sentence by sentence."""

    def __init__(self, nlp: Any, batch_size: int = 64, verbs: frozenset[str] = frozenset()) -> None:
        """Keep the pipeline ``nlp``; ``batch_size`` sentences are parsed at a time.

        ``verbs`` are lemmas that may be the verb of a sentence in which the model found none.
        """
        self._nlp = nlp
        self._batch_size = batch_size
        self._verbs = verbs

    @classmethod
    def load(cls, model: str, batch_size: int = 64, verbs: frozenset[str] = frozenset()) -> "Parser":
        """Load the spaCy model by name or path. Raises ConfigError where it is not installed or of no use."""
        import spacy

        try:
            nlp = spacy.load(model)
        except OSError as error:
            raise ConfigError(f"the spaCy model {model!r} is not installed: pip install {model}") from error
        except (ImportError, ValueError) as error:
            raise ConfigError(f"the spaCy model {model!r} can't be loaded: {' '.join(str(error).split())}") from error
        if "parser" not in nlp.pipe_factories.values():
            raise ConfigError(f"the spaCy model {model!r} has no parser: take one that has, such as {DEFAULT_MODEL}")
        return cls(nlp, batch_size, verbs)

    def read(self, article: Article, body: Body, gate: Gate | None = None) -> Reading:
        """Parse the paragraphs ``body`` (start, end) of the article, but for what the ``gate`` keeps back.

        What is parsed together depends on the article alone. Batches over several articles would be hardly faster, and
        a parse could depend on what stands beside it, where a machine rounds sums of other sizes otherwise.
        """
        text = plain(article.text)
        found = units(text, body)
        with self._nlp.memory_zone():  # words met only here are forgotten: memory stays flat over any number
            kept = gate.keep(article, text, found) if gate else [True] * len(found)
            texts = (text[unit.start : unit.end] for unit in compress(found, kept))
            docs = self._nlp.pipe(texts, batch_size=self._batch_size)
            parses = [
                _tokens(next(docs), unit.start, self._verbs) if own else []
                for unit, own in zip(found, kept, strict=True)
            ]
        return Reading(article, [
            Sentence(
                k,
                unit.paragraph,
                Span.of(article.text, unit.start, unit.end),
                Span.of(article.text, *unit.whole),
                tokens,
                headline=_is_headline(article, *unit.whole),
            )
            for k, (unit, tokens) in enumerate(zip(found, parses, strict=True))
        ])

    def read_all(self, articles: Iterable[tuple[Article, Body]], gate: Gate | None = None) -> Iterator[Reading]:
        """Parse many articles with their paragraphs; readings come in the order of the articles."""
        for article, body in articles:
            yield self.read(article, body, gate)

    @property
    def nlp(self) -> Any:
        """The spaCy pipeline."""
        return self._nlp

    @property
    def has_rules(self) -> bool:
        """Whether the model finds lemmas by rules from word and part of speech, as :meth:`lemmas` needs."""
        return self._nlp.has_pipe("lemmatizer") and getattr(self._nlp.get_pipe("lemmatizer"), "mode", "") == "rule"

    def lemmas(self, word: str) -> frozenset[str]:
        """Return the lemmas that a word in lower case may get, as whatever part of speech; itself among them."""
        from spacy.tokens import Doc

        lemmatizer = self._nlp.get_pipe("lemmatizer")
        if len(lemmatizer.cache) > _REMEMBERED:  # it forgets nothing by itself, and news has new words without end
            lemmatizer.cache.clear()
        doc = lemmatizer(Doc(self._nlp.vocab, words=[word] * len(_OPEN), pos=list(_OPEN)))
        return frozenset({word, *(token.lemma_.lower() for token in doc)})

    @property
    def vocabulary(self) -> frozenset[str]:
        """The words that the lemmatizer knows as lemmas; none where the model has no such list."""
        tables = self._nlp.get_pipe("lemmatizer").lookups
        index = tables.get_table("lemma_index") if tables.has_table("lemma_index") else {}
        return frozenset(word for words in index.values() for word in words)


def _is_headline(article: Article, start: int, end: int) -> bool:
    """Say whether the sentence is the title, or stands alone on the first lines without a full stop."""
    said = article.text[start:end]
    return said == article.title or (start < 600 and said[-1] not in ".!?\"”'’:;" and len(said) < 140)


def _tokens(doc: Any, base: int, verbs: frozenset[str]) -> list[Token]:
    strings, text = doc.vocab.strings, doc.text
    rows = doc.to_array(_COLUMNS).astype("int64").tolist() if len(doc) else []
    hashes = doc.to_array(_NAMES).tolist() if len(doc) else []
    tokens = [
        Token(
            i,
            text[start : start + length],
            strings[lemma].lower(),
            strings[pos],
            strings[tag],
            strings[dep],
            i + head,
            base + start,
            base + start + length,
            strings[entity] if entity else "",
        )
        for i, ((start, length, head), (lemma, pos, tag, dep, entity)) in enumerate(zip(rows, hashes, strict=True))
    ]
    _repair(tokens, verbs)
    for token in tokens:
        if token.head != token.i:
            tokens[token.head].children.append(token.i)
    return tokens


def _repair(tokens: list[Token], verbs: frozenset[str]) -> None:
    """Mend what small models get wrong regularly, before anything is read off the tree."""
    _verbless(tokens, verbs)
    _verb_as_noun(tokens)
    _finite_root(tokens)
    _prepositions_in_names(tokens)
    _kinds_before_names(tokens)
    _rejoin_persons(tokens)
    for token in tokens:
        head = tokens[token.head]
        if token.pos == "ADJ" and token.text.endswith("ed") and _has(tokens, token.i, "aux"):
            token.pos, token.tag, token.lemma = "VERB", "VBN", token.text.lower()[:-2]  # "to have armed Russia"
        at = tokens[head.head]
        if token.lemma == "with" and head.pos == "PROPN" and head.dep == "pobj" and at.lemma in ("in", "at", "on"):
            token.head = at.head  # "held talks at the White House with X": X is not with the house
        if token.pos == "VERB" and token.i > 1 and tokens[token.i - 1].text == "-":
            whole = f"{tokens[token.i - 2].lemma}-{token.lemma}"
            token.lemma = whole if whole in verbs else token.lemma  # "test-fired" is cut at its hyphen
        listed = token.entity in ("GPE", "ORG", "NORP") and any(
            t.head == token.i and t.dep == "conj" for t in tokens
        )
        if token.dep == "appos" and token.entity == head.entity and (token.entity == "PERSON" or listed):
            # "Premier Li, President Yoon and …": a list of persons, not one person's other name
            token.dep = "conj"
        elif (
            token.dep == "conj"
            and token.tag == "VBD"
            and head.tag in ("VB", "VBP", "VBN")
            and head.dep in ("ccomp", "xcomp")
        ):
            upper = tokens[head.head]
            if (
                upper.tag == "VBD"
            ):  # "demanded that X halt … and called": the past tense goes with the past tense
                token.head = upper.i


def _prepositions_in_names(tokens: list[Token]) -> None:
    """Make a name one again whose first part was read as a preposition ("Barack Obama")."""
    for token, last in pairwise(tokens):
        if not (token.dep == "prep" and last.dep == "pobj" and last.head == token.i and token.text[0].isupper()):
            continue
        if token.entity == last.entity == "PERSON":
            verb = tokens[token.head]
            role = "nsubj" if verb.i > last.i else "dobj"
            free = verb.pos in ("VERB", "AUX") and not _has(tokens, verb.i, role)
            last.head, last.dep = token.head, role if free else "appos"
            token.pos, token.tag, token.dep, token.head = "PROPN", "NNP", "compound", last.i


def _kinds_before_names(tokens: list[Token]) -> None:
    """Put a noun to the name it stands before where both were read as subjects ("US company Exxon bought …")."""
    for token in tokens:
        if token.pos != "PROPN" or token.dep != "nsubj":
            continue
        first = next((t.i for t in tokens[: token.i] if t.head == token.i and t.dep == "compound"), token.i)
        kind = tokens[first - 1]
        if first and kind.pos == "NOUN" and kind.dep == "nsubj" and kind.head == token.head:
            kind.dep, kind.head = "compound", token.i


def _rejoin_persons(tokens: list[Token]) -> None:
    """Coordinate persons again that a title or an apposition between them drove apart."""
    for token in tokens:
        head, after = tokens[token.head], tokens[token.i + 1 : token.i + 2]
        while token.dep == "nmod" and head.dep == "compound" and head.head > head.i:
            head = tokens[head.head]
        named = token.entity == "PERSON" and head.entity and head.pos == "PROPN" and head.i > token.i
        if token.dep == "nmod" and named and after and after[0].dep == "cc" and not after[0].entity:
            # "by Baradar and US envoy Khalilzad": the second is no name that the first belongs to
            token.dep, token.head, head.dep, head.head = head.dep, head.head, "conj", token.i
            for other in tokens[after[0].i + 1 : head.i]:
                if other.head == token.i and other.dep == "conj":
                    other.dep, other.head = "compound", head.i
            for other in reversed(tokens[: token.i]):
                if other.entity != "PERSON" or other.head != head.i:
                    break
                other.dep, other.head = "compound", token.i
        elif token.entity == "PERSON" and token.dep in ("npadvmod", "dobj", "oprd", "appos", "dep", "nmod"):
            first = next((t for t in tokens[: token.i] if t.head == token.i and t.dep == "compound"), token)
            post = tokens[first.i - 1] if first.i else token
            if post.pos == "NOUN" and post.head == token.head and post.dep in ("dobj", "pobj", "nsubj", "dative"):
                token.dep, token.head = "appos", post.i  # "met his Turkish counterpart Hakan Fidan"
        elif token.dep == "conj" and token.entity == "PERSON" and head.pos in ("VERB", "AUX"):
            persons = (t for t in reversed(tokens[: token.i]) if t.entity == "PERSON" and t.dep != "compound")
            before = next(persons, None)
            if before and token.i - before.i < 15 and before.dep in ("pobj", "dobj", "nsubj", "nsubjpass"):
                token.head = before.i  # "signed by X, the adviser, and Y": not a second verb


def _verbless(tokens: list[Token], verbs: frozenset[str]) -> None:
    """Find the verb of a short sentence that was read as one noun phrase ("Rwanda borders Uganda")."""
    root = next(t for t in tokens if t.dep == "ROOT")
    inside = ("compound", "nmod", "amod", "appos")
    if root.pos not in ("NOUN", "PROPN") or any(t.pos in ("VERB", "AUX") and t.dep not in inside for t in tokens):
        return
    for verb in tokens[1:-1]:
        left, right = tokens[verb.i - 1], tokens[verb.i + 1]
        lemma = verb.lemma if verb.tag in ("NNS", "VBZ") else verb.text.lower()
        if verb.dep not in inside or verb.pos not in ("NOUN", "VERB") or lemma not in verbs or not left.entity:
            continue
        many = left.tag in ("NNS", "NNPS") or left.dep == "conj" or (left.entity == "NORP" and left.text.endswith("s"))
        if many == (verb.tag in ("NNS", "VBZ")) or right.pos not in ("PROPN", "DET", "ADP"):
            continue
        subject = root if root.i < verb.i else left
        verb.pos, verb.tag, verb.lemma, verb.dep, verb.head = "VERB", "VBP" if many else "VBZ", lemma, "ROOT", verb.i
        for token in tokens[: verb.i]:
            if token.head in (verb.i, root.i) and token is not root:
                token.head = subject.i
        subject.dep, subject.head = "nsubj", verb.i
        if root is not subject:
            root.dep, root.head = "dobj", verb.i
        return


def _verb_as_noun(tokens: list[Token]) -> None:
    """Make a verb of the present tense again what was read as a plural ("Algeria bankrolls and shelters the Front")."""
    has_verb = any(t.dep == "ROOT" and t.pos in ("VERB", "AUX") for t in tokens)
    for token in tokens[1:-1]:
        head, left, right = tokens[token.head], tokens[token.i - 1], tokens[token.i + 1]
        named = left.pos == "PROPN" and left.dep == "compound" and left.head == token.i
        if (
            token.pos == "VERB"
            and token.tag in ("VBZ", "VBD", "VBP")
            and named
            and not _has(tokens, token.i, "nsubj")
        ):
            left.dep = "nsubj"
        elif (
            token.tag == "NNS"
            and named
            and (
                (token.dep == "ROOT" and not has_verb and right.pos in ("DET", "PROPN", "PRON", "CCONJ"))
                or (token.dep == "conj" and head.pos == "VERB" and head.tag == "VBZ")
                or token.dep in ("advcl", "ccomp", "relcl")
            )
        ):
            token.pos, token.tag, left.dep = "VERB", "VBZ", "nsubj"
            for other in tokens[token.i + 1 :]:
                if (
                    other.head == token.i
                    and other.tag == "NNS"
                    and other.dep == "conj"
                    and other.i - token.i == 2
                ):
                    other.pos, other.tag = "VERB", "VBZ"
                elif (
                    other.head == token.i
                    and other.pos in ("PROPN", "NOUN")
                    and other.dep in ("appos", "conj", "dep")
                ):
                    other.dep = "dobj"


def _promote(tokens: list[Token], verb: Token) -> None:
    """Make a participle that has an object the finite verb, the noun at the root its subject."""
    root = next(t for t in tokens if t.dep == "ROOT")
    verb.pos, verb.tag, verb.dep, verb.head = "VERB", "VBD", "ROOT", verb.i
    root.dep, root.head = "nsubj", verb.i


def _has(tokens: list[Token], i: int, dep: str) -> bool:
    return any(t.head == i and t.dep == dep for t in tokens)


def _finite_root(tokens: list[Token]) -> None:
    """Make a past tense the root where it was read as the adjective of its object ("Turkey hosted talks")."""
    if root := next((t for t in tokens if t.dep == "ROOT" and t.pos in ("VERB", "AUX")), None):
        _name_before_root(tokens, root)
        return
    for verb in tokens[1:]:
        noun = tokens[verb.head]
        if verb.dep == "relcl" and noun.dep == "ROOT" and verb.tag in ("VBD", "VBZ") and _has(tokens, verb.i, "dobj"):
            name = next((t for t in tokens if t.head == verb.i and t.dep == "nsubj" and t.pos == "PROPN"), verb)
            if all(t.head == name.i and t.dep == "compound" for t in tokens[noun.i + 1 : name.i]) and name.i > noun.i:
                verb.dep, verb.head, noun.dep, noun.head = "ROOT", verb.i, "compound", name.i
                return  # "Lebanese group Hezbollah attacked Israel": nothing is left out, so no clause of the group
        past = verb.dep == "acl" and verb.tag in ("VBD", "VBN")
        if past and _has(tokens, verb.i, "dobj") and not _has(tokens, verb.i, "aux"):
            _promote(tokens, verb)  # "fighters on motorbikes killed 40 farmers"
            return
        if (
            verb.dep in ("amod", "compound", "nmod")
            and verb.tag in ("VBD", "VBN")
            and noun.dep == "ROOT"
            and noun.i > verb.i
        ):
            subject = _subject_before(tokens, verb, noun)
            if subject is None or tokens[verb.i - 1].text == "-":
                continue
            _turn_over(tokens, subject, verb, noun)
            return


def _name_before_root(tokens: list[Token], root: Token) -> None:
    """Make the name right before a finite verb its subject where the verb has none."""
    left = tokens[root.i - 1]
    if (
        root.i
        and root.tag in ("VBD", "VBZ")
        and left.pos == "PROPN"
        and left.head == root.i
        and not (
            _has(tokens, root.i, "nsubj") or _has(tokens, root.i, "expl") or _has(tokens, root.i, "nsubjpass")
        )
        and left.dep in ("npadvmod", "dep", "advmod", "nmod")
    ):
        left.dep = "nsubj"


def _subject_before(tokens: list[Token], verb: Token, noun: Token) -> Token | None:
    """Return the first noun before ``verb`` that hangs on it, or on the ``noun`` it was read as an adjective of."""
    return next(
        (
            t
            for t in tokens[: verb.i]
            if t.dep in ("npadvmod", "nsubj", "compound", "advmod", "nmod")
            and t.head in (verb.i, noun.i)
            and t.pos in ("NOUN", "PROPN")
        ),
        None,
    )


def _turn_over(tokens: list[Token], subject: Token, verb: Token, noun: Token) -> None:
    """Put ``verb`` in the place of the ``noun`` at the root, which becomes its object."""
    verb.pos, verb.tag, verb.dep, verb.head = "VERB", "VBD", "ROOT", verb.i
    subject.dep, subject.head = "nsubj", verb.i
    noun.dep, noun.head = "dobj", verb.i
    for token in tokens:
        if token.head == noun.i and token.i < verb.i and token.i != subject.i:
            token.head = subject.i if token.i < subject.i else verb.i
        elif token.head == noun.i and token.dep == "punct":
            token.head = verb.i
