"""How much faster the closed form counts MobileNet's 16 networks than torchinfo: ``python bench_count.py``.

torchinfo runs every network once; that is how it learns the shapes. Both are timed in one run, on the same
networks, and asked for the same two numbers. torchinfo is also timed with its forward pass on torch's meta
device, where nothing is computed: its best case.
"""

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import torch
from torchinfo import summary

sys.path.insert(0, str(Path(__file__).parents[2]))

from dsviz.cost import count
from dsviz.cost.architectures import RESOLUTIONS, WIDTHS, mobilenet
from dsviz.networks import MobileNet

COMBINATIONS = [(width, resolution) for width in WIDTHS for resolution in RESOLUTIONS]


def by_count(width, resolution):
    counted = count(mobilenet(width, resolution), convention="torchinfo")
    return counted.operations, counted.reported_parameters


def by_torchinfo(network, resolution, device):
    found = summary(network, input_size=(1, 3, resolution, resolution), device=device, verbose=0)
    return found.total_mult_adds, found.total_params


def timed(work, repeats):
    """Median seconds of all 16 counts, and the counts."""
    seconds = []
    for _ in range(repeats):
        begun = perf_counter()
        counts = [work(width, resolution) for width, resolution in COMBINATIONS]
        seconds.append(perf_counter() - begun)
    return median(seconds), counts


def bench(repeats=3):
    """Rows (who, seconds for the 16 networks, times slower than count)."""
    networks = {width: MobileNet(width=width).eval() for width in WIDTHS}
    with torch.device("meta"):
        meta = {width: MobileNet(width=width).eval() for width in WIDTHS}
    ours, counts = timed(by_count, 5 * repeats)
    theirs, same = timed(lambda width, side: by_torchinfo(networks[width], side, "cpu"), repeats)
    best, again = timed(lambda width, side: by_torchinfo(meta[width], side, "meta"), repeats)
    if not counts == same == again:
        raise SystemExit("the counts differ")
    return [
        ("dsviz.count", ours, 1.0),
        ("torchinfo", theirs, theirs / ours),
        ("torchinfo, meta device", best, best / ours),
    ]


if __name__ == "__main__":
    print(f"{'16 MobileNets counted by':28}{'seconds':>10}{'ratio':>9}")
    for who, seconds, ratio in bench():
        print(f"{who:28}{seconds:10.4f}{ratio:8.0f}x")
