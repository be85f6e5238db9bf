"""Measuring: scorers for each labelled set, and the runs that feed them."""
