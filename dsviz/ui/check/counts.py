"""Check my work: how much of an answer is right, wrong and still open."""

from __future__ import annotations

import numpy as np
import streamlit as st

from dsviz.check.diagnosis import OPEN, RIGHT, WRONG, Diagnosis
from dsviz.ui.shell.words import say


def right_text(found: Diagnosis) -> str:
    """Say that all is right, and to which digits."""
    count = found.right.size
    if found.shown_decimals is not None:
        return say("check.right.printed", count=count, decimals=found.shown_decimals)
    return say("check.right.shown" if found.to_the_digits_shown else "check.right", count=count)


def show_counts(found: Diagnosis) -> None:
    """Render how many numbers are right, wrong and open, and which maps were given."""
    counts = {mark: int(np.count_nonzero(found.marks == mark)) for mark in (RIGHT, WRONG, OPEN)}
    words = say("check.counts", **counts)
    if found.given_maps:
        maps = ", ".join(map(str, found.given_maps))
        words = f"{words} {say('check.maps', count=len(found.given_maps), maps=maps)}"
    (st.warning if counts[WRONG] else st.success)(words)
