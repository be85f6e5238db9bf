"""Relations between two given spans: the engine of the articles, told who the two actors are."""

from kg.relate.pair import Pair, Prediction, read_pair
from kg.relate.reader import PairReader

__all__ = ["Pair", "PairReader", "Prediction", "read_pair"]
