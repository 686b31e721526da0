"""The layers that the documents draw, and the five kinds side by side, as boxes."""

from __future__ import annotations

from dsviz.course.boxes import IN_DOCUMENTS, kinds
from dsviz.ui.parts.boxes import show_boxes


def show_kinds() -> None:
    """Render the five kinds of layer side by side."""
    show_boxes(*kinds(), line="boxes.kinds")


def show_documents_boxes(page: str) -> None:
    """Render the layers that documents describe on this page's subject."""
    show_boxes(*IN_DOCUMENTS[page])
