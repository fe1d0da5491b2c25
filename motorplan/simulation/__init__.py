"""Simulated children, for benchmarks and tests alone; not evidence about real ones."""
