"""What a reader sets: fields, choices, typed texts, steps and edits, all of them kept in the link."""
