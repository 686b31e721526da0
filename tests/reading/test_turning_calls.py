"""Calls that turn the kernel, and those that do not."""

import numpy as np
import pytest

from dsviz.reading.turning_calls import is_same_turned, turn_by_hand, turning_call


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("C = conv2(A, K, 'valid')", ("conv2", "filter2")),
        ("conv2([1 2;3 4], [1 0;0 1])", ("conv2", "filter2")),
        ("y = convolve2d(x, k, mode='valid')", ("convolve2d", "correlate2d")),
        ("print(scipy.signal.convolve2d(x, k))", ("scipy.signal.convolve2d", "scipy.signal.correlate2d")),
        ("np.convolve(a, k)", ("np.convolve", "np.correlate")),
        ("y = conv(a, k, 'same')", ("conv", "conv(x, flip(h))")),
        ("ndimage.convolve(np.array([[1, 2], [3, 4]]), k)", ("ndimage.convolve", "ndimage.correlate")),
        ("signal.fftconvolve(x, k)", ("signal.fftconvolve", "signal.correlate")),
        ("imfilter(A, h, 'conv')", ("imfilter", "imfilter(A, h)")),
        ("ListConvolve[k, x]", ("ListConvolve", "ListCorrelate")),
    ],
)
def test_a_call_that_turns_the_kernel_is_found(text, found):
    assert turning_call(f"x = [1 2; 3 4]\n{text}\n") == found


@pytest.mark.parametrize(
    "text",
    [
        "F.conv2d(x, w)",
        "conv = nn.Conv2d(1, 1, 2)\ny = conv(x)",
        "self.conv2(x)",
        "x = self.conv(x, 'valid')",
        "tf.nn.conv2d(x, k, 1, 'VALID')",
        "cv2.filter2D(x, -1, k)",
        "ndimage.correlate(x, k)",
        "signal.correlate2d(x, k, 'valid')",
        "np.correlate(x, k)",
        "imfilter(A, h)",
        "filter2(K, A)",
        "signal.convolve2d(x, np.flip(k), 'valid')",
        "signal.convolve2d(x, k[::-1, ::-1], 'valid')",
        "conv2(A, rot90(K, 2), 'valid')",
        "y = F.conv2d(x, w)  # not conv2(x, w)",
        "jax.lax.conv(x, w, (1, 1), 'VALID')",
    ],
)
def test_a_call_that_takes_the_kernel_as_it_stands_is_not(text):
    assert turning_call(text) is None


def test_numpy_does_as_is_said():
    assert np.correlate([1, 2, 3], [0, 1], "valid").tolist() == [2, 3]
    assert np.convolve([1, 2, 3], [0, 1], "valid").tolist() == [1, 2]
    assert np.convolve([1, 2, 3], np.flip([0, 1]), "valid").tolist() == [2, 3]


def test_a_kernel_is_turned_in_the_language_of_the_call():
    for call in ("scipy.signal.convolve2d", "np.convolve", "ndimage.convolve"):
        assert turn_by_hand(call) == "np.flip(K)"
    assert [turn_by_hand(call) for call in ("conv2", "imfilter")] == ["rot90(K, 2)"] * 2


def test_a_kernel_that_is_itself_when_turned_needs_no_advice():
    assert is_same_turned(np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]]))
    assert is_same_turned(np.ones((1, 1, 3, 3)))
    assert is_same_turned(np.array([[[[1.0], [2.0], [1.0]]]]))
    assert not is_same_turned(np.array([[-1, 0, 1]] * 3))
