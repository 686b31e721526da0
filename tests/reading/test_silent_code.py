"""Code that makes another tensor of one: it is refused or worked out, never passed over."""

import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.several import read_tensors

MADE = "x = np.array([[3, 6], [9, 12]])"


@pytest.mark.parametrize(
    "text",
    [
        "np.arange(9).reshape(3,3) // 2",
        MADE + " // 3",
        MADE + " // 3  # thirds",
        "k = 2\n" + MADE + " // k",
        "k = 5\n" + MADE + " % k",
        MADE + " // np.array(2)",
        MADE + "\nx = x // 2",
        MADE + "\nx //= 2",
        ">>> " + MADE + "\n>>> x[0] //= 2",
        "x = [[3, 6], [9, 12]] // 3",
        "[[9 // 2, 3]]",
    ],
)
def test_a_division_without_rest_is_no_comment(text: str) -> None:
    with pytest.raises(ReadError) as refused:
        dsviz.read(text)
    assert refused.value.rule == "worked-out"
    assert "//" in refused.value.values["got"] or "%" in refused.value.values["got"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("int x[] = {1,2}; // rows", [[1, 2]]),
        ("int x[2][2] = {{1,2}, // 2\n{3,4}}; // 2", [[1, 2], [3, 4]]),
        ("double[][] x = {{1, 2}, {3, 4}} // 2", [[1, 2], [3, 4]]),
        ("const x = [[1,2],[3,4]] // 2", [[1, 2], [3, 4]]),
        ("[[1, 2], // 1\n[3, 4]] // 2", [[1, 2], [3, 4]]),
        ("x = [[1,2],[3,4]] // rows", [[1, 2], [3, 4]]),
        (MADE + " // input", [[3, 6], [9, 12]]),
        (MADE + "  # x // 2", [[3, 6], [9, 12]]),
        ("1 2 // 3 4", [[1, 2], [3, 4]]),
    ],
)
def test_a_comment_of_c_and_a_row_stay_what_they_are(text: str, numbers: list[list[float]]) -> None:
    assert dsviz.read(text).array.tolist() == [numbers]


ROWS = "x = [[2, 1], [4, 3]]"


@pytest.mark.parametrize(
    "line",
    [
        *("x.sort()", "x.reverse()", "x.append([5, 6])", "x[0].reverse()", "del x[0]"),
        *("x.t_()", "x.neg_()", "x.abs_()", "x.clamp_(0)", "x.mul_(2)", "x[0].fill_(5)", "x.data.neg_()"),
        *("torch.relu_(x)", "np.random.shuffle(x)", "random.shuffle(x)", "np.fill_diagonal(x, 0)"),
        *("np.multiply(x, 2, out=x)", "for row in x: row.sort()", "nn.init.ones_(x)", "sort!(x)"),
    ],
)
def test_a_call_that_changes_a_tensor_is_refused(line: str) -> None:
    for behind in ("", "\nw = [[1]]", "\ny = F.conv2d(x, w)"):
        with pytest.raises(ReadError) as refused:
            dsviz.read(f"{ROWS}\n{line}{behind}")
        assert (refused.value.rule, refused.value.place.line) == ("tensor-changed", 2)
        assert refused.value.values["got"] in line


@pytest.mark.parametrize(
    "line", ["x.shape", "print(x)", "x.tolist()", "x.requires_grad_(True)", "conv.apply_(k)", "# x.sort()"]
)
def test_a_call_that_changes_nothing_is_passed_over(line: str) -> None:
    assert dsviz.read(f"{ROWS}\n{line}").array.tolist() == [[[2, 1], [4, 3]]]


@pytest.mark.parametrize(
    "text",
    [
        "x = [[1, 2], [3, 4]] if small else [[1]]",
        "x = np.array([[1, 2]]) if flag else np.ones((2, 2))",
        "x = None or [[1, 2], [3, 4]]",
        "w = given or np.ones((1, 1))\nx = [[1]] or [[2]]",
        "x = np.array([[1, 2]])\nw = np.ones(x.shape)",
    ],
)
def test_what_only_the_run_of_a_program_tells_is_refused(text: str) -> None:
    for read in (dsviz.read, read_tensors):
        with pytest.raises(ReadError) as refused:
            read(text)
        assert refused.value.rule == "worked-out"


def test_a_condition_within_a_list_is_its_own() -> None:
    assert [one.name for one in read_tensors("x = [[1, 2]]\n# either [1] or [2]\nw = [[3]]")] == ["x", "w"]


def test_what_is_like_a_tensor_takes_its_type_and_leaves_it() -> None:
    whole = "x = np.array([[1, 2], [3, 4]])\n"
    with pytest.raises(ReadError) as refused:
        read_tensors(f"{whole}w = np.full_like(x, .5)")
    assert refused.value.rule == "like-whole"
    x, w = read_tensors(f"{whole}w = np.full_like(x, .5, dtype=float)")
    assert (x.array.tolist(), w.array.tolist()) == ([[1, 2], [3, 4]], [[0.5, 0.5], [0.5, 0.5]])
    assert read_tensors("x = np.array([[1.5, 2]])\nw = np.full_like(x, .5)")[1].array.tolist() == [[0.5, 0.5]]
    assert [one.name for one in read_tensors(f"{whole}w = np.zeros_like(x)")] == ["x", "w"]
