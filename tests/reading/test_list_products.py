"""A list times a whole number: Python repeats the list, MATLAB and mathematics multiply each number."""

import numpy as np
import pytest

import dsviz
from dsviz.reading.axes import Known
from dsviz.reading.errors import ReadError
from dsviz.reading.paste import reading_of
from dsviz.reading.several import read_tensors

REPEATED = [[1, 2], [3, 4], [1, 2], [3, 4]]
DOUBLED = [[2, 4], [6, 8]]


@pytest.mark.parametrize(
    "text",
    [
        "np.array([[1, 2], [3, 4]]*2)",
        "np.array(2*[[1, 2], [3, 4]])",
        "torch.tensor([[1., 2.], [3., 4.]] * 2)",
        "array(((1, 2), (3, 4))*2)",
        "np.array([[1, 2], [3, 4]]).tolist()*2",
        "np.array(list(((1, 2), (3, 4)))*2)",
        "np.array([[1, 2], [3, 4]] * (2))",
        "import numpy as np\nx = [[1, 2], [3, 4]]*2",
        "rows = [[1, 2], [3, 4]]\nx = np.array(rows*2)",
        "x = np.array([[1, 2], [3, 4]]*2, dtype=np.float32)",
    ],
)
def test_python_repeats_a_list(text: str) -> None:
    assert dsviz.read(text).array.tolist() == [REPEATED]
    assert not [other for other in dsviz.read(text).others if other.form]


@pytest.mark.parametrize(
    "text",
    [
        "np.array([[1, 2], [3, 4]])*2",
        "2*np.array([[1, 2], [3, 4]])",
        "torch.tensor([[1, 2], [3, 4]])*2",
        "[1 2; 3 4]*2",
        "[[1 2]\n [3 4]]*2",
        "[1, 2; 3, 4]*2",
        "{{1, 2}, {3, 4}}*2",
        "2\u00d7[[1, 2], [3, 4]]",
        "[[1, 2], [3, 4]] .* 2",
        "[[.5, 1], [1.5, 2]] * 4.0",
        "[[4, 8], [12, 16]] * 1/2",
        "(1/2)*[[4, 8], [12, 16]]",
        "-[[-2, -4], [-6, -8]]",
        "row = np.array([1, 2])\nother = np.array([3, 4])\nx = np.stack([row*2, other*2])",
        "np.array([[1, 2], [3, 4]]).astype(int)*2",
    ],
)
def test_an_array_is_multiplied(text: str) -> None:
    assert dsviz.read(text).array.tolist() == [DOUBLED]
    assert not [other for other in dsviz.read(text).others if other.form]


@pytest.mark.parametrize(
    ("text", "first", "other"),
    [
        ("[[1, 2], [3, 4]]*2", ("repeated", REPEATED), ("scaled", DOUBLED)),
        ("2 * [[1, 2], [3, 4]]", ("scaled", DOUBLED), ("repeated", REPEATED)),
        ("x = ([[1, 2], [3, 4]]*2)", ("repeated", REPEATED), ("scaled", DOUBLED)),
        ("a = [[1, 2], [3, 4]]\nx = a*2", ("repeated", REPEATED), ("scaled", DOUBLED)),
    ],
)
def test_a_product_that_may_be_either_offers_the_other(text, first, other) -> None:
    read = dsviz.read(text)
    found = [(option.form, option.array.tolist()) for option in read.options if option.form]
    assert found == [(form, [numbers]) for form, numbers in (first, other)]
    assert read.why.key == f"reading.why.{first[0]}"


def test_what_fits_the_layer_goes_first() -> None:
    (named,) = read_tensors("x = [[1, 2], [3, 4]]*2")
    read = reading_of(named.typed, "output", Known(output=(1, 2, 2)))
    assert read.array.tolist() == [DOUBLED]


@pytest.mark.parametrize("text", ["([[1, 2]]*2).T", "2*[[1, 2], [3, 4]]/3", "[1, 2]*2, [3, 4]*2"])
def test_a_product_in_doubt_is_not_worked_on(text: str) -> None:
    with pytest.raises(ReadError) as refused:
        dsviz.read(text)
    assert refused.value.rule == "list-product"
    assert "Type np.array([...])*2 to multiply" in str(refused.value)


@pytest.mark.parametrize("text", ["np.array([1, 2]*0)", "np.array(-1*[1, 2])", "[[1, 2] * 1.5, [3, 4]]"])
def test_a_count_must_be_whole(text: str) -> None:
    with pytest.raises(ReadError) as refused:
        dsviz.read(text)
    assert refused.value.rule == "repeat-count"


def test_many_products_take_a_bounded_time() -> None:
    with pytest.raises(ReadError):
        dsviz.read("[1, 2]*2 " * 20_000)
    with pytest.raises(ReadError):
        dsviz.read(f"{'[1, 2]*2, ' * 10}")
    assert dsviz.read("1000000*[[1, 2], [3, 4]]").array.tolist() == [[[1e6, 2e6], [3e6, 4e6]]]


def test_python_does_as_is_said() -> None:
    assert np.array([[1, 2], [3, 4]] * 2).tolist() == 2 * [[1, 2], [3, 4]] == REPEATED
    assert (np.array([[1, 2], [3, 4]]) * 2).tolist() == DOUBLED


def test_a_list_of_a_list_is_that_list() -> None:
    assert dsviz.read("np.array(list((1, 2)))").typed.shape == (2,)


@pytest.mark.parametrize("text", ["[[1 2]]*2", "[1 2]*2 ", "[1, 2]'*2"])
def test_a_row_with_blanks_is_no_list_of_pythons(text: str) -> None:
    assert sorted(dsviz.read(text).array.ravel()) == [2, 4]


def test_matlab_calls_a_kernel_b() -> None:
    found = read_tensors("A = [1 2; 3 4];\nB = [0 1; 1 0];\nC = conv2(A, B)")
    assert [(one.name, one.role) for one in found] == [("A", "input"), ("B", "kernel")]
    found = read_tensors("x = [1 2; 3 4];\nk = [0 1; 1 0];\nb = [5]")
    assert [one.role for one in found] == ["input", "kernel", "bias"]
