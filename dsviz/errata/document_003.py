"""Documents 003 and 004: formulas and names; what Keras accepts."""

import numpy as np

from dsviz.content import Listed
from dsviz.conv.convolve import compute, convolve
from dsviz.conv.errors import ConvError
from dsviz.conv.factoring import best_separable
from dsviz.conv.spec import ConvSpec
from dsviz.conv.tensors import check_fit
from dsviz.cost import Conv, count, depthwise, pointwise, separable, standard
from dsviz.cost.architectures import separable_block
from dsviz.cost.formulas import document_003_grouped, document_003_separable, legal_groups
from dsviz.errata.claim import Finding
from dsviz.examples.factoring import RANDOM
from dsviz.examples.separable import PICTURE

# AlexNet's five convolutions as its paper gives them: kernels, channels there are, kernel side, groups.
ALEXNET = ((96, 3, 11, 1), (256, 96, 5, 2), (384, 256, 3, 1), (384, 384, 3, 2), (256, 384, 3, 2))
# (K, C, N): the picture's layer, document 004's, one that narrows, and one input channel.
CASES = ((3, 3, 4), (3, 10, 32), (3, 16, 8), (3, 1, 16))


def parameters() -> Finding:
    """Count separable layers, and put their shapes into the document's formula."""
    rows = []
    for kernel, channels, filters in CASES:
        counted = count(separable(channels, filters, kernel), 8).weights
        theirs = document_003_separable(kernel, channels, filters)
        rows.append({"k": kernel, "c": channels, "n": filters, "pair": counted, "printed": theirs})
    equal = count(separable(8, 8, 3), 8).weights == document_003_separable(3, 8, 8)
    facts = {"true": rows[0]["pair"], "printed": rows[0]["printed"]}
    return Finding(equal and all(row["pair"] != row["printed"] for row in rows), facts, tuple(rows))


def grouped() -> Finding:
    """Count a grouped layer, and put its shape into the document's formula."""
    counted = count(standard(4, 8, 3, groups=2), 8).weights
    full = count(standard(4, 8, 3), 8).weights
    theirs = document_003_grouped(3, 8, 2)
    facts = {"true": counted, "printed": theirs, "standard": full, "part": full // theirs}
    return Finding(2 * counted == full and 4 * theirs == full, facts)


def name() -> Finding:
    """Count the pointwise half and the pair."""
    half, pair = count(pointwise(3, 4), 8).weights, count(separable(3, 4, 3), 8).weights
    return Finding(half < pair, {"half": half, "pair": pair})


def as_many_groups() -> Finding:
    """Try six groups on six channels in and eight out."""
    try:
        check_fit((6, 3, 3), (8, 1, 3, 3), ConvSpec(groups=6))
    except ConvError as error:
        legal = Listed([*map(str, legal_groups(6, 8))])
        return Finding(error.rule == "groups-divide-out-channels", {"error": error, "legal": legal})
    return Finding(False, {"error": "", "legal": ""})


def alexnet() -> Finding:
    """Look which cells a grouped layer's first output depends on; count AlexNet's second layer."""
    channels, side = 4, 3
    weight = np.ones((8, 2, side, side))
    x = np.zeros((channels, side, side))
    before = convolve(x, weight, groups=2, backend="numpy")[0, 0, 0]
    read = np.zeros(x.shape, dtype=bool)
    for cell in np.ndindex(x.shape):
        x[cell] = 1
        read[cell] = convolve(x, weight, groups=2, backend="numpy")[0, 0, 0] != before
        x[cell] = 0
    rows = _alexnets_layers()
    places, depth = int(read.any(axis=0).sum()), int(read.any(axis=(1, 2)).sum())
    facts = {
        "places": places,
        "of_places": side * side,
        "channels": depth,
        "of_channels": channels,
        "weights": rows[1]["weights"],
    }
    whole = places == side * side and 2 * depth == channels
    halves = [row["layer"] for row in rows if row["reads"] < row["of"]]
    return Finding(whole and halves == [2, 4, 5], facts, tuple(rows))


def _alexnets_layers() -> list[dict[str, int]]:
    """Count the weights of each layer, and how many of the channels one filter reads."""
    rows = []
    for at, (filters, channels, kernel, groups) in enumerate(ALEXNET, 1):
        layer = standard(channels, filters, kernel, groups=groups)
        weights = count(layer, 13).weights
        reads = weights // (filters * kernel**2)
        rows.append(
            {"layer": at, "of": channels, "reads": reads, "k": kernel, "n": filters, "weights": weights}
        )
    return rows


def same_result() -> Finding:
    """Compare size and numbers of a random layer and its nearest separable one."""
    exact = compute(RANDOM.layer, "numpy")
    pair = best_separable(RANDOM.layer.weight, 1)
    middle = compute(RANDOM.layer.replace(weight=pair.depthwise, groups=RANDOM.layer.in_channels), "numpy")
    near = convolve(middle, pair.pointwise, backend="numpy")
    error = float(np.linalg.norm(near - exact) / np.linalg.norm(exact))
    facts = {"out": near.shape, "error": round(100 * error, 1)}
    return Finding(near.shape == exact.shape and error > 0.1, facts)


def xception() -> Finding:
    """Count both orders, and run both with the same weights."""
    kernel, channels, filters = 3, 32, 64
    mobilenet = count(separable(channels, filters, kernel), 8).weights
    other = count([pointwise(channels, filters), depthwise(filters, kernel)], 8).weights
    theirs = document_003_separable(kernel, channels, filters)
    return Finding(
        other == theirs != mobilenet,
        {"c": channels, "n": filters, "mobilenet": mobilenet, "xception": other, "printed": theirs},
    )


def case() -> Finding:
    """Write "same" in three ways."""
    words = ("same", "SAME", "Same")
    read = {ConvSpec(padding=word).padding for word in words}
    return Finding(read == {"same"}, {"words": Listed(words), "read": min(read)})


def dilation_rate() -> Finding:
    """Dilate the separable picture's depthwise layer, and do the same by putting zeros into its kernel."""
    first = PICTURE.layers[0].layer
    dilated = compute(first.replace(dilation=2), "numpy")
    spread = np.zeros((first.in_channels, 1, 5, 5))
    spread[:, :, ::2, ::2] = first.weight
    same = int((dilated == compute(first.replace(weight=spread), "numpy")).sum())
    return Finding(same == dilated.size, {"same": same, "of": dilated.size, "out": dilated.shape})


def keras_layer() -> Finding:
    """Count document 004's separable layer and the ordinary one beside it."""
    pair = count(separable(10, 32, 3, bias=True, padding="same"), 224)
    full = count(standard(10, 32, 3, bias=True, padding="same"), 224)
    channels, height, width = pair.layers[-1].out_shape
    facts = {"pair": pair.parameters, "standard": full.parameters, "out": (height, width, channels)}
    return Finding(pair.parameters == 442 and facts["out"] == (224, 224, 32), facts)


def block() -> Finding:
    """Count MobileNet's block 32 to 64 as document 004 builds it."""
    counted = count(separable_block(32, 64, 1, "block"), 112)
    bare = sum(row.parameters for row in counted.layers if isinstance(row.layer, Conv))
    facts = {
        "keras": counted.parameters + counted.moving_statistics,
        "trained": counted.parameters,
        "bare": bare,
    }
    return Finding(facts["keras"] > facts["trained"] > bare, facts)
