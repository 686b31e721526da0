"""The page on factoring: its numbers are the decomposition's, links hold them, bad links get sentences."""

import json

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from dsviz.content import label
from dsviz.conv.factoring import best_separable, full_multiplier, ranks, relative_errors
from dsviz.examples.factoring import EXAMPLES, SPARSE
from tests.thorough import first_of, one_in

FILE = "What_factoring_costs"
BY_ID = {example.id: example for example in EXAMPLES}


def said(app):
    return "\n".join(each.value for each in (*app.markdown, *app.warning))


def charts(app):
    return [json.loads(each.proto.spec) for each in app.get("plotly_chart")]


def maps(app):
    """The heatmaps in the order of the page: weights twice, then the three outputs."""
    found = [trace for chart in charts(app) for trace in chart["data"] if trace["type"] == "heatmap"]
    return [np.array(trace["z"], dtype=float) for trace in found]


def torch_outputs(example, pair):
    x, weight = torch.tensor(example.layer.x), torch.tensor(example.layer.weight)
    bias = None if example.layer.bias is None else torch.tensor(example.layer.bias)
    (top, _), (left, _) = example.layer.spec.padding
    settings = {"stride": example.layer.spec.stride, "padding": (top, left)}
    middle = F.conv2d(x, torch.tensor(pair.depthwise), groups=len(x), **settings)
    return F.conv2d(x, weight, bias, **settings), F.conv2d(middle, torch.tensor(pair.pointwise), bias)


@pytest.mark.parametrize("kernel", first_of(BY_ID, 2))
def test_a_link_opens_its_kernel_with_both_outputs_and_their_difference(visit, kernel):
    example = BY_ID[kernel]
    app = visit(FILE, kernel=kernel, m="2", filter="1")
    assert not app.exception
    assert not app.warning
    exact, near = (
        each[1].numpy() for each in torch_outputs(example, best_separable(example.layer.weight, 2))
    )
    shown = maps(app)
    assert len(shown) == 5
    np.testing.assert_array_equal(shown[2], exact)
    np.testing.assert_allclose(shown[3], near, rtol=0, atol=1e-12)
    np.testing.assert_allclose(shown[4], near - exact, rtol=0, atol=1e-12)


def test_the_slices_shown_are_those_of_the_chosen_channel_and_their_nearest(visit):
    weight = BY_ID["factoring-random"].layer.weight
    slices, nearest = maps(visit(FILE, kernel="factoring-random", m="2", channel="1"))[:2]
    np.testing.assert_array_equal(slices, weight[:, 1].reshape(16, 9))
    left, values, right = np.linalg.svd(slices)
    np.testing.assert_allclose(nearest, left[:, :2] * values[:2] @ right[:2], rtol=0, atol=1e-12)


@pytest.mark.parametrize("kernel", first_of(BY_ID, 2))
def test_ranks_and_errors_are_said(visit, kernel):
    example = BY_ID[kernel]
    app = visit(FILE, kernel=kernel)
    facts = ", ".join(f"x[{channel}]: {rank}" for channel, rank in enumerate(ranks(example.layer.weight)))
    assert label("factoring.rank.text", ranks=facts, most=full_multiplier(example.layer.weight)) in said(app)
    table = app.dataframe[0].value
    shown = table[label("factoring.column.weights")].tolist()
    np.testing.assert_allclose(
        shown, 100 * np.array(relative_errors(example.layer.weight)), rtol=1e-3, atol=1e-9
    )


def test_a_separable_kernel_loses_nothing_and_a_sparse_one_much(visit):
    exact = visit(FILE, kernel="factoring-separable")
    assert "off by 0 % and the output by 0 %" in said(exact)
    assert not maps(exact)[4].round(9).any()
    lost = 100 * relative_errors(SPARSE.layer.weight)[0]
    assert 92 < lost < 93
    assert f"off by {lost:.4g} %" in said(visit(FILE, kernel="factoring-sparse"))


def test_the_parameters_of_the_pair_are_counted(visit):
    table = visit(FILE, kernel="factoring-random").dataframe[0].value
    counted = table[label("factoring.column.parameters")].tolist()
    assert counted == [9 * 3 * m + 3 * m * 16 for m in range(1, 10)]
    shares = table[label("factoring.column.share")].tolist()
    np.testing.assert_allclose(shares, [100 * each / (9 * 3 * 16) for each in counted])


def test_choosing_writes_the_link_and_another_kernel_forgets_the_old_ones_places(visit):
    app = visit(FILE, kernel="factoring-random", m="9", filter="15", channel="2")
    assert not app.warning
    app.selectbox[0].set_value("factoring-cs231n").run()
    assert not app.exception
    assert not app.warning
    assert app.query_params in ({"kernel": ["factoring-cs231n"]}, {"kernel": "factoring-cs231n"})


@pytest.mark.parametrize(
    "link",
    one_in(
        3,
        [
            {"kernel": "nothing-like-it"},
            {"m": "0"},
            {"m": "-1"},
            {"m": "10"},
            {"m": "9" * 5000},
            {"m": "1.5"},
            {"filter": "16"},
            {"channel": "<script>"},
        ],
    ),
)
def test_a_bad_link_is_answered_with_a_sentence(visit, link):
    app = visit(FILE, **link)
    assert not app.exception
    assert len(app.warning) == 1
    assert label(f"factoring.{next(iter(link))}") in app.warning[0].value


def test_the_projects_own_weights_are_not_credited_to_a_document(visit):
    own = [example for example in EXAMPLES if example.own and example.document]
    assert [example.id for example in own] == ["factoring-separable"]
    words = said(visit(FILE, kernel=own[0].id))
    assert "Source of the kernel: this project, after document 003." in words
    theirs = next(example for example in EXAMPLES if not example.own)
    named = label(f"document.{theirs.document}")
    assert f"Source of the kernel: {named}." in said(visit(FILE, kernel=theirs.id))


def test_percent_stands_in_the_headings_which_the_file_keeps(visit):
    shown = list(visit(FILE).dataframe[0].value)
    assert [label(f"factoring.column.{key}") in shown for key in ("weights", "outputs", "share")] == [
        True
    ] * 3
    assert [name.endswith(", %") for name in shown] == [False, True, True, False, True]


def test_two_filters_of_nine_weights_come_first(visit):
    app = visit(FILE)
    assert r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}" in said(app)
    rows = np.array([[1, 2, 1, 0, 0, 0, -1, -2, -1], [2, 4, 2, 0, 0, 0, -2, -4, -2]])
    np.testing.assert_array_equal(rows, np.outer([1, 2], rows[0]))
    assert ranks(BY_ID["factoring-two"].layer.weight) == (2,)
    assert app.selectbox[0].options[0] == label("factoring.kernel.factoring-two")


def test_a_kernel_of_ones_own_is_factored(visit):
    text = "[[[[1, 2], [2, 4]]], [[[0, 1], [1, 0]]]]"
    app = visit(FILE, kernel="factoring-own", weights=text)
    assert not app.exception
    assert not app.warning
    np.testing.assert_array_equal(maps(app)[0], [[1, 2, 2, 4], [0, 1, 1, 0]])
    values = {"n": 0, "c": 0, "shape": "2×2", "both": 4, "all": 4}
    assert label("factoring.slice.one", **values) in said(app)
    assert "Source of the kernel: the field above." in said(app)
    other = said(visit(FILE, kernel="factoring-own", weights=text, filter="1"))
    assert label("factoring.slice", n=1, c=0, shape="2×2", rank=2) in other


@pytest.mark.parametrize("text", ["[[1, 2], [3]]", "abc", "[" * 9])
def test_a_kernel_that_cannot_be_read_is_answered(visit, text):
    app = visit(FILE, kernel="factoring-own", weights=text)
    assert not app.exception
    assert "2×9" in app.warning[0].value
