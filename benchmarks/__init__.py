"""Benchmarks: one suite a module, one table for all of them; ``python -m benchmarks`` runs them."""
