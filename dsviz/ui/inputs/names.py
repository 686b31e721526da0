"""The names that the link's parameters have, and what goes from the link with what."""

EXAMPLE = "example"
# What of a link belongs to one example only, and goes when another is chosen.
OF_ONE_EXAMPLE = ("step", "step2", "order", "order2", "edits", "edits2")
