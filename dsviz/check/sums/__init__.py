"""One output number's sum as a person wrote it: read, matched term by term, and what went wrong in it."""
