"""Random layers of small integers, whose results are exact in float64."""

from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st

from dsviz import ConvSpec
from dsviz.conv.spec import PADDING_MODES


class Layer(NamedTuple):
    x: np.ndarray
    weight: np.ndarray
    bias: np.ndarray | None
    keywords: dict[str, Any]

    @property
    def arguments(self):
        return self.x, self.weight, self.bias


def pairs(least: int, most: int):
    numbers = st.integers(least, most)
    return st.tuples(numbers, numbers)


PADDINGS = st.one_of(
    st.integers(0, 3),
    pairs(0, 3),
    st.tuples(pairs(0, 3), pairs(0, 3)),
    st.sampled_from(["same", "valid", "SAME"]),
)


def integers(seed: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(-9, 10, shape)


@st.composite
def layers(draw, max_groups: int = 3, modes=PADDING_MODES, bias=None) -> Layer:
    groups, slices, per_group = (
        draw(st.integers(1, max_groups)),
        draw(st.integers(1, 3)),
        draw(st.integers(1, 3)),
    )
    kernel, stride, dilation = draw(pairs(1, 3)), draw(pairs(1, 3)), draw(pairs(1, 2))
    spec = ConvSpec(stride, draw(PADDINGS), dilation, groups, draw(st.sampled_from(modes)))
    size = tuple(draw(st.integers(0, 3)) + smallest_size(spec, kernel, axis) for axis in (0, 1))
    seed = draw(st.integers(0, 2**32 - 1))
    with_bias = draw(st.booleans()) if bias is None else bias
    return Layer(
        integers(seed, groups * slices, *size),
        integers(seed + 1, groups * per_group, slices, *kernel),
        integers(seed + 2, groups * per_group) if with_bias else None,
        spec.keywords,
    )


def smallest_size(spec: ConvSpec, kernel: tuple[int, int], axis: int) -> int:
    """Where the kernel fits and the padding has enough cells to copy."""
    reach = (kernel[axis] - 1) * spec.dilation[axis] + 1
    if spec.padding == "same":
        return reach
    pads = spec.padding[axis]
    enough = 1 if spec.padding_mode in ("zeros", "replicate") else max(pads) + 1
    return max(enough, reach - sum(pads))
