"""The stage where people write: a widget that Python moves and hears, and the files of a book."""
