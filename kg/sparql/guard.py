"""What a query may not do: leave this machine, or change anything. Looked for in the tokens, before it runs.

pyoxigraph would answer ``SERVICE <http://...>`` by a request to that address. So the keyword is refused wherever it
stands as one: not in strings, addresses, comments or names. The worker that runs queries has no way to open a
connection either (:mod:`kg.sparql.worker`); this is what gives a clear message.
"""

import re

from kg.errors import RefusedQueryError

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# A backslash takes the character after it along, so that no quote behind one opens a string.
_TOKEN = re.compile(r'''
    \#[^\n\r]*                                          # a comment
  | <[^<>"{}|^`\\\x00-\x20]*>                           # an address
  | """(?:[^"\\]|\\.|"(?!""))*""" | \'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'
  | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'       # strings
  | [?$@]\w+                                            # a variable, a language
  | [\w.-]*:(?:[\w.:%-]|\\.)*                           # a name with a prefix
  | (?P<word>[^\W\d]\w*)
  | \\. | .
''', re.VERBOSE | re.DOTALL)
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split())
_FORMS = frozenset("SELECT ASK CONSTRUCT DESCRIBE".split())


def check(query: str) -> None:
    """Raise RefusedQueryError for a query that would ask another endpoint, and for an update."""
    form = ""
    for word in _words(query):
        if word == "SERVICE":
            raise RefusedQueryError("SERVICE would ask another endpoint, and nothing here leaves this machine")
        if not form and word in _UPDATES:
            raise RefusedQueryError(f"{word} is an update, and this only reads (SELECT, ASK, CONSTRUCT, DESCRIBE)")
        if word in _FORMS:
            form = form or word


def names_graphs(query: str) -> bool:
    """Say whether a query chooses its graphs itself (FROM)."""
    return "FROM" in _words(query)


def _words(query: str) -> list[str]:
    """Return the bare words of a query, in capitals: its keywords, its functions without a prefix."""
    plain = _ESCAPE.sub(lambda m: _character(int(m[1] or m[2], 16)), query)
    return [found["word"].upper() for found in _TOKEN.finditer(plain) if found["word"]]


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "\ufffd"
