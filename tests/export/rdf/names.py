"""The vocabulary and the IRIs of the exports as rdflib terms, for tests that look into graphs."""

from rdflib import Namespace, URIRef

from kg.export.rdf import resources, terms
from kg.model import Actor, Claim

CLAIM, OA = Namespace(terms.CLAIM), Namespace(terms.OA)


def actor_iri(actor: Actor) -> URIRef:
    return URIRef(resources.actor_iri(actor))


def claim_iri(claim: Claim) -> URIRef:
    return URIRef(resources.claim_iri(claim))
