"""Right answers as PyTorch and NumPy print them: ``python tests/check/bench_printouts.py [layers] [seed]``.

Input, weight, bias and output go through the same printout and are read back from its text. A right answer
must not be blamed for the digits the printout left off, and the answer of a flipped kernel (of a forgotten
bias, where the kernel is 1x1) must still be named.
"""

import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parents[2]))

from dsviz.check.diagnose import diagnose
from dsviz.conv.trace import trace
from dsviz.reading.paste import read_tensor


def by_torch(decimals: int) -> Callable[[torch.Tensor], str]:
    def written(tensor: torch.Tensor) -> str:
        torch.set_printoptions(precision=decimals)
        try:
            return str(tensor)
        finally:
            torch.set_printoptions(profile="default")

    return written


def by_numpy(decimals: int) -> Callable[[torch.Tensor], str]:
    def written(tensor: torch.Tensor) -> str:
        with np.printoptions(precision=decimals):
            return np.array_repr(tensor.numpy())

    return written


PRINTERS = {
    f"{name} {decimals}": printer(decimals)
    for name, printer in (("torch", by_torch), ("numpy", by_numpy))
    for decimals in (2, 3, 4, 6, 8)
}


class Printed(NamedTuple):
    """A layer drawn as PyTorch draws one, and what two students get of it."""

    x: torch.Tensor
    weight: torch.Tensor
    bias: torch.Tensor | None
    padding: int
    right: torch.Tensor
    mistake: str
    wrong: torch.Tensor


def draw(rng: random.Random) -> Printed:
    torch.manual_seed(rng.randrange(10**6))
    kernel, size = rng.choice([1, 2, 3]), rng.choice([3, 4, 5])
    padding = rng.choice([0, 0, 1]) if kernel > 1 else 0
    has_bias = kernel == 1 or rng.random() < 0.6
    conv = torch.nn.Conv2d(rng.choice([1, 2, 3]), rng.choice([1, 2]), kernel, padding=padding, bias=has_bias)
    x = torch.randn(1, conv.in_channels, size, size)
    weight, bias = conv.weight.detach(), None if conv.bias is None else conv.bias.detach()
    convolved = torch.nn.functional.conv2d
    mistake = "kernel-flipped" if kernel > 1 else "bias-forgotten"
    wrong = convolved(x, weight.flip(-1, -2), bias if kernel > 1 else None, padding=padding)
    return Printed(
        x[0], weight, bias, padding, convolved(x, weight, bias, padding=padding)[0], mistake, wrong[0]
    )


def found_in(layer: Printed, answer: torch.Tensor, printer: Callable[[torch.Tensor], str]):
    x = read_tensor(printer(layer.x), role="input", layout="CHW").array
    weight = read_tensor(printer(layer.weight), role="kernel", layout="OIHW").array
    bias = None if layer.bias is None else read_tensor(printer(layer.bias), role="bias").array
    typed = read_tensor(printer(answer), role="output", layout="CHW").array
    return diagnose(trace(x, weight, bias, padding=layer.padding, backend="numpy"), typed)


def measure(layers: int, seed: int) -> dict[str, tuple[int, int]]:
    """(right answers blamed, mistakes not named) of each printer."""
    table = {}
    for name, printer in PRINTERS.items():
        rng = random.Random(f"{seed} {name}")
        blamed = missed = 0
        for _ in range(layers):
            layer = draw(rng)
            blamed += not found_in(layer, layer.right, printer).is_right
            names = [finding.id for finding in found_in(layer, layer.wrong, printer).mistakes]
            missed += layer.mistake not in names
        table[name] = blamed, missed
    return table


def main(layers: int = 50, seed: int = 2026) -> None:
    for name, (blamed, missed) in measure(layers, seed).items():
        print(
            f"{name:10}{layers:5} right answers: {blamed} blamed; as many mistaken ones: {missed} not named"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
