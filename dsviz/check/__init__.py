"""Reading what a person typed, pasted or uploaded, and saying what went wrong in a hand calculation."""
