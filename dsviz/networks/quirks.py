"""What the quirks of document 000's Non-local block do to one input, in numbers."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from dsviz.networks.nonlocal_block import NonLocalBlock
from dsviz.networks.tools import initialise


@dataclass(frozen=True)
class Quirks:
    """One input through the same weights, as the document has the block and as the paper has it.

    Attributes
    ----------
    theta : ndarray, shape (C // 2, H, W), without a ReLU
    x : ndarray, shape (C, H, W), the block's input
    document, paper : ndarray, shape (C, H, W), the block's output without the identity start and with it
    attention, scaled : ndarray, shape (H * W, places), softmax of f as it is and of f / sqrt(C // 2)
    """

    theta: NDArray[Any]
    x: NDArray[Any]
    document: NDArray[Any]
    paper: NDArray[Any]
    attention: NDArray[Any]
    scaled: NDArray[Any]

    @property
    def cut(self) -> int:
        """How many of theta's numbers a ReLU cuts to 0."""
        return int((self.theta < 0).sum())

    @property
    def changes(self) -> tuple[float, float]:
        """How far the output is from the input at most: without the identity start, and with it."""
        return farthest(self.document, self.x), farthest(self.paper, self.x)

    @property
    def apart(self) -> float:
        """How far a share of the attention would be moved at most by 1 / sqrt(C // 2)."""
        return farthest(self.attention, self.scaled)


def noise(channels: int, height: int, width: int, *, batch: int = 1, seed: int = 0) -> Tensor:
    """Draw the same standard normal numbers for the same seed.

    Returns
    -------
    Tensor (batch, channels, height, width), float64

    Examples
    --------
    >>> torch.equal(noise(2, 3, 3, seed=7), noise(2, 3, 3, seed=7))
    True
    """
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(batch, channels, height, width, generator=generator, dtype=torch.float64)


def seeded_block(channels: int, dtype: torch.dtype, seed: int, **settings: Any) -> NonLocalBlock:
    """Make a block with weights from a seed; the switches do not change the weights."""
    return initialise(NonLocalBlock(channels, **settings).to(dtype), seed).eval()


@torch.inference_mode()
def quirks(x: Tensor, *, seed: int = 0, **settings: Any) -> Quirks:
    """Run one input through the block with each quirk and without.

    Parameters
    ----------
    x : Tensor (1, channels, height, width)
    seed : int, of the weights
    **settings : the keywords of `NonLocalBlock`; identity_start is tried both ways whatever it says

    Examples
    --------
    >>> found = quirks(noise(4, 6, 6, seed=7), seed=7)
    >>> found.changes[1], found.cut, found.theta.size, round(found.apart, 3)
    (0.0, 33, 72, 0.264)
    """
    settings = {name: value for name, value in settings.items() if name != "identity_start"}
    document = seeded_block(x.shape[1], x.dtype, seed, **settings)
    paper = seeded_block(x.shape[1], x.dtype, seed, identity_start=True, **settings)
    lines = document.lines(x)
    scaled = torch.softmax(lines["f"] / document.inner**0.5, dim=-1)
    tensors = (document.theta(x), x, lines["output"], paper(x), lines["attention"], scaled)
    return Quirks(*(tensor[0].numpy() for tensor in tensors))


def farthest(one: NDArray[Any], other: NDArray[Any]) -> float:
    """Return the largest difference between two arrays.

    >>> farthest(np.array([1.0, 2.0]), np.array([1.0, 4.5]))
    2.5
    """
    return float(np.abs(one - other).max())
