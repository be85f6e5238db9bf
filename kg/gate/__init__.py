"""The gate before the parser: which sentences can carry a claim, told by their words alone.

A claim needs the words of a cue and somebody at its ends. A sentence that has both is a carrier, and is parsed. Others
are parsed where a carrier may need them: for whom "he" or "the group" means, the first mention of a name, a speaker.
What is let through too much costs time only; the claims of what is kept back are lost, so every doubt lets through.
"""

from kg.gate.gate import WordGate
from kg.gate.words import words_of

__all__ = ["WordGate", "words_of"]
