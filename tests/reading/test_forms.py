"""Every form in which people have tensors, read as the numbers that stand there."""

import pytest

from dsviz.reading.errors import ReadError
from dsviz.reading.paste import read_tensor
from dsviz.reading.text import read_text
from tests.reading.forms_of_text import OTHERS, TWO_BY_THREE


@pytest.mark.parametrize("text", TWO_BY_THREE.values(), ids=TWO_BY_THREE)
def test_one_matrix_in_every_form(text):
    typed = read_text(text)
    assert (typed.shape, typed.numbers) == ((2, 3), pytest.approx([1, 2, 3, 4, 5, 6], rel=1e-15))


@pytest.mark.parametrize(("text", "shape", "numbers"), OTHERS.values(), ids=OTHERS)
def test_forms_with_numbers_of_their_own(text, shape, numbers):
    typed = read_text(text)
    assert (typed.shape, typed.numbers) == (shape, numbers)


ROWS = [[37.0, 47.0], [67.0, -7.5]]


@pytest.mark.parametrize(
    "text",
    [
        "第一行是 37 47，第二行是 67 -7.5",
        "第一行是 37 47\n第二行是 67 -7.5",
        "第一行：37, 47；第二行：67, -7.5。",
        "第1行为37和47。第2行为67和-7.5。",
        "输出：第一行是 37 47，第二行是 67 -7.5",
        "The first row is 37 47, the second row is 67 -7.5.",
        "First row: 37 and 47; and the second row: 67 and -7.5",
        "The 1st row is 37, 47\nThe 2nd row is 67, -7.5",
    ],
)
def test_rows_told_in_words_are_rows(text):
    assert read_tensor(text, role="output").array.tolist() == [ROWS]


@pytest.mark.parametrize("text", ["第一行是三十七", "第二行是 1 2\n第一行是 3 4"])
def test_other_words_about_rows_are_refused_as_words(text):
    with pytest.raises(ReadError) as refused:
        read_tensor(text, role="output")
    assert refused.value.rule == "character"


def test_digits_of_other_scripts_are_still_named():
    with pytest.raises(ReadError, match="digits must be 0 to 9; got '十三百'"):
        read_tensor("十三百 二\n三 四")


@pytest.mark.parametrize(
    ("text", "got", "meant"),
    [
        ("一 二\n三 四", "一", "1"),
        ("1 负三点五", "负三点五", "-3.5"),
        ("一百零三", "一百零三", "103"),
        ("1 负2", "负2", "-2"),
    ],
)
def test_numbers_in_characters_are_told_their_digits(text, got, meant):
    with pytest.raises(ReadError) as refused:
        read_tensor(text)
    assert refused.value.values == {"got": got, "meant": meant}
