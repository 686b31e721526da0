"""The page on MobileNet."""
