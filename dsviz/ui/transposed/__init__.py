"""The page on transposed convolution."""
