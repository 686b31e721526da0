"""The lesson on grouped convolution."""
