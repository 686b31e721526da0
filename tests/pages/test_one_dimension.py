"""The page on one dimension: its worked numbers, what causal means, code that runs."""

import json
from urllib.parse import unquote

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from dsviz.content import label
from dsviz.conv.trace import trace
from dsviz.course.rows import changed_outputs, latest_read, slice_sums
from dsviz.examples.rows import CUBE, ROWS, VOLUME
from dsviz.ui.one_dimension.row import traced

FILE = "One_dimension"
# The first three, the channels' and the depthwise one's, by plain loops in Python.
OUTPUTS = {
    "valid": [[321, 432, 543]],
    "causal": [[100, 210, 321, 432, 543]],
    "dilated": [[100, 200, 310, 420, 531]],
    "channels": [[17, 20, 23], [4, 6, 8]],
    "mamba": [[1, 4, 4, 4, 9, 4], [0, 2, 6, 3, 6, -2], [6, -2, 5, 2, 0, 10]],
}


def scene_of(app):
    (found,) = (json.loads(each.proto.json)[0] for each in app.get("bidi_component"))
    return found


def words_of(app):
    return "\n".join(each.value for kind in (app.markdown, app.warning) for each in kind)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ROWS)
def test_every_example_opens_in_both_languages_with_its_numbers(visit, name, language):
    app = visit(FILE, example=name, lang=language)
    assert not app.exception
    assert not app.warning
    assert label(f"one_dimension.note.{name}", language) in words_of(app)
    found = scene_of(app)
    np.testing.assert_array_equal(np.reshape(found["y"]["data"], found["y"]["shape"])[:, 0], OUTPUTS[name])
    assert found["check"]["engine"] == "torch"
    assert found["check"]["disagreement"] == 0


def test_a_published_row_of_six():
    run = trace([[2, 1, 2, 3, 1, 0]], [[[1, -1, 2]]])
    assert run.output[0, 0].tolist() == [5, 5, 1, 2]


@pytest.mark.parametrize("padding", ["causal", "same", "valid"])
@pytest.mark.parametrize("name", ROWS)
def test_the_code_on_the_page_prints_the_numbers_of_the_stage(visit, capsys, name, padding):
    app = visit(FILE, example=name, padding=padding)
    exec(compile(app.code[0].value, "<shown on the page>", "exec"), {})
    printed = eval(capsys.readouterr().out, {"tensor": torch.tensor, "torch": torch})
    found = scene_of(app)
    expected = np.reshape(found["y"]["data"], found["y"]["shape"])[:, 0]
    np.testing.assert_array_equal(np.asarray(printed), expected)
    kept: dict = {}
    exec(compile(app.code[1].value, "<shown on the page>", "exec"), kept)
    np.testing.assert_array_equal(kept["y"], expected)


@pytest.mark.parametrize("kernel", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("dilation", [1, 3])
def test_a_causal_output_has_no_gradient_by_a_later_input(kernel, dilation):
    example = ROWS["mamba"]
    layer = traced("mamba", kernel, dilation, "causal", "torch").layer
    x = torch.tensor(example.x, dtype=torch.float64, requires_grad=True)
    ones = torch.ones(3, 1, kernel, dtype=torch.float64)
    y = F.conv1d(F.pad(x, ((kernel - 1) * dilation, 0)), ones, dilation=dilation, groups=3)
    assert y.shape == x.shape == (3, layer.output_size[1])
    for place in range(6):
        (gradient,) = torch.autograd.grad(y[0, place], x, retain_graph=True)
        read = np.flatnonzero(gradient[0].numpy())
        assert read.max() == latest_read(layer, place) == place


def test_mambas_own_way_pads_both_sides_and_cuts_the_end_off():
    example = ROWS["mamba"]
    x = torch.tensor(example.x, dtype=torch.float64)
    weight = torch.tensor(example.weight(4), dtype=torch.float64)
    cut = F.conv1d(x, weight, padding=3, groups=3)[..., : x.shape[-1]]
    np.testing.assert_array_equal(cut.numpy(), OUTPUTS["mamba"])


def test_the_page_says_which_outputs_read_what_comes_later(visit):
    causal, same, valid = (words_of(visit(FILE, padding=each)) for each in ("causal", "same", "valid"))
    assert label("one_dimension.is_causal") in causal
    assert "| y[0,0,0] | 0×1 + 0×10 + 1×100 = **100** | zero, zero, 0 | none |" in causal
    assert "the window of y[0,0,0] covers the input positions −1 to 1, so it reads 1 that come later" in same
    assert "| y[0,0,0] | 0×1 + 1×10 + 2×100 = **210** | zero, 0, 1 | 1 |" in same
    assert "the window of y[0,0,0] covers the input positions 0 to 2, so it reads 2 that come later" in valid
    assert "| y[0,0,1] | 2×1 + 3×10 + 4×100 = **432** | 1, 2, 3 | 2, 3 |" in valid


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"padding": "causal"}, "padding left 2"),
        ({"padding": "causal", "lang": "zh"}, "左填充 2"),
        ({"padding": "same"}, "padding left 1, right 1"),
        ({"padding": "valid"}, "padding {v}"),
    ],
)
def test_the_title_of_a_row_says_on_which_side_it_is_padded(visit, query, said):
    words = scene_of(visit(FILE, **query))["labels"]
    assert f"|padding={said}|" in f"|{words}|"


@pytest.mark.parametrize(("padding", "changed"), [("causal", [4]), ("same", [3, 4]), ("valid", [2])])
def test_a_change_of_the_last_input_changes_these_outputs(padding, changed):
    assert changed_outputs(traced("valid", 3, 1, padding, "torch").layer, "torch") == changed


def test_where_nothing_changes_the_page_says_so(visit):
    # The second tap is 0: the window covers the last number, and it counts for nothing.
    assert "none of the 6 outputs changes" in words_of(visit(FILE, example="mamba", k="2"))
    assert "these of the 6 outputs change: **y[0,0,5]**" in words_of(visit(FILE, example="mamba", k="1"))


def test_a_kernel_that_reaches_too_far_is_refused_and_the_rest_stays(visit):
    app = visit(FILE, k="5", dilation="2")
    (told,) = [each.value for each in app.warning]
    assert told.startswith("Kernel reach must be <= padded input; got 9 > 5. ")
    assert not app.get("bidi_component")
    assert label("one_dimension.volume") in [each.value for each in app.header]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("query", "reach", "kernel", "dilation"),
    [
        ({"k": "4", "dilation": "3"}, "10 > 5", 2, 1),
        ({"k": "3", "dilation": "4"}, "9 > 5", 2, 2),
        ({"k": "4", "dilation": "2", "example": "mamba", "padding": "valid"}, "7 > 6", 3, 1),
    ],
)
def test_what_to_type_for_a_kernel_that_reaches_too_far_is_said(visit, query, reach, kernel, dilation, lang):
    app = visit(FILE, lang=lang, **query)
    (told,) = [each.value for each in app.warning]
    assert reach in told
    values = {"kernel": kernel, "dilation": dilation, "causal": label("one_dimension.padding.causal", lang)}
    assert told.endswith(label("one_dimension.refused", lang, rule="", **values)[1:])
    for change in ({"k": str(kernel)}, {"dilation": str(dilation)}, {"padding": "causal"}):
        assert not visit(FILE, **query | change).warning
    for change in ({"k": str(kernel + 1)}, {"dilation": str(dilation + 1)}):
        assert visit(FILE, **query | change).warning


def test_another_example_drops_the_settings_of_the_first(visit):
    app = visit(FILE, example="dilated", k="2", dilation="3", padding="same", step="2")
    app.selectbox[0].set_value("mamba").run()
    assert app.query_params == {"example": "mamba"}


def test_the_note_goes_where_the_settings_are_not_the_examples_own(visit):
    assert label("one_dimension.note.mamba") not in words_of(visit(FILE, example="mamba", padding="same"))


def test_the_window_of_three_dimensions_is_torchs(visit):
    x, cube = (torch.tensor(each, dtype=torch.float64)[None, None] for each in (VOLUME, CUBE))
    y = F.conv3d(x, cube)
    assert (y[0, 0, 0, 0, 0].item(), tuple(y.shape[2:])) == (268, (2, 2, 2))
    assert slice_sums() == (19, 249)
    (picture,) = [html for each in visit(FILE).get("html") if "<img" in (html := each.proto.body)]
    assert label("one_dimension.volume.alt", first=19, second=249, total=268) in picture
    drawn = unquote(picture)
    assert drawn.count('class="o"') == 8
    assert all(f">{each}<" in drawn for each in ("19", "+ 249", "= 268", "×7", "26"))
