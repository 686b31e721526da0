"""The reader's own layer as a link and as a file: versioned, checked, and bounded when it is read back."""
