"""Graphs asked in SPARQL: RDF files and claims in a pyoxigraph store, queries bounded in time, an endpoint."""
