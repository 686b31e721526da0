"""What cannot be drawn."""

from dsviz.conv.errors import Refusal


class SlidesError(Refusal):
    """A refusal of a picture, a film or slides that were asked for."""

    room = "slides"
