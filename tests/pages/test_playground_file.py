"""A file of numbers on the Playground: its tensors become the layer's."""

import numpy as np
import pytest

from dsviz.content import label
from dsviz.conv.spec import ConvSpec
from dsviz.conv.trace import trace
from dsviz.export.tensor_files import tensors_npz
from dsviz.figures.run import run_figure
from dsviz.saved.link import text_to_state, to_file
from dsviz.saved.state import State
from tests.reading.files.made import npy, npz, safetensors, xlsx

FILE = "Playground"
X = np.arange(18.0).reshape(2, 3, 3)
KERNEL = np.arange(16.0).reshape(4, 2, 2, 1)


@pytest.fixture
def playground(visit):
    return visit(FILE)


def upload(app, name, data):
    return app.file_uploader(key="numbers-file").upload(name, data, "application/octet-stream").run()


def choose(app, tensor):
    chosen = next(each for each in app.selectbox if each.label.startswith("Tensor"))
    at = next(at for at, option in enumerate(chosen.options) if option.startswith(f"{tensor}, "))
    return chosen.set_value(at).run()


def press_take(app):
    app = next(each for each in app.button if each.label == "Take").click().run()
    assert not app.exception
    return app


def state_of(app):
    return text_to_state("".join(app.query_params["s"]))


def said(app):
    return [each.value for each in (*app.success, *app.info, *app.caption)]


def test_an_input_and_a_kernel_of_files_become_the_layer(playground):
    app = press_take(upload(playground, "x.npy", npy(X)))
    app = press_take(choose(upload(app, "net.safetensors", safetensors({"0.weight": KERNEL})), "0.weight"))
    assert np.array_equal(state_of(app).x, X)
    assert np.array_equal(state_of(app).weight, KERNEL)
    assert any("kernel" in each and "OIHW" in each and "4 × 2 × 2 × 1" in each for each in said(app))


def test_a_sheet_that_is_left_out_is_told_over_the_choice(playground):
    data = xlsx(good={"A1": 1, "B1": 2}, hole={"A1": 1, "B1": "=1/0"})
    app = upload(playground, "book.xlsx", data)
    (told,) = [each.value for each in app.warning if "hole" in each.value]
    assert told.startswith(f"{label('files.left_out', rule='')}hole\\!B1\\: ")


def test_the_order_of_axes_of_the_file_counts(playground):
    # As OIHW these would be 2 filters; the file says that the last axis counts them.
    kernel = np.arange(8.0).reshape(2, 2, 2, 1)
    data = safetensors({"conv2d/kernel": kernel}, {"format": "tf"})
    app = press_take(choose(upload(playground, "net.safetensors", data), "conv2d/kernel"))
    assert state_of(app).weight.tolist() == [[[[0, 2], [4, 6]], [[1, 3], [5, 7]]]]


def test_a_kernel_of_one_slice_a_channel_brings_its_groups(playground):
    data = safetensors({"dw.weight": np.ones((3, 1, 2, 2))})
    # The input there is to begin with says nothing of a layer that is brought.
    app = press_take(upload(playground, "x.npy", npy(np.ones((3, 4, 4)))))
    app = press_take(choose(upload(app, "net.safetensors", data), "dw.weight"))
    assert state_of(app).spec.groups == 3
    assert any("Groups are now 3" in each for each in said(app))


def test_a_layer_that_does_not_fit_yet_is_no_refusal(playground):
    app = press_take(upload(playground, "x.npy", npy(X)))
    assert state_of(app).x.shape == (2, 3, 3)
    assert any("2 × 3 × 3" in each for each in said(app))
    assert any(each.key == "way-numbers-draw" for each in app.button)


def test_numbers_of_five_axes_are_answered(playground):
    app = press_take(upload(playground, "x.npz", npz(a=np.ones((1, 1, 1, 2, 2)))))
    assert "s" not in app.query_params
    assert any("axes" in each.value for each in app.error)


def test_a_transposed_kernel_is_refused_and_the_layer_stays(playground):
    before = playground.get("bidi_component")[0].proto.json
    data = safetensors({"deconv.weight": np.ones((3, 2, 2, 2)), "deconv.bias": np.zeros(2)})
    app = press_take(choose(upload(playground, "net.safetensors", data), "deconv.weight"))
    assert [each.value for each in app.error] == [
        "A kernel must be one of a convolution; this one, IOHW, is of a transposed convolution. "
        "Choose another tensor"
    ]
    assert app.get("bidi_component")[0].proto.json == before


def test_the_settings_of_the_layer_before_go_back_and_can_be_kept(playground):
    app = press_take(upload(playground, "x.npy", npy(X)))
    assert state_of(app).spec == ConvSpec()
    keep = [each for each in app.button if each.label.startswith("Keep my settings: Stride 2, Padding 1")]
    assert [each.key for each in keep] == ["keep-", "keep-numbers"]
    app = keep[1].click().run()
    # They belong to this layer now: its kernel leaves them alone.
    app = press_take(choose(upload(app, "net.safetensors", safetensors({"0.weight": KERNEL})), "0.weight"))
    assert state_of(app).spec == ConvSpec(stride=2, padding=1)


def test_a_picture_of_a_batch_is_chosen(playground):
    batch = np.arange(16.0).reshape(4, 1, 2, 2)
    app = upload(playground, "x.npy", npy(batch))
    app = press_take(app.radio[0].set_value("x").run())
    assert state_of(app).x.tolist() == [[[0, 1], [2, 3]]]
    assert app.selectbox(key="picture-x").options[1] == "picture 2 of 4"
    app = app.selectbox(key="picture-x").set_value(2).run()
    assert state_of(app).x.tolist() == [[[8, 9], [10, 11]]]


LAYER = {"stride": (2, 1), "padding": ((0, 1), (1, 0)), "padding_mode": "replicate", "dilation": (1, 2)}


def own_files():
    traced = trace(X, np.ones((3, 2, 2, 2)), [1, 2, 0.5], backend="numpy", **LAYER)
    return {
        "layer.npz": tensors_npz([traced]),
        "layer.json": to_file(State.of(traced.layer)),
        "figure.json": run_figure(traced).to_json().encode(),
    }


@pytest.mark.parametrize("name", own_files())
def test_our_own_file_comes_back_with_its_settings_and_bias(playground, name):
    app = upload(playground, name, own_files()[name])
    button = next(each for each in app.button if each.key == "take-layer")
    assert "stride 2, 1, padding 0, 1, 1, 0, dilation 1, 2, groups 1, replicate" in button.label
    app = button.click().run()
    state = state_of(app)
    assert state.spec == ConvSpec(**LAYER)
    assert state.bias.tolist() == [1, 2, 0.5]
    assert np.array_equal(state.x, X)
    assert state.weight.tolist() == np.ones((3, 2, 2, 2)).tolist()
    assert any("with its settings" in each for each in said(app))


def test_a_depthwise_kernel_of_keras_is_taken_in_part_with_its_bias(playground):
    kernel = np.arange(64.0 * 4).reshape(1, 2, 64, 2)
    named = {"dw/depthwise_kernel": kernel, "dw/bias": np.arange(128.0)}
    app = choose(
        upload(playground, "net.safetensors", safetensors(named, {"format": "tf"})), "dw/depthwise_kernel"
    )
    assert [(each.label, each.value) for each in app.slider if "Channels" in each.label] == [
        ("Channels, of 64", (0, 7))
    ]
    assert [each.label for each in app.checkbox if "bias" in each.label] == ["Take its bias along: dw/bias"]
    state = state_of(press_take(app))
    assert state.weight.shape == (16, 1, 1, 2)
    # Filter c * 2 + q holds kernel[:, :, c, q].
    assert state.weight[3].tolist() == [[kernel[0, :, 1, 1].tolist()]]
    assert state.bias.tolist() == list(range(16))


def test_a_bias_stays_where_it_is_not_wanted(playground):
    data = safetensors({"0.weight": np.ones((3, 2, 2, 2)), "0.bias": np.ones(3)})
    app = choose(upload(playground, "net.safetensors", data), "0.weight")
    app = next(each for each in app.checkbox if "bias" in each.label).uncheck().run()
    assert state_of(press_take(app)).bias is None
