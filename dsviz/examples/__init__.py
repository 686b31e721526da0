"""The worked examples, as data: pages show them, tests recompute every number of them."""

from typing import Any, Literal, overload

from dsviz.examples import depthwise, pointwise, separable, standard
from dsviz.examples.example import Chain, Example
from dsviz.examples.pictures import PICTURES
from dsviz.examples.standard import HAND, HandCalculation

__all__ = ["ALL", "HAND", "PICTURES", "Chain", "Example", "HandCalculation", "by_topic", "get"]

ALL: tuple[Example | Chain, ...] = (
    *standard.EXAMPLES,
    *depthwise.EXAMPLES,
    *pointwise.EXAMPLES,
    *separable.EXAMPLES,
)


@overload
def by_topic(
    topic: Literal["standard", "depthwise", "pointwise"], pictures: bool = ...
) -> tuple[Example, ...]: ...
@overload
def by_topic(topic: Literal["separable"], pictures: bool = ...) -> tuple[Chain, ...]: ...
@overload
def by_topic(topic: str, pictures: bool = ...) -> tuple[Example | Chain, ...]: ...
def by_topic(topic: str, pictures: bool = False) -> tuple[Any, ...]:
    """List the examples of a topic; the first one opens its page.

    Parameters
    ----------
    topic : {"standard", "depthwise", "pointwise", "separable"}
    pictures : bool
        With the picture, whose maps are too large for numbers.

    Returns
    -------
    tuple of Example, or of Chain for "separable"

    Examples
    --------
    >>> [example.id for example in by_topic("separable")]
    ['separable-tensorflow', 'separable-picture']
    """
    known = (*ALL, *PICTURES) if pictures else ALL
    return tuple(example for example in known if example.topic == topic)


def get(example_id: str) -> Example | Chain:
    """Find an example by its id.

    Raises
    ------
    KeyError
        Where there is none.

    Examples
    --------
    >>> get("standard-cs231n").layer.spec.stride
    (2, 2)
    """
    return {example.id: example for example in (*ALL, *PICTURES)}[example_id]
