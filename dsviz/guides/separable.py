"""The guide through a depthwise separable convolution: look around first, mix afterwards."""

from dataclasses import replace

from dsviz.conv.layer import Layer
from dsviz.conv.spec import ConvSpec
from dsviz.examples import Chain, Example
from dsviz.examples.separable import TENSORFLOW
from dsviz.guides.beat import Beat, Guide, Place, Pose

FIRST, SECOND, STANDARD = "depthwise", "pointwise", "standard"


def layers_of(chain: Chain) -> dict[str, Example]:
    """Return both steps of a chain, and the one standard convolution that gives the same numbers.

    Examples
    --------
    >>> {name: example.layer.weight.size for name, example in layers_of(TENSORFLOW).items()}
    {'depthwise': 8, 'pointwise': 6, 'standard': 24}
    """
    first, second = chain.layers
    both = Layer(x=first.layer.x, weight=chain.composed, bias=second.layer.bias, spec=ConvSpec())
    one = replace(second, id=f"{chain.id}-standard", topic="standard", layer=both, own=True)
    return {FIRST: first, SECOND: second, STANDARD: one}


def _at(
    layer: str,
    place: Place,
    part: str = "result",
    *lit: str,
    since: Place | None = None,
    order: str = "filter",
) -> Pose:
    return Pose(layer=layer, place=place, part=part, lit=lit, since=since, order=order)


SEPARABLE = Guide(
    id="separable",
    page="separable",
    layers=layers_of(TENSORFLOW),
    beats=(
        Beat("idea", _at(FIRST, (0, 0, 0), "window", "x.0", "x.1")),
        Beat("alone", _at(FIRST, (0, 0, 0), "products", "x.0", "w.0")),
        Beat("first", _at(FIRST, (0, 1, 1), "result", "y.0", since=(0, 0, 0))),
        Beat("both", _at(FIRST, (1, 1, 1), "result", "y.1", since=(1, 0, 0))),
        Beat("handed", _at(SECOND, (0, 0, 0), "window", "x.0", "x.1")),
        Beat("mix", _at(SECOND, (0, 0, 0), "bias", "window", "place"), asks="result"),
        Beat("place", _at(SECOND, (2, 1, 1), "result", "y", since=(0, 0, 0), order="place")),
        Beat("weights", _at(SECOND, (2, 1, 1), "result", "w.all"), asks="together_weights"),
    ),
)
