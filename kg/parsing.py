"""The parser: the only place that runs the language model, and mends what it gets wrong regularly.

The result are the values of ``kg.text``.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.errors import ConfigError
from kg.model import Article, Span
from kg.text import Reading, Sentence, Token, clauses, plain, split


class Parser:
    """A spaCy pipeline that reads articles sentence by sentence."""

    def __init__(self, nlp: Any, batch_size: int = 64) -> None:
        """Keep the pipeline ``nlp``; ``batch_size`` sentences are parsed at a time."""
        self._nlp = nlp
        self._batch_size = batch_size

    @classmethod
    def load(cls, model: str, batch_size: int = 64) -> "Parser":
        """Load the spaCy model by name or path. Raises ConfigError where it is not installed."""
        import spacy

        try:
            return cls(spacy.load(model), batch_size)
        except OSError as error:
            raise ConfigError(f"the spaCy model {model!r} is not installed: pip install {model}") from error

    def read(self, article: Article, body: Sequence[tuple[int, int]]) -> Reading:
        """Parse the paragraphs ``body`` (start, end) of the article."""
        return next(self.read_all([(article, body)]))

    def read_all(self, articles: Iterable[tuple[Article, Sequence[tuple[int, int]]]]) -> Iterator[Reading]:
        """Parse many articles with their paragraphs; readings come in the order of the articles."""
        for article, body in articles:
            text = plain(article.text)
            units = [
                (n, sentence, part)
                for n, (start, end) in enumerate(body)
                for sentence in split(text, start, end)
                for part in clauses(text, *sentence)
            ]
            docs = self._nlp.pipe(
                (text[start:end] for _, _, (start, end) in units), batch_size=self._batch_size
            )
            sentences = [
                Sentence(
                    k,
                    n,
                    Span.of(article.text, *part),
                    Span.of(article.text, *whole),
                    _tokens(doc, part[0]),
                    headline=_is_headline(article, *whole),
                )
                for k, ((n, whole, part), doc) in enumerate(zip(units, docs, strict=True))
            ]
            yield Reading(article, sentences)


def _is_headline(article: Article, start: int, end: int) -> bool:
    """Say whether the sentence is the title, or stands alone on the first lines without a full stop."""
    said = article.text[start:end]
    return said == article.title or (start < 600 and said[-1] not in ".!?\"”'’:;" and len(said) < 140)


def _tokens(doc: Any, base: int) -> list[Token]:
    tokens = [
        Token(
            t.i,
            t.text,
            t.lemma_.lower(),
            t.pos_,
            t.tag_,
            t.dep_,
            t.head.i,
            base + t.idx,
            base + t.idx + len(t.text),
            t.ent_type_,
        )
        for t in doc
    ]
    _repair(tokens)
    for token in tokens:
        if token.head != token.i:
            tokens[token.head].children.append(token.i)
    return tokens


def _repair(tokens: list[Token]) -> None:
    """Mend what small models get wrong regularly, before anything is read off the tree."""
    _verb_as_noun(tokens)
    _finite_root(tokens)
    for token in tokens:
        head = tokens[token.head]
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
            and head.dep == "ccomp"
        ):
            upper = tokens[head.head]
            if (
                upper.tag == "VBD"
            ):  # "demanded that X halt … and called": the past tense goes with the past tense
                token.head = upper.i


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
