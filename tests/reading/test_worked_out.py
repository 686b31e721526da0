"""Code that works a tensor out, and answers that are half filled: the refusal says what to do."""

import pytest

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.paste import read_tensor

ONES = "x = torch.ones((2, 2))\n"


@pytest.mark.parametrize(
    "text",
    [
        *(
            ONES + line
            for line in (
                "x = torch.cat((x, x + 1), 0)",
                "x = torch.stack((x, x + 1))",
                "x = x * 2 - 1",
                "x = x[..., 1:]",
            )
        ),
        *("torch.ones((1, 2, 2))" + end for end in ("[0]", "//3", "**2", " * 2 - 1")),
        "1/9 * np.ones((3, 3)) - 1",
    ],
)
def test_what_code_works_out_is_refused_as_such(text: str) -> None:
    with pytest.raises(ReadError) as refused:
        dsviz.read(text)
    assert refused.value.rule == "worked-out"
    assert refused.value.values["got"] == text.split("\n")[-1]
    assert "paste what print shows" in str(refused.value)


@pytest.mark.parametrize("text", ["1 2 - 3\n4 5 6", "x = [[1, 2 - 3], [4, 5]]", "np.array([[1, 2 - 3]])"])
def test_a_sign_apart_among_numbers_keeps_its_hint(text: str) -> None:
    with pytest.raises(ReadError, match="Type -3"):
        dsviz.read(text)


@pytest.mark.parametrize("mark", ["TODO", "待定", "nan", "-", "n/a", "tbd", "—"])
def test_a_half_filled_answer_is_told_the_sign_of_an_open_cell(mark: str) -> None:
    for text in (f"37 {mark}\n67 77", f"37\t{mark}\n67\t77"):
        with pytest.raises(ReadError) as refused:
            read_tensor(text, role="output", open_cells=True)
        assert (refused.value.rule, refused.value.values["got"]) == ("cell-half", mark)
        assert read_tensor(text.replace(mark, "?"), role="output", open_cells=True).array.size == 4


def test_where_no_cell_may_be_open_nothing_is_said_of_it() -> None:
    with pytest.raises(ReadError) as refused:
        dsviz.read("37 TODO\n67 77")
    assert refused.value.rule == "cell-number"
