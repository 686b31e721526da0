"""Code that makes another tensor of one: it is refused or worked out, never passed over."""

import pytest

import dsviz
from dsviz.reading.errors import ReadError

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
