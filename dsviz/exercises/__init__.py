"""Exercises for paper: drawn from a seed, answered by the engine, marked with the mistake behind an error."""
