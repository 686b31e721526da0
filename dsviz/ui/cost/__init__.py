"""The page on parameters and cost."""
