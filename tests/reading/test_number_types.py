"""What a type of numbers does to a tensor: decimals are cut off, and what would wrap is refused."""

import numpy as np
import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.several import read_tensors

LIST = "torch.tensor([[1.7, -2.4], [3, 4]])"
CUT = [[1, -2], [3, 4]]


@pytest.mark.parametrize(
    "text",
    [
        *(LIST + cast for cast in (".long()", ".int()", ".short()", ".char()", ".to(torch.int32)")),
        *(f"np.array([[1.7, -2.4], [3, 4]]).astype({name})" for name in ("int", "'int8'", "np.int64")),
        "np.int8([[1.7, -2.4], [3, 4]])",
        "tf.cast([[1.7, -2.4], [3, 4]], tf.int32)",
    ],
)
def test_decimals_are_cut_off_toward_zero(text: str) -> None:
    assert dsviz.read(text).array.tolist() == [CUT]


def test_whole_numbers_that_fit_stay() -> None:
    for cast in (".long()", ".byte()", ".half()", ".bfloat16()", ".to(torch.uint8)"):
        assert dsviz.read(f"torch.tensor([[1, 255], [3, 4]]){cast}").array.tolist() == [[[1, 255], [3, 4]]]


def test_sixteen_bits_round() -> None:
    assert dsviz.read("torch.tensor([[1.3, 2049]]).half()").array.tolist() == [[[1.2998046875, 2048]]]
    assert dsviz.read("torch.tensor([[1.3, 257]]).bfloat16()").array.tolist() == [[[1.296875, 256]]]


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("np.array([[300, 2]], dtype=np.uint8)", "300"),
        ("np.array([[300, 2]]).astype('uint8')", "300"),
        ("np.uint8([[300]])", "300"),
        ("torch.tensor([[-1.5, 2]]).byte()", "-1"),
        ("torch.tensor([[1e5, 2]]).half()", "100000"),
        ("np.array([[200, 2]], dtype=np.uint8) * 2", "400"),
        ("2 * np.uint8([[200, 2]])", "400"),
        ("x = np.array([[200, 2]], dtype=np.uint8)\ny = x * 2", "400"),
        ("torch.tensor([[200, 2]]).byte().reshape(2, 1).mul(2)", "400"),
    ],
)
def test_a_number_that_would_wrap_is_refused(text: str, got: str) -> None:
    with pytest.raises(ReadError) as refused:
        dsviz.read(text)
    assert refused.value.rule == "dtype-range"
    assert f"another number of {got}. Leave the type out" in str(refused.value)


def test_a_wrapping_tensor_among_several_is_refused() -> None:
    with pytest.raises(ReadError, match="another number of 400"):
        read_tensors("x = np.array([[200, 2]], dtype=np.uint8)\ny = x * 2\nk = np.array([[1, 2]])")


@pytest.mark.parametrize("made", ["/ 2", "* 0.5", ".astype(float) * 2 / 4", ".div(2)"])
def test_what_is_made_of_whole_numbers_may_be_decimals(made: str) -> None:
    assert dsviz.read(f"np.array([[200, 5]], dtype=np.uint8){made}").array.tolist() == [[[100, 2.5]]]


HALVES = "[[.5, 0], [2, -1]]"


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"np.array({HALVES}, dtype={name})"
            for name in ("bool", "np.bool_", "np.bool", "'bool'", "'?'", "'b1'")
        ),
        *(f"np.array({HALVES}).astype({name})" for name in ("bool", "'bool'", "np.bool_")),
        *(
            f"torch.tensor({HALVES}){cast}"
            for cast in (".bool()", ".to(torch.bool)", ".type(torch.BoolTensor)")
        ),
        f"torch.tensor({HALVES}, dtype=torch.bool).float()",
        f"torch.BoolTensor({HALVES})",
        f"np.bool_({HALVES})",
        f"tf.cast({HALVES}, tf.bool)",
    ],
)
def test_bool_is_one_or_zero(text: str) -> None:
    assert dsviz.read(text).array.tolist() == [[[1, 0], [1, 1]]]
    assert np.array([[0.5, 0], [2, -1]], dtype=bool).astype(float).tolist() == [[1, 0], [1, 1]]


def test_a_bool_tensor_is_worked_on_as_numbers() -> None:
    assert dsviz.read(f"np.array({HALVES}).astype(bool) * 300").array.tolist() == [[[300, 0], [300, 300]]]
    assert dsviz.read("np.full((1, 2), 0.5, dtype=bool)").array.tolist() == [[[1, 1]]]
    assert np.isnan(
        dsviz.read("np.array([[?, 2]]).astype(bool)", role="output", open_cells=True).array[0, 0, 0]
    )


@pytest.mark.parametrize("cast", [".astype('i4')", ".astype('<i2')", ".astype('|i1')"])
def test_numpys_short_names_cut_off_too(cast: str) -> None:
    text = f"np.array([[1.7, -2.4], [3, 4]]){cast}"
    assert dsviz.read(text).array.tolist() == [CUT]
    assert np.array([[1.7, -2.4], [3, 4]]).astype(cast[9:-2]).tolist() == CUT


def test_torchs_tensors_of_a_type_cut_off_too() -> None:
    for name in ("LongTensor", "IntTensor", "ShortTensor"):
        assert dsviz.read(f"torch.{name}([[1.7, -2.4], [3, 4]])").array.tolist() == [CUT]
        assert dsviz.read(f"torch.tensor([[1.7, -2.4], [3, 4]]).type(torch.{name})").array.tolist() == [CUT]
