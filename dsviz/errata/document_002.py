"""Document 002: MobileNet as it is described and as it is coded; and the paper's own slips."""

from dsviz.cost import Conv, count, depthwise, separable
from dsviz.cost.architectures import CONFIG, accepted_sides, document_002, mobilenet
from dsviz.cost.errors import CostError
from dsviz.cost.result import LayerCount
from dsviz.errata.claim import Finding

# The first lines of the document's code as they stand in it, the line numbers fused into them.
PASTED = "541class Block(nn.Module):\n2 def __init__(self,input_channels, output_channels, stride=1):"

# How many random pictures the network learns by heart in a test, and in how many steps of training.
LEARNED = {"pictures": 4, "steps": 5}


def pasted() -> Finding:
    """Give the code as pasted to Python."""
    try:
        compile(PASTED, "document 002", "exec")
    except SyntaxError as error:
        return Finding(True, {"error": error.msg, "text": (error.text or "").strip()})
    return Finding(False, {"error": "", "text": ""})


def input_224() -> Finding:
    """Count the network for a 224x224 picture, as coded and with the adaptive pool."""
    refused, values = "", (0, 0)
    try:
        count(document_002(size=(224, 224)))
    except CostError as error:
        refused, values = error.rule, (error.values["shape"][0], error.values["in_features"])
    least, most = accepted_sides()
    taken = [side for side in range(2, 60) if _takes(side)]
    adaptive = count(document_002(size=(224, 224), adaptive=True)).layers[-1].out_shape
    facts = {
        "least": least,
        "most": most,
        "got": values[0],
        "expected": values[1],
        "classes": adaptive[0],
    }
    right = taken == list(range(least, most + 1)) and refused == "in-features-match"
    return Finding(right and adaptive == (10,), facts)


def stem() -> Finding:
    """Count the first convolution with the document's stride and with the paper's, at 224x224."""
    document = count(document_002(size=(224, 224), adaptive=True))
    paper = count(mobilenet(1.0, 224, classes=10))
    first, theirs = document.layers[0], paper.layers[0]
    facts = {
        "stride": _stride(first),
        "paper": _stride(theirs),
        "map": first.out_shape[1:],
        "paper_map": theirs.out_shape[1:],
        "times": round(document.macs / paper.macs, 2),
    }
    return Finding((facts["stride"], facts["paper"]) == (1, 2), facts)


def alpha() -> Finding:
    """Compare kernels and channels of every convolution at full and at half width."""
    full, half = (_convolutions(width) for width in (1.0, 0.5))
    kernels = {layer.kernel for layer in half}
    same = [one.kernel for one in full] == [other.kernel for other in half]
    thinner = all(2 * other.out_channels == one.out_channels for one, other in zip(full, half, strict=True))
    facts = {
        "kernels": " and ".join(f"{a}×{b}" for a, b in sorted(kernels, reverse=True)),
        "full": full[0].out_channels,
        "half": half[0].out_channels,
        "layers": len(half),
    }
    return Finding(same and thinner, facts)


def maps() -> Finding:
    """Find the output of both steps for a 224x224 picture, stride 2 and 64 filters."""
    step, last = count(separable(3, 64, 3, stride=2, padding=1), 224).layers
    facts = {"in": step.in_shape[1:], "out": step.out_shape, "numbers": step.activations}
    facts |= {"filters": last.out_shape[0], "last": last.activations}
    return Finding(step.out_shape == (3, 112, 112), facts)


def paper_table_2() -> Finding:
    """Compute the first convolution's share of the paper's network."""
    counted = count(mobilenet())
    share = 100 * counted.layers[0].macs / counted.macs
    return Finding(
        round(share, 2) == 1.91,
        {"macs": counted.layers[0].macs, "all": counted.macs, "share": round(share, 2)},
    )


def paper_table_1() -> Finding:
    """Find the last map with the last block's stride as printed and as the sizes demand."""
    demanded = _last_side(1)
    printed = _last_side(2)
    return Finding(demanded == 7 != printed, {"printed": (printed,) * 2, "true": (demanded,) * 2})


def _stride(row: LayerCount) -> int:
    return row.layer.spec.stride[0] if isinstance(row.layer, Conv) else 0


def _last_side(stride: int) -> int:
    side = 224
    for each in (2, *(entry[1] if isinstance(entry, tuple) else 1 for entry in CONFIG[:-1]), stride):
        side = count(depthwise(1, 3, stride=each, padding=1), side).layers[0].out_shape[1]
    return side


def _convolutions(width: float) -> list[Conv]:
    return [row.layer for row in count(mobilenet(width)).layers if isinstance(row.layer, Conv)]


def _takes(side: int) -> bool:
    try:
        count(document_002(size=(side, side)))
    except CostError:
        return False
    return True


def converges() -> Finding:
    """Tell what a test trains; a page does not wait for training."""
    return Finding(True, LEARNED)
