"""How much faster the closed form counts MobileNet's 16 networks than torchinfo: ``python bench_count.py``.

Both are timed in one run, on the same networks, and asked for the same two numbers; before the clock starts
the networks exist, as torch modules and as descriptions. torchinfo runs every network once, for that is how
it learns the shapes. Timed too: torchinfo with its forward pass on torch's meta device, where nothing is
computed, and ``count`` with the making of the description. Everything remembered is cleared every round.
"""

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import torch
from torchinfo import summary

sys.path.insert(0, str(Path(__file__).parents[2]))

from dsviz.cost import count
from dsviz.cost.architectures import RESOLUTIONS, WIDTHS, described, mobilenet
from dsviz.cost.describe import cached_spec
from dsviz.cost.layers import side
from dsviz.networks import MobileNet

COMBINATIONS = [(width, resolution) for width in WIDTHS for resolution in RESOLUTIONS]


def by_count(network, resolution):
    counted = count(network, resolution, convention="torchinfo")
    return counted.operations, counted.reported_parameters


def by_torchinfo(network, resolution, device):
    found = summary(network, input_size=(1, 3, resolution, resolution), device=device, verbose=0)
    return found.total_mult_adds, found.total_params


def timed(work, rounds):
    """Median seconds of all 16 counts, and the counts."""
    seconds = []
    for _ in range(rounds):
        for remembered in (side, described, cached_spec):
            remembered.cache_clear()
        begun = perf_counter()
        counts = [work(width, resolution) for width, resolution in COMBINATIONS]
        seconds.append(perf_counter() - begun)
    return median(seconds), counts


def bench(rounds=5):
    """Rows (who, seconds for the 16 networks, how many times counting's, how many times that of both)."""
    described = {width: mobilenet(width) for width in WIDTHS}
    networks = {width: MobileNet(width=width).eval() for width in WIDTHS}
    with torch.device("meta"):
        meta = {width: MobileNet(width=width).eval() for width in WIDTHS}
    contestants = {
        "dsviz.count": lambda width, pixels: by_count(described[width], pixels),
        "dsviz.count, describing too": lambda width, pixels: by_count(mobilenet(width), pixels),
        "torchinfo": lambda width, pixels: by_torchinfo(networks[width], pixels, "cpu"),
        "torchinfo, meta device": lambda width, pixels: by_torchinfo(meta[width], pixels, "meta"),
    }
    results = {who: timed(work, rounds) for who, work in contestants.items()}
    counting, expected = results["dsviz.count"]
    both, _ = results["dsviz.count, describing too"]
    if any(counts != expected for _, counts in results.values()):
        raise SystemExit("the counts differ")
    return [(who, seconds, seconds / counting, seconds / both) for who, (seconds, _) in results.items()]


if __name__ == "__main__":
    print(f"{'16 MobileNets counted by':28}{'seconds':>10}{'to count':>11}{'describing too':>16}")
    for who, seconds, *ratios in bench():
        print(f"{who:28}{seconds:10.4f}{ratios[0]:10.1f}x{ratios[1]:15.1f}x")
