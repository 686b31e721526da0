"""The page on one dimension."""
