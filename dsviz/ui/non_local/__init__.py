"""The page on the Non-local block."""
