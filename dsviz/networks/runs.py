"""Arrays in, arrays out: a picture through a network, for those who do not speak torch."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from dsviz.examples.block import Block, Norm, Rectified
from dsviz.networks.mobilenet import MobileNet
from dsviz.networks.nonlocal_block import NonLocalBlock
from dsviz.networks.quirks import Quirks, farthest, noise, quirks, seeded_block
from dsviz.networks.tools import initialise, leaves

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class LayerRun:
    """What one layer of a network put out for one picture.

    Attributes
    ----------
    maps : ndarray, shape (C, H, W)
    probabilities : ndarray, shape (classes,), of the whole network
    """

    maps: Floats
    probabilities: Floats

    @property
    def zeros(self) -> float:
        """The share of the layer's numbers that are exactly 0, 0 to 1."""
        return float((self.maps == 0).mean())


@dataclass(frozen=True)
class NonLocalRun:
    """A Non-local block run on one picture.

    Attributes
    ----------
    shapes : dict of tuple, the tensor of every line of the document's code, channels last
    attention : ndarray, shape (H * W, rows * columns), each row summing to 1
    grid : (rows, columns) of the places looked at
    quirks : Quirks, the same input with each quirk and without
    change : float, the largest difference between the block's output and its input
    """

    shapes: dict[str, tuple[int, ...]]
    attention: NDArray[Any]
    grid: tuple[int, int]
    quirks: Quirks
    change: float


def centred(picture: NDArray[Any]) -> Tensor:
    """Turn a picture (3, H, W) with 0 to 255 into a batch of one with -1 to 1.

    >>> centred(np.array([[[0, 255]]])).tolist()
    [[[[-1.0, 1.0]]]]
    """
    return torch.tensor(np.asarray(picture) / 127.5 - 1, dtype=torch.float32)[None]


@torch.inference_mode()
def run_mobilenet(picture: NDArray[Any], layer: str, *, seed: int = 0, **settings: Any) -> LayerRun:
    """Run a picture through a MobileNet with seeded random weights and keep what one layer puts out.

    Parameters
    ----------
    picture : ndarray, shape (3, H, W), 0 to 255; the network sees -1 to 1
    layer : str, dotted name such as "block3.relu2"
    seed : int
    **settings : document_002 (bool), and the keywords of `MobileNet`

    Raises
    ------
    NetworkError, where the network cannot take the picture's size
    KeyError, where it has no such layer

    Examples
    --------
    >>> run = run_mobilenet(np.zeros((3, 32, 32)), "block1.relu1", width=0.25)
    >>> run.maps.shape, run.probabilities.shape
    ((8, 16, 16), (1000,))
    """
    network, x = _network(seed, **settings), centred(picture)
    network.check(x.shape)
    kept = None
    for name, part in leaves(network):
        x = part(x)
        if name == layer:
            kept = x[0].numpy().copy()
    if kept is None:
        raise KeyError(layer)
    maps = kept if kept.ndim == 3 else kept.reshape(-1, 1, 1)
    return LayerRun(maps, torch.softmax(x[0], dim=0).numpy())


# One network at a time: in full convolutions it takes 117 MB.
@lru_cache(maxsize=1)
def _network(seed: int, document_002: bool = False, **settings: Any) -> MobileNet:
    network = MobileNet.document_002(**settings) if document_002 else MobileNet(**settings)
    initialise(network, seed)
    network.eval()
    return network


@torch.inference_mode()
def run_nonlocal(picture: NDArray[Any], channels: int, *, seed: int = 0, **settings: Any) -> NonLocalRun:
    """Run a Non-local block with seeded random weights on a picture.

    A seeded 3x3 convolution and a ReLU make the block's `channels` out of the picture's three.

    Parameters
    ----------
    picture : ndarray, shape (3, H, W), 0 to 255
    channels : int, C
    seed : int
    **settings : the keywords of `NonLocalBlock`

    Raises
    ------
    NetworkError, where the block cannot take the picture's size

    Examples
    --------
    >>> run = run_nonlocal(np.zeros((3, 6, 6)), 8, subsample=True)
    >>> run.shapes["f"], run.grid, run.attention.shape
    ((1, 36, 9), (3, 3), (36, 9))
    """
    lift = initialise(nn.Conv2d(3, channels, 3, padding=1), seed)
    return _run_block(torch.relu(lift(centred(picture))), seed, settings)


@torch.inference_mode()
def run_nonlocal_on_noise(
    size: tuple[int, int], channels: int, *, seed: int = 0, **settings: Any
) -> NonLocalRun:
    """Run a Non-local block with seeded random weights on random numbers of the same seed.

    Examples
    --------
    >>> round(run_nonlocal_on_noise((6, 6), 4, seed=7).quirks.apart, 3)
    0.264
    """
    return _run_block(noise(channels, *size, seed=seed), seed, settings)


def _run_block(features: Tensor, seed: int, settings: dict[str, Any]) -> NonLocalRun:
    block = seeded_block(features.shape[1], features.dtype, seed, **settings)
    lines = block.lines(features)
    shapes = {name: tuple(line.shape) for name, line in lines.items()}
    # The block's own tensors are channels last; its output alone is turned back for torch.
    shapes["output"] = shapes["input"]
    height, width = features.shape[2:]
    return NonLocalRun(
        shapes,
        lines["attention"][0].numpy(),
        block.grid(height, width),
        quirks(features, seed=seed, **settings),
        farthest(lines["output"].numpy(), features.numpy()),
    )


@torch.inference_mode()
def torchs_own_words(channels: int, height: int, width: int) -> str:
    """Run the subsampled block unguarded on one picture; give the error torch raises, or "".

    Examples
    --------
    >>> torchs_own_words(8, 7, 7)
    "shape '[-1, 12, 4]' is invalid for input of size 36"
    >>> torchs_own_words(8, 6, 6)
    ''
    """
    block = initialise(NonLocalBlock(channels, subsample=True, guard=False), 0)
    try:
        block(torch.zeros(1, channels, height, width))
    except RuntimeError as error:
        return str(error).splitlines()[0]
    return ""


@torch.inference_mode()
def leak(side: int, channels: int = 8, measured_reshape: bool = False, seed: int = 0) -> float:
    """Change the second of two pictures and measure how far the first one's result moves.

    Returns
    -------
    float, 0 where a picture depends on itself alone

    Examples
    --------
    >>> leak(3) > 0, leak(3, measured_reshape=True), leak(4)
    (True, 0.0, 0.0)
    """
    block = NonLocalBlock(channels, subsample=True, guard=False, measured_reshape=measured_reshape)
    initialise(block, seed)
    generator = torch.Generator().manual_seed(seed)
    before = torch.rand(2, channels, side, side, generator=generator)
    after = before.clone()
    after[1] = torch.rand(channels, side, side, generator=generator)
    return float((block(before)[0] - block(after)[0]).abs().max())


@torch.inference_mode()
def run_block(block: Block) -> NDArray[np.float64]:
    """Compute a worked block by torch's own Conv2d, BatchNorm2d and ReLU.

    Returns
    -------
    ndarray, shape (N, H, W)

    Examples
    --------
    >>> from dsviz.examples.block import MOBILENET
    >>> bool((run_block(MOBILENET) == MOBILENET.output).all())
    True
    """
    norms, x = iter(block.norms), torch.tensor(block.input)[None]
    for step in block.steps:
        if isinstance(step, Rectified):
            x = nn.ReLU()(x)
        elif "norm" in step.id:
            x = _batch_norm(next(norms))(x)
        else:
            layer = step.layer
            settings: dict[str, Any] = {"padding": layer.pads[0][0], "groups": layer.spec.groups}
            x = nn.functional.conv2d(x, torch.tensor(layer.weight), **settings)
    return x[0].numpy()


def _batch_norm(norm: Norm) -> nn.BatchNorm2d:
    module = nn.BatchNorm2d(len(norm.gamma), eps=0, dtype=torch.float64)
    numbers = {
        "weight": norm.gamma,
        "bias": norm.beta,
        "running_mean": norm.mean,
        "running_var": norm.variance,
        "num_batches_tracked": np.array(0),
    }
    module.load_state_dict({name: torch.tensor(value) for name, value in numbers.items()})
    module.eval()
    return module
