"""The Non-local block of document 000, its quirks switchable."""

import torch
from torch import Tensor, nn

from dsviz.conv.numbers import whole_number
from dsviz.networks.errors import NetworkError


class NonLocalBlock(nn.Module):
    """Document 000's ``NonLocalBlock``: every place of a picture looks at every other.

    The defaults are the document's. Inside, tensors have the document's layout, channels last.

    Parameters
    ----------
    channels : int, C; the embeddings have C // 2
    relu_embeddings : bool
        ReLU after theta, phi and g, which slim's conv2d adds by default; the paper's are linear.
    relu_output : bool, the same after the last 1x1 convolution
    subsample : bool, phi and g are max-pooled 2x2
    measured_reshape : bool
        The remedy for odd sizes: reshape to the places pooling leaves, not to height * width // 4.
    identity_start : bool
        A batch norm with scale 0 after the last convolution, as in the paper: the block starts as identity.
    guard : bool
        Refuse sizes at which the document's reshape goes wrong. False shows what then happens: an error of
        torch, or for some batches images that are mixed without a word.

    Notes
    -----
    Wang et al. 2018, arXiv 1711.07971, figure 2 (embedded Gaussian, which has no 1 / sqrt(d) either).

    Examples
    --------
    >>> block = NonLocalBlock(64)
    >>> sum(parameter.numel() for parameter in block.parameters())  # 2 C C + 2.5 C
    8352
    >>> block(torch.zeros(1, 64, 6, 6)).shape
    torch.Size([1, 64, 6, 6])
    """

    def __init__(
        self,
        channels: int,
        *,
        relu_embeddings: bool = True,
        relu_output: bool = True,
        subsample: bool = False,
        measured_reshape: bool = False,
        identity_start: bool = False,
        guard: bool = True,
    ) -> None:
        super().__init__()
        self.channels = whole_number("channels", channels, least=2)
        self.inner = channels // 2
        self.relu_embeddings, self.relu_output = relu_embeddings, relu_output
        self.subsample, self.measured_reshape, self.guard = subsample, measured_reshape, guard
        self.theta, self.phi, self.g = (nn.Conv2d(channels, self.inner, 1) for _ in range(3))
        self.y = nn.Conv2d(self.inner, channels, 1)
        self.norm = nn.BatchNorm2d(channels) if identity_start else nn.Identity()
        if isinstance(self.norm, nn.BatchNorm2d):
            nn.init.zeros_(self.norm.weight)

    def check(self, shape: torch.Size) -> None:
        """Refuse an input the block cannot take.

        Raises
        ------
        NetworkError, rules ``picture-shape``, ``subsample-room`` and ``subsample-places``

        Examples
        --------
        >>> NonLocalBlock(4, subsample=True).check(torch.Size((1, 4, 7, 7)))
        Traceback (most recent call last):
        dsviz.networks.errors.NetworkError: the document's reshape to height * width // 4 must equal the \
places that 2x2 pooling leaves; got 12 and 9 for 7 x 7
        """
        if len(shape) != 4 or shape[1] != self.channels or min(shape) < 1:
            raise NetworkError("picture-shape", channels=self.channels, shape=tuple(shape))
        height, width = shape[2:]
        if not self.subsample:
            return
        if min(height, width) < 2:
            raise NetworkError("subsample-room", height=height, width=width)
        rows, columns = self.grid(height, width)
        places = self._places(height, width)
        if self.guard and places != rows * columns:
            raise NetworkError(
                "subsample-places", reshape=places, pooled=rows * columns, height=height, width=width
            )

    def grid(self, height: int, width: int) -> tuple[int, int]:
        """Return (rows, columns) of the places looked at: the picture's, or after pooling half of them.

        >>> NonLocalBlock(4, subsample=True).grid(7, 6)
        (3, 3)
        """
        return (height // 2, width // 2) if self.subsample else (height, width)

    def _places(self, height: int, width: int) -> int:
        if not self.subsample:
            return height * width
        return (height // 2) * (width // 2) if self.measured_reshape else height * width // 4

    def lines(self, x: Tensor) -> dict[str, Tensor]:
        """Run the block and keep the tensor of every line of the document's code.

        Parameters
        ----------
        x : Tensor (batch, channels, height, width)

        Returns
        -------
        dict of Tensor, channels last as in the document, in order; "output" is channels first again

        Examples
        --------
        >>> lines = NonLocalBlock(4, subsample=True).lines(torch.zeros(2, 4, 6, 6))
        >>> {name: tuple(lines[name].shape) for name in ("theta reshaped", "attention", "y", "output")}
        {'theta reshaped': (2, 36, 2), 'attention': (2, 36, 9), 'y': (2, 6, 6, 4), 'output': (2, 4, 6, 6)}
        """
        self.check(x.shape)
        height, width = x.shape[2:]
        kept = {"input": _channels_last(x)}
        self._embed(kept, "theta", x, height * width, pool=False)
        self._embed(kept, "phi", x, self._places(height, width), pool=self.subsample)
        kept["phi transposed"] = kept["phi reshaped"].transpose(1, 2)
        kept["f"] = torch.matmul(kept["theta reshaped"], kept["phi transposed"])
        kept["attention"] = torch.softmax(kept["f"], dim=-1)
        self._embed(kept, "g", x, self._places(height, width), pool=self.subsample)
        kept["y matrix"] = torch.matmul(kept["attention"], kept["g reshaped"])
        kept["y reshaped"] = kept["y matrix"].reshape(-1, height, width, self.inner)
        y = self.norm(self.y(_channels_first(kept["y reshaped"])))
        y = torch.relu(y) if self.relu_output else y
        kept["y"] = _channels_last(y)
        kept["output"] = x + y
        return kept

    def _embed(self, kept: dict[str, Tensor], name: str, x: Tensor, places: int, pool: bool) -> None:
        embedded = self.get_submodule(name)(x)
        embedded = torch.relu(embedded) if self.relu_embeddings else embedded
        kept[name] = _channels_last(embedded)
        if pool:
            embedded = nn.functional.max_pool2d(embedded, 2)
            kept[f"{name} pooled"] = _channels_last(embedded)
        kept[f"{name} reshaped"] = _channels_last(embedded).reshape(-1, places, self.inner)

    def forward(self, x: Tensor, return_attention: bool = False) -> Tensor | tuple[Tensor, Tensor]:
        """Return the block's output, and with ``return_attention`` the attention as well.

        Returns
        -------
        Tensor (batch, channels, height, width)
        and Tensor (batch, height * width, places looked at), each row summing to 1
        """
        lines = self.lines(x)
        return (lines["output"], lines["attention"]) if return_attention else lines["output"]

    @torch.inference_mode()
    def attention_map(self, x: Tensor, row: int, column: int) -> Tensor:
        """Return where one place of the first picture looks.

        Parameters
        ----------
        x : Tensor (batch, channels, height, width)
        row, column : int, the query place

        Returns
        -------
        Tensor (rows, columns), summing to 1; half the picture's sides when subsampled

        Raises
        ------
        NetworkError, rule ``query-inside``

        Examples
        --------
        >>> NonLocalBlock(4).attention_map(torch.zeros(1, 4, 2, 2), 0, 1).tolist()
        [[0.25, 0.25], [0.25, 0.25]]
        """
        height, width = x.shape[-2:]
        if not (0 <= row < height and 0 <= column < width):
            raise NetworkError("query-inside", row=row, column=column, height=height, width=width)
        attention = self.lines(x)["attention"]
        return attention[0, row * width + column].reshape(self.grid(height, width))


def _channels_last(x: Tensor) -> Tensor:
    return x.permute(0, 2, 3, 1)


def _channels_first(x: Tensor) -> Tensor:
    return x.permute(0, 3, 1, 2)
