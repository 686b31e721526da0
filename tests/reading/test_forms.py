"""Every form in which people have tensors, read as the numbers that stand there."""

import pytest

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
