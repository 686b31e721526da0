"""A last axis of one channel that a program gives its tensors."""

import pytest

import dsviz

X, K = "np.array([[1,2,3],[4,5,6],[7,8,9]])", "np.array([[1,2,3],[-4,7,4],[2,-5,1]])"
# By PyTorch's conv2d with padding 1.
ANSWER = "0 11 -7\n29 40 1\n104 96 48"


@pytest.mark.parametrize(
    "behind",
    ["[:, :, np.newaxis]", "[..., None]", "[:, :, None]", "[..., np.newaxis]"],
)
def test_a_new_last_axis_is_one_channel(behind: str) -> None:
    x, k = f"x = {X}\nx = x{behind}", f"k = {K}\nk = k{behind}"
    assert dsviz.read(x).array.shape == (1, 3, 3)
    assert dsviz.read(k, role="kernel").layout == "HWI"
    assert dsviz.check(ANSWER, x, k, padding=1).is_right
    assert dsviz.check(ANSWER, f"{X}{behind}", f"{K}{behind}", padding=1).is_right


def test_two_new_axes_are_one_channel_and_one_filter() -> None:
    assert dsviz.check(ANSWER, f"{X}[None, :, :, None]", f"{K}[:, :, None, None]", padding=1).is_right
    k = f"np.expand_dims({K}, axis=-1)"
    assert dsviz.check(ANSWER, f"np.expand_dims({X}, -1)", k, padding=1).is_right


def test_pytorchs_new_axes_make_kernels_of_one_place() -> None:
    reading = dsviz.read("torch.tensor([[1., 2., 3.], [4., 5., 6.]])[:, :, None, None]", role="kernel")
    assert (reading.layout, reading.array.shape) == ("OIHW", (2, 3, 1, 1))
