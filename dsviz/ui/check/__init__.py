"""Check my work: a hand calculation, and what is right and wrong about it."""
