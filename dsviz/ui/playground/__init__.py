"""The playground: a reader's own layer."""
