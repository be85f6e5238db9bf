"""The analyst's word on who is who and on single claims: YAML files, applied on every run, that change no claim."""

from kg.overrides.decisions import (
    Decision,
    Decisions,
    Verdict,
    beside,
    decide,
    parse_decisions,
    read_decisions,
)
from kg.overrides.file import Overrides, Retype, Split, parse, read
from kg.overrides.nodes import Ref
from kg.overrides.resolution import Resolution, check, resolve

__all__ = ["Decision", "Decisions", "Overrides", "Ref", "Resolution", "Retype", "Split", "Verdict", "beside", "check",
           "decide", "parse", "parse_decisions", "read", "read_decisions", "resolve"]
