"""The same layer in other people's words: code that reproduces it, tensors in a document's layout."""
