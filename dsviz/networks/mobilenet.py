"""MobileNet v1: the paper's, and document 002's with its code cleaned."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from dsviz.cost.architectures import CONFIG, STEM_CHANNELS, accepted_sides, blocks, thin
from dsviz.networks.errors import NetworkError
from dsviz.networks.separable import FullBlock, SeparableBlock


class MobileNet(nn.Sequential):
    """MobileNet v1 as a plain sequence: stem, blocks, pool, flatten, classifier.

    The layers have the names that `dsviz.cost.architectures.mobilenet` and ``document_002`` give them.
    ``MobileNet.document_002()`` builds the document's network. The weights are random: nothing is downloaded.

    Parameters
    ----------
    classes : int
    config : sequence of int or (int, int), out_channels or (out_channels, stride) of each block
    width : float, alpha: thins the channels of every layer
    stem_stride : int, 2 in the paper, 1 in document 002
    adaptive : bool, False for document 002's avg_pool2d(2), which takes few sizes only
    full_convolutions : bool, 3x3 convolutions in place of the separable blocks

    Examples
    --------
    >>> network = MobileNet(classes=10, width=0.25)
    >>> network(torch.zeros(1, 3, 64, 64)).shape
    torch.Size([1, 10])
    """

    def __init__(
        self,
        classes: int = 1000,
        *,
        config: Sequence[Any] = CONFIG,
        width: float = 1.0,
        stem_stride: int = 2,
        adaptive: bool = True,
        full_convolutions: bool = False,
    ) -> None:
        channels = thin(STEM_CHANNELS, width)
        parts = OrderedDict[str, nn.Module](stem=_stem(channels, stem_stride))
        block = FullBlock if full_convolutions else SeparableBlock
        for number, (out_channels, stride) in enumerate(blocks(config, width), 1):
            parts[f"block{number}"] = block(channels, out_channels, stride)
            channels = out_channels
        parts["pool"] = nn.AdaptiveAvgPool2d(1) if adaptive else nn.AvgPool2d(2)
        parts["flatten"] = nn.Flatten()
        parts["classifier"] = nn.Linear(channels, classes)
        super().__init__(parts)
        # Before the pool a side may be anything; document 002's needs the sides that leave one place.
        self.sides = None if adaptive else accepted_sides([(1, stem_stride), *config])

    @classmethod
    def document_002(cls, classes: int = 10, *, adaptive: bool = False, **settings: Any) -> "MobileNet":
        """Build document 002's network; ``adaptive=True`` is the remedy for its input sizes.

        Examples
        --------
        >>> sum(parameter.numel() for parameter in MobileNet.document_002().parameters())
        3217226
        """
        return cls(classes, stem_stride=1, adaptive=adaptive, **settings)

    def check(self, shape: Sequence[int]) -> None:
        """Refuse an input the network cannot take.

        Raises
        ------
        NetworkError, rules ``picture-shape`` and ``document-002-sides``

        Examples
        --------
        >>> MobileNet.document_002().check((1, 3, 224, 224))
        Traceback (most recent call last):
        dsviz.networks.errors.NetworkError: height and width must be from 17 to 48, so that avg_pool2d(2) \
leaves one place for the linear layer; got 224 x 224
        """
        if len(shape) != 4 or shape[1] != 3 or min(shape) < 1:
            raise NetworkError("picture-shape", channels=3, shape=tuple(shape))
        height, width = shape[2:]
        if self.sides and not all(self.sides[0] <= side <= self.sides[1] for side in (height, width)):
            raise NetworkError(
                "document-002-sides", least=self.sides[0], most=self.sides[1], height=height, width=width
            )

    def forward(self, x: Tensor) -> Tensor:
        """Return the logits (batch, classes) of pictures (batch, 3, height, width)."""
        self.check(x.shape)
        logits: Tensor = super().forward(x)  # type: ignore[no-untyped-call]
        return logits

    def probabilities(self, x: Tensor) -> Tensor:
        """Return the softmax of the logits; document 002 returns both."""
        return torch.softmax(self(x), dim=1)


def _stem(channels: int, stride: int) -> nn.Sequential:
    return nn.Sequential(
        OrderedDict[str, nn.Module](
            conv=nn.Conv2d(3, channels, 3, stride=stride, padding=1, bias=False),
            norm=nn.BatchNorm2d(channels),
            relu=nn.ReLU(),
        )
    )
