"""The page on the documents and their errata."""
