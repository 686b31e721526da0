"""Check my work: how things stand in one line above all boxes, with the way to the verdict itself."""

from __future__ import annotations

from streamlit.delta_generator import DeltaGenerator


def show_line(place: DeltaGenerator, key: str, words: str) -> None:
    """Render one line in a place kept for it; none, where there is nothing to say."""
    if words:
        place.container(key=key).markdown(words)
