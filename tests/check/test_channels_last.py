"""An answer beside an input whose channels stand last: in its order or the other, a right number is right."""

import numpy as np
import pytest
import torch
from torch.nn.functional import conv2d

import dsviz

RANDOM = np.random.default_rng(3)
X = RANDOM.integers(0, 5, (2, 4, 4))
WEIGHT = RANDOM.integers(-2, 3, (2, 2, 3, 3))
RIGHT = conv2d(torch.tensor(X).double()[None], torch.tensor(WEIGHT).double())[0].numpy().astype(int)
LAST = np.moveaxis(
    RIGHT, 0, -1
)  # (2, 2, 2), as the maps first: nothing but the numbers tells the orders apart
TYPED_X, TYPED_WEIGHT = str(np.moveaxis(X, 0, -1).tolist()), str(WEIGHT.transpose(2, 3, 1, 0).tolist())


def checked(answer):
    return dsviz.check(str(np.asarray(answer).tolist()), TYPED_X, TYPED_WEIGHT)


@pytest.mark.parametrize("answer", [LAST, LAST[None], RIGHT, RIGHT[None]])
def test_a_right_answer_is_right_in_both_orders(answer):
    assert checked(answer).is_right


def test_a_slip_is_marked_in_the_order_of_the_input():
    answer = LAST.copy()
    answer[1, 0, 1] += 3
    found = checked(answer)
    assert np.argwhere(found.marks == "wrong").tolist() == [[1, 1, 0]]


def test_a_slip_with_open_cells_does_not_make_the_other_order_right():
    answer = np.full((2, 2, 2), "?", dtype=object)
    answer[0, 0, 1] = int(LAST[0, 0, 1])
    text = str(answer.tolist()).replace("'", "")
    marks = dsviz.check(text, TYPED_X, TYPED_WEIGHT).marks
    assert (marks == "right").sum() == 1
    assert not (marks == "wrong").any()


def test_maps_last_beside_channels_first_stay_a_mistake_with_a_name():
    found = dsviz.check(str(LAST.tolist()), str(X.tolist()), str(WEIGHT.tolist()))
    assert [each.id for each in found.findings] == ["channels-last"]


def test_a_mistake_is_named_in_the_order_it_was_made_in():
    flipped = conv2d(torch.tensor(X).double()[None], torch.tensor(WEIGHT).double().flip(2, 3))[0].numpy()
    for answer in (flipped.astype(int), np.moveaxis(flipped.astype(int), 0, -1)):
        assert [each.id for each in checked(answer).findings] == ["kernel-flipped"]
