"""The analyst's word on who is who: a YAML file that is applied on every run and changes no claim."""

from kg.overrides.file import Overrides, Ref, Retype, Split, parse, read
from kg.overrides.resolution import Resolution, check, resolve

__all__ = ["Overrides", "Ref", "Resolution", "Retype", "Split", "check", "parse", "read", "resolve"]
