"""The page on the arguments of the Keras layers."""
