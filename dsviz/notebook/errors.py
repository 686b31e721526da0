"""What the widget and a book's files refuse."""

from __future__ import annotations

from dsviz.conv.errors import Refusal


class NotebookError(Refusal):
    """A refusal of where a widget is to stand, or of the name of a book's files."""

    room = "notebook"
