"""Graphs checked against ``ontology/shapes.ttl``, with what is wrong in words."""
