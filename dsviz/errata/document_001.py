"""Document 001: the picture of a convolution, the words on depthwise, the pasted signature."""

import numpy as np

from dsviz.conv.convolve import compute, convolve
from dsviz.conv.geometry import output_size
from dsviz.conv.reference import pad_numpy
from dsviz.cost import count, separable
from dsviz.errata.claim import Finding
from dsviz.examples.depthwise import MULTIPLIER_2, TENSORFLOW
from dsviz.examples.example import Array, Example
from dsviz.examples.pointwise import MIX, SCALE
from dsviz.examples.separable import PICTURE
from dsviz.examples.standard import CONV2D, CS231N, HAND

# What the document says of one default, in its signature and in its table; two lines of the signature.
DEFAULTS = {
    "signature": "data_format=‘channels_last’",
    "text": "It defaults to the image_data_format value found in your Keras config file at "
    "~/.keras/keras.json.",
}
SIGNATURE = "tf.layers.separable_conv2d(\npadding=‘valid’,\ndata_format=‘channels_last’,\n)"


def picture() -> Finding:
    """Pad the picture's input by hand and convolve without padding."""
    layer = CS231N.layer
    padded = pad_numpy(layer.x, layer.pads, "zeros")
    by_hand = compute(layer.replace(x=padded, padding=0), "numpy")
    same = int((by_hand == CS231N.printed).sum())
    facts = {"input": layer.size, "padded": padded.shape[1:], "same": same, "of": by_hand.size}
    return Finding(same == by_hand.size and _output(CS231N).tolist() == by_hand.tolist(), facts)


def product_27() -> Finding:
    """Compare the hand calculation's last product with the tensors, and put a 0 in its place."""
    (channel, at) = HAND.misprints[0]
    layer = CS231N.layer
    row, column = divmod(at, layer.kernel[1])
    printed = HAND.factors[channel][at]
    # The window of the first output begins in the padding, one row above and one column left of x.
    true = int(layer.x[channel, row - 1, column - 1]), int(layer.weight[0, channel, row, column])
    other = np.array(layer.weight)
    other[0, channel, row, column] = 0
    changed = compute(layer.replace(weight=other), "numpy")
    places = np.argwhere(changed != _output(CS231N)).tolist()
    (n, i, j) = places[0]
    facts = {
        "printed": f"{printed[0]}×{printed[1]}",
        "true": f"{true[0]}×{true[1]}",
        "changed": len(places),
        "place": f"y[{n},{i},{j}]",
        "now": int(_output(CS231N)[n, i, j]),
        "then": int(changed[n, i, j]),
    }
    return Finding(printed != true and places == [[0, 0, 1]], facts)


def filters() -> Finding:
    """Count filters and output maps with depth multiplier 1 and 2."""
    channels = MULTIPLIER_2.layer.in_channels
    one, two = len(_output(TENSORFLOW)), len(_output(MULTIPLIER_2))
    return Finding(one == channels and two == 2 * channels, {"channels": channels, "one": one, "two": two})


def shared() -> Finding:
    """Count the slices of a standard and of a depthwise weight of one shape."""
    weight, depthwise = PICTURE.composed, PICTURE.layers[0].layer.weight
    filters, channels, height, width = weight.shape
    facts = {
        "n": filters,
        "c": channels,
        "slices": filters * channels,
        "standard": weight.size,
        "depthwise_slices": len(depthwise),
        "depthwise": depthwise.size,
    }
    right = weight.size == filters * channels * height * width and depthwise.size == channels * height * width
    return Finding(right and facts["slices"] > facts["depthwise_slices"], facts)


def dilation() -> Finding:
    """Convolve 9x9 with stride 2 and dilation 2, and compare with every second place of stride 1."""
    x = np.random.default_rng(0).integers(-4, 5, (1, 9, 9)).astype(float)
    kernel = np.arange(1.0, 10.0).reshape(1, 1, 3, 3)
    both = convolve(x, kernel, stride=2, dilation=2, backend="numpy")
    every = convolve(x, kernel, dilation=2, backend="numpy")
    same = int((both == every[:, ::2, ::2]).sum())
    facts = {"out": both.shape[1:], "same": same, "of": both.size}
    return Finding(both.shape[1:] == (3, 3) and same == both.size, facts)


def signature() -> Finding:
    """Give two lines of the pasted signature to Python."""
    try:
        compile(SIGNATURE, "document 001", "exec")
    except SyntaxError as error:
        return Finding(True, {"error": error.msg, "text": (error.text or "").strip()})
    return Finding(False, {"error": "", "text": ""})


def example() -> Finding:
    """Compute the depthwise example the document prints."""
    same = int((_output(TENSORFLOW) == TENSORFLOW.printed).sum())
    return Finding(same == TENSORFLOW.printed.size, {"same": same, "of": TENSORFLOW.printed.size})


def channel_sum() -> Finding:
    """Add the depthwise maps, and compare with conv2d of the same tensors."""
    ordinary, apart = _output(CONV2D), _output(TENSORFLOW)
    same = int((ordinary[0] == apart.sum(axis=0)).sum())
    return Finding(same == ordinary.size, {"same": same, "of": ordinary.size})


def output_channels() -> Finding:
    """Multiply kernels by input channels."""
    channels, multiplier = MULTIPLIER_2.layer.in_channels, MULTIPLIER_2.layer.filters_per_group
    maps = len(_output(MULTIPLIER_2))
    return Finding(maps == channels * multiplier, {"channels": channels, "kernels": multiplier, "maps": maps})


def padding() -> Finding:
    """Find the output size of the module's default padding for kernels 3 and 5 on 8x8."""
    three, five = (output_size(8, kernel, pad_total=2) for kernel in (3, 5))
    return Finding(three == 8 and five != 8, {"three": (three, three), "five": (five, five)})


def biases() -> Finding:
    """Count biases three ways, and fold the depthwise one away."""
    counted = {
        "both": count(separable(10, 32, 3, depthwise_bias=True, bias=True), 8).parameters,
        "one": count(separable(10, 32, 3, bias=True), 8).parameters,
        "none": count(separable(10, 32, 3), 8).parameters,
    }
    first, last = (each.layer for each in PICTURE.layers)
    inner = np.array([2.0, -1.0, 3.0])
    outer = np.array([1.0, 0.0, -2.0, 4.0])
    middle = compute(first.replace(bias=inner), "numpy")
    with_both = compute(last.replace(x=middle, bias=outer), "numpy")
    folded = outer + last.weight[:, :, 0, 0] @ inner
    with_one = compute(last.replace(bias=folded), "numpy")
    same = int((with_both == with_one).sum())
    facts = {**counted, "same": same, "of": with_both.size}
    return Finding(same == with_both.size, facts)


def one_by_one() -> Finding:
    """Compare a 1x1 depthwise and a 1x1 ordinary convolution with the products they could be."""
    scaled = _output(SCALE) == SCALE.layer.x * SCALE.layer.weight[:, 0]
    reads = int((MIX.layer.weight[0] != 0).sum())
    facts = {"same": int(scaled.sum()), "of": scaled.size, "reads": reads}
    return Finding(bool(scaled.all()) and reads == MIX.layer.in_channels, facts)


def _output(example: Example) -> Array:
    return compute(example.layer, "numpy")


def data_format() -> Finding:
    """Look for the fixed value in either of the two sentences on one default."""
    fixed = {place: "channels_last" in words for place, words in DEFAULTS.items()}
    return Finding(fixed == {"signature": True, "text": False}, dict(DEFAULTS))
