"""From parsed sentences with their actors to claims.

``extractor.py`` is the way in; docs/architecture.md follows one sentence through the modules.
"""
