"""The project's nouns in words: a number, a sum, what a check found, what an exercise asks."""
