"""The page on sizes and formulas."""
