"""Many articles at once: worker processes on this machine, partitions for the engines of a cluster."""

from kg.bulk.workers import Done, by_article

__all__ = ["Done", "by_article"]
