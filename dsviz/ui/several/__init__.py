"""The page on several layers."""
