"""The page on what factoring costs."""
