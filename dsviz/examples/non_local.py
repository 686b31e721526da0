"""A Non-local block small enough for paper: 2x2 places, two channels, so that the embeddings have one."""

from __future__ import annotations

import numpy as np

from dsviz.examples.example import Array, read_only

#: The picture, shape (C, H, W); and the four 1x1 convolutions without biases. This project's own numbers.
PICTURE = read_only("x", [[[1, 0], [2, 1]], [[0, 1], [1, 0]]])
THETA, PHI, G = (read_only("weight", row) for row in ([1, 1], [1, -1], [2, 1]))
LAST = read_only("weight", [1, -1])


def walk() -> dict[str, Array]:
    """Compute the block of document 000 line by line, the ReLU of slim's conv2d among it.

    Returns
    -------
    dict of str to ndarray
        In order: ``x`` as (places, C), ``theta``, ``phi``, ``g`` as (places, 1), ``f`` and its ``softmax`` as
        (places, places), ``y`` as (places, 1), ``last`` and ``output`` as (places, C).

    Examples
    --------
    >>> walk()["theta"].ravel().tolist(), walk()["f"][2].tolist()
    ([1.0, 1.0, 3.0, 1.0], [3.0, 0.0, 3.0, 3.0])
    """
    x = PICTURE.reshape(len(PICTURE), -1).T
    theta, phi, g = (np.maximum(x @ weight[:, None], 0) for weight in (THETA, PHI, G))
    f = theta @ phi.T
    powers = np.exp(f)
    softmax = powers / powers.sum(axis=1, keepdims=True)
    y = softmax @ g
    last = np.maximum(y @ LAST[None, :], 0)
    return {
        "x": x,
        "theta": theta,
        "phi": phi,
        "g": g,
        "f": f,
        "softmax": softmax,
        "y": y,
        "last": last,
        "output": x + last,
    }
