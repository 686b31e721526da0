"""What the writers refuse."""

from dsviz.conv.errors import Refusal


class ExportError(Refusal):
    """A refusal of layers that cannot be written in the form that was asked for."""

    room = "export"
