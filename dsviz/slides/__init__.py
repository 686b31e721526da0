"""A step as a picture, a run as a film, a guide as slides: one drawing, written by several pens."""
