"""Check my work: layers over a row, as they are pasted into its boxes."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

import dsviz
from dsviz.content import label
from tests.pages.test_check_work import FILE, box, fill, said, sheet
from tests.thorough import one_in

X = "[[[1]\n [2]\n [0]\n [3]\n [1]\n [2]]]"
W = "[[[1 0 2 1]]\n\n [[0 1 1 -1]]\n\n [[2 1 0 1]]]"


def pasted(visit, answer, x, weight, **settings):
    asked = {"how": "paste", "answer": answer} if answer else {}
    app = fill(fill(visit(FILE, example="own", **asked), "check.own.x", x), "check.own.w", weight)
    for name, value in settings.items():
        box(app, label(f"check.own.{name}")).set_value(value).run()
    return app


@pytest.mark.parametrize(
    ("answer", "x", "weight", "settings"),
    one_in(
        2,
        [
            ("[7,13,15,11,5]", "[1,2,3,2,1]", "[1,3,2]", {"padding": "1"}),
            ("7 13 15 11 5", "1 2 3 2 1", "1 3 2", {"padding": "1"}),
            ("7\t13\t15\t11\t5", "1\t2\t3\t2\t1", "1\t3\t2", {"padding": "1"}),
            ("[[[1 2 4 -1]\n [8 3 4 5]\n [2 4 3 -2]\n [7 3 7 4]]]", X, W, {}),
        ],
    ),
)
def test_rows_are_right_as_they_are_pasted(visit, answer, x, weight, settings):
    app = pasted(visit, answer, x, weight, **settings)
    assert len(app.success) == 1
    assert not [*app.warning, *app.error]


def test_a_batch_of_rows_in_one_text_is_checked_picture_by_picture(visit):
    torch.manual_seed(0)
    layer = nn.Conv1d(2, 5, 2, stride=2)
    x = torch.randn(2, 2, 5)
    text = f"x = {x}\nw = {layer.weight}\nb = {layer.bias}\ny = {layer(x)}"
    app = fill(visit(FILE, example="own"), "check.own.x", text)
    box(app, label("check.own.stride")).set_value("2").run()
    (verdict,) = [each.value for each in app.success]
    assert verdict.startswith("Picture 1 of 2")
    assert "All 10 numbers are right to the digits shown" in verdict


def test_where_another_order_makes_all_right_no_reason_stands_above_the_boxes(visit):
    answer = "[[[22 44 54 64 28]\n [5 7 9 11 4]\n [1 7 9 11 8]]]"
    weight = "[[[1 2]\n [3 4]]\n\n [[1 0]\n [0 1]]\n\n [[0 1]\n [1 0]]]"
    app = pasted(visit, answer, "[[[1 2 3 4]\n [5 6 7 8]]]", weight, padding="1")
    meant = label("check.readings", x="NCW", w="OIW")
    assert [each.value for each in app.info if meant in each.value]
    (line,) = [each.value for each in app.markdown if "Go to it" in each.value]
    assert meant in line
    assert "Channels written last" not in said(app)
    assert set(sheet(app)["marks"]) == {"none"}
    (take,) = [each for each in app.button if each.label == label("check.readings.take", x="NCW", w="OIW")]
    app = take.click().run()
    assert len(app.success) == 1
    assert set(sheet(app)["marks"]) == {"right"}


def test_a_row_s_snippet_is_said_to_have_one_padding(visit):
    text = (
        "x = torch.tensor([[[1., 2, 3, 4]]])\nw = torch.tensor([[[1., 10]]])\ny = F.conv1d(x, w, padding=1)"
    )
    app = fill(visit(FILE, example="own"), "check.own.x", text)
    assert label("taken.snippet.settings", settings="padding 1") in said(app)


@pytest.mark.parametrize(("call", "is_offered"), [("", True), ("y = F.conv2d(x, w)", False)])
def test_a_library_s_call_tells_the_order_on_the_page_as_in_the_function(visit, call, is_offered):
    x, weight = (
        [[[[1, 2], [3, 4]], [[5, 6], [7, 9]]]],
        np.reshape(list(map(int, "3141592653589793")), (2, 2, 2, 2)),
    )
    numbers = torch.tensor(x).double().permute(0, 3, 1, 2)
    kernel = torch.tensor(weight).double().permute(3, 2, 0, 1)
    answer = str(F.conv2d(numbers, kernel).permute(0, 2, 3, 1).tolist())  # as TensorFlow would have it
    text = f"x = {x}\nw = {weight.tolist()}\n{call}"
    app = fill(visit(FILE, example="own", how="paste"), "check.own.x", text)
    app = fill(app, "check.answer", answer)
    assert ("every number is right" in said(app)) == is_offered
    assert dsviz.check(answer, text, text).is_right == is_offered
