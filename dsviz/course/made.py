"""Which sections a lesson has."""

from __future__ import annotations

from dsviz.course.backward_sections import BackwardSections
from dsviz.course.chain_sections import ChainSections
from dsviz.course.row_sections import RowSections
from dsviz.course.sections import Sections
from dsviz.course.transposed_sections import TransposedSections

KINDS = {
    "several": ChainSections,
    "one_dimension": RowSections,
    "backward": BackwardSections,
    "transposed": TransposedSections,
}


def sections_of(lesson: str, spoken: str) -> Sections:
    """Make the sections of a lesson, in a language."""
    return KINDS.get(lesson, Sections)(lesson, spoken)
