"""What the calls of a snippet say: borders of other libraries, paddings of their own, transposed layers."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from dsviz.conv.convolve import convolve
from dsviz.reading.several import read_tensors
from dsviz.reading.snippet_calls import heard_in
from dsviz.reading.spoken_settings import settings_in
from tests.reading.clock import fastest, stretched

X, SQUARE, ROW = (5, 6), (3, 3), (3,)


@pytest.mark.parametrize(
    ("call", "settings"),
    [
        ("signal.convolve2d(x, w, mode='same')", {"padding": "1"}),
        ("scipy.signal.convolve2d(x, w, 'same', 'wrap')", {"padding": "1", "padding_mode": "circular"}),
        ("convolve2d(x, w, mode = 'same', boundary='fill', fillvalue=0)", {"padding": "1"}),
        ("signal.correlate2d(x, w)", {"padding": "2"}),
        ("signal.fftconvolve(x, w, mode='full')", {"padding": "2"}),
        ("signal.correlate2d(x, w, mode='valid')", {}),
        ("ndimage.convolve(x, w, mode='constant', cval=0.0)", {"padding": "1"}),
        ("scipy.ndimage.correlate(x, w, mode='nearest')", {"padding": "1", "padding_mode": "replicate"}),
        ("ndimage.correlate(x, w, mode='mirror')", {"padding": "1", "padding_mode": "reflect"}),
        ("ndi.correlate(x, w, None, 'wrap')", {"padding": "1", "padding_mode": "circular"}),
        ("cv2.filter2D(x, -1, w)", {"padding": "1", "padding_mode": "reflect"}),
        ("cv2.filter2D(x, -1, w, borderType=cv2.BORDER_CONSTANT)", {"padding": "1"}),
        (
            "cv2.filter2D(x, cv2.CV_64F, w, anchor=(-1, -1), delta=0, borderType=cv2.BORDER_REPLICATE)",
            {"padding": "1", "padding_mode": "replicate"},
        ),
        ("C = conv2(A, B, 'same')", {"padding": "1"}),
        ("C = conv2(A, B)", {"padding": "2"}),
        ("C = conv2(A, B, 'valid')", {}),
        ("C = filter2(h, A)", {"padding": "1"}),
        ("C = filter2(h, A, 'valid')", {}),
        ("C = imfilter(A, h, 'replicate')", {"padding": "1", "padding_mode": "replicate"}),
        ("C = imfilter(A, h, 'conv', 'full', 'circular')", {"padding": "2", "padding_mode": "circular"}),
        ("C = imfilter(A, h, 0)", {"padding": "1"}),
        ("F.conv2d(F.pad(x, (1, 1, 2, 2)), w)", {"padding": "2, 1"}),
        ("F.conv2d(F.pad(x, (1, 0, 2, 0)), w)", {"padding": "2, 0, 1, 0"}),
        ("F.conv2d(F.pad(x, [1, 1], mode='reflect'), w)", {"padding": "0, 1", "padding_mode": "reflect"}),
        ("xp = torch.nn.functional.pad(x, (1, 1, 1, 1), 'constant', 0)", {"padding": "1"}),
        (
            "nn.Sequential(nn.ReplicationPad2d(1), nn.Conv2d(1, 1, 3))",
            {"padding": "1", "padding_mode": "replicate"},
        ),
        ("nn.ZeroPad2d((1, 2, 0, 3))", {"padding": "0, 3, 1, 2"}),
        ("xp = np.pad(x, 1)", {"padding": "1"}),
        (
            "xp = np.pad(x, ((1, 1), (2, 0)), mode='edge')",
            {"padding": "1, 1, 2, 0", "padding_mode": "replicate"},
        ),
        ("xp = np.pad(x, (1, 0), 'constant', constant_values=0)", {"padding": "1, 0, 1, 0"}),
        ("xp = tf.pad(x, [[1, 1], [1, 1]])", {"padding": "1"}),
        ("layers.ZeroPadding2D(padding=((1, 0), (2, 0)))", {"padding": "1, 0, 2, 0"}),
        ("B = padarray(A, [1 2]);", {"padding": "1, 2"}),
        (
            "B = padarray(A, [1 1], 'replicate', 'post');",
            {"padding": "0, 1, 0, 1", "padding_mode": "replicate"},
        ),
        ("xp = cv2.copyMakeBorder(x, 1, 1, 2, 2, cv2.BORDER_CONSTANT, value=0)", {"padding": "1, 2"}),
        ("y = signal.correlate2d(np.pad(x, 1), w, mode='valid')", {"padding": "1"}),
        ("y = F.conv2d(F.pad(x, (1, 1, 1, 1)), w, stride=2)", {"stride": "2", "padding": "1"}),
        ("y = F.conv2d(x, w)  # F.pad(x, (1, 1, 1, 1))", {}),
    ],
)
def test_a_border_is_the_padding_that_does_the_same(call, settings):
    heard = heard_in(call, X, SQUARE)
    assert (heard.settings, heard.border) == (settings, None)


@pytest.mark.parametrize(
    ("call", "why", "got"),
    [
        ("ndimage.convolve(x, w)", "mirror", "symmetric"),
        ("signal.convolve2d(x, w, 'same', boundary='symm')", "mirror", "symm"),
        ("cv2.filter2D(x, -1, w, borderType=cv2.BORDER_REFLECT)", "mirror", "border_reflect"),
        ("imfilter(A, h, 'symmetric')", "mirror", "symmetric"),
        ("np.pad(x, 1, mode='symmetric')", "mirror", "x, 1, mode='symmetric'"),
        ("ndimage.correlate(x, w, mode='constant', cval=1.0)", "value", "1.0"),
        ("ndimage.correlate(x, w, mode='nearest', origin=-1)", "value", "-1"),
        ("np.pad(x, 1, constant_values=255)", "value", "x, 1, constant_values=255"),
        ("imfilter(A, h, 5)", "value", "5"),
        ("cv2.filter2D(x, -1, w, delta=128)", "added", "delta 128"),
        ("np.pad(x, p)", "unknown", "x, p"),
        ("signal.correlate2d(x, w, mode=mode)", "unknown", "mode"),
        ("F.pad(x, (1, 1, 1, 1, 1, 1))", "axes", "x, (1, 1, 1, 1, 1, 1)"),
        ("np.pad(x, 1) + np.pad(x, 2)", "several", ""),
        ("F.conv2d(F.pad(x, (1, 1, 1, 1)), w, padding=1)", "several", ""),
        ("signal.correlate2d(np.pad(x, 1), w, mode='same')", "several", ""),
    ],
)
def test_a_border_that_no_layer_has_is_told(call, why, got):
    border = heard_in(call, X, SQUARE).border
    assert border is not None
    assert (border.untaken, border.got) == (why, got or border.got)
    assert "padding_mode" not in heard_in(call, X, SQUARE).settings


def test_the_kernel_decides():
    assert heard_in("imfilter(A, B, 'conv')", X, (2, 2)).border.untaken == "even"
    assert heard_in("conv2(A, B)", X, (2, 4)).settings == {"padding": "1, 3"}
    assert heard_in("np.convolve(x, w)", (5,), ROW).settings == {"padding": "0, 2"}
    assert heard_in("np.convolve(x, w, 'same')", (5,), ROW).settings == {"padding": "0, 1"}
    assert heard_in("np.correlate(x, w)", (5,), ROW).settings == {}
    assert heard_in("ndimage.correlate1d(x, w, mode='constant')", X, ROW).settings == {"padding": "0, 1"}
    assert heard_in("ndimage.correlate(x, w, mode='constant')", (3, 5, 5), (3, 3, 3)).border.untaken == "axes"


def test_channels_that_are_padded_are_told():
    assert heard_in("np.pad(x, 1)", (3, 5, 5), SQUARE).border.untaken == "axes"
    of_all = "np.pad(x, ((0, 0), (1, 1), (2, 2)))"
    assert heard_in(of_all, (3, 5, 5), SQUARE).settings == {"padding": "1, 2"}
    last = "tf.pad(x, [[0, 0], [1, 1], [2, 2], [0, 0]])"
    assert heard_in(last, (1, 5, 5, 3), SQUARE).settings == {"padding": "1, 2"}
    assert heard_in("np.pad(x, ((0, 0), (1, 1), (0, 0)))", (3, 5, 5), SQUARE).border.untaken == "axes"


@pytest.mark.parametrize(
    "text",
    [
        "def convolve2d(x, w):\n    return 0\ny = convolve2d(x, w)",
        "function C = conv2(A, B)\nC = conv2(A, B)",
        "y = self.conv2(x)",
        "y = convolve(x, w)",
        "conv = nn.Conv2d(1, 1, 3)\ny = conv(x)",
        "C = conv2(u, v, A)",
    ],
)
def test_a_function_of_the_text_itself_is_nobodys(text):
    heard = heard_in(text, X, SQUARE)
    assert (heard.settings, heard.border) == ({}, None)


def test_calls_with_other_borders_are_offered():
    heard = heard_in("a = conv2(A, B)\nb = conv2(A, B, 'same')\nc = conv2(A, B, 'valid')", X, SQUARE)
    assert (heard.settings, heard.calls) == ({"padding": "2"}, ({"padding": "2"}, {"padding": "1"}, {}))


@pytest.mark.parametrize(
    ("call", "settings"),
    [
        ("F.conv_transpose2d(x, w, stride=2, padding=1)", {"stride": "2", "padding": "1"}),
        ("F.conv_transpose2d(x, w, None, 2, 1, 1)", {"stride": "2", "padding": "1", "output_padding": "1"}),
        ("nn.ConvTranspose2d(1, 1, 3, stride=(2, 1))", {"stride": "2, 1"}),
        ("layers.Conv2DTranspose(1, 3, strides=2, padding='same')", {}),
        ("tf.nn.conv2d_transpose(x, w, [1, 4, 4, 1], strides=2)", {}),
        ("stride = 2\ny = torch.conv_transpose2d(x, w, stride=stride)", {}),
    ],
)
def test_a_transposed_layer_is_told_and_sets_nothing(call, settings):
    heard = heard_in(call, X, SQUARE)
    assert (heard.settings, heard.calls, heard.border) == ({}, (), None)
    assert heard.transposed.settings == settings
    assert heard.transposed.name in call


def test_beside_a_transposed_layer_an_ordinary_call_says_its_settings():
    text = "y = F.conv2d(x, w, padding=1)\nz = F.conv_transpose2d(y, w, stride=2)"
    assert settings_in(text) == {"padding": "1"}
    assert heard_in(text, X, SQUARE).transposed.name == "F.conv_transpose2d"


@pytest.mark.parametrize(
    "text", ["F.conv2d(x, w)", "# F.conv_transpose2d(x, w)", "x = deconv(y, h)", "w.transpose(2)"]
)
def test_what_is_no_transposed_layer_is_not_told(text):
    assert heard_in(text, X, SQUARE).transposed is None


def test_torch_and_numpy_do_as_is_said():
    """F.pad begins with the last axis; a border is an ordinary padding of the layer."""
    x, w = torch.arange(30.0).reshape(1, 1, 5, 6), torch.arange(9.0).reshape(1, 1, 3, 3)
    padded = np.pad(x[0, 0].numpy(), ((2, 2), (1, 1)))
    assert np.array_equal(F.pad(x, (1, 1, 2, 2))[0, 0].numpy(), padded)
    assert torch.equal(F.conv2d(F.pad(x, (1, 1, 2, 2)), w), F.conv2d(x, w, padding=(2, 1)))


@pytest.mark.parametrize(
    "unit", ["conv2(", "np.pad(x, ", "F.pad(x, (", "signal.convolve2d(x, w)\n", "'", "pad"]
)
def test_calls_are_found_in_a_bounded_time(unit):
    text = unit * (100_000 // len(unit))
    assert fastest(lambda: heard_in(text, X, SQUARE), 0.5) < stretched(1)


GRID, TWO = "[[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]", "[[1, 2], [3, 4]]"
MATLAB_ROW = "x = [1 2 3 4];\nh = [1 3];\n"
R_ROW = "x <- c(1, 2, 3, 4)\nw <- c(1, 3)\n"


# What SciPy 1.17 and NumPy print; MATLAB's, Julia's and R's by their own definitions of the sum, by hand.
@pytest.mark.parametrize(
    ("text", "y"),
    [
        (
            f"x = np.array({GRID})\nw = np.array({TWO})\ny = signal.convolve2d(x, w, mode='same')",
            [[1, 4, 7, 10], [8, 26, 36, 46], [24, 66, 76, 86]],
        ),
        (
            f"x = np.array({GRID})\nw = np.array({TWO})\ny = signal.correlate2d(x, w, mode='same')",
            [[44, 54, 64, 28], [84, 94, 104, 44], [29, 32, 35, 12]],
        ),
        (
            f"x = np.array({GRID})\nw = np.array({TWO})\ny = signal.correlate(x, w, mode='same')",
            [[4, 11, 18, 25], [22, 44, 54, 64], [46, 84, 94, 104]],
        ),
        (
            f"x = np.array({GRID})\nw = np.array({TWO})\ny = ndimage.correlate(x, w, mode='nearest')",
            [[10, 16, 26, 36], [38, 44, 54, 64], [78, 84, 94, 104]],
        ),
        (
            f"x = np.array({GRID})\nw = np.array({TWO})\ny = ndimage.convolve(x, w, mode='wrap')",
            [[26, 36, 46, 40], [66, 76, 86, 80], [70, 80, 90, 84]],
        ),
        ("x = np.array([1, 2, 3, 4])\nw = np.array([1, 3])\nnp.correlate(x, w, 'same')", [[3, 7, 11, 15]]),
        ("x = np.array([1, 2, 3, 4])\nw = np.array([1, 3])\nnp.convolve(x, w, 'same')", [[1, 5, 9, 13]]),
        (f"{MATLAB_ROW}y = conv(x, h)", [[1, 5, 9, 13, 12]]),
        (f"{MATLAB_ROW}y = conv(x, h, 'same')", [[5, 9, 13, 12]]),
        (f"{MATLAB_ROW}y = filter(h, 1, x)", [[1, 5, 9, 13]]),
        ("x = [1 2 3 4];\nb = [1 3];\ny = filter(b, 1, x)", [[1, 5, 9, 13]]),
        ("using DSP\nx = [1, 2, 3, 4]\nh = [1, 3]\ny = conv(x, h)", [[1, 5, 9, 13, 12]]),
        ("using NNlib\nx = [1 2; 3 4]\nw = [1 2; 5 7]\ny = conv(x, w)", [[1 * 7 + 2 * 5 + 3 * 2 + 4]]),
        (f'{R_ROW}y <- convolve(x, w, type = "open")', [[3, 7, 11, 15, 4]]),
        (f'{R_ROW}y <- convolve(x, rev(w), type = "o")', [[1, 5, 9, 13, 12]]),
        (f'{R_ROW}y <- convolve(x, w, type="filter")', [[7, 11, 15]]),
        ("x <- c(1, 2, 3)\nw <- c(1, 3, 0)\ny <- convolve(x, w)", [[7, 11, 6]]),
    ],
)
def test_with_what_is_heard_the_numbers_are_the_librarys(text, y):
    named = {one.role: one.array for one in read_tensors(text)}
    heard = heard_in(text, named["input"].shape, named["kernel"].shape)
    kernel = np.flip(named["kernel"]) if heard.turns else named["kernel"]
    sides = {"x": np.atleast_2d(named["input"]), "weight": np.atleast_2d(kernel)}
    settings = {
        name: tuple(map(int, at.split(","))) for name, at in heard.settings.items() if name == "padding"
    }
    mode = heard.settings.get("padding_mode", "zeros")
    result = convolve(sides["x"][None], sides["weight"][None, None], padding_mode=mode, **settings)
    assert result[0].tolist() == y


@pytest.mark.parametrize(
    "text",
    [
        "x = [[1, 2]]\nw = [[1]]\nz = conv(x, w)",  # somebody's own function
        "conv = nn.Conv2d(1, 1, 3)\ny = conv(x)",
        "x = [1 2 3];\nfunction y = conv(x, h)\nend",
        "y = list(filter(f, x))",
        "import numpy as np\nb = [1 2];\ny = filter(b, 1, x)",
    ],
)
def test_conv_and_filter_are_no_librarys_where_nothing_says_so(text):
    heard = heard_in(text, (1, 3), (1, 2))
    assert (heard.settings, heard.border, heard.turns) == ({}, None, None)


def test_what_the_kernel_as_it_stands_needs_is_true_for_even_kernels_too():
    assert (
        heard_in("ndimage.convolve(x, w, mode='wrap')", X, (2, 2)).turns[1]
        == "ndimage.convolve(x, np.flip(K))"
    )
    assert heard_in("ndimage.convolve(x, w, mode='wrap')", X, SQUARE).turns[1] == "ndimage.correlate"
    assert heard_in("np.convolve(x, w, 'same')", (5,), (2,)).turns[1] == "np.correlate"


def test_a_separable_layer_is_told_to_be_two():
    border = heard_in("y = layers.SeparableConv2D(4, 3)(x)", (1, 4, 4, 2), (3, 3, 2, 1)).border
    assert (border.call, border.untaken) == ("layers.SeparableConv2D", "separable")
