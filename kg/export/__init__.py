"""Graphs written for others: one format a module, listed in ``registry``, and beside these what several share.

``rdf`` is under all RDF writings, ``tables`` under tables and networks; ``html_data``, ``layout`` and ``places`` make
what the page shows. ``browser`` and ``notebook`` put it before the reader.
"""
