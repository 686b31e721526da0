"""What a person has, as tensors: typed and pasted text, files and pictures, read without running anything."""
