"""An input whose name says that it is padded already is not padded once more."""

import numpy as np
import pytest
import torch

import dsviz
from dsviz.reading.errors import ReadError
from dsviz.reading.padded import called_padded, padding_of
from dsviz.reading.several import read_tensors
from dsviz.reading.spoken_settings import settings_in
from dsviz.reading.text import read_text

PLAIN = np.arange(1.0, 10).reshape(3, 3)
KERNEL = np.array([[1.0, 0, 2], [0, 1, 0], [3, 0, 1]])


def rows(array):
    return "\n".join(" ".join(f"{number:g}" for number in row) for row in array) + "\n"


def by_torch(x, padding=0, stride=1):
    x, weight = torch.tensor(x)[None, None], torch.tensor(KERNEL)[None, None]
    return torch.nn.functional.conv2d(x, weight, padding=padding, stride=stride)[0, 0].numpy()


def text_of(label, x, answer, settings="padding = 1"):
    return f"{label}\n{rows(x)}Kernel:\n{rows(KERNEL)}Output:\n{rows(answer)}{settings}\n"


LABELS = [
    *("Input (padded):", "Padded input:", "Input after padding:", "Input with zero padding:"),
    *("Input (5x5, padded):", "Input (zero-padded):", "Input (after zero padding) (5x5):"),
    *(
        "Input image (with padding)",
        "Input (padded) =",
        "Input, zero-padded:",
        "Input volume (+pad 1) (5x5x1)",
    ),
    *("填充后的输入：", "输入（填充后）：", "输入（已填充）：", "补零后的输入：", "输入(含填充):"),
    "Input (padded):\nChannel 1:",
]


@pytest.mark.parametrize("label", LABELS)
def test_a_padded_input_is_padded_once(label):
    padded, right = np.pad(PLAIN, 1), by_torch(PLAIN, 1)
    text = text_of(label, padded, right)
    found = dsviz.check(text, text, text)
    assert found.is_right
    assert "is padded already, so padding 1 counts as done" in found.verdict
    wrong = text_of(label, padded, right + np.eye(3))
    assert not dsviz.check(wrong, wrong, wrong).is_right


@pytest.mark.parametrize("name", ["x_padded", "x_pad", "padded", "padded_input", "pad_x"])
@pytest.mark.parametrize("padding", ["1", "same"])
def test_a_name_of_code_says_it_too(name, padding):
    call = f"y = F.conv2d({name}, w, padding='{padding}')".replace("'1'", "1")
    text = f"{name} = {np.pad(PLAIN, 1).tolist()}\nw = {KERNEL.tolist()}\n{call}"
    assert dsviz.check(by_torch(PLAIN, 1), text, text).is_right


def test_a_stride_beside_it_stays():
    text = text_of("Input (padded):", np.pad(PLAIN, 1), by_torch(PLAIN, 1, 2), "stride = 2, padding = 1")
    found = dsviz.check(text, text, text)
    assert found.is_right
    assert "Settings taken from the text: stride 2." in found.verdict


def test_a_border_of_another_kind_is_done_too():
    padded = np.pad(PLAIN, 1, mode="edge")
    text = f"x_padded = {padded.tolist()}\nw = {KERNEL.tolist()}\n"
    text += "layer = nn.Conv2d(1, 1, 3, padding=1, padding_mode='replicate')"
    assert dsviz.check(by_torch(padded), text, text).is_right


def test_a_padded_row_is_padded_once():
    text = "x_padded = [[[0., 1, 2, 3, 0]]]\nw = [[[1., 2, 4]]]\ny = F.conv1d(x_padded, w, padding=1)"
    assert dsviz.check([[10, 17, 8]], text, text).is_right


@pytest.mark.parametrize(
    "label",
    [
        "Input:",
        "Input (unpadded):",
        "Input (before padding):",
        "Input (not padded):",
        "输入（未填充）：",
        "填充前的输入：",
    ],
)
def test_an_input_that_is_not_padded_gets_its_padding(label):
    for x in (PLAIN, np.pad(PLAIN, 1)):
        text = text_of(label, x, by_torch(x, 1))
        assert dsviz.check(text, text, text).is_right


def test_settings_given_by_hand_rule():
    text = text_of("Input (padded):", np.pad(PLAIN, 1), by_torch(np.pad(PLAIN, 1), 1))
    assert dsviz.check(text, text, text, padding=1).is_right


@pytest.mark.parametrize("padding", [0, 1])
def test_a_border_that_does_not_show_its_padding_is_told_by_the_answer(padding):
    x = np.arange(1.0, 26).reshape(5, 5)
    text = text_of("Input (padded):", x, by_torch(x, padding))
    assert dsviz.check(text, text, text).is_right


def test_a_border_that_does_not_show_its_padding_beside_a_wrong_answer_is_asked_for():
    x = np.arange(1.0, 26).reshape(5, 5)
    text = text_of("Input (padded):", x, by_torch(x) + 1)
    with pytest.raises(ReadError) as refused:
        dsviz.check(text, text, text)
    assert refused.value.rule == "padded-border"
    assert refused.value.values == {"name": "Input (padded)", "padding": "1"}
    assert "padding=0" in str(refused.value)
    assert "padding=0" in refused.value.sentence("zh")


@pytest.mark.parametrize("settings", ["padding = 1", ""])
def test_of_an_input_and_its_padded_self_the_padded_one_is_read(settings):
    text = f"Input:\n{rows(PLAIN)}" + text_of("Padded input:", np.pad(PLAIN, 1), by_torch(PLAIN, 1), settings)
    found = dsviz.check(text, text, text)
    assert found.is_right
    assert "Input (the same without its padding)" in found.verdict
    assert [(one.name, one.is_note) for one in read_tensors(text)][:2] == [
        ("Input", True),
        ("Padded input", False),
    ]
    other = f"Input:\n{rows(PLAIN + 1)}" + text_of("Padded input:", np.pad(PLAIN, 1), by_torch(PLAIN, 1))
    assert not any(one.is_note for one in read_tensors(other))


def test_the_rows_below_a_label_are_no_padding():
    assert settings_in("Input after padding:\n0 0 0\n0 1 0") == {}
    assert settings_in("Input with padding 2:\n0 0 0") == {"padding": "2"}
    assert settings_in("Padding:\n1\n") == {"padding": "1"}


def test_channels_last_are_seen_to_be_padded():
    x = read_text(f"x_padded = {np.pad(np.ones((2, 2, 3)), ((1, 1), (1, 1), (0, 0))).tolist()}")
    assert padding_of(x, (3, 3, 3, 1), {"padding": "1"}).is_done
    assert not padding_of(x, (3, 3, 3, 1), {"padding": "2, 1"}).is_done
    assert called_padded("Output (unpadded):") == ""
