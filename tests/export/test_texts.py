import ast

import numpy as np
import pytest

from dsviz.conv.layouts import hwcm_to_oihw, nhwc_to_nchw
from dsviz.conv.trace import Trace
from dsviz.examples import get
from dsviz.export.layout_text import layout_text
from dsviz.wording.sums import channel_texts, sum_text


def tensors_in(text):
    blocks = (block.partition("\n") for block in text.split("\n\n"))
    return {head.split()[0]: np.array(ast.literal_eval(numbers)) for head, _, numbers in blocks}


def test_the_documents_layout_is_the_documents_own_lists():
    example = get("depthwise-tensorflow")
    text = layout_text(Trace(example.layer, "numpy"), "NHWC", True)
    found = tensors_in(text)
    assert found["x"].ravel().tolist() == [2, 5, 3, 3, 8, 2, 6, 1, 1, 2, 5, 4, 7, 9, 2, 3, -1, 3]
    assert found["w"].ravel().tolist() == [3, 1, -2, 2, -1, -3, 4, 5]
    assert found["y"].tolist() == [[[[-2, 18], [12, 21]], [[17, -7], [-13, 16]]]]
    assert "x  NHWC (1, 3, 3, 2)" in text
    assert "w  HWCM (2, 2, 2, 1)" in text


@pytest.mark.parametrize("example_id", ["depthwise-multiplier-2", "depthwise-tensorflow-docs"])
def test_a_depthwise_weight_can_be_read_back(example_id):
    example = get(example_id)
    found = tensors_in(layout_text(Trace(example.layer, "numpy"), "NHWC", True))
    np.testing.assert_array_equal(nhwc_to_nchw(found["x"])[0], example.layer.x)
    np.testing.assert_array_equal(hwcm_to_oihw(found["w"]), example.layer.weight)
    filters, _, *kernel = example.layer.weight.shape
    assert found["w"].shape == (*kernel, len(example.layer.x), filters // len(example.layer.x))


def test_channels_first_keeps_the_tensors_and_names_the_bias():
    example = get("standard-cs231n")
    found = tensors_in(layout_text(Trace(example.layer, "numpy"), "NCHW"))
    np.testing.assert_array_equal(found["x"][0], example.layer.x)
    np.testing.assert_array_equal(found["w"], example.layer.weight)
    np.testing.assert_array_equal(found["b"], example.layer.bias)
    np.testing.assert_array_equal(found["y"][0], example.printed)


def test_the_documents_hand_calculation_is_the_hover_of_its_cell():
    example = get("standard-cs231n")
    traced = Trace(example.layer)
    assert sum_text(traced[0]) == "y[0,0,0] = 1 + (−1) + 0 + 1 = 1"
    # The line that document 001 works by hand, its multiplication signs restored.
    assert channel_texts(traced[0])[1] == (
        "0×(−1) + 0×0 + 0×(−1) + 0×0 + 1×0 + 1×(−1) + 0×1 + 0×(−1) + 2×0 = −1"
    )


def test_one_channel_is_told_by_its_products():
    example = get("depthwise-tensorflow")
    traced = Trace(example.layer)
    assert channel_texts(traced[0]) == []
    assert sum_text(traced[0]) == "y[0,0,0] = 2×3 + 3×(−2) + 6×(−1) + 1×4 = −2"
    assert sum_text(traced.at(1, 0, 0), "z") == "z[1,0,0] = 5×1 + 3×2 + 1×(−3) + 2×5 = 18"
