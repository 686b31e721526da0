"""Files of numbers as named tensors: listed first, then one of them loaded, or a part of it."""
