"""What the networks refuse, as one table: the rule's id and the sentence it says."""

from collections.abc import Mapping
from typing import ClassVar

from dsviz.cost.errors import CostError

RULES: Mapping[str, str] = {
    "picture-shape": "the input must be (batch, {channels}, height, width); got shape {shape}",
    "document-002-sides": (
        "height and width must be from {least} to {most}, so that avg_pool2d(2) leaves one place for the "
        "linear layer; got {height} x {width}"
    ),
    "subsample-places": (
        "the document's reshape to height * width // 4 must equal the places that 2x2 pooling leaves; "
        "got {reshape} and {pooled} for {height} x {width}"
    ),
    "subsample-room": "2x2 pooling needs height and width of at least 2; got {height} x {width}",
    "query-inside": "the query must lie inside the picture; got ({row}, {column}) for {height} x {width}",
}


class NetworkError(CostError):
    """A refusal of a network: a rule with its values, said in one sentence.

    Examples
    --------
    >>> str(NetworkError("subsample-places", reshape=12, pooled=9, height=7, width=7))[-22:]
    'got 12 and 9 for 7 x 7'
    """

    sentences: ClassVar[Mapping[str, str]] = RULES
