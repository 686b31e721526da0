"""The page with the documents' code."""
