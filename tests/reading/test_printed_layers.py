"""A layer as PyTorch prints it, before tensors without names."""

import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.several import read_tensors
from dsviz.reading.spoken_settings import settings_in

X = "tensor([[[[1., 2.], [3., 4.]]]])"
W = "tensor([[[[5., 6.], [7., 8.]]]])"
LAYER = "Conv2d(1, 1, kernel_size=(2, 2), stride=(2, 2))"
LAYERS = [
    LAYER,
    "Conv1d(1, 1, kernel_size=(2,), stride=(2,))",
    f"Sequential(\n  (0): {LAYER}\n)",
    f"Net(\n  (conv1): {LAYER}\n  (act): ReLU()\n)",
    "ConvTranspose2d(1, 1, kernel_size=(2, 2), stride=(2, 2))",
    "nn.Conv2d(1, 1, 2, stride=2)",
]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_tensor_behind_a_printed_layer_is_read(layer: str) -> None:
    assert dsviz.read(f"{layer}\n{X}").array.tolist() == [[[1, 2], [3, 4]]]
    found = read_tensors(f"{layer}\n{X}\n{W}")
    assert [(named.role, named.array.ravel()[0]) for named in found] == [("input", 1), ("kernel", 5)]


def test_a_printed_layer_still_tells_its_settings() -> None:
    assert settings_in(f"{LAYER}\n{X}")["stride"] == "2, 2"


def test_a_session_may_print_its_layer_between_tensors() -> None:
    text = f">>> x\n{X}\n>>> conv\n{LAYER}\n>>> conv.weight\nParameter containing:\n{W}"
    assert [(named.name, named.role) for named in read_tensors(text)] == [
        ("x", "input"),
        ("conv.weight", "kernel"),
    ]


@pytest.mark.parametrize(
    "layer", [LAYER, "nn.Conv2d(1, 1, 2, stride=2)", "nn.Conv2d(1, 1, 2, stride=2)  # twos"]
)
@pytest.mark.parametrize("last", ["w = [[5, 6], [7, 8]]", "w = 5 6;7 8", "w:\n5 6\n7 8"])
def test_a_layer_behind_the_last_tensor_tells_its_settings_and_takes_no_number(layer: str, last: str) -> None:
    text = f"x = [[1, 2], [3, 4]]\n{last}\n{layer}\n"
    assert dsviz.read(text).array.tolist() == [[[1, 2], [3, 4]]]
    assert dsviz.read(text, "kernel").array.tolist() == [[[[5, 6], [7, 8]]]]
    assert dsviz.check("70", text, text).verdict.startswith(
        "The one number is right. Settings taken from the text: stride 2"
    )


@pytest.mark.parametrize("text", [LAYER, f"1 2\n{LAYER}\n3 4"])
def test_a_layer_alone_and_one_among_rows_are_refused(text: str) -> None:
    with pytest.raises(ReadError):
        dsviz.read(text)
