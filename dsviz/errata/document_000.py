"""Document 000: the claims about separable convolution, and the Non-local block it prints."""

from fractions import Fraction

from dsviz.conv.factoring import ranks
from dsviz.cost import Conv, count, separable, standard
from dsviz.cost.architectures import nonlocal_block
from dsviz.cost.formulas import least_out_channels, separable_ratio
from dsviz.errata.claim import Finding
from dsviz.examples.factoring import RANDOM, SEPARABLE, SPARSE

OUT_CHANNELS = (1, 8, 32, 64, 72, 128, 1024)


def title() -> Finding:
    """Look for a depthwise convolution among the layers of the printed code."""
    rows = count(nonlocal_block(64, (14, 14))).layers
    convolutions = [row.layer for row in rows if isinstance(row.layer, Conv)]
    in_groups = [layer for layer in convolutions if layer.spec.groups > 1]
    kernels = {layer.kernel for layer in convolutions}
    facts = {"convolutions": len(convolutions), "depthwise": len(in_groups), "kernel": max(kernels)}
    return Finding(not in_groups and kernels == {(1, 1)}, facts)


def eighth() -> Finding:
    """Compute the ratio over N for 3x3 kernels."""
    rows, agree = [], True
    for filters in OUT_CHANNELS:
        pair = count(separable(64, filters, 3), 8).weights
        full = count(standard(64, filters, 3), 8).weights
        agree &= Fraction(pair, full) == separable_ratio(3, filters)
        rows.append({"n": filters, "pair": pair, "standard": full, "times": round(full / pair, 2)})
    least = least_out_channels(3, Fraction(1, 8))
    never = least_out_channels(3, Fraction(1, 9)) is None
    facts = {"least": least, "one": float(separable_ratio(3, 1)), "ratio": separable_ratio(3, 72)}
    return Finding(agree and never and least == 72, facts, tuple(rows))


def formulas() -> Finding:
    """Count a layer with stride 2, where input and output differ in size."""
    in_channels, filters, kernel, side = 4, 8, 3, 7
    full = count(standard(in_channels, filters, kernel, stride=2, padding=1), side)
    pair = count(separable(in_channels, filters, kernel, stride=2, padding=1), side)
    out = full.layers[0].out_shape[1:]
    places = out[0] * out[1]
    facts = {
        "out": out,
        "standard": full.macs,
        "separable": pair.macs,
        "with_input": kernel**2 * in_channels * filters * side**2,
    }
    right = full.macs == kernel**2 * in_channels * filters * places
    also = pair.macs == (kernel**2 * in_channels + in_channels * filters) * places
    return Finding(right and also and full.macs != facts["with_input"], facts)


def ordinary() -> Finding:
    """Count what section 2.2 describes, one kernel a channel and then 1x1 filters, and an ordinary layer."""
    channels, filters, kernel = 3, 4, 3
    pair = count(separable(channels, filters, kernel), 8)
    full = count(standard(channels, filters, kernel), 8)
    facts = {
        "m": channels,
        "n": filters,
        "middle": pair.layers[0].out_shape[0],
        "weights": pair.weights,
        "standard": full.weights,
    }
    return Finding(facts["middle"] == channels and pair.weights != full.weights, facts)


def sparsity() -> Finding:
    """Compare a kernel that is mostly zero with one that is separable."""
    found = {
        name: ranks(each.layer.weight)
        for name, each in (("sparse", SPARSE), ("pair", SEPARABLE), ("random", RANDOM))
    }
    zeros = float((SPARSE.layer.weight == 0).mean()), float((SEPARABLE.layer.weight == 0).mean())
    facts = {
        "sparse": max(found["sparse"]),
        "separable": max(found["pair"]),
        "random": max(found["random"]),
        "sparse_zeros": round(100 * zeros[0], 1),
        "separable_zeros": round(100 * zeros[1], 1),
    }
    return Finding(set(found["pair"]) == {1} and min(found["sparse"]) == 9 and zeros[0] > zeros[1], facts)


def parameters() -> Finding:
    """Count the block's parameters with and without subsampling."""
    rows = []
    for channels in (64, 512, 1024):
        plain = count(nonlocal_block(channels, (14, 14))).parameters
        pooled = count(nonlocal_block(channels, (14, 14), subsample=True)).parameters
        rows.append({"c": channels, "parameters": plain, "subsampled": pooled})
    formula = all(2 * row["parameters"] == 4 * row["c"] ** 2 + 5 * row["c"] for row in rows)
    same = all(row["parameters"] == row["subsampled"] for row in rows)
    return Finding(formula and same, {"first": rows[0]["parameters"]}, tuple(rows))
