"""The page on frameworks."""
