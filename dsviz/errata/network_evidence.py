"""Evidence from the documents' networks, run: 000's Non-local code, and 002's network cleaned."""

import torch

from dsviz.errata.claim import Finding
from dsviz.networks.mobilenet import MobileNet
from dsviz.networks.nonlocal_block import NonLocalBlock
from dsviz.networks.quirks import farthest, noise, quirks, seeded_block
from dsviz.networks.runs import leak, torchs_own_words
from dsviz.networks.tools import initialise

SEED = 7
CHANNELS = 4
SIDE = 6
SETTING = {"c": CHANNELS, "side": (SIDE, SIDE)}


def relu() -> Finding:
    """Run theta with the ReLU that slim adds and without it."""
    found = quirks(noise(CHANNELS, SIDE, SIDE, seed=SEED), seed=SEED)
    with_relu = _block().lines(noise(CHANNELS, SIDE, SIDE, seed=SEED))["theta"]
    lowest, lowest_relu = round(float(found.theta.min()), 3), float(with_relu.min())
    facts = {
        **SETTING,
        "lowest": lowest,
        "lowest_relu": lowest_relu,
        "cut": found.cut,
        "of": found.theta.size,
    }
    return Finding(lowest < 0 <= lowest_relu, facts)


def identity() -> Finding:
    """Compare the fresh block's output with its input."""
    theirs, papers = quirks(noise(CHANNELS, SIDE, SIDE, seed=SEED), seed=SEED).changes
    facts = {**SETTING, "document": round(theirs, 3), "paper": papers}
    return Finding(papers == 0 < theirs, facts)


def odd() -> Finding:
    """Subsample a picture of 7x7, and a batch of two of 3x3."""
    channels, side = 8, 7
    rows, columns = NonLocalBlock(channels, subsample=True, guard=False).grid(side, side)
    refused = torchs_own_words(channels, side, side)
    moved = leak(3, channels)
    facts = {
        "c": channels,
        "reshape": side * side // 4,
        "pooled": rows * columns,
        "error": refused,
        "moved": float(f"{moved:.3g}"),
    }
    return Finding(bool(refused) and moved > 0, facts)


def shapes() -> Finding:
    """Read the shapes of the lines whose comments are wrong, for 8 rows and 6 columns."""
    batch, height, width = 1, 8, 6
    lines = _block(subsample=True).lines(noise(CHANNELS, height, width, batch=batch, seed=SEED))
    shown = {name: tuple(lines[name].shape) for name in ("f", "g reshaped")}
    out = tuple(lines["output"].permute(0, 2, 3, 1).shape)
    places = height * width
    expected = {"f": (batch, places, places // 4), "g reshaped": (batch, places // 4, CHANNELS // 2)}
    facts = {"f": shown["f"], "g": shown["g reshaped"], "out": out}
    return Finding(shown == expected and out == (batch, height, width, CHANNELS), facts)


def scale() -> Finding:
    """Compare the attention with the softmax of f, scaled and not."""
    x = noise(CHANNELS, SIDE, SIDE, seed=SEED)
    plain = torch.softmax(_block().lines(x)["f"], dim=-1)[0].numpy()
    found = quirks(x, seed=SEED)
    unscaled = farthest(found.attention, plain)
    facts = {**SETTING, "difference": unscaled, "scaled": round(found.apart, 3)}
    return Finding(unscaled == 0 < found.apart, facts)


@torch.inference_mode()
def cleaned() -> Finding:
    """Run document 002's network, its code cleaned, on one 32x32 picture."""
    network = initialise(MobileNet.document_002(), SEED).eval()
    logits = network(torch.zeros(1, 3, 32, 32))
    parameters = sum(each.numel() for each in network.parameters())
    return Finding(tuple(logits.shape) == (1, 10), {"logits": tuple(logits.shape), "parameters": parameters})


def _block(**switches: bool) -> NonLocalBlock:
    return seeded_block(CHANNELS, torch.float64, SEED, **switches).requires_grad_(False)
